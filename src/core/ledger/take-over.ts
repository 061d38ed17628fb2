import { createHash } from 'node:crypto';
import { authorize } from '../../model/authorize.ts';
import type { ErrorCode } from '../../model/errors.ts';
import type { LedgerDifference, LedgerLineKind, LedgerTakeOver } from '../../model/ledger.ts';
import type { RoleKey } from '../../model/roles.ts';
import type { Value } from '../../model/types.ts';
import { rowsByRid } from '../register/rows.ts';
import type { Register } from '../store/register.ts';
import { foldText } from '../store/text.ts';
import type { Line } from './bridge.ts';
import { type Card, cardNumber } from './card.ts';
import { squeezed } from './compare.ts';
import { cardsOf, entriesOf, entryAt } from './lines.ts';
import { departmentWords, type Result } from './result.ts';

export interface TakeOverWanted {
  readonly fields: readonly LedgerTakeOver[];
  /** Which number becomes the asset's ledger number. */
  readonly number: 'card' | 'asset';
  /** Only these lines; else all lines of the kind that belong together. */
  readonly lines?: readonly string[] | undefined;
  readonly kind?: LedgerLineKind | 'all' | undefined;
  readonly difference?: LedgerDifference | undefined;
}

export interface TakenField {
  readonly field: LedgerTakeOver;
  readonly from: Value;
  readonly to: Value;
  /** Words, for departments. */
  readonly fromLabel: string | null;
  readonly toLabel: string | null;
}

export interface TakeOverRow {
  readonly asset: string;
  readonly tag: string | null;
  readonly name: string | null;
  readonly card: string | null;
  readonly fields: readonly TakenField[];
  /** Why the acting person may not write it; such rows are left out. */
  readonly refused: ErrorCode | null;
  /** Department of the card that the register has not, or has more than once. */
  readonly unknownDepartment: string | null;
}

export interface TakeOverPlan {
  readonly rows: readonly TakeOverRow[];
  /** Of what is to be written; the same again or nothing is written. */
  readonly digest: string;
  readonly assets: number;
  readonly refused: number;
}

export interface TakeOverActor {
  readonly id: string;
  readonly role: RoleKey;
  readonly department: string | null;
}

const chunk = 500;

/**
 * What would be written if the ledger's figures were taken over: only where they differ, only where card and asset leave no
 * doubt which is meant. Cost and life are taken from the one card of the one asset; a card that covers several gives its
 * number, dates and life, not its cost.
 */
export function planTakeOver(
  reg: Register,
  result: Result,
  wanted: TakeOverWanted,
  actor: TakeOverActor,
): TakeOverPlan {
  const lines = linesOf(reg, result, wanted);
  const pairs = lines.flatMap((line) => line.assets.map(({ rid }) => ({ rid, line })));
  const departments = wanted.fields.includes('department') ? departmentFinder(reg) : () => null;
  const rows: TakeOverRow[] = [];
  for (let at = 0; at < pairs.length; at += chunk) {
    const part = pairs.slice(at, at + chunk);
    const records = rowsByRid(
      reg,
      'asset',
      part.map(({ rid }) => rid),
    );
    records.forEach((record, i) => {
      const { line } = part[i] as { line: Line };
      const row = rowOf(result, line, record, wanted, departments, actor);
      if (row.fields.length > 0 || row.unknownDepartment !== null) rows.push(row);
    });
  }
  const written = rows.filter(({ refused, fields }) => refused === null && fields.length > 0);
  const hash = createHash('sha256');
  for (const { asset, fields } of written)
    hash.update(JSON.stringify([asset, fields.map(({ field, from, to }) => [field, from, to])]));
  return {
    rows,
    digest: hash.digest('hex'),
    assets: written.length,
    refused: rows.filter(({ refused }) => refused !== null).length,
  };
}

function linesOf(reg: Register, result: Result, wanted: TakeOverWanted): Line[] {
  const entries = wanted.lines
    ? wanted.lines.map((key) => entryAt(reg, result, key))
    : entriesOf(result, { kind: wanted.kind ?? 'all', difference: wanted.difference });
  const lines = entries.flatMap((entry) => ('line' in entry ? [entry.line] : []));
  return lines.filter(({ kind }) => kind === 'matched' || kind === 'different');
}

