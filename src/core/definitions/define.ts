import {
  type Catalogue,
  customFieldTypes,
  entityOf,
  HoldfastError,
  isOwnField,
  keyPattern,
  type Value,
} from '../../model/index.ts';
import { commit, type Draft } from '../log/commit.ts';
import type { Base } from '../log/entries.ts';
import { projectedValues, projectionRow } from '../log/project.ts';
import { type DefinitionKind, definitionId } from '../log/pure/definition-id.ts';
import type { Register } from '../store/register.ts';
import { pinyinWord } from './pinyin-word.ts';

export type Patch = Readonly<Record<string, Value>>;
export { definitionId };
export type Kind = DefinitionKind;

export const entityOfKind = {
  class: 'classDef',
  field: 'fieldDef',
  relationType: 'relationTypeDef',
} as const;

export interface Defined {
  readonly key: string;
  readonly id: string;
  readonly batch: string;
}

const existing = (catalogue: Catalogue, kind: Kind, key: string): boolean => {
  if (kind === 'class') return catalogue.classOf(key) !== undefined;
  if (kind === 'relationType') return catalogue.relationType(key) !== undefined;
  return catalogue.customFields.some((one) => one.key === key);
};

/**
 * The key for a new definition: the one given or, without one, made from its name.
 * @throws HoldfastError DEFINITION_KEY_INVALID, DEFINITION_KEY_TAKEN, DEFINITION_KEY_REMOVED, DUPLICATE_VALUE
 */
export function keyFor(reg: Register, kind: Kind, given: string | undefined, names: Patch): string {
  const { catalogue } = reg;
  const own = (key: string) => (kind === 'field' ? isOwnField(key) : false);
  if (given !== undefined) {
    if (!keyPattern.test(given)) throw new HoldfastError('DEFINITION_KEY_INVALID', { key: given });
    if (own(given)) throw new HoldfastError('DEFINITION_KEY_TAKEN', { key: given });
    if (!existing(catalogue, kind, given)) return given;
    if (isRemoved(catalogue, kind, given)) throw new HoldfastError('DEFINITION_KEY_REMOVED', { key: given });
    throw new HoldfastError('DUPLICATE_VALUE', { field: 'key', value: given, other: given });
  }
  const stem = camel(String(names.en ?? '')) || camel(pinyinWord(String(names.zh ?? ''))) || kind;
  for (let n = 1; ; n++) {
    const key = n === 1 ? stem : `${stem}${n}`;
    if (!own(key) && !existing(catalogue, kind, key)) return key;
  }
}

export function isRemoved(catalogue: Catalogue, kind: Kind, key: string): boolean {
  if (kind === 'class') return catalogue.classOf(key)?.removed === true;
  if (kind === 'relationType') return catalogue.relationType(key)?.removed === true;
  return catalogue.customFields.find((one) => one.key === key)?.field.removed === true;
}

function camel(name: string): string {
  const words = name.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words
    .map((word, at) => {
      const lower = /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word;
      return at === 0
        ? lower.charAt(0).toLowerCase() + lower.slice(1)
        : lower.charAt(0).toUpperCase() + lower.slice(1);
    })
    .join('')
    .slice(0, 38);
  return /^[a-z]/.test(joined) ? joined : '';
}

/** One name is enough: the other language shows it until somebody translates it. */
export function withNames(patch: Patch): Patch {
  const zh = typeof patch.zh === 'string' ? patch.zh.trim() : '';
  const en = typeof patch.en === 'string' ? patch.en.trim() : '';
  if (zh === '' && en === '') throw new HoldfastError('FIELD_REQUIRED', { field: 'zh' });
  return { ...patch, zh: zh || en, en: en || zh };
}

/** Writes a new definition. One that was made and undone before comes back as the same record. */
export function writeNew(reg: Register, actor: string, kind: Kind, key: string, patch: Patch): Defined {
  const entity = entityOfKind[kind];
  const id = definitionId(kind, key);
  const values = Object.fromEntries(
    Object.entries({ ...patch, key }).filter(([, value]) => value !== null && value !== undefined),
  );
  const rid = reg.keys.findRid(id);
  const row = rid === null ? undefined : projectionRow(reg, entity, rid);
  const draft: Draft = row
    ? { op: 'restore', entity, id, patch: values }
    : { op: 'create', entity, id, patch: values };
  const done = commit(reg, { actor, kind: 'definition', label: labelOf(values) }, [draft]);
  return { key, id, batch: done.batch };
}

const labelOf = (values: Patch): string => String(values.zh ?? values.en ?? values.key ?? '');

/** Is anything said of it that stands? Not so where that was undone. */
export function isSaid(reg: Register, kind: Kind, key: string): boolean {
  const id = reg.catalogue.recordOf(kind, key);
  const rid = id === null ? null : reg.keys.findRid(id);
  return rid !== null && projectionRow(reg, entityOfKind[kind], rid)?.deleted === 0;
}

/**
 * The record behind a key.
 * @throws HoldfastError DEFINITION_NOT_FOUND
 */
export function recordOf(reg: Register, kind: Kind, key: string): string {
  const id = reg.catalogue.recordOf(kind, key);
  if (id === null) throw new HoldfastError('DEFINITION_NOT_FOUND', { key });
  return id;
}

/** What an edit of a definition is: only what differs from what stands, since an edit of a field is a claim about it. */
export function updateOf(
  reg: Register,
  kind: Kind,
  key: string,
  patch: Patch,
  base: Base | undefined,
): Draft & { op: 'update' } {
  const entity = entityOfKind[kind];
  const id = recordOf(reg, kind, key);
  const { fields } = entityOf(entity);
  const known = Object.entries(patch).filter(
    ([name, value]) => name !== 'key' && value !== undefined && Object.hasOwn(fields, name),
  );
  const clean = Object.fromEntries(known);
  return { op: 'update', entity, id, patch: clean, ...(base ? { base } : {}) };
}

export function nameOf(catalogue: Catalogue, kind: Kind, key: string): string {
  if (kind === 'class') return catalogue.classOf(key)?.label.zh ?? key;
  if (kind === 'relationType') return catalogue.relationType(key)?.label.zh ?? key;
  return catalogue.customFields.find((one) => one.key === key)?.field.label.zh ?? key;
}

/** Sets or clears `removed`; nothing where it is so already. */
export function setRemoved(
  reg: Register,
  actor: string,
  kind: Kind,
  key: string,
  removed: boolean,
): { batch: string | null } {
  const id = recordOf(reg, kind, key);
  if (isRemoved(reg.catalogue, kind, key) === removed) return { batch: null };
  const entity = entityOfKind[kind];
  const row = projectionRow(reg, entity, reg.keys.findRid(id) as number);
  // One whose making was undone comes back with all its values.
  const draft: Draft =
    row?.deleted === 1
      ? { op: 'restore', entity, id, patch: projectedValues(reg, entity, row) }
      : { op: 'update', entity, id, patch: { removed: removed ? true : null } };
  const label = nameOf(reg.catalogue, kind, key);
  return { batch: commit(reg, { actor, kind: 'definition', label }, [draft]).batch };
}

/** @throws HoldfastError FIELD_TYPE_UNKNOWN */
export function demandType(type: Value | undefined): void {
  if (typeof type !== 'string' || !Object.hasOwn(customFieldTypes, type))
    throw new HoldfastError('FIELD_TYPE_UNKNOWN', {
      type: String(type ?? ''),
      known: Object.keys(customFieldTypes).join(', '),
    });
}
