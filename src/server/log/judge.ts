import { isTombstone, mergeRecord } from '../../core/log/pure/merge.ts';
import type { WireError } from '../../core/wire/protocol.ts';
import {
  authorize,
  builtinCatalogue,
  type Catalogue,
  entityOf,
  isEntityKey,
  type RoleKey,
} from '../../model/index.ts';
import type { EntityKey, Value } from '../../model/types.ts';
import type { WireChange } from '../../model/wire.ts';
import { wrongValue } from './check-values.ts';
import { wrongDefinition } from './definitions.ts';
import type { KnownChange } from './records.ts';

type Records = ReadonlyMap<string, readonly KnownChange[]>;

/** Someone who answers for a change: the account that sends it, or the one that its actor was mapped to. */
export interface Voucher {
  readonly account: string;
  readonly role: RoleKey;
  readonly person: string | null;
}

export interface JudgeContext {
  /** The classes that the changes speak of; what ships with Holdfast where left out. */
  readonly catalogue?: Catalogue;
  /** What the log already has of the records that the changes touch. */
  readonly records: Records;
  /** The account that sends or, for another signed-in device's entries, that device's account. */
  voucherOf(change: WireChange): Voucher;
  /** The account that the change's actor was mapped to. */
  actorOf(change: WireChange): Voucher | null;
}

/**
 * Decides which changes are refused, in the order they will stand in the log.
 *
 * A group stands or falls as a whole, and a change on a record whose create was refused falls with it. Refusing one
 * change can thus make others fall that were judged before it, so judging is repeated until nothing more falls.
 * @param before refused in an earlier life of this server
 * @returns why, by change id; absent: accepted
 */
export function judge(
  changes: readonly WireChange[],
  context: JudgeContext,
  before: ReadonlyMap<string, WireError> = new Map(),
): Map<string, WireError> {
  const fallen = new Map(before);
  for (;;) {
    const refused = judgeOnce(changes, context, fallen);
    const more = groupsOf(changes, refused);
    if (more.size === 0) return refused;
    for (const [id, error] of more) fallen.set(id, error);
  }
}

function judgeOnce(
  changes: readonly WireChange[],
  context: JudgeContext,
  fallen: ReadonlyMap<string, WireError>,
): Map<string, WireError> {
  const records = new Map([...context.records].map(([id, list]) => [id, [...list]]));
  const refused = new Map<string, WireError>();
  for (const change of changes) {
    const error =
      fallen.get(change.id) ??
      otherEntity(change, records) ??
      buildsOnRefused(change, records) ??
      wrongDefinition(change) ??
      wrongValue(change, context.catalogue ?? builtinCatalogue) ??
      forbidden(change, context, records);
    if (error) refused.set(change.id, error);
    const list = records.get(change.record) ?? [];
    list.push({ ...change, rejected: error !== null });
    records.set(change.record, list);
  }
  return refused;
}

/** Members of a group one of which was refused, and which were not refused themselves. */
function groupsOf(
  changes: readonly WireChange[],
  refused: ReadonlyMap<string, WireError>,
): Map<string, WireError> {
  const first = new Map<string, string>();
  for (const change of changes) {
    const key = groupKey(change);
    if (key && refused.has(change.id) && !first.has(key)) first.set(key, change.id);
  }
  const more = new Map<string, WireError>();
  for (const change of changes) {
    const culprit = first.get(groupKey(change) ?? '');
    if (culprit && !refused.has(change.id)) {
      more.set(change.id, { code: 'GROUP_REJECTED', params: { change: culprit } });
    }
  }
  return more;
}

function groupKey(change: WireChange): string | null {
  return change.group === null ? null : `${change.batch} ${change.group}`;
}

/**
 * A record is of one entity. Without this check a person could be edited under the name of something that the role allows.
 */
function otherEntity(change: WireChange, records: Records): WireError | null {
  const known = records.get(change.record)?.find((earlier) => !earlier.rejected);
  if (!known || known.entity === change.entity) return null;
  return { code: 'CHANGE_MALFORMED', params: { detail: `the record is of the kind ${known.entity}` } };
}

function buildsOnRefused(change: WireChange, records: Records): WireError | null {
  const needed = [...(change.create ? [] : [change.record]), ...referencesOf(change)];
  for (const record of needed) {
    const creates = (records.get(record) ?? []).filter((known) => known.create);
    const culprit = creates[0];
    if (culprit && creates.every((known) => known.rejected)) {
      return { code: 'BUILDS_ON_REJECTED', params: { change: culprit.id } };
    }
  }
  return null;
}

/** Records that a change points to. */
export function referencesOf(change: WireChange): string[] {
  if (!isEntityKey(change.entity)) return [];
  const { fields } = entityOf(change.entity);
  return Object.entries(change.patch)
    .filter(([field, value]) => fields[field]?.type === 'ref' && typeof value === 'string')
    .map(([, value]) => value as string);
}

function forbidden(change: WireChange, context: JudgeContext, records: Records): WireError | null {
  const voucher = context.voucherOf(change);
  const actor = context.actorOf(change);
  const answer = (who: Voucher, person: string) => refusal(change, who, person, records);
  // An administrator may vouch for whoever worked on the device; only "nobody approves his own request" still holds.
  if (voucher.role === 'administrator') return answer(voucher, change.actor);
  return (
    answer(voucher, change.actor) ??
    (voucher.person === null ? null : answer(voucher, voucher.person)) ??
    (actor === null || actor.account === voucher.account ? null : answer(actor, change.actor))
  );
}

function refusal(change: WireChange, who: Voucher, person: string, records: Records): WireError | null {
  const operation = change.create ? 'create' : isTombstone(change) ? 'delete' : 'update';
  const denied = verdict(change, operation, who, person, records);
  if (denied || !change.create) return denied;
  // A create of a record that is there already edits it: it needs the right to do that too.
  const exists = records.get(change.record)?.some((earlier) => !earlier.rejected) ?? false;
  return exists ? verdict(change, 'update', who, person, records) : null;
}

function verdict(
  change: WireChange,
  operation: 'create' | 'update' | 'delete',
  who: Voucher,
  person: string,
  records: Records,
): WireError | null {
  const result = authorize({
    role: who.role,
    person,
    // An entity that this version does not know falls to the roles that may do anything.
    entity: change.entity as EntityKey,
    operation,
    patch: change.patch,
    // Folding costs; most roles never look.
    get department() {
      const department = who.person === null ? null : valuesOf(who.person, records)?.department;
      return typeof department === 'string' ? department : null;
    },
    get record() {
      return operation === 'create' ? null : valuesOf(change.record, records);
    },
  });
  return result.allowed ? null : { code: result.code, params: { role: who.role } };
}

function valuesOf(record: string, records: Records): Readonly<Record<string, Value>> | null {
  const changes = records.get(record);
  if (!changes) return null;
  const merged = mergeRecord(record, changes);
  return merged.exists ? merged.values : null;
}
