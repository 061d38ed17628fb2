import type { Register } from '../store/register.ts';
import { CardIndex } from './card-index.ts';
import {
  type Head,
  headOf,
  type Result,
  type Sighted,
  settle,
  sight,
  storedCards,
  type Watch,
} from './result.ts';

/** How long a result that was computed is held for the next question, in milliseconds. */
const holdFor = 10 * 60_000;

interface Held {
  readonly reg: Register;
  readonly id: string;
  readonly index: CardIndex;
  head: Head;
  sighted: Sighted;
  result: Result;
  stamp: string;
  cursor: number;
  timer: NodeJS.Timeout;
}

let held: Held | null = null;

/** A change of these makes the register be read through again. */
const sightedEntities = new Set(['asset', 'reconciliation', 'ledgerCards']);

/**
 * The result of a reconciliation against the register as it is now. The one asked for last is held: a page of it costs
 * nothing, a decision by hand only the matching, and only a changed asset makes the register be read through again.
 * @throws RECONCILIATION_NOT_FOUND, CANCELLED
 */
export function currentResult(reg: Register, id: string, watch: Watch = {}): Result {
  const stamp = stampOf(reg);
  const known = held?.reg === reg && held.id === id ? held : null;
  if (known && known.stamp === stamp) {
    known.timer.refresh();
    return known.result;
  }
  // Asked anew each time: it may have been undone meanwhile.
  const head = headOf(reg, id);
  const touched = known === null ? null : changedSince(reg, known);
  if (known === null || touched === 'assets') return read(reg, head, stamp, watch);
  if (touched === 'departments') known.sighted.compared.clear();
  if (touched !== 'nothing') known.result = settle(reg, known.index, known.sighted, head);
  Object.assign(known, { head, stamp, cursor: reg.cursor() });
  known.timer.refresh();
  return known.result;
}

function read(reg: Register, head: Head, stamp: string, watch: Watch): Result {
  letGo();
  const cursor = reg.cursor();
  const index = new CardIndex(storedCards(reg, head.rid));
  const sighted = sight(reg, index, head.currency, watch);
  const result = settle(reg, index, sighted, head);
  const timer = setTimeout(letGo, holdFor);
  timer.unref();
  held = { reg, id: head.id, index, head, sighted, result, stamp, cursor, timer };
  return result;
}

function letGo(): void {
  if (held) clearTimeout(held.timer);
  held = null;
}

/** Grows with every change and every rejection of one. */
function stampOf(reg: Register): string {
  const rejected = reg.sql('SELECT count(*) FROM rejection').pluck().get() as number;
  return `${reg.cursor()} ${rejected}`;
}

function changedSince(reg: Register, known: Held): 'nothing' | 'matches' | 'departments' | 'assets' {
  const entities = reg
    .sql('SELECT DISTINCT r.entity FROM change c JOIN record r ON r.rid = c.record WHERE c.seq > ?')
    .pluck()
    .all(known.cursor) as (string | null)[];
  // A rejection changes records without a new entry of theirs.
  if (entities.length === 0 || entities.some((entity) => entity === null || sightedEntities.has(entity)))
    return 'assets';
  if (entities.includes('department')) return 'departments';
  return entities.includes('ledgerMatch') ? 'matches' : 'nothing';
}
