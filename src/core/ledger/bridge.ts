import {
  type LedgerApart,
  type LedgerBridgeKey,
  type LedgerDifference,
  type LedgerLineKind,
  type LedgerReason,
  ledgerBridgeKeys,
} from '../../model/ledger.ts';
import { type Card, netOf } from './card.ts';
import { differenceKeys } from './compare.ts';
import { countsHere, isGoneHere, type LedgerAsset, type LoneAsset, thousandths } from './ledger-asset.ts';

/** A sum of things and their cost: thousandths and minor units. */
export interface Amount {
  quantity: number;
  cost: number;
}

export interface BridgeLine extends Amount {
  readonly key: LedgerBridgeKey;
}

/** A line of the result; what stands on one side only has the other side empty. */
export interface Line {
  readonly kind: LedgerLineKind;
  readonly cards: readonly number[];
  readonly assets: readonly LedgerAsset[];
  readonly reasons: readonly LedgerReason[];
  /** Bits in the order of `ledgerDifferenceKeys`. */
  readonly differences: number;
}

/** The result in numbers. */
export interface Outcome {
  readonly cards: number;
  readonly lines: Readonly<Record<LedgerLineKind, number>>;
  readonly differences: Readonly<Partial<Record<LedgerDifference, number>>>;
  readonly reasons: Readonly<Partial<Record<LedgerReason, number>>>;
  /** From the register's total to the ledger's; the lines between add up to exactly what parts them. */
  readonly bridge: BridgeLine[];
  /** Assets without a card that need none. */
  readonly apart: Readonly<Partial<Record<LedgerApart, Amount & { readonly count: number }>>>;
  /** Assets of the register whose cost is in another currency; their cost counts as 0. */
  readonly foreign: number;
  /** The ledger's own figures, as its list has them. */
  readonly ledger: { readonly depreciation: number; readonly net: number };
}

/** Adds up the result while its lines are made. Every card and every asset is given exactly once. */
export class Tally {
  readonly #cards: readonly Card[];
  readonly #sums: Record<LedgerBridgeKey, Amount>;
  readonly #lines: Record<LedgerLineKind, number> = {
    matched: 0,
    different: 0,
    onlyLedger: 0,
    onlyRegister: 0,
    ambiguous: 0,
    apart: 0,
  };
  readonly #differences: Partial<Record<LedgerDifference, number>> = {};
  readonly #reasons: Partial<Record<LedgerReason, number>> = {};
  readonly #apart: Partial<Record<LedgerApart, Amount & { count: number }>> = {};
  readonly #own = { depreciation: 0, net: 0 };
  #foreign = 0;

  constructor(cards: readonly Card[]) {
    this.#cards = cards;
    this.#sums = Object.fromEntries(ledgerBridgeKeys.map((key) => [key, { quantity: 0, cost: 0 }])) as Record<
      LedgerBridgeKey,
      Amount
    >;
  }

  line(line: Line): void {
    this.#lines[line.kind]++;
    for (const kind of differenceKeys(line.differences))
      this.#differences[kind] = (this.#differences[kind] ?? 0) + 1;
    const matched = line.kind === 'matched' || line.kind === 'different';
    const [reason] = line.reasons;
    if (matched && reason) this.#reasons[reason] = (this.#reasons[reason] ?? 0) + 1;
    for (const at of line.cards) this.#card(this.#cards[at] as Card, line.kind);
    for (const asset of line.assets) this.#asset(asset, line.kind);
  }

  /** An asset without a card: a difference, or one that needs none. `sign` -1 takes it out again. */
  lone({ quantity, cost, foreign, apart: reason }: LoneAsset, sign: 1 | -1 = 1): void {
    if (foreign) this.#foreign += sign;
    if (reason === null) {
      this.#lines.onlyRegister += sign;
      add(this.#sums.register, sign * quantity, sign * cost);
      add(this.#sums.onlyRegister, -sign * quantity, -sign * cost);
      return;
    }
    this.#lines.apart += sign;
    const apart = this.#apart[reason] ?? { count: 0, quantity: 0, cost: 0 };
    apart.count += sign;
    add(apart, sign * quantity, sign * cost);
    this.#apart[reason] = apart;
  }

  /** Takes over what another has counted of assets that stand alone. */
  addLone(other: Tally): void {
    this.#foreign += other.#foreign;
    this.#lines.onlyRegister += other.#lines.onlyRegister;
    this.#lines.apart += other.#lines.apart;
    for (const key of ['register', 'onlyRegister'] as const)
      add(this.#sums[key], other.#sums[key].quantity, other.#sums[key].cost);
    for (const [key, { count, quantity, cost }] of Object.entries(other.#apart)) {
      const apart = this.#apart[key as LedgerApart] ?? { count: 0, quantity: 0, cost: 0 };
      apart.count += count;
      add(apart, quantity, cost);
      this.#apart[key as LedgerApart] = apart;
    }
  }

  #card(card: Card, kind: LedgerLineKind): void {
    const quantity = thousandths(card.quantity);
    add(this.#sums.ledger, quantity, card.cost);
    this.#own.depreciation += card.depreciation ?? 0;
    this.#own.net += netOf(card) ?? 0;
    if (kind === 'onlyLedger') add(this.#sums.onlyLedger, quantity, card.cost);
    else if (kind === 'ambiguous') add(this.#sums.ambiguousLedger, quantity, card.cost);
    else add(this.#sums.difference, quantity, card.cost);
  }

  #asset(asset: LedgerAsset, kind: LedgerLineKind): void {
    const { quantity, cost } = asset;
    if (asset.foreign) this.#foreign++;
    const counts = countsHere(asset);
    if (counts) add(this.#sums.register, quantity, cost);
    if (kind === 'ambiguous') {
      if (counts) add(this.#sums.ambiguousRegister, -quantity, -cost);
      return;
    }
    if (!counts) add(isGoneHere(asset) ? this.#sums.goneHere : this.#sums.otherKind, quantity, cost);
    add(this.#sums.difference, -quantity, -cost);
  }

  outcome(): Outcome {
    return {
      cards: this.#cards.length,
      lines: { ...this.#lines },
      differences: { ...this.#differences },
      reasons: { ...this.#reasons },
      bridge: ledgerBridgeKeys.map((key) => ({ key, ...this.#sums[key] })),
      apart: Object.fromEntries(Object.entries(this.#apart).filter(([, { count }]) => count > 0)),
      foreign: this.#foreign,
      ledger: { ...this.#own },
    };
  }
}

function add(to: Amount, quantity: number, cost: number): void {
  to.quantity += quantity;
  to.cost += cost;
}

/** What the lines between the two totals leave unexplained: nothing, always. */
export function unexplained(bridge: readonly BridgeLine[]): Amount {
  const left = { quantity: 0, cost: 0 };
  for (const { key, quantity, cost } of bridge)
    add(left, key === 'ledger' ? -quantity : quantity, key === 'ledger' ? -cost : cost);
  return left;
}
