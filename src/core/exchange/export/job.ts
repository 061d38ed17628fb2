import { createHash } from 'node:crypto';
import { entityOf } from '../../../model/entities/index.ts';
import { HoldfastError } from '../../../model/errors.ts';
import { odsLimit } from '../../../model/export-limits.ts';
import { parseFilter } from '../../../model/filter.ts';
import { withAsOf } from '../../register/as-of/overlay.ts';
import type { Register } from '../../store/register.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { KeyList, keyHeader, keyText, versionHeader, versionOf } from '../round-trip/keys.ts';
import { exportedFrom, metaSheet, type SheetPart } from '../round-trip/meta.ts';
import { writeCsv } from '../write/csv.ts';
import { writeJsonLines } from '../write/json-lines.ts';
import { clean, tooLarge, writeOds } from '../write/ods.ts';
import type { CutLog, WriteCell, WriteColumn, WriteOptions, WriteSheet } from '../write/types.ts';
import { writeWorkbook } from '../write/workbook.ts';
import { type ExportColumn, exportColumns } from './columns.ts';
import { exportCover, type Written } from './cover.ts';
import { DataDigest } from './digest.ts';
import { jsonRows } from './json-row.ts';
import { ExportRows, entitiesOf, type TableRow } from './rows.ts';
import type { ExportInput, ExportOutput } from './types.ts';

/** Kibibytes, as SQLite counts them: rows are read once, so that more of the file in memory would not help. */
const cacheWhileExporting = -16 * 1024;

/**
 * Writes a list to a file as one moment of the register, which may be past. Runs in a worker, beside writers.
 * @throws FIELD_UNKNOWN, CANCELLED, DISK_FULL, FILE_NOT_WRITABLE, EXPORT_TOO_LARGE, EXPORT_INCOMPLETE,
 *   EXPORT_CURSOR_UNKNOWN, and what the filter throws
 */
export async function exportJob(context: JobContext, input: ExportInput): Promise<ExportOutput> {
  const reg = context.register();
  const cached = reg.db.pragma('cache_size', { simple: true }) as number;
  reg.db.pragma(`cache_size = ${cacheWhileExporting}`);
  // One read transaction, so that all rows are of the same moment.
  reg.db.exec('BEGIN');
  try {
    const newest = reg.cursor();
    const cursor = input.cursor ?? newest;
    if (cursor > newest) throw new HoldfastError('EXPORT_CURSOR_UNKNOWN', { cursor, newest });
    const moment = { asOf: input.asOf, cursor: cursor === newest ? undefined : cursor };
    const onProgress = (done: number, total: number) => {
      if (context.cancelled()) throw new HoldfastError('CANCELLED');
      context.progress('past', done, total);
    };
    const options = { entities: entitiesOf(input), search: isSearched(input), onProgress };
    return await withAsOf(
      reg,
      moment,
      async () => {
        const work = new Export(reg, context, input, cursor);
        try {
          return await work.write();
        } finally {
          work.close();
        }
      },
      options,
    );
  } finally {
    reg.db.exec('COMMIT');
    reg.db.pragma(`cache_size = ${cached}`);
  }
}

function isSearched({ query }: ExportInput): boolean {
  return Boolean(query.search?.trim()) || parseFilter(query.filter ?? '').words.length > 0;
}

/** One export at work. */
class Export {
  readonly #reg: Register;
  readonly #input: ExportInput;
  readonly #cursor: number;
  readonly #columns: readonly ExportColumn[];
  readonly #rows: ExportRows;
  readonly #total: number;
  readonly #digest = new DataDigest();
  readonly #keys = new KeyList();
  /** The sheets that the table became. */
  readonly #parts: SheetPart[] = [];
  readonly #options: WriteOptions & { readonly cutLog: CutLog };
  #written = 0;
  #sha256: string | null = null;
  #open: Generator | null = null;

