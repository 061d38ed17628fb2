import type { LedgerReason } from '../../model/ledger.ts';
import type { Card } from './card.ts';
import type { CardIndex, Hits } from './card-index.ts';
import type { LedgerAsset } from './ledger-asset.ts';

/** What a person decided about a card and an asset. */
export interface HandMatch {
  /** `cardIdentity` of the card. */
  readonly card: string;
  readonly rid: number;
  /** They do not belong together. */
  readonly apart: boolean;
}

/** An asset with the cards that it could belong to. */
export interface Found {
  readonly asset: LedgerAsset;
  readonly hits: Hits;
}

/** Cards and assets that belong together, or may. Cards by their place in the list. */
export interface Group {
  readonly cards: readonly number[];
  readonly assets: readonly LedgerAsset[];
  /** By what they were brought together, the strongest first; by what they may belong together for candidates. */
  readonly reasons: readonly LedgerReason[];
}

export interface Matching {
  readonly matched: readonly Group[];
  /** Several candidates: a person has to say which. */
  readonly ambiguous: readonly Group[];
  readonly loneCards: readonly number[];
  readonly loneAssets: readonly LedgerAsset[];
}

interface Edge {
  readonly card: number;
  readonly asset: number;
  readonly reason: LedgerReason;
}

const strength: Readonly<Record<LedgerReason, number>> = { hand: 0, number: 1, serial: 2, attributes: 3 };

/**
 * Brings cards and assets together: by hand, by finance number, by serial, then by name, date and cost where both sides
 * have just one. What one way has brought together, a weaker one leaves alone. Linear in cards and assets.
 */
export function match(index: CardIndex, found: readonly Found[], hand: readonly HandMatch[]): Matching {
  return new Matcher(index, found, hand).run();
}

class Matcher {
  readonly #cards: readonly Card[];
  readonly #index: CardIndex;
  readonly #found: readonly Found[];
  readonly #edges: Edge[] = [];
  readonly #maybe: Edge[] = [];
  readonly #cardDone: Uint8Array;
  readonly #assetDone: Uint8Array;
  /** `card rid` of pairs that a person parted. */
  readonly #parted = new Set<string>();
  readonly #hand: readonly HandMatch[];

  constructor(index: CardIndex, found: readonly Found[], hand: readonly HandMatch[]) {
    this.#index = index;
    this.#cards = index.cards;
    this.#found = found;
    this.#hand = hand;
    this.#cardDone = new Uint8Array(index.cards.length);
    this.#assetDone = new Uint8Array(found.length);
  }

  run(): Matching {
    this.#byHand();
    this.#byNumber();
    this.#bySerial();
    this.#byAttributes(this.#index.whole, (cards, assets) => cards.length === 1 && assets.length === 1);
    this.#byAttributes(this.#index.single, (cards, assets) => {
      const things = assets.reduce((sum, at) => sum + (this.#found[at] as Found).asset.quantity, 0);
      return cards.length === 1 && things === (this.#cards[cards[0] as number] as Card).quantity * 1000;
    });
    return this.#result();
  }

  #byHand(): void {
    if (this.#hand.length === 0) return;
    const cards = this.#index.identities;
    const assets = new Map(this.#found.map(({ asset }, at) => [asset.rid, at]));
    for (const { card, rid, apart } of this.#hand) {
      const asset = assets.get(rid);
      if (asset === undefined) continue;
      for (const at of cards.get(card) ?? []) {
        if (apart) this.#parted.add(`${at} ${rid}`);
        else this.#edges.push({ card: at, asset, reason: 'hand' });
      }
    }
    // Other cards may not have what a person has given away; a card may keep what its number says beside it.
    for (const { asset } of this.#edges) this.#assetDone[asset] = 1;
  }

  #may(card: number, asset: number): boolean {
    return this.#parted.size === 0 || !this.#parted.has(`${card} ${(this.#found[asset] as Found).asset.rid}`);
  }

  #byNumber(): void {
    this.#found.forEach(({ hits }, asset) => {
      if (this.#assetDone[asset] === 1) return;
      for (const card of hits.number)
        if (this.#may(card, asset)) this.#edges.push({ card, asset, reason: 'number' });
    });
    this.#settle();
  }

  #bySerial(): void {
    this.#found.forEach(({ hits }, asset) => {
      if (this.#assetDone[asset] === 1) return;
      const cards = hits.serial.filter((card) => this.#cardDone[card] === 0 && this.#may(card, asset));
      const edges = cards.length === 1 ? this.#edges : this.#maybe;
      for (const card of cards) edges.push({ card, asset, reason: 'serial' });
    });
    this.#settle();
  }

