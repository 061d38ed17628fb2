import { HoldfastError } from '../../../../model/errors.ts';
import { formatNumber } from '../formats.ts';
import { limits } from '../limits.ts';
import type { Cell, Row } from '../types.ts';
import { MarkRuns } from './marks.ts';
import { readRichText, type SharedTexts } from './shared-strings.ts';
import { type CellStyle, plainStyle } from './styles.ts';
import { attributesOf, decodeText, isNamed, newTag, nextTag, type Tag } from './xml.ts';

/** In the spelling of WPS, of what Excel makes of it, and with or without the sign before. */
const wpsPicture = /^=?(?:_xlfn\.)?DISPIMG\(\s*"([^"]+)"/i;

export interface SheetContext {
  readonly strings: SharedTexts;
  readonly styles: readonly CellStyle[];
  /** Names of marks by style; null where no style marks anything. */
  readonly markOf: Uint16Array | null;
  /** Number of a rich value (`vm` of a cell) to the picture that it is; null where there are none. */
  readonly placed: ReadonlyMap<number, string> | null;
  /** Days to add to serials of the 1904 system. */
  readonly shift: number;
  /** Name of the file, for errors. */
  readonly file: string;
}

/** A picture that stands in a cell, before it is looked up. */
export interface CellPicture {
  readonly row: number;
  readonly column: number;
  /** Path of its part, or the id by which WPS calls it. */
  readonly part?: string;
  readonly id?: string;
}

const maxRows = 1_048_576;
const maxColumns = 16_384;

const letterR = 114;
const letterS = 115;
const letterT = 116;

/**
 * Reads a sheet's cells over its bytes, as a whole or window by window. Rows without any value are left out, however many
 * of them a sheet has "used".
 */
export class SheetScan {
  columnCount = 0;
  /** Rows that the sheet or a filter hides. */
  readonly hiddenRows = new Set<number>();
  readonly marks: MarkRuns | null;
  readonly pictures: CellPicture[] = [];
  /** The end of the cells was seen. */
  done = false;
  #xml: Buffer = Buffer.alloc(0);
  readonly #context: SheetContext;
  readonly #tag: Tag = newTag();
  #row = 0;
  #column = -1;
  #cells: Cell[] | null = null;
  // The cell at hand, as its attributes say.
  #style = 0;
  #type = 0;
  #typeLength = 0;
  #isPicture = false;

  constructor(context: SheetContext) {
    this.#context = context;
    this.marks = context.markOf ? new MarkRuns() : null;
  }

  /**
   * Reads the rows of these bytes, which must not end within a row.
   * @returns where the cells ended, or the end of the bytes
   * @throws FILE_CORRUPT where cells lie outside of any sheet or refer to texts that aren't there
   */
  scan(xml: Buffer, rows: Row[]): number {
    this.#xml = xml;
    const tag = this.#tag;
    let at = 0;
    while (nextTag(xml, at, tag)) {
      at = tag.end;
      if (tag.closing) {
        if (isNamed(xml, tag, 'row')) this.#endRow(rows);
        else if (isNamed(xml, tag, 'sheetData')) {
          this.done = true;
          break;
        }
      } else if (isNamed(xml, tag, 'c')) at = this.#cell(at);
      else if (isNamed(xml, tag, 'row')) {
        this.#endRow(rows);
        this.#startRow();
      } else if (tag.empty && isNamed(xml, tag, 'sheetData')) {
        this.done = true;
        break;
      }
    }
    this.#endRow(rows);
    return at;
  }

  #startRow(): void {
    const told = this.#attribute(letterR);
    const number = told.start < 0 ? this.#row + 1 : this.#integer(told.start, told.end);
    if (!(number >= 1 && number <= maxRows)) throw this.#corrupt();
    this.#row = number;
    this.#column = -1;
    this.#cells = [];
    if (this.#tag.end - this.#tag.nameEnd > 12 && this.#isHidden()) this.hiddenRows.add(number);
  }

  /** `hidden="1"` among the row's attributes. */
  #isHidden(): boolean {
    const xml = this.#xml;
    const end = this.#tag.end - 9;
    for (let i = this.#tag.nameEnd; i < end; i++) {
      // ` hidden=` and its value; the h of ht and customHeight fails at the next letter.
      if (xml[i] !== 104 || (xml[i - 1] as number) > 32 || xml[i + 1] !== 105 || xml[i + 6] !== 61) continue;
      const value = xml[i + 8];
      return value === 49 || value === letterT;
    }
    return false;
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
    if (this.marks !== null) {
      const mark = this.#context.markOf?.[this.#style] ?? 0;
      if (mark !== 0) this.marks.add(this.#row, this.#column, mark);
    }
    if (this.#tag.empty) return from;
    this.#isPicture = this.#type === 101 && this.#context.placed !== null && this.#placedPicture();
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
      } else if (isNamed(xml, tag, 'f')) {
        this.#formula(at);
      } else if (isNamed(xml, tag, 'is')) {
        const read = readRichText(xml, at, 'is');
        if (read.text !== '') this.#put(read.text);
        at = read.end;
      }
    }
    return at;
  }

  /** A picture that Excel placed in the cell shows as an error to programs that don't know of it. */
  #placedPicture(): boolean {
    const { vm } = attributesOf(this.#xml, this.#tag);
    const part = vm === undefined ? undefined : this.#context.placed?.get(Number(vm));
    if (part === undefined) return false;
    if (this.pictures.length < limits.pictures)
      this.pictures.push({ row: this.#row, column: this.#column, part });
    return true;
  }

  /** `DISPIMG("ID_…",1)`: a picture in the cell, as WPS keeps it. Its cached text is no value. */
  #formula(from: number): void {
    const xml = this.#xml;
    const first = xml[from];
    // D, d, = or the underscore of _xlfn; nearly every other formula begins otherwise.
    if (first !== 68 && first !== 100 && first !== 95 && first !== 61) return;
    const end = xml.indexOf(60, from);
    this.#wpsPicture(decodeText(xml.toString('utf8', from, end < 0 ? from : end)));
  }

  #wpsPicture(formula: string): boolean {
    const id = wpsPicture.exec(formula)?.[1];
    if (id === undefined) return false;
    if (!this.#isPicture && this.pictures.length < limits.pictures) {
      this.pictures.push({ row: this.#row, column: this.#column, id });
    }
    this.#isPicture = true;
    return true;
  }

  #put(value: Cell): void {
    if (this.#isPicture) return;
    if (typeof value === 'string' && value.charCodeAt(0) === 61 && this.#wpsPicture(value)) return;
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
    const index = this.#integer(start, end);
    const text = index >= 0 ? this.#context.strings.at(index) : undefined;
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
