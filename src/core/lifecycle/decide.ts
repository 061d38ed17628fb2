import { HoldfastError } from '../../model/index.ts';
import { commit, type Draft } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { mediaOf, unproven } from './media.ts';
import { demandState, type Item, itemsOf, type Retirement, retirementOf } from './retirement.ts';

export interface Approval {
  readonly note: string;
  /** Number of the approval when it was given elsewhere. */
  readonly approvalNo: string;
}

/**
 * Approves a request: its assets are retired, and sanitisation may be recorded.
 * @throws HoldfastError RETIREMENT_NOT_FOUND, RETIREMENT_STATE, OWN_REQUEST, ROLE_FORBIDS, STATUS_NOT_ALLOWED when an asset has
 *   meanwhile passed to a state from which it can't be retired
 */
export function approveRetirement(reg: Register, actor: string, id: string, approval: Approval): void {
  reg.transaction(() => {
    const retirement = retirementOf(reg, id);
    demandState(retirement, 'requested');
    write(reg, actor, retirement, {
      patch: {
        state: 'approved',
        approver: actor,
        decidedAt: reg.deps.now(),
        decisionNote: approval.note,
        approvalNo: approval.approvalNo,
      },
      statusOf: () => 'retired',
    });
  });
}

/**
 * Refuses a request: its assets go back to where they were.
 * @throws HoldfastError RETIREMENT_NOT_FOUND, RETIREMENT_STATE, ROLE_FORBIDS
 */
export function rejectRetirement(reg: Register, actor: string, id: string, note: string): void {
  reg.transaction(() => {
    const retirement = retirementOf(reg, id);
    demandState(retirement, 'requested');
    write(reg, actor, retirement, {
      patch: { state: 'rejected', approver: actor, decidedAt: reg.deps.now(), decisionNote: note },
      statusOf: before,
    });
  });
}

/**
 * Takes one's request back: its assets go back to where they were.
 * @throws HoldfastError RETIREMENT_NOT_FOUND, RETIREMENT_STATE, NOT_YOUR_REQUEST, ROLE_FORBIDS
 */
export function withdrawRetirement(reg: Register, actor: string, id: string): void {
  reg.transaction(() => {
    const retirement = retirementOf(reg, id);
    demandState(retirement, 'requested');
    if (retirement.values.requester !== actor) throw new HoldfastError('NOT_YOUR_REQUEST');
    write(reg, actor, retirement, { patch: { state: 'withdrawn' }, statusOf: before });
  });
}

export interface Disposal {
  readonly disposal: string;
  readonly recipient: string;
}

/**
 * Disposes of the retired assets, once every medium has its proof.
 * @throws HoldfastError RETIREMENT_NOT_FOUND, NOT_APPROVED_YET, RETIREMENT_STATE, MEDIA_UNPROVEN, VALUE_INVALID, ROLE_FORBIDS
 */
export function disposeRetirement(reg: Register, actor: string, id: string, disposal: Disposal): void {
  reg.transaction(() => {
    const retirement = retirementOf(reg, id);
    if (retirement.state === 'requested') throw new HoldfastError('NOT_APPROVED_YET');
    demandState(retirement, 'approved');
    const missing = unproven(reg, itemsOf(reg, retirement.rid), mediaOf(reg, retirement.rid));
    if (missing > 0) throw new HoldfastError('MEDIA_UNPROVEN', { missing });
    write(reg, actor, retirement, {
      patch: {
        state: 'disposed',
        disposal: disposal.disposal,
        recipient: disposal.recipient,
        disposedAt: reg.deps.now(),
        disposedBy: actor,
      },
      statusOf: () => 'disposed',
    });
  });
}

/** Where an asset without a state goes back to. */
const before = (item: Item): string => item.statusBefore ?? 'idle';

/** A group travels to the server in one piece; a larger decision goes asset by asset. */
const largestGroup = 2000;

/**
 * Writes a decision and what it does to the assets as one group: the server takes all of it or nothing, so that no asset is
 * retired by an approval that was refused there.
 */
function write(
  reg: Register,
  actor: string,
  retirement: Retirement,
  step: { readonly patch: Record<string, string | number>; readonly statusOf: (item: Item) => string },
): void {
  const items = itemsOf(reg, retirement.rid);
  const together = items.length < largestGroup;
  const assets = items.map((item, i): Draft => {
    const id = reg.keys.uuid(item.asset);
    const patch = { status: step.statusOf(item) };
    return { op: 'update', entity: 'asset', id, patch, group: together ? 1 : i + 2 };
  });
  const head = { actor, kind: 'retirement' as const, label: retirement.number, by: 'retirement' as const };
  const decision: Draft = {
    op: 'update',
    entity: 'retirement',
    id: retirement.id,
    patch: step.patch,
    group: 1,
  };
  commit(reg, head, [decision, ...assets]);
}
