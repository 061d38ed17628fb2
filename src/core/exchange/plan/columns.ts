import { HoldfastError } from '../../../model/errors.ts';
import { importTarget } from '../../../model/import-targets.ts';
import type { FieldDef } from '../../../model/types.ts';
import { classWords } from '../class-words.ts';
import { type Cell, cellText, type Sheet } from '../read/types.ts';
import { type DayMonthOrder, dayMonthOrder } from '../values/date.ts';
import { type CellParser, cellParser } from '../values/parse.ts';
import type { PlanOptions } from './types.ts';

/** A column of the file that is imported. */
export interface PlanColumn {
  readonly index: number;
  readonly header: string;
  readonly target: string;
  readonly parse: CellParser;
}

const textPart: FieldDef = { type: 'text', label: { zh: '', en: '' }, maxLength: 300 };
const codePart: FieldDef = { type: 'code', label: { zh: '', en: '' }, maxLength: 300 };
const monthsPart: FieldDef = {
  type: 'integer',
  label: { zh: '', en: '' },
  min: 0,
  max: 1200,
  unit: { zh: '月', en: 'months' },
};
const partFields: Readonly<Record<string, FieldDef>> = {
  'user.number': codePart,
  'user.username': codePart,
  'user.email': codePart,
  'user.firstName': textPart,
  'user.lastName': textPart,
  'location.checkedOut': textPart,
  warrantyMonths: monthsPart,
};

const evidenceRows = 50_000;

/**
 * Makes the parser of every mapped column. The order of day and month is decided per column from what stands in it.
 * @throws MAPPING_EMPTY, MAPPING_REPEATED, MAPPING_UNKNOWN, HEADER_NOT_FOUND
 */
export function planColumns(sheet: Sheet, options: PlanOptions): PlanColumn[] {
  const mapped = Object.entries(options.mapping).filter(([, target]) => target !== '');
  if (mapped.length === 0) throw new HoldfastError('MAPPING_EMPTY');
  const headers = headerCells(sheet, options.headerRow);
  const seen = new Set<string>();
  const columns = mapped.map(([key, target]) => {
    const field = importTarget('asset', target)?.field ?? partFields[target];
    if (!field) throw new HoldfastError('MAPPING_UNKNOWN', { field: target });
    if (seen.has(target)) throw new HoldfastError('MAPPING_REPEATED', { field: target });
    seen.add(target);
    const index = Number(key);
    const header = (cellText(headers[index]) ?? '').replace(/\s+/g, ' ').trim();
    return { index, header, target, field };
  });
  const orders = dateOrders(sheet, options, columns);
  return columns.map(({ index, header, target, field }) => ({
    index,
    header,
    target,
    parse: cellParser(target, field, {
      order: orders.get(index) ?? 'mdy',
      ...(target === 'class' ? { words: classWords } : {}),
    }),
  }));
}

function headerCells(sheet: Sheet, headerRow: number): readonly (Cell | undefined)[] {
  for (const { row, cells } of sheet.rows()) {
    if (row === headerRow) return cells;
    if (row > headerRow) break;
  }
  throw new HoldfastError('HEADER_NOT_FOUND', { sheet: sheet.name, row: headerRow });
}

/** Where a column gives no evidence the other columns of the file decide, and else the American order. */
function dateOrders(
  sheet: Sheet,
  options: PlanOptions,
  columns: readonly { readonly index: number; readonly field: FieldDef }[],
): Map<number, DayMonthOrder> {
  const dates = columns.filter(({ field }) => field.type === 'date' || field.type === 'datetime');
  const texts = new Map<number, string[]>(dates.map(({ index }) => [index, []]));
  if (dates.length > 0) collectDateTexts(sheet, options.headerRow, texts);
  const whole = dayMonthOrder([...texts.values()].flat(), 'mdy');
  return new Map([...texts].map(([index, cells]) => [index, dayMonthOrder(cells, whole)]));
}

function collectDateTexts(sheet: Sheet, headerRow: number, texts: ReadonlyMap<number, string[]>): void {
  let looked = 0;
  for (const { row, cells } of sheet.rows()) {
    if (row <= headerRow) continue;
    for (const [index, list] of texts) {
      const cell = cells[index];
      // Only forms such as 3/5/24 need evidence.
      if (typeof cell === 'string' && /^\s*\d{1,2}[-/.\s]/.test(cell)) list.push(cell);
    }
    if (++looked >= evidenceRows) break;
  }
}
