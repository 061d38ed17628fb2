import { escapeText } from '../write/escape.ts';
import { columnIndex } from './shift.ts';
import { attribute, decodeText, withAttribute } from './xml.ts';

/** A cell as the sheet's XML has it. */
export interface FormCell {
  /** From 0. */
  readonly column: number;
  /** Letters of the column. */
  readonly letters: string;
  /** Attributes as written, without `r`. */
  readonly attributes: string;
  /** What stands between its tags; null for an empty element. */
  readonly inner: string | null;
}

export interface FormRow {
  /** From 1. */
  readonly row: number;
  /** Attributes as written, without `r` and `spans`. */
  readonly attributes: string;
  readonly cells: readonly FormCell[];
}

/** A sheet's XML in three: what stands before its rows, the rows, what stands behind them. */
export interface FormSheetXml {
  readonly head: string;
  readonly rows: FormRow[];
  readonly tail: string;
  /** Namespace prefix of its elements with the colon; mostly empty. */
  readonly prefix: string;
}

export function parseSheet(xml: string): FormSheetXml {
  const open = /<((?:\w+:)?)sheetData\s*(\/?)>/.exec(xml);
  if (!open) return { head: xml, rows: [], tail: '', prefix: '' };
  const prefix = open[1] as string;
  const head = `${xml.slice(0, open.index)}<${prefix}sheetData>`;
  const start = open.index + open[0].length;
  if (open[2] === '/') return { head, rows: [], tail: `</${prefix}sheetData>${xml.slice(start)}`, prefix };
  const end = xml.indexOf(`</${prefix}sheetData>`, start);
  return { head, rows: parseRows(xml.slice(start, end)), tail: xml.slice(end), prefix };
}

function parseRows(xml: string): FormRow[] {
  const rows: FormRow[] = [];
  let last = 0;
  const pattern = /<((?:\w+:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1row>)/g;
  for (const [, , attributes = '', inner = ''] of xml.matchAll(pattern)) {
    const row = Number(attribute(attributes, 'r') ?? last + 1);
    last = row;
    rows.push({
      row,
      attributes: withAttribute(withAttribute(attributes, 'r', null), 'spans', null).trimEnd(),
      cells: parseCells(inner),
    });
  }
  return rows;
}

function parseCells(xml: string): FormCell[] {
  const cells: FormCell[] = [];
  const pattern = /<((?:\w+:)?)c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1c>)/g;
  let next = 0;
  for (const [, , attributes = '', inner] of xml.matchAll(pattern)) {
    const letters = /^[A-Z]+/i.exec(attribute(attributes, 'r') ?? '')?.[0]?.toUpperCase();
    const column = letters === undefined ? next : columnIndex(letters);
    next = column + 1;
    cells.push({
      column,
      letters: letters ?? lettersOf(column),
      attributes: withAttribute(attributes, 'r', null).trimEnd(),
      inner: inner ?? null,
    });
  }
  return cells;
}

export function lettersOf(column: number): string {
  let text = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    text = String.fromCharCode(65 + ((n - 1) % 26)) + text;
  return text;
}

export function cellXml(prefix: string, at: string, attributes: string, inner: string | null): string {
  const open = `<${prefix}c r="${at}"${attributes}`;
  return inner === null || inner === '' ? `${open}/>` : `${open}>${inner}</${prefix}c>`;
}

/** A cell's style as an attribute, and nothing else of it. */
export function styleAttribute(attributes: string): string {
  const style = attribute(attributes, 's');
  return style === undefined ? '' : ` s="${style}"`;
}

/** A piece of text in one look. */
export interface Piece {
  /** `<rPr>` as written; empty for text in the cell's own look. */
  readonly look: string;
  readonly text: string;
}

/** The pieces of a text: one, or the runs of a rich one. Phonetic hints are left out. */
export function piecesOf(xml: string): Piece[] {
  const clean = xml.replace(/<((?:\w+:)?)rPh\b[\s\S]*?<\/\1rPh>/g, '');
  const runs = [...clean.matchAll(/<((?:\w+:)?)r\b[^>]*>([\s\S]*?)<\/\1r>/g)];
  if (runs.length === 0) return [{ look: '', text: textOf(clean) }];
  return runs.map(([, , run = '']) => ({
    look: /<((?:\w+:)?)rPr\b[^>]*?(?:\/>|>[\s\S]*?<\/\1rPr>)/.exec(run)?.[0] ?? '',
    text: textOf(run),
  }));
}

function textOf(xml: string): string {
  let text = '';
  for (const [, , inner = ''] of xml.matchAll(/<((?:\w+:)?)t\b[^>]*?(?:\/>|>([\s\S]*?)<\/\1t>)/g))
    text += decodeText(inner);
  return text;
}

/** `<is>` of a cell that carries its text itself. */
export function inlineXml(prefix: string, pieces: readonly Piece[]): string {
  const t = (text: string) => `<${prefix}t xml:space="preserve">${escapeText(text)}</${prefix}t>`;
  const body =
    pieces.length === 1 && pieces[0]?.look === ''
      ? t((pieces[0] as Piece).text)
      : pieces.map(({ look, text }) => `<${prefix}r>${look}${t(text)}</${prefix}r>`).join('');
  return `<${prefix}is>${body}</${prefix}is>`;
}

/** The texts that cells refer to by number, each as written between `<si>` and `</si>`. */
export function sharedTexts(xml: string): string[] {
  return [...xml.matchAll(/<((?:\w+:)?)si\b[^>]*?(?:\/>|>([\s\S]*?)<\/\1si>)/g)].map(
    (found) => found[2] ?? '',
  );
}

/** The text of a cell as written; null for numbers, formulas and the like. */
export function writtenText(cell: FormCell, shared: readonly string[]): string | null {
  if (cell.inner === null) return null;
  const type = attribute(cell.attributes, 't');
  if (type === 's') {
    const index = /<(?:\w+:)?v>(\d+)</.exec(cell.inner)?.[1];
    return index === undefined ? null : (shared[Number(index)] ?? null);
  }
  return type === 'inlineStr' ? cell.inner : null;
}

export interface WrittenFormula {
  readonly text: string;
  /** `<f …` without its end. */
  readonly tag: string;
}

export function formulaOf(cell: FormCell): WrittenFormula | null {
  const found = /<((?:\w+:)?)f\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1f>)/.exec(cell.inner ?? '');
  return found ? { text: decodeText(found[3] ?? ''), tag: `<${found[1]}f${found[2]}` } : null;
}

/** The cell with another formula and without the value that was once computed for it. */
export function withFormula(
  prefix: string,
  formula: string,
  attributes: string,
  at: string,
  tag = `<${prefix}f`,
): string {
  return cellXml(
    prefix,
    at,
    withAttribute(attributes, 't', null),
    `${tag}>${escapeText(formula)}</${prefix}f>`,
  );
}
