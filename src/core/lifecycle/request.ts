import { HoldfastError, mayPass } from '../../model/index.ts';
import { commit, type Draft } from '../log/commit.ts';
import { evidenceDraft } from '../register/impact/evidence.ts';
import type { Register } from '../store/register.ts';
import { nextNumber } from './number.ts';
import { holdsData } from './retirement.ts';

export interface RetirementRequest {
  /** Empty = named after its first asset. */
  readonly title: string;
  /** Ids of assets. */
  readonly assets: readonly string[];
  readonly reason: string;
  readonly explanation: string;
}

interface AssetRow {
  readonly rid: number;
  readonly tag: string | null;
  readonly name: string | null;
  readonly class: string | null;
  readonly status: string | null;
  readonly sanitisation: string | null;
}

/**
 * Asks for the retirement of some assets, as one batch: they become pending, and each data-bearing one gets a medium to prove.
 * What belongs to one asset is one group, which the server accepts or rejects as a whole.
 * @returns the retirement's id
 * @throws HoldfastError RETIREMENT_EMPTY, RECORD_NOT_FOUND, ASSET_NOT_RETIRABLE, VALUE_INVALID, ROLE_FORBIDS, OTHER_DEPARTMENT
 */
export function requestRetirement(reg: Register, actor: string, request: RetirementRequest): string {
  const ids = [...new Set(request.assets)];
  if (ids.length === 0) throw new HoldfastError('RETIREMENT_EMPTY');
  return reg.transaction(() => {
    const assets = ids.map((id) => retirable(reg, id));
    const id = reg.newId();
    const number = nextNumber(reg);
    const evidence = evidenceDraft(reg, actor, ids, { retirement: id });
    const head = { actor, kind: 'retirement' as const, label: number, by: 'retirement' as const };
    const patch = {
      number,
      title: request.title.trim() || titleFrom(assets),
      state: 'requested',
      reason: request.reason,
      explanation: request.explanation,
      requester: actor,
      requestedAt: reg.deps.now(),
    };
    commit(reg, head, [
      { op: 'create', entity: 'retirement', id, patch },
      ...assets.flatMap((asset, i) => draftsFor(reg, id, asset, i + 1)),
      // Who decides later shall see what depended on them when it was asked for.
      evidence,
    ]);
    return id;
  });
}

function retirable(reg: Register, id: string): AssetRow {
  const rid = reg.keys.findRid(id);
  const row =
    rid === null
      ? undefined
      : (reg
          .sql('SELECT rid, tag, name, class, status, sanitisation FROM asset WHERE rid = ? AND deleted = 0')
          .get(rid) as AssetRow | undefined);
  if (!row) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  const { status, tag } = row;
  if (status === 'pendingRetirement' || !mayPass(status, 'pendingRetirement', 'retirement'))
    throw new HoldfastError('ASSET_NOT_RETIRABLE', { tag: tag ?? row.name ?? '', status });
  return row;
}

function draftsFor(reg: Register, retirement: string, row: AssetRow, group: number): Draft[] {
  const asset = reg.keys.uuid(row.rid);
  const drafts: Draft[] = [
    {
      op: 'create',
      entity: 'retirementItem',
      patch: { retirement, asset, statusBefore: row.status },
      group,
    },
    { op: 'update', entity: 'asset', id: asset, patch: { status: 'pendingRetirement' }, group },
  ];
  if (holdsData(reg, row))
    drafts.push({ op: 'create', entity: 'medium', patch: { retirement, asset, result: 'pending' }, group });
  return drafts;
}

function titleFrom(assets: readonly AssetRow[]): string {
  const [first] = assets;
  const name = [first?.tag, first?.name].filter(Boolean).join(' ');
  return assets.length === 1 ? name : `${name} +${assets.length - 1}`;
}
