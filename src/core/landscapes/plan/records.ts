import { isDeepStrictEqual } from 'node:util';
import { authorize } from '../../../model/authorize.ts';
import type { Catalogue } from '../../../model/catalogue.ts';
import { type ErrorCode, type ErrorParams, HoldfastError } from '../../../model/errors.ts';
import type { RoleKey } from '../../../model/roles.ts';
import type { EntityKey, Value } from '../../../model/types.ts';
import type { Draft } from '../../log/commit.ts';
import type { Base } from '../../log/entries.ts';
import { cleanPatch } from '../../log/validate.ts';
import type { KnownRecord } from './known.ts';

export interface PlanActor {
  readonly id: string;
  readonly role: RoleKey;
  readonly department: string | null;
}

/** A field that an import changes in a record that is there. */
export interface FieldChange {
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
}

/** A record that the import makes or meets, with all that things of the files put into it. */
export interface PlannedRecord {
  readonly id: string;
  readonly entity: EntityKey;
  /** Null for one that the import makes. */
  readonly known: KnownRecord | null;
  readonly patch: Record<string, Value>;
  /** Fields that some thing has spoken for: a later thing only fills what is empty. */
  readonly claimed: Set<string>;
  /** Numbers of the files whose things are in it. */
  readonly files: Set<number>;
}

/** What stands in a record once the import is through. */
export function fieldValue(record: PlannedRecord, field: string): Value {
  if (Object.hasOwn(record.patch, field)) return record.patch[field] ?? null;
  const known = record.known?.values;
  return (known && Object.hasOwn(known, field) ? known[field] : null) ?? null;
}

export function sameValue(a: Value, b: Value): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && isDeepStrictEqual(a, b));
}

/** A value in its stored form, or what is wrong with it. */
export function cleanValue(
  catalogue: Catalogue,
  entity: EntityKey,
  classKey: Value,
  field: string,
  value: Value,
): { value: Value } | { code: ErrorCode; params: ErrorParams } {
  try {
    const clean = cleanPatch(catalogue, () => true, entity, { [field]: value }, classKey, false);
    return { value: clean[field] ?? null };
  } catch (cause) {
    if (!(cause instanceof HoldfastError)) throw cause;
    return { code: cause.code, params: cause.params };
  }
}

/** Why the person may not make or change the record; null when he may. */
export function refusal(
  actor: PlanActor,
  record: PlannedRecord,
): { code: ErrorCode; params: ErrorParams } | null {
  const { role, department, id: person } = actor;
  const { entity, known, patch } = record;
  const operation = known ? 'update' : 'create';
  const verdict = authorize({
    role,
    department,
    person,
    entity,
    operation,
    patch,
    record: known?.values ?? null,
  });
  return verdict.allowed ? null : { code: verdict.code, params: { role } };
}

/** The change that brings the record about; null when nothing changes. */
export function draftOf({ id, entity, known, patch }: PlannedRecord): Draft | null {
  if (!known) return { op: 'create', entity, id, patch };
  if (Object.keys(patch).length === 0) return null;
  const base: Record<string, readonly string[]> = {};
  for (const field of Object.keys(patch)) base[field] = headsFor(known.heads, field);
  return { op: 'update', entity, id, patch, base };
}

function headsFor(heads: Base, field: string): readonly string[] {
  return heads[field] ?? heads['*'] ?? [];
}
