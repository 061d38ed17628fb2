/** The writer of .ods holds the whole workbook in memory several times over. */
const odsRows = 100_000;
const odsCells = 2_000_000;

/** Most rows that an .ods export of so many columns can have. */
export function odsLimit(columns: number): number {
  return Math.min(odsRows, Math.floor(odsCells / Math.max(1, columns)));
}
