import { displayWidth, escapeAttribute, escapeText } from './escape.ts';
import { style, styleOf } from './styles.ts';
import type { CellValue, WriteColumn } from './types.ts';

/** Longest text of a cell, in UTF-16 units. */
const cellChars = 32_767;

/** Repeated texts are written once; how many different ones per column before the rest stands in its cells. */
const sharedPerColumn = 2000;

/** Texts that cells refer to by number. Bounded, so that memory doesn't grow with the rows. */
export class SharedStrings {
  private readonly texts: string[] = [];
  private readonly places = new Map<string, number>();
  private readonly room: number[] = [];
  references = 0;

  /** The text's number, or -1 when this column has used up its room. */
  place(text: string, column: number): number {
    let place = this.places.get(text);
    if (place === undefined) {
      const used = this.room[column] ?? 0;
      if (used >= sharedPerColumn) return -1;
      this.room[column] = used + 1;
      place = this.texts.push(text) - 1;
      this.places.set(text, place);
    }
    this.references++;
    return place;
  }

  *xml(): Generator<string> {
    yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.references}" uniqueCount="${this.texts.length}">`;
    for (const text of this.texts) yield `<si><t xml:space="preserve">${escapeText(text)}</t></si>`;
    yield '</sst>';
  }
}

export interface SheetState {
  readonly shared: SharedStrings;
  truncated: number;
}

const formulaStart = /^[=+\-@\t\r]/;

/** One `<row>`. Strings are never formulas: they are inline or shared text whatever they begin with. */
export function rowXml(
  number: number,
  values: readonly CellValue[],
  columns: readonly WriteColumn[],
  state: SheetState,
): string {
  let xml = `<row r="${number}">`;
  for (let c = 0; c < columns.length; c++) {
    const value = values[c];
    if (value === null || value === undefined || value === '') continue;
    xml += cellXml(`${letters(c)}${number}`, value, (columns[c] as WriteColumn).kind, c, state);
  }
  return `${xml}</row>`;
}

function cellXml(
  at: string,
  value: string | number | boolean,
  kind: WriteColumn['kind'],
  column: number,
  state: SheetState,
): string {
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') return numberXml(at, value, kind, column, state);
  if (kind === 'date' || kind === 'datetime') {
    const serial = dateSerial(value);
    if (serial !== null) return `<c r="${at}" s="${styleOf[kind]}"><v>${serial}</v></c>`;
  }
  return textXml(at, value, kind === 'code' ? style.code : style.general, column, state);
}

function numberXml(
  at: string,
  value: number,
  kind: WriteColumn['kind'],
  column: number,
  state: SheetState,
): string {
  if (!Number.isFinite(value)) return textXml(at, String(value), style.general, column, state);
  if (kind === 'money') return `<c r="${at}" s="${style.money}"><v>${minorToDecimal(value)}</v></c>`;
  if (kind === 'datetime') {
    return `<c r="${at}" s="${style.datetime}"><v>${value / 86_400_000 + 25_569}</v></c>`;
  }
  if (kind === 'text' || kind === 'code') return textXml(at, String(value), styleOf[kind], column, state);
  return `<c r="${at}" s="${styleOf[kind]}"><v>${value}</v></c>`;
}

function textXml(at: string, value: string, base: number, column: number, state: SheetState): string {
  let text = value;
  if (text.length > cellChars) {
    text = text.slice(0, cellChars);
    state.truncated++;
  }
  const look = base === style.general && formulaStart.test(text) ? style.quoted : base;
  const s = look === 0 ? '' : ` s="${look}"`;
  const place = text.length <= 200 && base !== style.code ? state.shared.place(text, column) : -1;
  if (place >= 0) return `<c r="${at}"${s} t="s"><v>${place}</v></c>`;
  return `<c r="${at}"${s} t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

/** Minor units as an exact decimal: 1234 is 12.34. */
export function minorToDecimal(minor: number): string {
  const digits = String(Math.abs(Math.trunc(minor))).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Days since 1899-12-30; null for text that is no date or lies before March 1900, where Excel counts wrongly. */
function dateSerial(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const ms = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  const serial = ms / 86_400_000 + 25_569;
  return Number.isFinite(serial) && serial >= 61 && serial < 2_958_466 ? serial : null;
}

/** Everything before the first row: frozen header and first column, widths. */
export function sheetStart(
  columns: readonly WriteColumn[],
  widths: readonly number[],
  first: boolean,
): string {
  const across = columns.length > 1 ? ' xSplit="1"' : '';
  const corner = columns.length > 1 ? 'B2' : 'A2';
  const pane = columns.length > 1 ? 'bottomRight' : 'bottomLeft';
  const cols = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0"><pane${across} ySplit="1" topLeftCell="${corner}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${cols === '' ? '' : `<cols>${cols}</cols>`}<sheetData>`;
}

export function headerXml(columns: readonly WriteColumn[]): string {
  const cells = columns
    .map((column, c) => {
      const text = escapeText(column.header.slice(0, cellChars));
      return `<c r="${letters(c)}1" s="${style.header}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
    })
    .join('');
  return `<row r="1" ht="20" customHeight="1">${cells}</row>`;
}

/** Rows below the last one that keep the drop-downs, for what people add. Libraries hold a rule for each cell of its range. */
const roomBelow = 1000;

/** Everything behind the last row: filter and drop-downs. */
export function sheetEnd(columns: readonly WriteColumn[], lastRow: number): string {
  const filter =
    columns.length === 0
      ? ''
      : `<autoFilter ref="A1:${letters(columns.length - 1)}${Math.max(1, lastRow)}"/>`;
  const lists: string[] = [];
  const end = Math.min(lastRow + roomBelow, 1_048_576);
  columns.forEach((column, c) => {
    const choices = column.choices ?? [];
    const joined = choices.join(',');
    // A list written into the rule may not be longer, and has no way to quote a comma.
    if (choices.length === 0 || joined.length > 255 || choices.some((choice) => /[,"]/.test(choice))) return;
    const at = letters(c);
    lists.push(
      `<dataValidation type="list" allowBlank="1" sqref="${at}2:${at}${end}"><formula1>"${escapeAttribute(joined)}"</formula1></dataValidation>`,
    );
  });
  const rules =
    lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  return `</sheetData>${filter}${rules}</worksheet>`;
}

/** Fits columns to their header and the first rows; at most 60 characters wide. */
export function fitWidths(
  columns: readonly WriteColumn[],
  sample: readonly (readonly CellValue[])[],
): number[] {
  return columns.map((column, c) => {
    if (column.width !== undefined) return column.width;
    let width = displayWidth(column.header) + 3;
    for (const row of sample) {
      const value = row[c];
      if (value === null || value === undefined) continue;
      const text = column.kind === 'money' ? `${value},,` : String(value);
      width = Math.max(width, displayWidth(text.slice(0, 120)) + 1);
    }
    if (column.kind === 'date') width = Math.max(width, 11);
    if (column.kind === 'datetime') width = Math.max(width, 16);
    return Math.min(Math.max(width, 8), 60);
  });
}

const known: string[] = [];

function letters(column: number): string {
  let text = known[column];
  if (text === undefined) {
    text = '';
    for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) {
      text = String.fromCharCode(65 + ((n - 1) % 26)) + text;
    }
    known[column] = text;
  }
  return text;
}
