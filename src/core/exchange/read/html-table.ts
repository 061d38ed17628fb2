import { HoldfastError } from '../../../model/errors.ts';
import { decodePieces, detectEncoding } from './encoding.ts';
import { limits } from './limits.ts';
import {
  type Cell,
  type Merge,
  type ReadOptions,
  type Row,
  type Sheet,
  unadorned,
  type Workbook,
} from './types.ts';

/**
 * Reads the tables of a web page, as web systems save reports under the name of a workbook and as spreadsheets put them on
 * the clipboard. Every cell is text; spans become merges. Scripts are not run, nothing is fetched.
 * @throws FILE_NOT_WORKBOOK where it has no such table, FILE_TOO_LARGE
 */
export function readHtml(bytes: Buffer, name: string, options: ReadOptions): Workbook {
  const shape = detectEncoding(bytes, options.encoding ?? declared(bytes));
  const sheets = tablesOf([...decodePieces(bytes, shape)].join(''), name);
  if (sheets.length === 0) throw new HoldfastError('FILE_NOT_WORKBOOK', { file: name, what: 'HTML' });
  return { format: 'html', encoding: shape.encoding, sheets, close: () => {} };
}

function declared(bytes: Buffer): ReadOptions['encoding'] {
  const told = /charset=["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 4096))?.[1]?.toLowerCase();
  if (told === 'gbk' || told === 'gb2312' || told === 'gb18030') return 'gb18030';
  return undefined;
}

interface Table {
  readonly rows: Row[];
  readonly merges: Merge[];
  width: number;
}

const tags =
  /<!--[\s\S]*?-->|<(script|style|title)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-z][a-z0-9]*)\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;

/**
 * The outermost tables of at least two rows and columns: smaller ones arrange a page, such as the sign-in page that a
 * web system sent in place of the report. What stands in a table within a cell is part of the cell.
 */
function tablesOf(html: string, file: string): Sheet[] {
  const reader = new TableReader(file);
  let at = 0;
  for (const match of html.matchAll(tags)) {
    reader.text(html.slice(at, match.index));
    at = match.index + match[0].length;
    const name = match[3]?.toLowerCase();
    if (name !== undefined) reader.tag(name, match[2] === '/', match[4] ?? '');
  }
  return reader.tables
    .filter(({ rows, width }) => rows.length > 1 && width > 1)
    .map((table, i, all) =>
      sheetOf(table, all.length === 1 ? baseName(file) : `${baseName(file)} (${i + 1})`),
    );
}

class TableReader {
  readonly tables: Table[] = [];
  readonly #file: string;
  #depth = 0;
  #row = 0;
  #cells: Cell[] = [];
  /** By column: last row that a cell from above reaches into. */
  #taken: number[] = [];
  #cell: { text: string; down: number; right: number } | null = null;
  #seen = 0;

  constructor(file: string) {
    this.#file = file;
  }

  text(text: string): void {
    if (this.#cell && text !== '') this.#cell.text += text.replace(/[ \t\r\n\f]+/g, ' ');
  }

  tag(name: string, closing: boolean, attributes: string): void {
    if (name === 'table') this.#table(closing);
    else if (this.#depth > 1) this.#inCell(name, closing);
    else if (this.#depth === 0) return;
    else if (name === 'tr') {
      this.#endRow();
      if (!closing) this.#row++;
    } else if (name === 'td' || name === 'th') {
      this.#endCell();
      if (!closing) this.#cell = { text: '', down: span(attributes, 'row'), right: span(attributes, 'col') };
    } else this.#inCell(name, closing);
  }

  #inCell(name: string, closing: boolean): void {
    if (!this.#cell) return;
    if (name === 'br' || (closing && (name === 'p' || name === 'div'))) this.#cell.text += '\n';
  }

  #table(closing: boolean): void {
    if (closing) {
      if (this.#depth === 1) this.#endRow();
      this.#depth = Math.max(0, this.#depth - 1);
      return;
    }
    if (++this.#depth > 1) return;
    this.tables.push({ rows: [], merges: [], width: 0 });
    this.#row = 0;
    this.#taken = [];
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (!cell) return;
    if (this.#row === 0) this.#row = 1;
    let column = this.#cells.length;
    while ((this.#taken[column] ?? 0) >= this.#row) this.#cells[column++] = null;
    if (column + cell.right > limits.columns || ++this.#seen > limits.cells) {
      throw new HoldfastError('FILE_TOO_LARGE', { file: this.#file });
    }
    const text = decoded(cell.text).trim();
    this.#cells[column] = text === '' ? null : text;
    const bottom = this.#row + cell.down - 1;
    for (let c = column; c < column + cell.right; c++) {
      if (c > column) this.#cells[c] = null;
      if (cell.down > 1) this.#taken[c] = bottom;
    }
    if (cell.down > 1 || cell.right > 1) {
      const right = column + cell.right - 1;
      this.tables.at(-1)?.merges.push({ top: this.#row, left: column, bottom, right });
    }
  }

  #endRow(): void {
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    const table = this.tables.at(-1);
    if (!table || !cells.some((cell) => cell !== null)) return;
    table.width = Math.max(table.width, cells.length);
    table.rows.push({ row: this.#row, cells });
  }
}

function span(attributes: string, which: 'row' | 'col'): number {
  const told = new RegExp(`\\b${which}span\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(attributes);
  return Math.min(Math.max(1, Number(told?.[1] ?? 1)), which === 'row' ? 65_534 : 1000);
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  yen: '¥',
  euro: '€',
  pound: '£',
  middot: '·',
  ndash: '–',
  mdash: '—',
  times: '×',
};

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function sheetOf({ rows, merges, width }: Table, name: string): Sheet {
  return {
    ...unadorned,
    name,
    hidden: false,
    rowCount: rows.at(-1)?.row ?? 0,
    columnCount: width,
    rows: () => rows,
    merges,
  };
}

function baseName(name: string): string {
  const file = name.split(/[\\/]/).pop() ?? name;
  return file.replace(/\.[^.]*$/, '') || 'Sheet1';
}
