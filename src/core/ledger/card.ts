import type { JsonObject } from '../../model/index.ts';
import { foldCode, foldText } from '../store/text.ts';

/** A card of the finance ledger as its list has it. Money in minor units, dates `YYYY-MM-DD`, life in months. */
export interface Card {
  /** Row of the list, as the spreadsheet counts. */
  readonly row: number;
  readonly cardNo: string | null;
  readonly assetNo: string | null;
  readonly subNo: string | null;
  readonly name: string | null;
  readonly category: string | null;
  readonly spec: string | null;
  readonly serial: string | null;
  /** 1 where the list says nothing. */
  readonly quantity: number;
  readonly unit: string | null;
  readonly cost: number;
  readonly depreciation: number | null;
  readonly impairment: number | null;
  readonly net: number | null;
  /** In percent. */
  readonly salvageRate: number | null;
  readonly usefulLife: number | null;
  readonly startDate: string | null;
  readonly bookingDate: string | null;
  readonly endDate: string | null;
  readonly status: string | null;
  readonly origin: string | null;
  readonly department: string | null;
  readonly location: string | null;
  readonly custodian: string | null;
  readonly notes: string | null;
}

/** Order of a card's values in a stored chunk. Later versions add at the end; readers go by the names stored beside. */
export const cardFields: readonly (keyof Card)[] = [
  'row',
  'cardNo',
  'assetNo',
  'subNo',
  'name',
  'category',
  'spec',
  'serial',
  'quantity',
  'unit',
  'cost',
  'depreciation',
  'impairment',
  'net',
  'salvageRate',
  'usefulLife',
  'startDate',
  'bookingDate',
  'endDate',
  'status',
  'origin',
  'department',
  'location',
  'custodian',
  'notes',
];

/** Cards of one log entry: names once, values in their order. */
export const cardsPerChunk = 1000;

type CardValue = string | number | null;

export function encodeCards(cards: readonly Card[]): JsonObject {
  return { fields: cardFields, rows: cards.map((card) => cardFields.map((name) => card[name])) };
}

/** Reads what `encodeCards` wrote, also an older version of it. */
export function decodeCards(chunk: JsonObject): Card[] {
  const fields = chunk.fields as readonly (keyof Card)[];
  const rows = chunk.rows as readonly (readonly CardValue[])[];
  return rows.map((row) => {
    const card: Record<string, CardValue> = {};
    for (const name of cardFields) card[name] = null;
    for (let i = 0; i < fields.length; i++) card[fields[i] as string] = row[i] ?? null;
    return card as unknown as Card;
  });
}

/** SAP's sub-number 0 is the main asset itself. */
const hasSub = (card: Card): boolean => card.subNo !== null && !/^0*$/.test(card.subNo);

/** What a person calls the card: its number, else its fixed-asset number with the sub-number. */
export function cardNumber(card: Card): string | null {
  if (card.cardNo !== null) return card.cardNo;
  if (card.assetNo === null) return null;
  return hasSub(card) ? `${card.assetNo}-${card.subNo}` : card.assetNo;
}

/**
 * By what next year's list knows the same card again: its number, else what stays the same of a card without one.
 * Folded, so that full-width digits and case make no other card of it.
 */
export function cardIdentity(card: Card): string {
  const number = cardNumber(card);
  if (number !== null) return foldCode(number);
  return `${foldText(card.name ?? '')}|${monthOf(card.startDate) ?? ''}|${card.cost}`.slice(0, 4000);
}

/** `YYYY-MM` of a date. */
export function monthOf(date: string | null): string | null {
  return date === null ? null : date.slice(0, 7);
}

/** The ledger's own net value, or what its own cost, depreciation and impairment leave; null when it says neither. */
export function netOf(card: Card): number | null {
  if (card.net !== null) return card.net;
  return card.depreciation === null ? null : card.cost - card.depreciation - (card.impairment ?? 0);
}
