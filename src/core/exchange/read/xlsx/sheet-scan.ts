import { HoldfastError } from '../../../../model/errors.ts';
import { formatNumber } from '../formats.ts';
import type { Cell, Row } from '../types.ts';
import { readRichText } from './shared-strings.ts';
import { type CellStyle, plainStyle } from './styles.ts';
import { decodeText, isNamed, newTag, nextTag, type Tag } from './xml.ts';

export interface SheetContext {
  readonly strings: readonly string[];
  readonly styles: readonly CellStyle[];
  /** Days to add to serials of the 1904 system. */
  readonly shift: number;
  /** Name of the file, for errors. */
  readonly file: string;
}

export interface ScannedSheet {
  readonly rows: readonly Row[];
  readonly columnCount: number;
}

const maxRows = 1_048_576;
const maxColumns = 16_384;

/**
 * Reads a sheet's cells in one pass over its bytes. Rows without any value are left out, however many of them a sheet
 * has "used".
 * @throws FILE_CORRUPT where cells lie outside of any sheet or refer to texts that aren't there
 */
export function scanSheet(xml: Buffer, context: SheetContext): ScannedSheet {
  const scan = new SheetScan(xml, context);
  return { rows: scan.run(), columnCount: scan.columnCount };
}

const letterR = 114;
const letterS = 115;
const letterT = 116;

class SheetScan {
  columnCount = 0;
  readonly #xml: Buffer;
  readonly #context: SheetContext;
  readonly #tag: Tag = newTag();
  #row = 0;
  #column = -1;
  #cells: Cell[] | null = null;
  // The cell at hand, as its attributes say.
  #style = 0;
  #type = 0;
  #typeLength = 0;

  constructor(xml: Buffer, context: SheetContext) {
    this.#xml = xml;
    this.#context = context;
  }

  run(): Row[] {
    const rows: Row[] = [];
    const xml = this.#xml;
    const tag = this.#tag;
    let at = 0;
    while (nextTag(xml, at, tag)) {
      at = tag.end;
      if (tag.closing) {
        if (isNamed(xml, tag, 'row')) this.#endRow(rows);
        else if (isNamed(xml, tag, 'sheetData')) break;
      } else if (isNamed(xml, tag, 'c')) at = this.#cell(at);
      else if (isNamed(xml, tag, 'row')) {
        this.#endRow(rows);
        this.#startRow();
      }
    }
    this.#endRow(rows);
    return rows;
  }

