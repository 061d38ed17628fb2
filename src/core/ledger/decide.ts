import { commit, type Draft } from '../log/commit.ts';
import { uuidText } from '../log/pure/ids.ts';
import type { Register } from '../store/register.ts';
import { foldCode } from '../store/text.ts';

/** Cards by identity, with the assets that belong to each or do not. */
export interface Pair {
  /** `cardIdentity` of the card. */
  readonly card: string;
  /** Id of the asset. */
  readonly asset: string;
}

/**
 * Notes that cards and assets belong together, or that they do not. It holds for this list and for later ones. One record
 * for a pair: the newer decision takes the older one's place.
 * @throws ROLE_FORBIDS, REFERENCE_UNKNOWN
 */
export function decide(
  reg: Register,
  actor: string,
  label: string,
  pairs: readonly Pair[],
  apart: boolean,
): { batch: string | null; changed: number } {
  const drafts: Draft[] = [];
  for (const { card, asset } of pairs) {
    const known = decisionOf(reg, card, asset);
    if (known === null)
      drafts.push({
        op: 'create',
        entity: 'ledgerMatch',
        patch: { card, asset, ...(apart ? { apart } : {}) },
      });
    else if (known.apart !== apart)
      drafts.push({ op: 'update', entity: 'ledgerMatch', id: known.id, patch: { apart } });
  }
  if (drafts.length === 0) return { batch: null, changed: 0 };
  const { batch } = commit(reg, { actor, kind: 'ledger', label }, drafts);
  return { batch, changed: drafts.length };
}

function decisionOf(reg: Register, card: string, asset: string): { id: string; apart: boolean } | null {
  const rid = reg.keys.findRid(asset);
  const rows = reg
    .sql(
      'SELECT r.id, m.card, m.apart FROM ledgerMatch m JOIN record r ON r.rid = m.rid WHERE m.asset = ? AND m.deleted = 0',
    )
    .all(rid) as Array<{ id: Buffer; card: string; apart: number | null }>;
  const row = rows.find((each) => foldCode(each.card) === foldCode(card));
  return row ? { id: uuidText(row.id), apart: row.apart === 1 } : null;
}

/** Takes back decisions whose asset is gone. */
export function forget(reg: Register, actor: string, label: string, ids: readonly string[]): string {
  const drafts = ids.map((id): Draft => ({ op: 'delete', entity: 'ledgerMatch', id }));
  return commit(reg, { actor, kind: 'ledger', label }, drafts).batch;
}
