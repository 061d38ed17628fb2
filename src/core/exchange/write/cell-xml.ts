import { escapeText } from './escape.ts';
import { letters } from './letters.ts';
import type { SheetLinks } from './links.ts';
import type { SheetNotes } from './notes.ts';
import type { SharedStrings } from './shared-strings.ts';
import { style, styleOf, toned } from './styles.ts';
import type { ColumnKind, Cut, CutLog, RichCell, Tone, WriteCell, WriteColumn } from './types.ts';

/** Longest text of a cell, in UTF-16 units. */
export const cellChars = 32_767;

/** What the cells of a sheet leave behind for the parts beside it. */
export interface SheetState {
  readonly name: string;
  readonly shared: SharedStrings;
  readonly links: SheetLinks;
  readonly notes: SheetNotes;
  readonly cutLog: CutLog;
}

const formulaStart = /^[=+\-@\t\r]/;

/** One `<row>`. Strings are never formulas: they are inline or shared text whatever they begin with. */
export function rowXml(
  number: number,
  values: readonly WriteCell[],
  columns: readonly WriteColumn[],
  state: SheetState,
  height = '',
): string {
  let xml = `<row r="${number}"${height}>`;
  for (let c = 0; c < columns.length; c++) {
    const value = values[c];
    if (value === null || value === undefined || value === '') continue;
    const at = `${letters(c)}${number}`;
    const { kind } = columns[c] as WriteColumn;
    xml +=
      typeof value === 'object'
        ? richXml(at, value, kind, c, state)
        : cellXml(at, value, kind, undefined, c, state);
  }
  return `${xml}</row>`;
}

function richXml(at: string, cell: RichCell, kind: ColumnKind, column: number, state: SheetState): string {
  const { value } = cell;
  if (cell.note) state.notes.add(at, cell.note);
  const linked = cell.link !== undefined && state.links.add(at, cell.link);
  const tone = cell.tone ?? (linked ? 'link' : undefined);
  if (value === null || value === undefined || value === '') {
    const s = toned(styleOf[cell.kind ?? kind], tone);
    return s === 0 ? '' : `<c r="${at}" s="${s}"/>`;
  }
  return cellXml(at, value, cell.kind ?? kind, tone, column, state);
}

function cellXml(
  at: string,
  value: string | number | boolean,
  kind: ColumnKind,
  tone: Tone | undefined,
  column: number,
  state: SheetState,
): string {
  if (typeof value === 'boolean') {
    return `<c r="${at}"${styled(style.general, tone)} t="b"><v>${value ? 1 : 0}</v></c>`;
  }
  if (typeof value === 'number') return numberXml(at, value, kind, tone, column, state);
  if (kind === 'date' || kind === 'datetime') {
    const serial = dateSerial(value);
    if (serial !== null) return `<c r="${at}"${styled(styleOf[kind], tone)}><v>${serial}</v></c>`;
  }
  const base = kind === 'code' ? style.code : kind === 'wrapped' ? styleOf.wrapped : style.general;
  return textXml(at, value, base, tone, column, state);
}

function styled(plain: number, tone: Tone | undefined): string {
  const s = toned(plain, tone);
  return s === 0 ? '' : ` s="${s}"`;
}

function numberXml(
  at: string,
  value: number,
  kind: ColumnKind,
  tone: Tone | undefined,
  column: number,
  state: SheetState,
): string {
  if (!Number.isFinite(value)) return textXml(at, String(value), style.general, tone, column, state);
  const s = styled(styleOf[kind], tone);
  if (kind === 'money') return `<c r="${at}"${s}><v>${minorToDecimal(value)}</v></c>`;
  if (kind === 'datetime') return `<c r="${at}"${s}><v>${value / 86_400_000 + 25_569}</v></c>`;
  if (kind === 'text' || kind === 'code' || kind === 'wrapped') {
    return textXml(at, String(value), styleOf[kind], tone, column, state);
  }
  return `<c r="${at}"${s}><v>${value}</v></c>`;
}

function textXml(
  at: string,
  value: string,
  base: number,
  tone: Tone | undefined,
  column: number,
  state: SheetState,
): string {
  const text = value.length > cellChars ? cut(at, value, state) : value;
  const s = styled(base === style.general && formulaStart.test(text) ? style.quoted : base, tone);
  const place = text.length <= 200 && base !== style.code ? state.shared.place(text, column) : -1;
  if (place >= 0) return `<c r="${at}"${s} t="s"><v>${place}</v></c>`;
  return `<c r="${at}"${s} t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

function cut(at: string, text: string, state: SheetState): string {
  noteCut(state.cutLog, { sheet: state.name, cell: at, length: text.length });
  return fitText(text);
}

/** Cut texts that are named one by one. */
const namedCuts = 100;

export function noteCut(log: CutLog, cut: Cut): void {
  log.truncated++;
  if (log.cuts.length < namedCuts) log.cuts.push(cut);
}

/** A text as far as a cell can hold it. */
export function fitText(text: string): string {
  // Half of a pair would be a character that nobody wrote.
  return text.length <= cellChars ? text : text.slice(0, cellChars).replace(/[\ud800-\udbff]$/, '');
}

/** Minor units as an exact decimal: 1234 is 12.34. */
export function minorToDecimal(minor: number): string {
  const digits = String(Math.abs(Math.trunc(minor))).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Days since 1899-12-30; null for text that is no date or lies before March 1900, where Excel counts wrongly. */
export function dateSerial(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const ms = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  const serial = ms / 86_400_000 + 25_569;
  return Number.isFinite(serial) && serial >= 61 && serial < 2_958_466 ? serial : null;
}

/** The header row: always text, whatever the columns hold. */
export function headerXml(columns: readonly WriteColumn[], state: SheetState): string {
  const cells = columns.map((column, c) => {
    const at = `${letters(c)}1`;
    if (column.note) state.notes.add(at, column.note);
    const text = column.header.length > cellChars ? cut(at, column.header, state) : column.header;
    const s = toned(style.code, column.tone ?? 'header');
    return `<c r="${at}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
  });
  return `<row r="1" ht="20" customHeight="1">${cells.join('')}</row>`;
}
