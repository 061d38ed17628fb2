import { HoldfastError } from '../../model/errors.ts';
import { isLedgerTarget, type LedgerTargetKey, ledgerTargetKeys, ledgerTargets } from '../../model/ledger.ts';
import { type Cell, cellText, type Sheet } from '../exchange/read/types.ts';
import { WordList } from '../exchange/values/choice.ts';
import { type DayMonthOrder, dayMonthOrder } from '../exchange/values/date.ts';
import { moneyUnit, unitAbove } from '../exchange/values/money-unit.ts';
import { type CellParser, cellParser } from '../exchange/values/parse.ts';

const words = new WordList(ledgerTargetKeys.map((key) => [key, ledgerTargets[key]]));

/** What a column of a card list is by its header, or undefined. */
export function targetOfHeader(header: string): LedgerTargetKey | undefined {
  const exact = words.exact(header);
  if (exact !== undefined) return exact as LedgerTargetKey;
  // `原值（元）` and `使用年限(月)`: what stands in brackets only explains.
  const bare = header.replace(/[(（[【][^)）\]】]*[)）\]】]/g, '').trim();
  const found = bare === header || bare === '' ? undefined : words.exact(bare);
  return found as LedgerTargetKey | undefined;
}

export function matchHeader(text: string): number {
  return text !== '' && targetOfHeader(text) !== undefined ? 1 : 0;
}

/** Matches columns to targets; each target is given once, to the first column that fits best. */
export function suggestMapping(headers: readonly string[]): (LedgerTargetKey | null)[] {
  const mapping: (LedgerTargetKey | null)[] = headers.map(() => null);
  const taken = new Set<string>();
  const labels = new WordList(ledgerTargetKeys.map((key) => [key, { label: ledgerTargets[key].label }]));
  for (const find of [(header: string) => labels.exact(header), targetOfHeader]) {
    headers.forEach((header, i) => {
      const key = header === '' || mapping[i] !== null ? undefined : find(header);
      if (key === undefined || taken.has(key)) return;
      taken.add(key);
      mapping[i] = key as LedgerTargetKey;
    });
  }
  return mapping;
}

export interface CardColumn {
  readonly index: number;
  readonly header: string;
  readonly target: LedgerTargetKey;
  readonly parse: CellParser;
}

const evidenceRows = 5000;

/**
 * The parser of every mapped column; the order of day and month is decided per column from what stands in it.
 * @param mapping column index (from 0) to ledger target
 * @param headerEnd last row of the header, from 1
 * @throws MAPPING_UNKNOWN, MAPPING_REPEATED, LEDGER_MAPPING_NEEDS
 */
export function cardColumns(
  sheet: Sheet,
  mapping: Readonly<Record<string, string>>,
  headers: ReadonlyMap<number, string>,
  headerEnd: number,
): CardColumn[] {
  const seen = new Set<string>();
  const targets = Object.entries(mapping)
    .filter(([, target]) => target !== '')
    .map(([index, target]) => {
      if (!isLedgerTarget(target)) throw new HoldfastError('MAPPING_UNKNOWN', { field: target });
      if (seen.has(target)) throw new HoldfastError('MAPPING_REPEATED', { field: target });
      seen.add(target);
      return { index: Number(index), target };
    });
  if (!seen.has('cost') || !['cardNo', 'assetNo', 'name'].some((key) => seen.has(key)))
    throw new HoldfastError('LEDGER_MAPPING_NEEDS');
  const evidence = collect(sheet, headerEnd, targets);
  const above = unitAbove(sheet, headerEnd);
  return targets.map(({ index, target }) => {
    const header = headers.get(index) ?? '';
    const cells = evidence.get(index) ?? [];
    const order: DayMonthOrder = dayMonthOrder(cells, 'mdy');
    const parse = cellParser(target, ledgerTargets[target].field, { order, unit: moneyUnit(header, above) });
    return { index, header, target, parse: scaled(target, header, cells, parse) };
  });
}

function collect(
  sheet: Sheet,
  headerEnd: number,
  targets: readonly { readonly index: number; readonly target: LedgerTargetKey }[],
): Map<number, Cell[]> {
  const wanted = targets.filter(
    ({ target }) => ledgerTargets[target].field.type === 'date' || target === 'usefulLife',
  );
  const found = new Map<number, Cell[]>(wanted.map(({ index }) => [index, []]));
  if (wanted.length === 0) return found;
  let looked = 0;
  for (const { row, cells } of sheet.rows()) {
    if (row <= headerEnd) continue;
    for (const [index, list] of found) list.push(cells[index] ?? null);
    if (++looked >= evidenceRows) break;
  }
  return found;
}

/** Longest life in years that a column of lives can hold; 50 months of life nobody gives to all that he owns. */
const mostYears = 50;

/** A life in years becomes months, a rate of 0.05 becomes 5 percent. */
function scaled(
  target: LedgerTargetKey,
  header: string,
  cells: readonly Cell[],
  parse: CellParser,
): CellParser {
  if (target === 'salvageRate') {
    return (cell) => {
      const value = parse(cell);
      return typeof value === 'number' && value > 0 && value < 1 ? Number((value * 100).toFixed(6)) : value;
    };
  }
  if (target !== 'usefulLife' || /月|期间|month|period/i.test(header)) return parse;
  const numbers = cells.filter((cell) => /^\s*\d+(\.\d+)?\s*$/.test(cellText(cell) ?? '')).map(Number);
  const inYears = numbers.length > 0 && numbers.every((n) => n <= mostYears);
  if (!inYears) return parse;
  return (cell) => {
    const value = parse(cell);
    const bare = /^\s*\d+(\.\d+)?\s*$/.test(cellText(cell) ?? '');
    return typeof value === 'number' && bare ? Math.round(value * 12) : value;
  };
}
