import { HoldfastError } from '../../model/errors.ts';
import { uuidText } from '../log/pure/ids.ts';
import { labelOf } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import type { Outcome } from './bridge.ts';
import type { CardAccount, CardProblem } from './read-cards.ts';

/** A reconciliation as lists show it, with the result as it was when its list was read. */
export interface Reconciliation {
  readonly id: string;
  readonly name: string;
  readonly period: string | null;
  readonly currency: string;
  readonly file: string;
  readonly at: number;
  readonly by: string;
  readonly account: CardAccount;
  readonly outcome: Outcome;
}

interface Stored {
  readonly id: Buffer;
  readonly name: string;
  readonly period: string | null;
  readonly currency: string | null;
  readonly file: string | null;
  readonly at: number | null;
  readonly actor: number;
  readonly account: string;
  readonly outcome: string;
}

const select = `SELECT r.id AS id, l.name, l.period, l.currency, l.file, l.at, c.actor, l.account, l.outcome
  FROM reconciliation l JOIN record r ON r.rid = l.rid JOIN change c ON c.seq = l.created
  WHERE l.deleted = 0 AND l.account IS NOT NULL AND l.outcome IS NOT NULL`;

/** All reconciliations, newest first. */
export function reconciliations(reg: Register): Reconciliation[] {
  const rows = reg.sql(`${select} ORDER BY l.at DESC, l.rid DESC LIMIT 1000`).all() as Stored[];
  return rows.map((row) => toInfo(reg, row));
}

/** @throws RECONCILIATION_NOT_FOUND */
export function reconciliationOf(reg: Register, id: string): Reconciliation {
  const rid = reg.keys.findRid(id);
  const row = rid === null ? undefined : (reg.sql(`${select} AND l.rid = ?`).get(rid) as Stored | undefined);
  if (!row) throw new HoldfastError('RECONCILIATION_NOT_FOUND');
  return toInfo(reg, row);
}

function toInfo(reg: Register, row: Stored): Reconciliation {
  const { list: _, ...account } = JSON.parse(row.account) as CardAccount & { list?: unknown };
  return {
    id: uuidText(row.id),
    name: row.name,
    period: row.period,
    currency: row.currency ?? 'CNY',
    file: row.file ?? '',
    at: row.at ?? 0,
    by: labelOf(reg, 'person', row.actor),
    account,
    outcome: JSON.parse(row.outcome) as Outcome,
  };
}

/** The first problems of the list's rows, as they were told when it was read. */
export function storedProblems(reg: Register, id: string): CardProblem[] {
  const rid = reg.keys.findRid(id);
  const account = reg.sql('SELECT account FROM reconciliation WHERE rid = ?').pluck().get(rid) as
    | string
    | null
    | undefined;
  return account ? ((JSON.parse(account) as { list?: CardProblem[] }).list ?? []) : [];
}
