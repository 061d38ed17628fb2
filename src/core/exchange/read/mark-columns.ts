import type { Label, Language } from '../../../model/types.ts';
import { type Cell, cellText, type MarkRun, type Marks, type Row, type Sheet } from './types.ts';

/** Where the columns made of marks and pictures begin, far beyond any sheet's own. */
export const virtualColumns = { fill: 20_000, strike: 40_000, picture: 60_000 } as const;

export type ColumnSource = 'cell' | 'fill' | 'strike' | 'picture';

/** A column that people made without one: by colouring cells, striking them through, or putting pictures into them. */
export interface MarkColumn {
  /** 20000, 40000 or 60000 plus the column it is made of. */
  readonly index: number;
  /** The column it is made of, from 0. */
  readonly of: number;
  readonly source: Exclude<ColumnSource, 'cell'>;
  readonly header: string;
  /** A colour's name or `#RRGGBB`; true or false; a picture's name. Null where there is none. */
  cell(row: number): Cell;
}

/** Which column of the sheet an index means, and what of it. */
export function columnSource(index: number): { readonly of: number; readonly source: ColumnSource } {
  if (index >= virtualColumns.picture) return { of: index - virtualColumns.picture, source: 'picture' };
  if (index >= virtualColumns.strike) return { of: index - virtualColumns.strike, source: 'strike' };
  if (index >= virtualColumns.fill) return { of: index - virtualColumns.fill, source: 'fill' };
  return { of: index, source: 'cell' };
}

const words = {
  fill: { zh: '填充色', en: 'fill colour' },
  strike: { zh: '删除线', en: 'struck through' },
  picture: { zh: '图片', en: 'picture' },
} as const;

/** The header of a virtual column, in the language of the one it is made of: `资产编号 · 填充色`. */
function markHeader(source: Exclude<ColumnSource, 'cell'>, header: string, language: Language): string {
  const word = words[source][language];
  return header === '' ? word : `${header} · ${word}`;
}

/**
 * The columns that the marks and pictures of a sheet make. A column is offered where its data rows are not all alike;
 * of several columns marked alike (whole rows coloured) only the first. Colours are named in the language of the headers.
 * @param headerEnd last row of the header, from 1
 * @param headerOf the header of a column; without it, the texts of row `headerEnd`
 */
export function markColumns(
  sheet: Sheet,
  headerEnd: number,
  headerOf: (column: number) => string = headersAt(sheet, headerEnd),
): MarkColumn[] {
  const { marks, pictures } = sheet;
  const columns: MarkColumn[] = [];
  if (!marks && pictures.length === 0) return columns;
  const language = languageOf(sheet, headerOf);
  const add = (source: MarkColumn['source'], of: number, cell: MarkColumn['cell']) => {
    const header = markHeader(source, headerOf(of), language);
    columns.push({ index: virtualColumns[source] + of, of, source, header, cell });
  };
  if (marks) {
    for (const of of varied(sheet, marks, headerEnd, ({ fill }) => fill)) {
      add('fill', of, (row) => colourName(marks.fill(row, of), language));
    }
    for (const of of varied(sheet, marks, headerEnd, ({ strike }) => (strike ? 'y' : null))) {
      add('strike', of, (row) => marks.strike(row, of));
    }
  }
  for (const [of, names] of pictureNames(sheet, headerEnd))
    add('picture', of, (row) => names.get(row) ?? null);
  return columns;
}

function headersAt(sheet: Sheet, headerEnd: number): (column: number) => string {
  for (const { row, cells } of sheet.rows()) {
    if (row === headerEnd) return (column) => (cellText(cells[column]) ?? '').replace(/\s+/g, ' ').trim();
    if (row > headerEnd) break;
  }
  return () => '';
}

function languageOf(sheet: Sheet, headerOf: (column: number) => string): Language {
  for (let column = 0; column < Math.min(sheet.columnCount, 200); column++) {
    if (/\p{Script=Han}/u.test(headerOf(column))) return 'zh';
  }
  return /\p{Script=Han}/u.test(sheet.name) ? 'zh' : 'en';
}

