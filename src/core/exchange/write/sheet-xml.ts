import { displayWidth } from './escape.ts';
import { letters } from './letters.ts';
import { columnStyle } from './styles.ts';
import type { WriteCell, WriteColumn, WriteSheet } from './types.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Everything before the first row: one page wide in print, frozen header and first column, widths. */
export function sheetStart(sheet: WriteSheet, widths: readonly number[], active: boolean): string {
  const { columns } = sheet;
  const selected = active ? ' tabSelected="1"' : '';
  const plainView = sheet.layout === 'free' ? ' showGridLines="0"' : '';
  const pane = sheet.layout === 'free' ? '' : paneXml(columns);
  const cols = columns.map((column, c) => colXml(column, c, widths[c] ?? 10)).join('');
  return `${head}<worksheet xmlns="${main}" xmlns:r="${office}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${plainView}${selected} workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"${outlineLevels(columns)}/>${cols === '' ? '' : `<cols>${cols}</cols>`}<sheetData>`;
}

/** The first column that is seen stays in sight too, where there is more than one. */
function paneXml(columns: readonly WriteColumn[]): string {
  const seen = columns.flatMap(({ hidden }, c) => (hidden ? [] : [c]));
  const across = seen.length > 1 ? (seen[0] as number) + 1 : 0;
  const pane = across > 0 ? 'bottomRight' : 'bottomLeft';
  return `<pane${across > 0 ? ` xSplit="${across}"` : ''} ySplit="1" topLeftCell="${letters(across)}2" activePane="${pane}" state="frozen"/><selection pane="${pane}"/>`;
}

function colXml(column: WriteColumn, c: number, width: number): string {
  const look = columnStyle(column.kind);
  const style = look === 0 ? '' : ` style="${look}"`;
  const outline = column.outline ? ` outlineLevel="${column.outline}"` : '';
  return `<col min="${c + 1}" max="${c + 1}" width="${width}"${style}${column.hidden ? ' hidden="1"' : ''}${outline} customWidth="1"/>`;
}

function outlineLevels(columns: readonly WriteColumn[]): string {
  const deepest = Math.max(0, ...columns.map(({ outline }) => outline ?? 0));
  return deepest === 0 ? '' : ` outlineLevelCol="${deepest}"`;
}

/** Everything behind the last row, in the one order that spreadsheets accept. */
export function sheetEnd(
  sheet: WriteSheet,
  lastRow: number,
  parts: { readonly validations: string; readonly links: string; readonly drawing: number | null },
): string {
  const { columns, merges = [] } = sheet;
  const table = sheet.layout !== 'free' && columns.length > 0;
  const filter = table ? `<autoFilter ref="A1:${letters(columns.length - 1)}${Math.max(1, lastRow)}"/>` : '';
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const page = `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${table ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`;
  const drawing = parts.drawing === null ? '' : `<legacyDrawing r:id="rId${parts.drawing}"/>`;
  return `</sheetData>${filter}${merged}${parts.validations}${parts.links}${page}${drawing}</worksheet>`;
}

/** Fits columns to their header and the first rows; at most 60 characters wide. */
export function fitWidths(sheet: WriteSheet, sample: readonly (readonly WriteCell[])[]): number[] {
  return sheet.columns.map((column, c) => {
    if (column.width !== undefined) return column.width;
    let width = sheet.layout === 'free' ? 8 : displayWidth(column.header) + 3;
    for (const row of sample) width = Math.max(width, cellWidth(row[c], column) + 1);
    if (column.kind === 'date') width = Math.max(width, 11);
    if (column.kind === 'datetime') width = Math.max(width, 16);
    return Math.min(Math.max(width, 8), 60);
  });
}

function cellWidth(cell: WriteCell, column: WriteColumn): number {
  const value = typeof cell === 'object' ? cell?.value : cell;
  if (value === null || value === undefined) return 0;
  if (column.kind === 'datetime' && typeof value === 'number') return 16;
  const text = column.kind === 'money' || column.kind === 'count' ? `${value},,` : String(value);
  return displayWidth(longestLine(text));
}

/** A cell of several lines is as wide as its widest. */
function longestLine(text: string): string {
  const start = text.slice(0, 400);
  if (!start.includes('\n')) return start.slice(0, 120);
  return start.split('\n').reduce((a, b) => (b.length > a.length ? b : a), '');
}

/** Points that a line of text takes. */
const lineHeight = 15;

/**
 * The height of a row with wrapped texts, as attributes: not every spreadsheet finds it out by itself. Empty for a single line.
 */
export function wrappedHeight(
  row: readonly WriteCell[],
  columns: readonly WriteColumn[],
  widths: readonly number[],
): string {
  let lines = 1;
  row.forEach((cell, c) => {
    const kind = (typeof cell === 'object' ? cell?.kind : undefined) ?? columns[c]?.kind;
    const value = typeof cell === 'object' ? cell?.value : cell;
    if (kind !== 'wrapped' || typeof value !== 'string') return;
    const wrapped = value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / ((widths[c] ?? 10) * 0.9))), 0);
    lines = Math.max(lines, wrapped);
  });
  return lines === 1 ? '' : ` ht="${Math.min(409, lines * lineHeight)}" customHeight="1"`;
}