  #startRow(): void {
    const told = this.#attribute(letterR);
    const number = told.start < 0 ? this.#row + 1 : this.#integer(told.start, told.end);
    if (!(number >= 1 && number <= maxRows)) throw this.#corrupt();
    this.#row = number;
    this.#column = -1;
    this.#cells = [];
  }

  #endRow(rows: Row[]): void {
    const cells = this.#cells;
    this.#cells = null;
    if (cells === null || cells.length === 0) return;
    if (cells.length > this.columnCount) this.columnCount = cells.length;
    rows.push({ row: this.#row, cells });
  }

  #corrupt(): HoldfastError {
    return new HoldfastError('FILE_CORRUPT', { file: this.#context.file, detail: `row ${this.#row}` });
  }

  readonly #found = { start: -1, end: -1 };

  /** Where the value of an attribute with a one-letter name stands; start is -1 when it isn't there. */
  #attribute(letter: number): { start: number; end: number } {
    const found = this.#found;
    found.start = -1;
    const xml = this.#xml;
    const { nameEnd, end } = this.#tag;
    for (let i = nameEnd; i < end - 3; i++) {
      const c = xml[i] as number;
      if (c === 34 || c === 39) {
        // Over the value of another attribute.
        i++;
        while (i < end && xml[i] !== c) i++;
      } else if (c === letter && xml[i + 1] === 61 && (xml[i - 1] as number) <= 32) {
        const open = xml[i + 2];
        found.start = i + 3;
        let e = i + 3;
        while (e < end && xml[e] !== open) e++;
        found.end = e;
        return found;
      }
    }
    return found;
  }

  #integer(start: number, end: number): number {
    let value = 0;
    for (let i = start; i < end; i++) {
      const digit = (this.#xml[i] as number) - 48;
      if (digit < 0 || digit > 9) return Number.NaN;
      value = value * 10 + digit;
    }
    return end > start ? value : Number.NaN;
  }

  /** Reads a cell whose tag was just found; gives the place behind it. */
  #cell(from: number): number {
    if (this.#cells === null) {
      // Cells without rows: the first row is meant.
      this.#row++;
      this.#cells = [];
    }
    this.#locate();
    this.#readStyleAndType();
    if (this.#tag.empty) return from;
    return this.#content(from);
  }

  /** The column from the reference, or the next one. */
  #locate(): void {
    const { start, end } = this.#attribute(letterR);
    if (start < 0) this.#column++;
    else {
      let column = 0;
      for (let i = start; i < end; i++) {
        const c = this.#xml[i] as number;
        const letter = c >= 97 ? c - 96 : c - 64;
        if (letter < 1 || letter > 26) break;
        column = column * 26 + letter;
      }
      this.#column = column - 1;
    }
    if (this.#column < 0 || this.#column >= maxColumns) throw this.#corrupt();
  }

  #readStyleAndType(): void {
    const style = this.#attribute(letterS);
    this.#style = style.start < 0 ? 0 : this.#integer(style.start, style.end);
    const type = this.#attribute(letterT);
    this.#type = type.start < 0 ? 0 : (this.#xml[type.start] as number);
    this.#typeLength = type.start < 0 ? 0 : type.end - type.start;
  }

  #content(from: number): number {
    const xml = this.#xml;
    const tag = this.#tag;
    let at = from;
    while (nextTag(xml, at, tag)) {
      at = tag.end;
      if (tag.closing) {
        if (isNamed(xml, tag, 'c')) return at;
      } else if (tag.empty) {
        // Nothing inside.
      } else if (isNamed(xml, tag, 'v')) {
        let end = at;
        while (end < xml.length && xml[end] !== 60) end++;
        this.#put(this.#value(at, end));
        at = end;
      } else if (isNamed(xml, tag, 'is')) {
        const read = readRichText(xml, at, 'is');
        if (read.text !== '') this.#put(read.text);
        at = read.end;
      }
    }
    return at;
  }

  #put(value: Cell): void {
    if (value !== null) (this.#cells as Cell[])[this.#column] = value;
  }

  /** The value between these bytes, by the cell's type: n (none), s, str, b, e, d. */
  #value(start: number, end: number): Cell {
    if (start === end) return null;
    switch (this.#type) {
      case letterS:
        return this.#typeLength === 1 ? this.#shared(start, end) : this.#text(start, end);
      case 98:
        return this.#xml[start] === 49 || this.#xml[start] === letterT;
      case 101:
        return { kind: 'error', text: this.#text(start, end) ?? '' };
      case 100:
        return this.#isoDate(start, end);
      default:
        return this.#number(start, end);
    }
  }

  #text(start: number, end: number): string | null {
    const text = decodeText(this.#xml.toString('utf8', start, end));
    return text === '' ? null : text;
  }

  #shared(start: number, end: number): Cell {
    const text = this.#context.strings[this.#integer(start, end)];
    if (text === undefined) throw this.#corrupt();
    return text === '' ? null : text;
  }

  #isoDate(start: number, end: number): Cell {
    const text = this.#xml.toString('latin1', start, end).trim();
    const ms = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) || text.length <= 10 ? text : `${text}Z`);
    return Number.isNaN(ms) ? text : { kind: 'date', serial: ms / 86_400_000 + 25_569 };
  }

  #number(start: number, end: number): Cell {
    let value = end - start < 16 ? this.#integer(start, end) : Number.NaN;
    if (Number.isNaN(value)) {
      const text = this.#xml.toString('latin1', start, end).trim();
      if (text === '') return null;
      value = Number(text);
      if (!Number.isFinite(value)) return text;
    }
    const style = this.#context.styles[this.#style] ?? plainStyle;
    if (style.kind === 'number') return value;
    if (style.kind === 'date') {
      return { kind: 'date', serial: value + (value >= 1 ? this.#context.shift : 0) };
    }
    const shown = formatNumber(style.format, value);
    return shown === String(value) ? value : { kind: 'coded', value, text: shown };
  }
}