  constructor(reg: Register, context: JobContext, input: ExportInput, cursor: number) {
    this.#reg = reg;
    this.#input = input;
    this.#cursor = cursor;
    this.#columns = exportColumns(reg.catalogue, input.query.entity, input.columns, input.language);
    this.#rows = new ExportRows(reg, input, context);
    this.#total = this.#rows.total();
    const onProgress = (rows: number) => context.progress('export', rows, this.#total);
    this.#options = { onProgress, cutLog: { truncated: 0, cuts: [] } };
  }

  async write(): Promise<ExportOutput> {
    const { format } = this.#input;
    const sha256 =
      format === 'csv' || format === 'jsonl' ? await this.#writeText(format) : await this.#writeBook(format);
    return {
      rows: this.#written,
      cursor: this.#cursor,
      sha256,
      cut: this.#options.cutLog.truncated,
      missing: this.#rows.missing,
    };
  }

  /** A text format is nothing but its table: the checksum is that of the file. */
  async #writeText(format: 'csv' | 'jsonl'): Promise<string> {
    const hash = createHash('sha256');
    const options = { ...this.#options, onText: (text: string) => void hash.update(text, 'utf8') };
    const { path } = this.#input;
    if (format === 'csv')
      await writeCsv(
        path,
        this.#sheet((row) => this.#cells(row)),
        options,
      );
    else {
      const rows = jsonRows(this.#reg, this.#columns, (row) => this.#rows.id(row));
      await writeJsonLines(path, this.#each(rows), options);
    }
    return hash.digest('hex');
  }

  async #writeBook(format: 'xlsx' | 'ods'): Promise<string> {
    const { path, plain = false } = this.#input;
    if (format === 'ods' && this.#total > odsLimit(this.#columns.length))
      throw tooLarge(this.#columns.length);
    const data =
      format === 'ods'
        ? this.#sheet((row) => this.#digested(this.#cells(row).map(cleanCell)))
        : plain
          ? this.#sheet((row) => this.#digested(this.#cells(row)))
          : this.#keyedSheet();
    this.#digest.header(this.#headers());
    const sheets = [data];
    if (!plain) {
      sheets.push(exportCover(this.#reg, this.#input, this.#cursor, this.#headers(), () => this.#standing()));
      if (format === 'xlsx') sheets.push(this.#metaSheet(data));
    }
    if (format === 'ods') await writeOds(path, sheets, this.#options);
    else await writeWorkbook(path, { sheets }, this.#options);
    return this.#finished();
  }

  #headers(): string[] {
    return this.#columns.map(({ write }) => write.header);
  }

  #cells(row: TableRow): WriteCell[] {
    return this.#rows.cells(row, this.#columns);
  }

  #digested(cells: WriteCell[]): WriteCell[] {
    this.#digest.row(cells, this.#writeColumns());
    return cells;
  }

  #writeColumns(): readonly WriteColumn[] {
    return this.#columns.map(({ write }) => write);
  }

  #sheet(cells: (row: TableRow) => WriteCell[]): WriteSheet {
    const name = entityOf(this.#input.query.entity).plural[this.#input.language];
    return { name, columns: this.#writeColumns(), rows: this.#each(cells) };
  }

  /** With the hidden columns by which an import finds each row's record, and tells what changed since. */
  #keyedSheet(): WriteSheet {
    const hidden = { kind: 'code', hidden: true, width: 10 } as const;
    const sheet = this.#sheet((row) => {
      const id = this.#rows.id(row);
      this.#keys.add(id);
      return [...this.#digested(this.#cells(row)), keyText(id), versionOf(row)];
    });
    const keys = [keyHeader, versionHeader].map((header) => ({ header, ...hidden }));
    const onPart = (name: string, rows: number) => void this.#parts.push({ name, rows });
    return { ...sheet, columns: [...sheet.columns, ...keys], onPart };
  }

  #metaSheet({ name }: WriteSheet): WriteSheet {
    const { asOf = null, language, query } = this.#input;
    const columns = this.#columns.map(({ key, write }) => ({ field: key, header: write.header }));
    const from = exportedFrom(this.#reg, asOf, this.#cursor);
    const { entity } = query;
    const meta = metaSheet(from, [{ name, entity, language, columns, keys: this.#keys, parts: this.#parts }]);
    return { ...meta, state: 'veryHidden', late: true };
  }

  /** Lets go of the statement that a broken-off export still reads from: the connection is busy while it is open. */
  close(): void {
    this.#open?.return(undefined);
  }

  #each<T>(make: (row: TableRow) => T): Generator<T> {
    const rows = this.#every(make);
    this.#open = rows;
    return rows;
  }

  *#every<T>(make: (row: TableRow) => T): Generator<T> {
    for (const row of this.#rows.records()) {
      this.#written++;
      yield make(row);
    }
    this.#checkComplete();
  }

  /** Nobody may take a file with holes for the whole list; ids that are gone are told in the answer. */
  #checkComplete(): void {
    const { missing } = this.#rows;
    if (this.#written + missing !== this.#total || (missing > 0 && !this.#input.ids)) {
      throw new HoldfastError('EXPORT_INCOMPLETE', { rows: this.#written, expected: this.#total });
    }
  }

  #finished(): string {
    this.#sha256 ??= this.#digest.finish();
    return this.#sha256;
  }

  #standing(): Written {
    const { cutLog } = this.#options;
    return { ...cutLog, rows: this.#written, missing: this.#rows.missing, sha256: this.#finished() };
  }
}

function cleanCell(cell: WriteCell): WriteCell {
  return typeof cell === 'string' ? clean(cell) : cell;
}
