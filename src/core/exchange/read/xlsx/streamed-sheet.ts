import { HoldfastError } from '../../../../model/errors.ts';
import { limits } from '../limits.ts';
import type { Source } from '../source.ts';
import type { Marks, Merge, Picture, Row, Sheet } from '../types.ts';
import type { BookParts } from './book-parts.ts';
import { readHead, readTail, type SheetHead, type SheetTail } from './layout.ts';
import { type SheetContext, SheetScan } from './sheet-scan.ts';
import { isNamed, newTag, nextTag } from './xml.ts';

/** Most bytes looked at for what stands before or behind the cells. */
const edgeBytes = 64 * 1024 * 1024;

/** The bytes before the cells, and the prefix that its tags carry. */
function headOf(source: Source): { head: Buffer; rowMark: Buffer } {
  const head = source.subarray(0, limits.windowBytes);
  const tag = newTag();
  let prefix = '';
  for (let at = 0; nextTag(head, at, tag); at = tag.end) {
    if (!isNamed(head, tag, 'sheetData')) continue;
    prefix = head.toString('latin1', tag.at + 1, tag.nameStart);
    break;
  }
  return { head, rowMark: Buffer.from(`<${prefix}row`, 'latin1') };
}

/** The bytes behind the cells, found from the end. */
function tailOf(source: Source, rowMark: Buffer): Buffer {
  const mark = Buffer.from(`</${rowMark.toString('latin1', 1, rowMark.length - 3)}sheetData`, 'latin1');
  for (let size = 64 * 1024; ; size *= 8) {
    const tail = source.subarray(Math.max(0, source.length - size));
    const at = tail.lastIndexOf(mark);
    if (at >= 0) return tail.subarray(at);
    if (size >= edgeBytes || size >= source.length) return Buffer.alloc(0);
  }
}

/**
 * The rows of a sheet in a file, by a window that moves over its bytes; none are kept.
 * @param scan collects what is noticed beside the rows; its counts are right when all were gone through
 * @throws FILE_CORRUPT, FILE_TOO_LARGE
 */
function* streamRows(
  source: Source,
  rowMark: Buffer,
  context: SheetContext,
  scan: SheetScan,
): Generator<Row> {
  let window: Buffer = Buffer.alloc(0);
  for (let at = 0; !scan.done; ) {
    const piece = source.subarray(at, at + limits.windowBytes);
    at += piece.length;
    const last = at >= source.length || piece.length === 0;
    window = window.length === 0 ? piece : Buffer.concat([window, piece]);
    // All before the last row's tag is whole.
    const cut = last ? window.length : window.lastIndexOf(rowMark);
    if (cut <= 0) {
      if (last) return;
      if (window.length > limits.rowBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: context.file });
      continue;
    }
    const rows: Row[] = [];
    scan.scan(window.subarray(0, cut), rows);
    yield* rows;
    if (last) return;
    window = Buffer.from(window.subarray(cut));
  }
}

/** Rows that are hidden, found without reading their cells. */
function hiddenRowsOf(source: Source, rowMark: Buffer): Set<number> {
  const hidden = new Set<number>();
  const overlap = 1024;
  for (let from = 0; from < source.length; from += limits.windowBytes) {
    const bytes = source.subarray(Math.max(0, from - overlap), from + limits.windowBytes);
    for (let at = bytes.indexOf(' hidden='); at >= 0; at = bytes.indexOf(' hidden=', at + 8)) {
      const value = bytes[at + 9];
      if (value !== 49 && value !== 116) continue;
      const open = bytes.lastIndexOf(60, at);
      if (open < 0 || bytes.compare(rowMark, 0, rowMark.length, open, open + rowMark.length) !== 0) continue;
      const number = /\sr=["'](\d{1,7})["']/.exec(
        bytes.toString('latin1', open, Math.min(bytes.length, at + 200)),
      );
      if (number) hidden.add(Number(number[1]));
    }
  }
  return hidden;
}

/**
 * A sheet too large for memory. Its rows are read anew each time; what stands beside them is found out when it is asked
 * for, or in passing when the rows were gone through once.
 */
export class StreamedSheet implements Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly #source: Source;
  readonly #context: SheetContext;
  readonly #book: BookParts;
  readonly #path: string;
  readonly #rowMark: Buffer;
  readonly #head: SheetHead;
  readonly #tail: SheetTail;
  /** Of the first time that all rows were gone through. */
  #scan: SheetScan | null = null;
  #hidden: ReadonlySet<number> | null = null;
  /** Null as long as nobody asked. */
  #marks: Marks | undefined | null = null;
  #pictures: Picture[] | null = null;

  constructor(
    name: string,
    hidden: boolean,
    source: Source,
    context: SheetContext,
    book: BookParts,
    path: string,
  ) {
    this.name = name;
    this.hidden = hidden;
    this.#source = source;
    this.#context = context;
    this.#book = book;
    this.#path = path;
    const { head, rowMark } = headOf(source);
    this.#rowMark = rowMark;
    this.#head = readHead(head);
    this.#tail = readTail(tailOf(source, rowMark));
  }

  get rowCount(): number | null {
    return this.#head.rowCount || null;
  }

  get columnCount(): number {
    return this.#scan?.columnCount ?? this.#head.columnCount;
  }

  get merges(): readonly Merge[] {
    return this.#tail.merges;
  }

  get hiddenColumns(): ReadonlySet<number> {
    return this.#head.hiddenColumns;
  }

  get hiddenRows(): ReadonlySet<number> {
    this.#hidden ??= this.#scan?.hiddenRows ?? hiddenRowsOf(this.#source, this.#rowMark);
    return this.#hidden;
  }

  get marks(): Marks | undefined {
    if (this.#context.markOf === null) return undefined;
    if (this.#marks === null) this.#marks = this.#scanned().marks?.finish(this.#book.styles.marks);
    return this.#marks;
  }

  get pictures(): readonly Picture[] {
    this.#pictures ??= this.#book.pictures(this.#path, this.#scanned().pictures, this.#tail.drawings);
    return this.#pictures;
  }

  #scanned(): SheetScan {
    if (this.#scan === null) {
      const rows = this.#rows()[Symbol.iterator]();
      while (!rows.next().done);
    }
    return this.#scan as unknown as SheetScan;
  }

  rows(): Iterable<Row> {
    return { [Symbol.iterator]: () => this.#rows() };
  }

  *#rows(): Generator<Row> {
    const scan = new SheetScan(this.#context);
    yield* streamRows(this.#source, this.#rowMark, this.#context, scan);
    this.#scan ??= scan;
  }
}
