import { prepareRows } from '../read/prepare-rows.ts';
import { isSummaryRow, type TargetColumn } from '../read/summary-row.ts';
import { type Cell, cellText, type Row, type Sheet } from '../read/types.ts';
import { isExampleRow } from '../templates/example-row.ts';
import type { SheetOptions } from './types.ts';

export type SkipReason = 'SUMMARY_ROW' | 'HIDDEN_ROW' | 'EXAMPLE_ROW';

/** A row of data as it is meant: merged cells filled, cells that a person put right replaced. */
export interface DataRow extends Row {
  readonly skip: SkipReason | null;
}

/** Rows under the header that hold anything; blank ones don't count. May be gone through again. */
export function* dataRows(sheet: Sheet, options: SheetOptions): Generator<DataRow> {
  const end = options.headerRow + options.headerRows - 1;
  const { fillMerged, edits } = options;
  const hidden = options.skipHidden && sheet.hiddenRows.size > 0 ? sheet.hiddenRows : null;
  const edited = Object.keys(edits).length > 0;
  const columns: TargetColumn[] = Object.entries(options.mapping).map(([index, target]) => ({
    index: Number(index),
    target: target === '' ? null : target,
  }));
  for (const { row, cells: read } of prepareRows(sheet, { fillMerged, skipHidden: false, headerEnd: end })) {
    if (row <= end) continue;
    const texts = edited ? edits[String(row)] : undefined;
    const cells = texts === undefined ? read : withEdits(read, texts);
    if (!holdsAnything(cells)) continue;
    yield { row, cells, skip: hidden?.has(row) ? 'HIDDEN_ROW' : skipReason(cells, columns) };
  }
}

function skipReason(
  cells: readonly (Cell | undefined)[],
  columns: readonly TargetColumn[],
): SkipReason | null {
  if (isSummaryRow(cells, columns)) return 'SUMMARY_ROW';
  return isExampleRow(cells) ? 'EXAMPLE_ROW' : null;
}

function holdsAnything(cells: readonly (Cell | undefined)[]): boolean {
  for (let i = 0; i < cells.length; i++) if (cellText(cells[i]) !== null) return true;
  return false;
}

function withEdits(
  cells: readonly (Cell | undefined)[],
  texts: Readonly<Record<string, string>>,
): (Cell | undefined)[] {
  const copy = [...cells];
  for (const [column, text] of Object.entries(texts)) {
    const index = Number(column);
    if (Number.isInteger(index) && index >= 0 && index < 20_000) copy[index] = text === '' ? null : text;
  }
  return copy;
}
