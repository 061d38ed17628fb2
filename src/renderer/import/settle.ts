import type { SheetImport } from '../../contract/api/index.ts';

export type Side = 'register' | 'workbook';

/** The same settings with one value settled. */
export function withSettled(
  plan: SheetImport,
  row: number,
  target: string,
  side: Side,
): Pick<SheetImport, 'settled'> {
  const key = String(row);
  return { settled: { ...plan.settled, [key]: { ...plan.settled[key], [target]: side } } };
}

/** The same settings with every value settled to one side, also those that were settled one by one. */
export function withPreferred(side: Side): Pick<SheetImport, 'prefer' | 'settled'> {
  return { prefer: side, settled: {} };
}

/** Which side a value goes to by what was decided; null while it waits. */
export function sideOf(plan: SheetImport, row: number, target: string): Side | null {
  return plan.settled[String(row)]?.[target] ?? plan.prefer;
}
