import { builtinClasses, classOf } from '../../model/classes.ts';
import { entityOf } from '../../model/entities/index.ts';
import { HoldfastError } from '../../model/errors.ts';
import type { EntityKey, FieldDef, Language, Value } from '../../model/types.ts';
import { labelOf } from '../register/labels.ts';
import { allRids, type ListQuery } from '../register/list.ts';
import { fromColumn } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { valueWords } from './words.ts';
import { writeCsv } from './write/csv.ts';
import type { CellValue, ColumnKind, WriteColumn, WriteSheet } from './write/types.ts';
import { writeWorkbook } from './write/workbook.ts';

export interface ExportInput {
  readonly query: ListQuery;
  /** Only these records, in this order; the query's filter and sort don't count then. */
  readonly ids?: readonly string[] | undefined;
  /** Field keys, in order; those of any class are welcome. */
  readonly columns: readonly string[];
  readonly format: 'xlsx' | 'csv';
  readonly language: Language;
  /** Where the file goes when it is complete. */
  readonly path: string;
}

export interface ExportOutput {
  readonly rows: number;
  /** The newest log entry that the export saw. */
  readonly cursor: number;
}

/**
 * Writes a list to a file as one moment of the register. Runs in a worker, beside writers.
 * @throws FIELD_UNKNOWN, CANCELLED, DISK_FULL, FILE_NOT_WRITABLE, and what the filter throws
 */
export async function exportJob(context: JobContext, input: ExportInput): Promise<ExportOutput> {
  const reg = context.register();
  const columns = input.columns.map((key) => exportColumn(input.query.entity, key, input.language));
  const sheet: WriteSheet = {
    name: entityOf(input.query.entity).plural[input.language],
    columns: columns.map(({ write }) => write),
    rows: exportRows(reg, input, columns, context),
  };
  const onProgress = (rows: number) => context.progress('export', rows, null);
  // One read transaction, so that all rows are of the same moment.
  reg.db.exec('BEGIN');
  try {
    const cursor = reg.cursor();
    const written =
      input.format === 'xlsx'
        ? await writeWorkbook(input.path, { sheets: [sheet] }, { onProgress })
        : await writeCsv(input.path, sheet, { onProgress });
    return { rows: written.rows, cursor };
  } finally {
    reg.db.exec('COMMIT');
  }
}

interface ExportColumn {
  readonly key: string;
  readonly field: FieldDef;
  /** False for the fields of a class, which have no column of their own. */
  readonly own: boolean;
  readonly write: WriteColumn;
}

const kinds: Readonly<Partial<Record<FieldDef['type'], ColumnKind>>> = {
  code: 'code',
  integer: 'integer',
  number: 'number',
  money: 'money',
  date: 'date',
  datetime: 'datetime',
};

/** @throws FIELD_UNKNOWN */
function exportColumn(entity: EntityKey, key: string, language: Language): ExportColumn {
  const own = entityOf(entity).fields[key];
  const field = own ?? (entity === 'asset' ? classField(key) : undefined);
  if (!field) throw new HoldfastError('FIELD_UNKNOWN', { field: key });
  const choices =
    key === 'class' ? [] : Object.values(field.choices ?? {}).map(({ label }) => label[language]);
  const write: WriteColumn = {
    header: field.label[language],
    kind: kinds[field.type] ?? 'text',
    ...(choices.length > 0 ? { choices } : {}),
  };
  return { key, field, own: own !== undefined, write };
}

function classField(key: string): FieldDef | undefined {
  for (const def of builtinClasses) {
    const field = def.fields?.[key];
    if (field) return field;
  }
  return undefined;
}

function* exportRows(
  reg: Register,
  input: ExportInput,
  columns: readonly ExportColumn[],
  context: JobContext,
): Generator<CellValue[]> {
  const { entity } = input.query;
  const get = reg.sql(`SELECT * FROM "${entity}" WHERE rid = ? AND deleted = 0`);
  const words = new Map<number, string>();
  let done = 0;
  for (const rid of ridsOf(reg, input)) {
    if (done++ % 500 === 0 && context.cancelled()) throw new HoldfastError('CANCELLED');
    const row = get.get(rid) as Record<string, unknown> | undefined;
    if (row) yield rowCells(reg, row, columns, input.language, words);
  }
}

function* ridsOf(reg: Register, { query, ids }: ExportInput): Generator<number> {
  if (!ids) {
    yield* allRids(reg, query);
    return;
  }
  for (const id of ids) {
    const rid = reg.keys.findRid(id);
    if (rid !== null) yield rid;
  }
}

function rowCells(
  reg: Register,
  row: Readonly<Record<string, unknown>>,
  columns: readonly ExportColumn[],
  language: Language,
  words: Map<number, string>,
): CellValue[] {
  let attrs: Record<string, Value> | null = null;
  return columns.map(({ key, field, own }) => {
    if (!own) {
      attrs ??= typeof row.attrs === 'string' ? (JSON.parse(row.attrs) as Record<string, Value>) : {};
      return plain(reg, key, field, attrs[key] ?? null, language);
    }
    const column = row[key];
    if (column === null || column === undefined) return null;
    if (field.type === 'ref') return refWords(reg, field, column as number, words);
    if (key === 'class') return classOf(column)?.label[language] ?? String(column);
    return plain(reg, key, field, fromColumn(reg.keys, field, column), language);
  });
}

/** Numbers and dates stay what they are; the rest becomes words. */
function plain(reg: Register, key: string, field: FieldDef, value: Value, language: Language): CellValue {
  if (value === null) return null;
  if (typeof value === 'number' && kinds[field.type] !== undefined) return value;
  if (typeof value === 'string' && field.type !== 'choice') return value;
  return valueWords(reg, key, field, value, language);
}

/** Places and people repeat on many rows. */
function refWords(reg: Register, field: FieldDef, rid: number, words: Map<number, string>): string {
  let text = words.get(rid);
  if (text === undefined) {
    text = labelOf(reg, field.target as EntityKey, rid);
    if (words.size < 100_000) words.set(rid, text);
  }
  return text;
}