  /** @param sure whether the free cards and assets of a bucket leave no doubt */
  #byAttributes(
    table: ReadonlyMap<string, readonly number[]>,
    sure: (cards: readonly number[], assets: readonly number[]) => boolean,
  ): void {
    const buckets = new Map<string, number[]>();
    this.#found.forEach(({ hits }, asset) => {
      if (this.#assetDone[asset] === 1) return;
      const key = hits.buckets.find((each) =>
        table.get(each)?.some((card) => this.#cardDone[card] === 0 && this.#may(card, asset)),
      );
      if (key === undefined) return;
      const list = buckets.get(key);
      if (list) list.push(asset);
      else buckets.set(key, [asset]);
    });
    for (const [key, assets] of buckets) {
      const cards = (table.get(key) ?? []).filter((card) => this.#cardDone[card] === 0);
      if (cards.length === 0) continue;
      if (sure(cards, assets) && assets.every((asset) => this.#may(cards[0] as number, asset))) {
        for (const asset of assets)
          this.#edges.push({ card: cards[0] as number, asset, reason: 'attributes' });
      } else this.#chain(cards, assets);
    }
    this.#settle();
  }

  /** A bucket of a thousand chairs is one doubt, not a million pairs. */
  #chain(cards: readonly number[], assets: readonly number[]): void {
    const [first] = cards as [number];
    for (const asset of assets) this.#maybe.push({ card: first, asset, reason: 'attributes' });
    for (const card of cards.slice(1))
      this.#maybe.push({ card, asset: assets[0] as number, reason: 'attributes' });
  }

  #settle(): void {
    for (const { card, asset } of this.#edges) {
      this.#cardDone[card] = 1;
      this.#assetDone[asset] = 1;
    }
  }

  #result(): Matching {
    const matched = this.#components(this.#edges);
    const doubts = this.#maybe.filter(
      ({ card, asset }) => this.#cardDone[card] === 0 && this.#assetDone[asset] === 0,
    );
    const ambiguous = this.#components(doubts);
    for (const { card, asset } of doubts) {
      this.#cardDone[card] = 1;
      this.#assetDone[asset] = 1;
    }
    const loneCards: number[] = [];
    this.#cardDone.forEach((done, at) => {
      if (done === 0) loneCards.push(at);
    });
    const loneAssets = this.#found.filter((_, at) => this.#assetDone[at] === 0).map(({ asset }) => asset);
    return { matched, ambiguous, loneCards, loneAssets };
  }

  /** What hangs together over any number of cards and assets is compared as a whole. */
  #components(edges: readonly Edge[]): Group[] {
    const offset = this.#cards.length;
    const sets = new Sets(offset + this.#found.length);
    for (const { card, asset } of edges) sets.join(card, offset + asset);
    const groups = new Map<number, { cards: number[]; assets: LedgerAsset[]; reasons: Set<LedgerReason> }>();
    const seen = new Uint8Array(offset + this.#found.length);
    for (const { card, asset, reason } of edges) {
      const root = sets.root(card);
      let group = groups.get(root);
      if (!group) {
        group = { cards: [], assets: [], reasons: new Set() };
        groups.set(root, group);
      }
      group.reasons.add(reason);
      if (seen[card] === 0) group.cards.push(card);
      seen[card] = 1;
      if (seen[offset + asset] === 0) group.assets.push((this.#found[asset] as Found).asset);
      seen[offset + asset] = 1;
    }
    return [...groups.values()].map(({ cards, assets, reasons }) => ({
      cards: cards.sort((a, b) => a - b),
      assets: assets.sort((a, b) => a.rid - b.rid),
      reasons: [...reasons].sort((a, b) => strength[a] - strength[b]),
    }));
  }
}

/** Disjoint sets over 0 .. size-1. */
class Sets {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = new Int32Array(size).map((_, i) => i);
  }

  root(of: number): number {
    let at = of;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at] as number] as number;
      at = this.#parent[at] as number;
    }
    return at;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.root(a), this.root(b)];
    if (first !== second) this.#parent[Math.max(first, second)] = Math.min(first, second);
  }
}