interface Pattern {
  first: string;
  rows: number;
  varied: boolean;
  hash: number;
}

/** Columns whose cells are not all marked alike, each pattern once. */
function varied(
  sheet: Sheet,
  marks: Marks,
  headerEnd: number,
  look: (run: MarkRun) => string | null,
): number[] {
  const patterns = new Map<number, Pattern>();
  const last = sheet.rowCount ?? Number.POSITIVE_INFINITY;
  for (const run of marks.runs(headerEnd)) {
    if (run.row > last) break;
    const mark = look(run);
    if (mark === null) continue;
    for (let column = run.first; column <= run.last; column++) {
      let pattern = patterns.get(column);
      if (!pattern) {
        pattern = { first: mark, rows: 0, varied: false, hash: 0 };
        patterns.set(column, pattern);
      }
      if (mark !== pattern.first) pattern.varied = true;
      pattern.rows++;
      pattern.hash = mixed(pattern.hash, run.row, mark);
    }
  }
  const seen = new Set<number>();
  return [...patterns.keys()]
    .sort((a, b) => a - b)
    .filter((column) => {
      const pattern = patterns.get(column) as Pattern;
      // Marked from top to bottom in one colour is how the column looks, not what it says.
      if ((!pattern.varied && pattern.rows >= last - headerEnd) || seen.has(pattern.hash)) return false;
      seen.add(pattern.hash);
      return true;
    });
}

function mixed(hash: number, row: number, mark: string): number {
  let out = Math.imul(hash ^ row, 0x9e3779b1);
  for (let i = 0; i < mark.length; i++) out = Math.imul(out ^ mark.charCodeAt(i), 0x01000193);
  return out ^ (out >>> 15);
}

function pictureNames(sheet: Sheet, headerEnd: number): Map<number, Map<number, string>> {
  const byColumn = new Map<number, Map<number, string>>();
  for (const { row, column, name } of sheet.pictures) {
    if (row <= headerEnd) continue;
    const names = byColumn.get(column) ?? new Map<number, string>();
    byColumn.set(column, names);
    if (!names.has(row)) names.set(row, name);
  }
  return byColumn;
}

/** The row's value in a column of the mapping, whether the sheet's own or made of marks. */
export function cellAt(row: Row, index: number, made: ReadonlyMap<number, MarkColumn>): Cell | undefined {
  return index < virtualColumns.fill ? row.cells[index] : made.get(index)?.cell(row.row);
}

/** A colour as people call it; one near to black, white or grey by its lightness. */
export function colourName(colour: string | null, language: Language): string | null {
  if (colour === null) return null;
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  const most = Math.max(r, g, b);
  const chroma = most - Math.min(r, g, b);
  if (chroma < 24) return (most < 60 ? black : grey)[language];
  let hue = 240 + (60 * (r - g)) / chroma;
  if (most === r) hue = (60 * (g - b)) / chroma + (g < b ? 360 : 0);
  else if (most === g) hue = 120 + (60 * (b - r)) / chroma;
  return hues.find(([upTo]) => hue < upTo)?.[1][language] ?? colour;
}

const black: Label = { zh: '黑色', en: 'black' };
const grey: Label = { zh: '灰色', en: 'grey' };
const red: Label = { zh: '红色', en: 'red' };

/** Upper ends of hue, in degrees. */
const hues: readonly (readonly [number, Label])[] = [
  [15, red],
  [42, { zh: '橙色', en: 'orange' }],
  [68, { zh: '黄色', en: 'yellow' }],
  [165, { zh: '绿色', en: 'green' }],
  [195, { zh: '青色', en: 'cyan' }],
  [255, { zh: '蓝色', en: 'blue' }],
  [300, { zh: '紫色', en: 'purple' }],
  [345, { zh: '粉色', en: 'pink' }],
  [361, red],
];
