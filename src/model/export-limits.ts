/** The writer of .ods holds the whole workbook in memory several times over: 2,000,000 cells took 2.7 GB. */
const odsRows = 100_000;
const odsCells = 500_000;

/** Most rows that an .ods export of so many columns can have. */
export function odsLimit(columns: number): number {
  return Math.min(odsRows, Math.floor(odsCells / Math.max(1, columns)));
}
