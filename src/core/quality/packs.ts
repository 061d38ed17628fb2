import {
  type FieldPack,
  fieldPacks,
  HoldfastError,
  type JsonObject,
  type PackField,
  packOf,
  type Value,
} from '../../model/index.ts';
import { definitionId } from '../definitions/define.ts';
import { commit, type Draft } from '../log/commit.ts';
import type { Register } from '../store/register.ts';

export interface PackState {
  readonly pack: FieldPack;
  /** All of its fields are offered. */
  readonly on: boolean;
  /** Fields that are offered. */
  readonly known: number;
}

const isOffered = (reg: Register, key: string): boolean => Object.hasOwn(reg.catalogue.attrFields, key);

/** The field groups that ship with Holdfast, and which of them this register uses. */
export function packStates(reg: Register): PackState[] {
  return fieldPacks.map((pack) => {
    const known = pack.fields.filter(({ key }) => isOffered(reg, key)).length;
    return { pack, on: known === pack.fields.length, known };
  });
}

/**
 * Switches a shipped field group on, which defines its fields like a person's own, or off, which hides them and keeps their
 * values. One batch, which can be undone.
 * @throws HoldfastError RECORD_NOT_FOUND, ROLE_FORBIDS
 */
export function switchPack(reg: Register, actor: string, key: string, on: boolean): { batch: string | null } {
  const pack = packOf(key);
  if (!pack) throw new HoldfastError('RECORD_NOT_FOUND', { id: key });
  const order = reg.catalogue.customFields.length;
  const drafts = pack.fields.flatMap((field, i) => {
    if (isOffered(reg, field.key) === on) return [];
    return [on ? switchOn(reg, pack, field, order + i) : switchOff(field)];
  });
  if (drafts.length === 0) return { batch: null };
  const { batch } = commit(reg, { actor, kind: 'definition', label: pack.label.zh }, drafts);
  return { batch };
}

function switchOn(reg: Register, pack: FieldPack, field: PackField, order: number): Draft {
  const id = definitionId('field', field.key);
  const values = { ...valuesOf(pack, field), order };
  const rid = reg.keys.findRid(id);
  const row =
    rid === null
      ? undefined
      : (reg.sql('SELECT deleted FROM fieldDef WHERE rid = ?').get(rid) as { deleted: number } | undefined);
  if (!row) return { op: 'create', entity: 'fieldDef', id, patch: values };
  // Its making was undone, or somebody took it away: what he changed of it besides stays.
  if (row.deleted === 1) return { op: 'restore', entity: 'fieldDef', id, patch: values };
  return { op: 'update', entity: 'fieldDef', id, patch: { removed: null } };
}

const switchOff = (field: PackField): Draft => ({
  op: 'update',
  entity: 'fieldDef',
  id: definitionId('field', field.key),
  patch: { removed: true },
});

function valuesOf({ heading }: FieldPack, field: PackField): Record<string, Value> {
  const { key, label, type, choices, synonyms } = field;
  return {
    key,
    zh: label.zh,
    en: label.en,
    type,
    class: field.class,
    group: heading,
    ...(choices ? { choices: choicesOf(choices) } : {}),
    ...(synonyms ? { synonyms } : {}),
  };
}

function choicesOf(choices: NonNullable<PackField['choices']>): JsonObject {
  return Object.fromEntries(
    Object.entries(choices).map(([key, { zh, en }], order) => [key, { zh, en, order }]),
  );
}
