import type { FieldDef } from '../../../model/types.ts';
import type { Cell, Sheet } from '../read/types.ts';
import { DayMonthEvidence, type DayMonthOrder } from '../values/date.ts';
import { DecimalEvidence, type DecimalMark } from '../values/decimal-mark.ts';
import type { SheetOptions } from './types.ts';

/** How each column writes its dates and amounts. */
export interface DateOrders {
  order(column: number): DayMonthOrder;
  /** What stands before the decimals of a column of numbers. */
  decimalMark(column: number): DecimalMark;
  /** Columns whose order nothing decides: it was assumed. */
  readonly assumed: readonly number[];
}

/** An order that only the values further down could decide is not waited for. */
const evidenceRows = 50_000;

interface DateColumn {
  readonly index: number;
  readonly field: FieldDef;
  readonly made: ((row: number) => Cell) | null;
}

/** What a person said goes first, then the column's own values, then the other columns of the sheet, then month first. */
export function dateOrders(sheet: Sheet, options: SheetOptions, columns: readonly DateColumn[]): DateOrders {
  const evidence = new Map<number, DayMonthEvidence>();
  const decimals = new Map<number, DecimalEvidence>();
  for (const { index, field, made } of columns) {
    if (made !== null) continue;
    if (field.type === 'date' || field.type === 'datetime') evidence.set(index, new DayMonthEvidence());
    if (field.type === 'money' || field.type === 'number') decimals.set(index, new DecimalEvidence());
  }
  if (evidence.size + decimals.size > 0) gather(sheet, options, [...evidence, ...decimals]);
  const whole = new DayMonthEvidence();
  for (const each of evidence.values()) whole.add(each);
  const said = (index: number) => options.dateOrders[String(index)] ?? null;
  const told = [...evidence.keys()].map(said).find((order) => order !== null) ?? null;
  const decided = (index: number) => said(index) ?? evidence.get(index)?.order ?? whole.order ?? told;
  return {
    order: (index) => decided(index) ?? 'mdy',
    decimalMark: (index) => decimals.get(index)?.mark ?? '.',
    assumed: [...evidence].flatMap(([index, { open }]) =>
      open > 0 && decided(index) === null ? [index] : [],
    ),
  };
}

type Evidence = readonly [number, { look(cell: string): void }];

function gather(sheet: Sheet, options: SheetOptions, columns: readonly Evidence[]): void {
  const end = options.headerRow + options.headerRows - 1;
  let looked = 0;
  for (const { row, cells } of sheet.rows()) {
    if (row <= end) continue;
    for (const [index, each] of columns) {
      const cell = cells[index];
      if (typeof cell === 'string') each.look(cell);
    }
    if (++looked >= evidenceRows) break;
  }
}
