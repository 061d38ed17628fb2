import { type FieldDef, fieldFrom, HoldfastError, type Value } from '../../model/index.ts';
import { commit, type Draft } from '../log/commit.ts';
import type { Base } from '../log/entries.ts';
import { projectedValues, projectionRow } from '../log/project.ts';
import { attrColumn } from '../store/attr-columns.ts';
import type { Register } from '../store/register.ts';
import { demandField, type FieldInput, fieldPatchOf } from './check-field.ts';
import {
  type Defined,
  keyFor,
  nameOf,
  type Patch,
  recordOf,
  setRemoved,
  updateOf,
  withNames,
  writeNew,
} from './define.ts';

/** @throws HoldfastError DEFINITION_KEY_*, FIELD_*, CLASS_NOT_FOUND, ROLE_FORBIDS */
export function addField(reg: Register, actor: string, input: FieldInput): Defined {
  const patch = withNames({ type: 'text', ...fieldPatchOf(input) });
  const key = keyFor(reg, 'field', input.key as string | undefined, patch);
  const last = reg.catalogue.customFields.length;
  const values = { ...patch, key, order: patch.order ?? last };
  const field = fieldFrom(values);
  demandField(reg, key, values, field);
  return reg.transaction(() => {
    if (field.unique) demandUnique(reg, key, field);
    return writeNew(reg, actor, 'field', key, values);
  });
}

/** What a change makes of a field: the draft, the values that it will have, and the field before and after. */
export interface FieldChange {
  readonly draft: Draft & { readonly op: 'update' };
  readonly before: FieldDef;
  readonly after: FieldDef;
}

/** @throws HoldfastError DEFINITION_NOT_FOUND, FIELD_*, CLASS_NOT_FOUND */
export function planFieldChange(reg: Register, key: string, input: FieldInput, base?: Base): FieldChange {
  const id = recordOf(reg, 'field', key);
  const rid = reg.keys.findRid(id) as number;
  const row = projectionRow(reg, 'fieldDef', rid);
  if (!row) throw new HoldfastError('DEFINITION_NOT_FOUND', { key });
  const now = projectedValues(reg, 'fieldDef', row);
  const patch = keepingChoices(now, fieldPatchOf(input));
  const values: Record<string, Value> = { ...now, ...patch };
  const after = fieldFrom(values);
  demandField(reg, key, values, after);
  return { draft: updateOf(reg, 'field', key, patch, base), before: fieldFrom(now), after };
}

/** A choice that the editor left out is not offered any more, but its values keep their name. */
function keepingChoices(now: Patch, patch: Patch): Patch {
  const old = now.choices;
  const next = patch.choices;
  if (!next || !old || typeof old !== 'object' || typeof next !== 'object') return patch;
  const kept: Record<string, unknown> = { ...next };
  for (const [key, choice] of Object.entries(old))
    if (!Object.hasOwn(kept, key)) kept[key] = { ...(choice as object), removed: true };
  return { ...patch, choices: kept as never };
}

export const removeField = (reg: Register, actor: string, key: string) =>
  setRemoved(reg, actor, 'field', key, true);

export const restoreField = (reg: Register, actor: string, key: string) =>
  setRemoved(reg, actor, 'field', key, false);

/** Puts the user's fields into an order; those not named come after, as they stood. */
export function orderFields(reg: Register, actor: string, keys: readonly string[]): { batch: string | null } {
  const { customFields } = reg.catalogue;
  const rest = customFields.map(({ key }) => key).filter((key) => !keys.includes(key));
  const drafts = [...keys, ...rest].flatMap((key, order): Draft[] => {
    const id = recordOf(reg, 'field', key);
    const now = reg.sql('SELECT "order" FROM fieldDef WHERE rid = ?').pluck().get(reg.keys.findRid(id)) as
      | number
      | null;
    return now === order ? [] : [{ op: 'update', entity: 'fieldDef', id, patch: { order } }];
  });
  if (drafts.length === 0) return { batch: null };
  const label = keys.map((key) => nameOf(reg.catalogue, 'field', key)).slice(0, 3);
  return { batch: commit(reg, { actor, kind: 'definition', label: label.join(', ') }, drafts).batch };
}

/** @throws HoldfastError FIELD_NOT_UNIQUE */
export function demandUnique(reg: Register, key: string, field: FieldDef): void {
  if (reg.keys.findFieldKey('asset', key) === null) return;
  const column = attrColumn(key, field);
  const twice = reg.db
    .prepare(
      `SELECT ${column} AS value FROM asset WHERE deleted = 0 AND ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1`,
    )
    .all() as Array<{ value: string | number }>;
  const [first] = twice;
  if (first) throw new HoldfastError('FIELD_NOT_UNIQUE', { count: twice.length, value: first.value });
}