interface Known {
  readonly id: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly labels: Readonly<Record<string, string>>;
}

type FindDepartment = (words: string) => { id: string; label: string } | null;

function rowOf(
  result: Result,
  line: Line,
  record: Known,
  wanted: TakeOverWanted,
  departments: FindDepartment,
  actor: TakeOverActor,
): TakeOverRow {
  const cards = cardsOf(result, line);
  const card = cards.length === 1 ? (cards[0] as Card) : null;
  const { values, labels } = record;
  const fields: TakenField[] = [];
  let unknownDepartment: string | null = null;
  for (const field of wanted.fields) {
    const to = ledgerValue(field, cards, card, line, wanted.number);
    if (to === null) continue;
    const from = values[field] ?? null;
    if (field === 'department') {
      const found = departments(String(to));
      if (found === null) unknownDepartment = String(to);
      else if (found.id !== from)
        fields.push({
          field,
          from,
          to: found.id,
          fromLabel: labels.department ?? null,
          toLabel: found.label,
        });
    } else if (from !== to) fields.push({ field, from, to, fromLabel: null, toLabel: null });
  }
  return {
    asset: record.id,
    tag: (values.tag as string | undefined) ?? null,
    name: (values.name as string | undefined) ?? null,
    card: card ? cardNumber(card) : cards.map((each) => cardNumber(each) ?? '').join(', '),
    fields,
    refused: fields.length === 0 ? null : refusal(record, fields, actor),
    unknownDepartment,
  };
}

function ledgerValue(
  field: LedgerTakeOver,
  cards: readonly Card[],
  card: Card | null,
  line: Line,
  number: TakeOverWanted['number'],
): string | number | null {
  const only = line.assets.length === 1 ? card : null;
  switch (field) {
    case 'ledgerNo':
      return ledgerNumber(cards, card, number);
    case 'cost':
      return only && !line.assets.some((asset) => asset.foreign) ? only.cost : null;
    case 'bookingDate':
      return card ? (card.bookingDate ?? card.startDate) : null;
    case 'usefulLife':
      return card?.usefulLife != null && card.usefulLife >= 1 && card.usefulLife <= 1200
        ? Math.round(card.usefulLife)
        : null;
    case 'salvageRate':
      return card?.salvageRate != null && card.salvageRate >= 0 && card.salvageRate <= 100
        ? card.salvageRate
        : null;
    case 'department':
      return only?.department ?? null;
  }
}

/** Several cards of one fixed-asset number, as SAP has them, share that number. */
function ledgerNumber(
  cards: readonly Card[],
  card: Card | null,
  number: TakeOverWanted['number'],
): string | null {
  if (card) return number === 'asset' ? (card.assetNo ?? card.cardNo) : (card.cardNo ?? card.assetNo);
  const shared = new Set(cards.map(({ assetNo }) => assetNo));
  return shared.size === 1 ? ((cards[0] as Card).assetNo ?? null) : null;
}

function refusal(record: Known, fields: readonly TakenField[], actor: TakeOverActor): ErrorCode | null {
  const patch = Object.fromEntries(fields.map(({ field, to }) => [field, to]));
  const verdict = authorize({
    role: actor.role,
    department: actor.department,
    person: actor.id,
    entity: 'asset',
    operation: 'update',
    patch,
    record: record.values,
  });
  return verdict.allowed ? null : verdict.code;
}

/** The one department that a ledger's word means; null when there is none or more than one. */
function departmentFinder(reg: Register): FindDepartment {
  const words = departmentWords(reg);
  const byWord = new Map<string, Set<number>>();
  for (const rid of reg.sql('SELECT rid FROM department WHERE deleted = 0').pluck().all() as number[]) {
    for (const word of words(rid)) {
      const known = byWord.get(word);
      if (known) known.add(rid);
      else byWord.set(word, new Set([rid]));
    }
  }
  return (said) => {
    const found = byWord.get(foldText(said)) ?? byWord.get(squeezed(foldText(said)));
    if (found?.size !== 1) return null;
    const [rid] = [...found] as [number];
    const label = reg.sql('SELECT path FROM tree_path WHERE rid = ?').pluck().get(rid) as string | undefined;
    return { id: reg.keys.uuid(rid), label: label ?? said };
  };
}
