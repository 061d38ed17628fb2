import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { HoldfastError } from '../../../model/errors.ts';
import type { SheetState } from './cell-xml.ts';
import { SheetLinks } from './links.ts';
import { ChoiceLists } from './lists.ts';
import { SheetNotes } from './notes.ts';
import { packageParts, sheetRelations, type Tab } from './package-parts.ts';
import { SharedStrings } from './shared-strings.ts';
import { sheetName } from './sheet-names.ts';
import { type Progress, type Rows, SheetStream } from './sheet-stream.ts';
import { streamToFile } from './to-file.ts';
import type { CutLog, WriteBook, WriteCell, WriteOptions, WriteResult, WriteSheet } from './types.ts';

/** Level 3 is twice as fast as the default and costs a tenth in size. */
const compressionLevel = 3;

/**
 * Writes an .xlsx piece by piece: memory doesn't grow with the rows. Sheets longer than a spreadsheet can hold go
 * on in a further sheet. The file appears under its name only when it is complete.
 * @throws CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function writeWorkbook(
  path: string,
  book: WriteBook,
  options: WriteOptions = {},
): Promise<WriteResult> {
  if (options.signal?.aborted) throw new HoldfastError('CANCELLED');
  const writer = new BookWriter(book, options);
  const written = streamToFile(path, writer.output, options.signal);
  const parts = writer.addParts();
  await Promise.all([written, parts.catch((error) => writer.output.destroy(error))]);
  return writer.finish();
}

class BookWriter {
  readonly output: Readable;
  private readonly zip = new ZipFile();
  private readonly book: WriteBook;
  private readonly shared = new SharedStrings();
  private readonly lists: ChoiceLists;
  private readonly progress: Progress;
  private readonly names: string[] = [];
  /** The tabs that each given sheet became. */
  private readonly tabs: Tab[][];
  private readonly active: number;
  private readonly cutLog: CutLog;

  constructor(book: WriteBook, options: WriteOptions) {
    this.book = book;
    this.lists = new ChoiceLists(book.lists);
    this.progress = { rows: 0, options };
    this.cutLog = options.cutLog ?? { truncated: 0, cuts: [] };
    this.tabs = book.sheets.map(() => []);
    const visible = book.sheets.findIndex(({ state = 'visible' }) => state === 'visible');
    this.active = book.active ?? Math.max(0, visible);
    this.output = this.zip.outputStream as Readable;
    this.zip.on('error', (error: Error) => this.output.destroy(error));
  }

  async addParts(): Promise<void> {
    const { sheets } = this.book;
    for (const late of [false, true]) {
      for (const [i, sheet] of sheets.entries()) {
        if ((sheet.late ?? false) === late) this.tabs[i] = await this.addSheet(sheet, i === this.active);
      }
    }
    const lists = this.lists.sheet();
    const listTabs = lists ? await this.addSheet(lists, false) : [];
    await this.addStream(Readable.from(this.shared.xml()), 'xl/sharedStrings.xml');
    const tabs = [...this.tabs.flat(), ...listTabs];
    const active = this.tabs.slice(0, this.active).flat().length;
    const defined = listTabs[0] ? this.lists.definedNames(listTabs[0].name) : [];
    for (const [name, xml] of Object.entries(packageParts(tabs, active, defined))) {
      this.zip.addBuffer(Buffer.from(xml), name);
    }
    this.zip.end();
  }

  finish(): WriteResult {
    this.progress.options.onProgress?.(this.progress.rows);
    return {
      rows: this.progress.rows,
      sheets: this.names.length,
      ...this.cutLog,
    };
  }

  private async addSheet(sheet: WriteSheet, active: boolean): Promise<Tab[]> {
    const tabs: Tab[] = [];
    const rows = iteratorOf(sheet.rows);
    let carried: readonly WriteCell[] | null = null;
    for (let part = 1; part === 1 || carried !== null; part++) {
      const name = sheetName(part === 1 ? sheet.name : `${sheet.name} (${part})`, this.names);
      this.names.push(name);
      const number = this.names.length;
      const state = this.stateOf(name);
      const { lists, progress } = this;
      const stream = new SheetStream({
        sheet,
        rows,
        carried,
        active: active && part === 1,
        state,
        lists,
        progress,
      });
      await this.addStream(
        Readable.from(stream.pieces(), { objectMode: true }),
        `xl/worksheets/sheet${number}.xml`,
      );
      carried = stream.carried;
      sheet.onPart?.(name, stream.written);
      this.addBeside(number, state);
      tabs.push({
        name,
        number,
        state: sheet.state ?? 'visible',
        table: sheet.layout !== 'free',
        notes: state.notes.count > 0,
      });
    }
    return tabs;
  }

  private stateOf(name: string): SheetState {
    const { shared, cutLog } = this;
    return { name, shared, links: new SheetLinks(), notes: new SheetNotes(), cutLog };
  }

  /** Comments and the targets of links stand beside their sheet. */
  private addBeside(number: number, { notes, links }: SheetState): void {
    const noted = notes.count > 0;
    if (noted) {
      this.zip.addBuffer(Buffer.from(notes.commentsXml()), `xl/comments${number}.xml`);
      this.zip.addBuffer(Buffer.from(notes.drawingXml()), `xl/drawings/vmlDrawing${number}.vml`);
    }
    const relations = links.relations(noted ? 3 : 1);
    if (!noted && relations.length === 0) return;
    this.zip.addBuffer(
      Buffer.from(sheetRelations(number, relations, noted)),
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
    );
  }

  private async addStream(stream: Readable, name: string): Promise<void> {
    const ended = once(stream, 'close');
    stream.on('error', (error) => this.output.destroy(error));
    this.zip.addReadStream(stream, name, { compressionLevel });
    await ended;
    if (stream.errored) throw stream.errored;
  }
}

function iteratorOf(rows: WriteSheet['rows']): Rows {
  return Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
}
