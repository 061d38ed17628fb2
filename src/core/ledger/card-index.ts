import { foldCode, foldText } from '../store/text.ts';
import { type Card, cardIdentity, monthOf } from './card.ts';
import type { LedgerAsset } from './ledger-asset.ts';

/** Cards, by their place in the list, that an asset could belong to. */
export interface Hits {
  readonly number: readonly number[];
  readonly serial: readonly number[];
  /** Buckets of equal name, month and cost. */
  readonly buckets: readonly string[];
}

const none: readonly number[] = [];
const noBuckets: readonly string[] = [];

/** Shortest serial that is looked for in free text; shorter ones stand in any sentence. */
const shortestSerial = 6;

/**
 * All ways from an asset to cards, as hash tables over the cards: a million assets stream past a hundred thousand cards,
 * and each costs a handful of lookups.
 */
export class CardIndex {
  readonly cards: readonly Card[];
  readonly #byCardNo = new Map<string, number[]>();
  readonly #byAssetNo = new Map<string, number[]>();
  /** Numbers without their leading zeros, where that leaves one card: spreadsheets lose them. */
  readonly #bare = new Map<string, number[]>();
  readonly #byToken = new Map<string, number[]>();
  readonly #costs = new Set<number>();
  #identities: ReadonlyMap<string, readonly number[]> | null = null;
  /** Cards whose whole cost is an asset's cost, by bucket. */
  readonly whole = new Map<string, number[]>();
  /** Cards of several things, by the bucket of one thing. */
  readonly single = new Map<string, number[]>();

  constructor(cards: readonly Card[]) {
    this.cards = cards;
    cards.forEach((card, at) => {
      this.#addNumbers(card, at);
      this.#addTokens(card, at);
      this.#addBuckets(card, at);
    });
  }

  /** Cards by what decisions know them by. */
  get identities(): ReadonlyMap<string, readonly number[]> {
    if (this.#identities) return this.#identities;
    const cards = new Map<string, number[]>();
    this.cards.forEach((card, at) => {
      push(cards, cardIdentity(card), at);
    });
    this.#identities = cards;
    return cards;
  }

  hitsOf(asset: LedgerAsset): Hits {
    return {
      number: this.#numberHits(asset),
      serial: this.#serialHits(asset),
      buckets: this.#bucketsOf(asset),
    };
  }

  #addNumbers(card: Card, at: number): void {
    if (card.cardNo !== null) push(this.#byCardNo, foldCode(card.cardNo), at);
    if (card.assetNo !== null) {
      const main = foldCode(card.assetNo);
      push(this.#byAssetNo, main, at);
      // As people write the sub-number behind the number.
      if (card.subNo !== null) push(this.#byAssetNo, `${main}-${foldCode(card.subNo)}`, at);
    }
    for (const number of new Set([card.cardNo, card.assetNo])) {
      if (number !== null && /^\d+$/.test(number)) push(this.#bare, bare(number), at);
    }
  }

  #addTokens(card: Card, at: number): void {
    const tokens = new Set<string>();
    if (card.serial !== null)
      for (const part of card.serial.split(/[,，;；、/\s]+/)) tokens.add(foldCode(part));
    for (const text of [card.spec, card.notes, card.name]) {
      if (text === null) continue;
      for (const part of text.split(/[^\p{L}\p{N}._-]+|(?<=\p{Script=Han})|(?=\p{Script=Han})/u)) {
        if (part.length >= shortestSerial && /\d/.test(part)) tokens.add(foldCode(part));
      }
    }
    for (const token of tokens) if (token.length >= 4) push(this.#byToken, token, at);
  }

  #addBuckets(card: Card, at: number): void {
    const month = monthOf(card.startDate) ?? monthOf(card.bookingDate);
    if (card.name === null || month === null || card.cost === 0) return;
    push(this.whole, bucket(card.name, month, card.cost), at);
    this.#costs.add(card.cost);
    if (card.quantity <= 1 || !Number.isInteger(card.quantity)) return;
    const one = Math.round(card.cost / card.quantity);
    push(this.single, bucket(card.name, month, one), at);
    this.#costs.add(one);
  }

  #numberHits(asset: LedgerAsset): readonly number[] {
    if (asset.ledgerNo !== null) {
      const found = this.#byCardNo.get(asset.ledgerNo) ?? this.#byAssetNo.get(asset.ledgerNo);
      if (found) return found;
      const loose = /^\d+$/.test(asset.ledgerNo) ? this.#bare.get(bare(asset.ledgerNo)) : undefined;
      if (loose?.length === 1) return loose;
    }
    return (asset.tag === null ? undefined : this.#byAssetNo.get(asset.tag)) ?? none;
  }

  #serialHits(asset: LedgerAsset): readonly number[] {
    if (asset.serial === null || asset.serial.length < 4) return none;
    return this.#byToken.get(asset.serial) ?? none;
  }

  /** A bucket for each month that the asset names, the month it was put to use first. */
  #bucketsOf(asset: LedgerAsset): readonly string[] {
    if (asset.name === null || asset.foreign || !this.#costs.has(asset.cost)) return noBuckets;
    const months = new Set([asset.inService, asset.booked, asset.purchased].map(monthOf));
    const found: string[] = [];
    for (const month of months) {
      if (month === null) continue;
      const key = bucket(asset.name, month, asset.cost);
      if (this.whole.has(key) || this.single.has(key)) found.push(key);
    }
    return found.length === 0 ? noBuckets : found;
  }
}

function push(map: Map<string, number[]>, key: string, at: number): void {
  if (key === '') return;
  const list = map.get(key);
  if (list) list.push(at);
  else map.set(key, [at]);
}

const bare = (number: string): string => number.replace(/^0+(?=\d)/, '');

const bucket = (name: string, month: string, cost: number): string => `${foldText(name)}|${month}|${cost}`;
