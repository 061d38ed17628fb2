import { HoldfastError } from '../../model/errors.ts';
import type { LedgerTargetKey } from '../../model/ledger.ts';
import { isSummaryRow } from '../exchange/read/summary-row.ts';
import { type Cell, cellText, type Row, type Sheet } from '../exchange/read/types.ts';
import { Problem } from '../exchange/values/problem.ts';
import { cleanLine } from '../exchange/values/text.ts';
import { foldCode } from '../store/text.ts';
import { type Card, cardFields, cardNumber } from './card.ts';
import type { CardColumn } from './columns.ts';

export interface CardProblem {
  readonly row: number;
  /** Header of the column; empty when the whole row is meant. */
  readonly column: string;
  readonly value: string;
  readonly code: string;
  /** error: the row is no card; warning: the cell was dropped or mended. */
  readonly severity: 'error' | 'warning';
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

/** rows = cards + skipped + rejected, always; blank rows don't count. */
export interface CardAccount {
  rows: number;
  cards: number;
  /** Sums and signature lines. */
  skipped: number;
  rejected: number;
  /** Problems in all; the first of them are kept. */
  problems: number;
  /** Cost that the list's own last line of totals states, in minor units; null when it has none. */
  statedCost: number | null;
}

export interface CardList {
  readonly cards: readonly Card[];
  readonly account: CardAccount;
  readonly problems: readonly CardProblem[];
}

const keptProblems = 1000;

/** Without these a row would say a wrong total, or be no card; in all other columns a bad cell is only left out. */
const severe = new Set<LedgerTargetKey>(['cost', 'quantity']);

/** As `isSummaryRow` calls what identifies a record. */
const identity: Readonly<Partial<Record<LedgerTargetKey, string>>> = {
  cardNo: 'ledgerNo',
  assetNo: 'tag',
  name: 'name',
  serial: 'serial',
};

/**
 * Reads the cards of a list, row by row.
 * @param headerEnd last row of the header, from 1
 * @throws CANCELLED
 */
export function readCards(
  sheet: Sheet,
  columns: readonly CardColumn[],
  headerEnd: number,
  watch: { readonly onProgress?: (rows: number) => void; readonly cancelled?: () => boolean } = {},
): CardList {
  const reader = new CardReader(columns);
  for (const row of sheet.rows()) {
    if (row.row <= headerEnd || !row.cells.some((cell) => cellText(cell) !== null)) continue;
    reader.add(row);
    if (reader.account.rows % 1000 === 0) {
      if (watch.cancelled?.()) throw new HoldfastError('CANCELLED');
      watch.onProgress?.(reader.account.rows);
    }
  }
  watch.onProgress?.(reader.account.rows);
  return reader;
}

class CardReader implements CardList {
  readonly cards: Card[] = [];
  readonly problems: CardProblem[] = [];
  readonly account: CardAccount = {
    rows: 0,
    cards: 0,
    skipped: 0,
    rejected: 0,
    problems: 0,
    statedCost: null,
  };
  readonly #columns: readonly CardColumn[];
  readonly #known: { index: number; target: string | null }[];
  readonly #cost: CardColumn | undefined;
  readonly #firstRow = new Map<string, number>();

  constructor(columns: readonly CardColumn[]) {
    this.#columns = columns;
    this.#known = columns.map(({ index, target }) => ({ index, target: identity[target] ?? 'other' }));
    this.#cost = columns.find(({ target }) => target === 'cost');
  }

  add({ row, cells }: Row): void {
    this.account.rows++;
    if (isSummaryRow(cells, this.#known)) {
      this.account.skipped++;
      this.#noteStated(cells);
      return;
    }
    const card = this.#parse(row, cells);
    if (card === null) {
      this.account.rejected++;
      return;
    }
    this.account.cards++;
    this.cards.push(card);
  }

  /** Of several lines of sums the last is the sum of all. */
  #noteStated(cells: readonly (Cell | undefined)[]): void {
    const stated = this.#cost?.parse(cells[this.#cost.index]);
    const value = stated instanceof Problem ? stated.value : stated;
    if (typeof value === 'number') this.account.statedCost = value;
  }

  #parse(row: number, cells: readonly (Cell | undefined)[]): Card | null {
    const card: Record<string, unknown> = {};
    for (const name of cardFields) card[name] = null;
    card.row = row;
    let rejected = false;
    for (const column of this.#columns) {
      const parsed = column.parse(cells[column.index]);
      if (!(parsed instanceof Problem)) {
        card[column.target] = parsed;
        continue;
      }
      card[column.target] = parsed.value;
      const fatal = parsed.severity === 'error' && severe.has(column.target);
      rejected ||= fatal;
      const shown = cleanLine((cellText(cells[column.index]) ?? '').slice(0, 200));
      this.#tell(row, column.header, shown, parsed, fatal ? 'error' : 'warning');
    }
    const read = card as unknown as Card;
    if (read.cardNo === null && read.assetNo === null && read.name === null) {
      this.#tell(row, '', '', new Problem('LEDGER_CARD_NAMELESS', 'error'), 'error');
      return null;
    }
    return rejected ? null : this.#settle(card, read);
  }

  /** Fills in what a list may leave out, and says what is odd. */
  #settle(card: Record<string, unknown>, read: Card): Card {
    const header = (target: LedgerTargetKey) =>
      this.#columns.find((column) => column.target === target)?.header ?? '';
    if (read.cost === null) {
      card.cost = 0;
      this.#tell(read.row, header('cost'), '', new Problem('LEDGER_COST_MISSING', 'warning'), 'warning');
    }
    if (read.quantity !== null && read.quantity <= 0)
      this.#warn(read.row, header('quantity'), String(read.quantity), 'LEDGER_QUANTITY_ODD');
    if (read.quantity === null || read.quantity <= 0) card.quantity = 1;
    const { cost, depreciation, net } = read;
    if (net !== null && depreciation !== null) {
      const left = cost - depreciation;
      if (net !== left && net !== left - (read.impairment ?? 0))
        this.#warn(read.row, header('net'), money(net), 'LEDGER_NET_ODD', { expected: money(left) });
    }
    this.#noteRepeated(read, header('cardNo'));
    return read;
  }

  #noteRepeated(card: Card, header: string): void {
    if (card.cardNo === null) return;
    const key = foldCode(cardNumber(card) ?? '');
    const first = this.#firstRow.get(key);
    if (first === undefined) this.#firstRow.set(key, card.row);
    else this.#warn(card.row, header, card.cardNo, 'LEDGER_CARD_REPEATED', { first });
  }

  #warn(
    row: number,
    column: string,
    value: string,
    code: 'LEDGER_QUANTITY_ODD' | 'LEDGER_NET_ODD' | 'LEDGER_CARD_REPEATED',
    params: Record<string, string | number> = {},
  ): void {
    this.#tell(row, column, value, new Problem(code, 'warning', { params }), 'warning');
  }

  #tell(
    row: number,
    column: string,
    value: string,
    problem: Problem,
    severity: CardProblem['severity'],
  ): void {
    this.account.problems++;
    if (this.problems.length >= keptProblems) return;
    const params = {
      value,
      field: column,
      ...(problem.suggestion === undefined ? {} : { suggestion: problem.suggestion }),
      ...problem.params,
    };
    this.problems.push({ row, column, value, code: problem.code, severity, params });
  }
}

const money = (minor: number): string => (minor / 100).toFixed(2);
