import { lentOrder } from '../../../model/date-orders.ts';
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
  /** Columns whose own values could be either: they are read as the sheet's other dates are. */
  readonly lent: readonly number[];
  /** What was decided and makes a difference, by column: to read the same again where fewer rows tell. */
  readonly told: ColumnForms;
}

/** How columns write their dates and amounts, by column index. */
export interface ColumnForms {
  readonly dateOrders: Readonly<Record<string, DayMonthOrder>>;
  readonly decimalMarks: Readonly<Record<string, DecimalMark>>;
}

/** An order that only the values further down could decide is not waited for. */
const evidenceRows = 50_000;

interface DateColumn {
  readonly index: number;
  readonly field: FieldDef;
  readonly made: ((row: number) => Cell) | null;
}

/** What was said goes first, then the column's own values, then the other dates of the sheet, then month first. */
export function dateOrders(sheet: Sheet, options: SheetOptions, columns: readonly DateColumn[]): DateOrders {
  const evidence = new Map<number, DayMonthEvidence>();
  const decimals = new Map<number, DecimalEvidence>();
  for (const { index, field, made } of columns) {
    if (made !== null) continue;
    if (field.type === 'date' || field.type === 'datetime') evidence.set(index, new DayMonthEvidence());
    if (field.type === 'money' || field.type === 'number') decimals.set(index, new DecimalEvidence());
  }
  if (evidence.size + decimals.size > 0) gather(sheet, options, [...evidence, ...decimals]);
  const own = (index: number) => options.dateOrders[String(index)] ?? evidence.get(index)?.order ?? null;
  const lent = lentOrder([...evidence.keys()].map(own));
  const order = (index: number) => own(index) ?? lent ?? 'mdy';
  const mark = (index: number) => options.decimalMarks[String(index)] ?? decimals.get(index)?.mark ?? null;
  const open = [...evidence].flatMap(([index, column]) =>
    column.open > 0 && own(index) === null ? [index] : [],
  );
  return {
    order,
    decimalMark: (index) => mark(index) ?? '.',
    assumed: lent === null ? open : [],
    lent: lent === null ? [] : open,
    told: {
      dateOrders: byColumn([...evidence].map(([index, { any }]) => [index, any ? order(index) : null])),
      decimalMarks: byColumn([...decimals.keys()].map((index) => [index, mark(index)])),
    },
  };
}

function byColumn<T>(columns: readonly (readonly [number, T | null])[]): Record<string, T> {
  return Object.fromEntries(columns.flatMap(([index, value]) => (value === null ? [] : [[index, value]])));
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
