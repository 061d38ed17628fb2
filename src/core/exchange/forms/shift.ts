import { columnLetter } from '../../../model/column-letter.ts';

/** Rows (from 1, both ends included) that are written once for each record of a list. */
export interface Block {
  readonly first: number;
  readonly last: number;
  /** At least 1. */
  readonly copies: number;
}

/** Where the rows of a form go when its repeated rows are written out. */
export class RowMap {
  readonly blocks: readonly Block[];

  constructor(blocks: readonly Block[]) {
    this.blocks = [...blocks].sort((a, b) => a.first - b.first);
  }

  /** True when every row stays where it is. */
  get still(): boolean {
    return this.blocks.every((block) => block.copies === 1);
  }

  blockOf(row: number): Block | undefined {
    return this.blocks.find((block) => row >= block.first && row <= block.last);
  }

  /** Where a row, or its first copy, goes. */
  start(row: number): number {
    let by = 0;
    for (const block of this.blocks) if (block.last < row) by += (block.copies - 1) * height(block);
    return row + by;
  }

  /** Where a row, or its last copy, goes. */
  end(row: number): number {
    const block = this.blockOf(row);
    return this.start(row) + (block ? (block.copies - 1) * height(block) : 0);
  }

  /** A range such as `B5:D9`; what ends in a repeated row grows with it. */
  range(ref: string): string {
    return ref.replace(rangePattern, (_, c1: string, r1: string, c2?: string, r2?: string) => {
      const [from, to] = [Number(r1), Number(r2 ?? r1)];
      const [start, end] = [this.start(from), this.end(to)];
      const tail = c2 === undefined && start === end ? '' : `:${c2 ?? c1}${end}`;
      return `${c1}${start}${tail}`;
    });
  }

  /** One cell, such as `B5`. */
  cell(ref: string): string {
    return ref.replace(/(\d+)$/, (row) => String(this.start(Number(row))));
  }
}

const rangePattern = /(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?/g;

export function height(block: Block): number {
  return block.last - block.first + 1;
}

export interface ShiftContext {
  /** The sheet whose rows move, and its new name if it has one. */
  readonly sheet: string;
  readonly renamed?: string | undefined;
  readonly map: RowMap;
  /** Whether a reference without a sheet's name means that sheet. */
  readonly own: boolean;
  /** The formula stands in a repeated row: in this copy, from 0, of this block. */
  readonly copy?: { readonly block: Block; readonly index: number } | undefined;
}

/** A spreadsheet's last column is XFD. */
const columns = 16_384;

const name = "'(?:[^']|'')+'|[\\p{L}_\\\\][\\p{L}\\p{N}_.\\\\:]*";
const token = new RegExp(
  `"(?:[^"]|"")*"|\\[[^\\]]*\\]|(?<![\\p{L}\\p{N}_.$\\]!'])((?:${name})!)?(?:(\\$?[A-Za-z]{1,3})(\\$?)(\\d{1,7})(?::(\\$?[A-Za-z]{1,3})(\\$?)(\\d{1,7}))?|(\\$?)(\\d{1,7}):(\\$?)(\\d{1,7}))(?![\\p{L}\\p{N}_.(!])`,
  'gu',
);

/** A formula whose references follow the rows that move. Texts, names of functions and other workbooks stay as they are. */
export function shiftFormula(formula: string, context: ShiftContext): string {
  return formula.replace(token, (whole: string, ...found: unknown[]) => {
    const [prefix, c1, a1, r1, c2, a2, r2, ra1, rr1, ra2, rr2] = found as (string | undefined)[];
    const at = found[11] as number;
    if (r1 === undefined && rr1 === undefined) return whole;
    // Behind the last column, such words are names.
    if (c1 !== undefined && columnIndex(c1.replace('$', '')) >= columns) return whole;
    const sheet = prefix === undefined ? null : sheetOf(prefix);
    const ours = sheet === null ? context.own : sheet.toLowerCase() === context.sheet.toLowerCase();
    if (!ours) return whole;
    const head = prefix === undefined ? '' : `${quoted(context.renamed ?? (sheet as string))}!`;
    const point = (row: string, absolute: string | undefined, last: boolean) =>
      moved(Number(row), absolute === '$', last, context);
    if (rr1 !== undefined && rr2 !== undefined)
      return `${head}${ra1}${point(rr1, ra1, false)}:${ra2}${point(rr2, ra2, true)}`;
    const from = point(r1 as string, a1, false);
    if (r2 !== undefined) return `${head}${c1}${a1}${from}:${c2}${a2}${point(r2, a2, true)}`;
    // SUM(D5) over a repeated row means all its copies.
    const alone = formula[at - 1] === '(' && formula[at + whole.length] === ')' && !context.copy;
    const to = alone ? point(r1 as string, a1, true) : from;
    return to === from ? `${head}${c1}${a1}${from}` : `${head}${c1}${a1}${from}:${c1}${a1}${to}`;
  });
}

function moved(row: number, absolute: boolean, last: boolean, { map, copy }: ShiftContext): number {
  if (!copy || absolute) return last ? map.end(row) : map.start(row);
  const within = map.blockOf(row) === copy.block;
  const base = within || !last ? map.start(row) : map.end(row);
  return base + copy.index * height(copy.block);
}

function sheetOf(prefix: string): string {
  const text = prefix.slice(0, -1);
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}

/** A sheet's name as formulas write it. */
export function quoted(sheet: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) && !/^[A-Za-z]{1,3}\d+$/.test(sheet)
    ? sheet
    : `'${sheet.replaceAll("'", "''")}'`;
}

/** The formula of a cell that shares another's, so many rows and columns away. */
export function translate(formula: string, rows: number, across: number): string {
  return formula.replace(token, (whole: string, ...found: unknown[]) => {
    const [prefix = '', c1, a1, r1, c2, a2, r2, ra1, rr1, ra2, rr2] = found as (string | undefined)[];
    const row = (text: string | undefined, absolute: string | undefined) =>
      `${absolute}${absolute === '$' ? text : Number(text) + rows}`;
    if (rr1 !== undefined) return `${prefix}${row(rr1, ra1)}:${row(rr2, ra2)}`;
    if (r1 === undefined) return whole;
    const end = r2 === undefined ? '' : `:${column(c2 as string, across)}${row(r2, a2)}`;
    return `${prefix}${column(c1 as string, across)}${row(r1, a1)}${end}`;
  });
}

function column(text: string, by: number): string {
  return text.startsWith('$') ? text : columnLetter(columnIndex(text) + by);
}

/** From 0. */
export function columnIndex(letters: string): number {
  let n = 0;
  for (const char of letters.toUpperCase()) n = n * 26 + char.charCodeAt(0) - 64;
  return n - 1;
}
