import { HoldfastError, type Value } from '../../model/index.ts';
import { commit } from '../log/commit.ts';
import type { Base } from '../log/entries.ts';
import { unknownType } from '../register/relate.ts';
import type { Register } from '../store/register.ts';
import {
  type Defined,
  isSaid,
  keyFor,
  nameOf,
  type Patch,
  setRemoved,
  updateOf,
  withNames,
  writeNew,
} from './define.ts';

const ofBuiltin = new Set(['needs', 'hidden']);

/** @throws HoldfastError DEFINITION_KEY_*, CLASS_NOT_FOUND, VALUE_INVALID, ROLE_FORBIDS */
export function addRelationType(
  reg: Register,
  actor: string,
  input: Patch & { readonly key?: string | undefined },
): Defined {
  const { key: given, ...rest } = input;
  const patch = checked(reg, { impact: 'none', ...withNames(rest as Patch) });
  return writeNew(reg, actor, 'relationType', keyFor(reg, 'relationType', given, patch), patch);
}

/** @throws HoldfastError RELATION_TYPE_UNKNOWN, DEFINITION_BUILT_IN, CLASS_NOT_FOUND, VALUE_INVALID, ROLE_FORBIDS */
export function changeRelationType(
  reg: Register,
  actor: string,
  key: string,
  patch: Patch,
  base?: Base,
): Defined {
  const def = reg.catalogue.relationType(key);
  if (!def) throw unknownType(reg, key);
  if (!def.custom) {
    const wrong = Object.keys(patch).find((name) => patch[name] !== undefined && !ofBuiltin.has(name));
    if (wrong) throw new HoldfastError('DEFINITION_BUILT_IN', { key, field: wrong });
    if (!isSaid(reg, 'relationType', key))
      return writeNew(reg, actor, 'relationType', key, { zh: def.label.zh, en: def.label.en, ...patch });
  }
  const draft = updateOf(reg, 'relationType', key, checked(reg, patch), base);
  const label = nameOf(reg.catalogue, 'relationType', key);
  const done = commit(reg, { actor, kind: 'definition', label }, [draft]);
  return { key, id: draft.id, batch: done.batch };
}

/** @throws HoldfastError RELATION_TYPE_IN_USE, DEFINITION_BUILT_IN, RELATION_TYPE_UNKNOWN */
export function removeRelationType(reg: Register, actor: string, key: string): { batch: string | null } {
  const def = reg.catalogue.relationType(key);
  if (!def) throw unknownType(reg, key);
  if (!def.custom) throw new HoldfastError('DEFINITION_BUILT_IN', { key, field: 'removed' });
  return reg.transaction(() => {
    const count = relationsOfType(reg, key);
    if (count > 0) throw new HoldfastError('RELATION_TYPE_IN_USE', { name: def.label.zh, count });
    return setRemoved(reg, actor, 'relationType', key, true);
  });
}

export const restoreRelationType = (reg: Register, actor: string, key: string) =>
  setRemoved(reg, actor, 'relationType', key, false);

export function relationsOfType(reg: Register, key: string): number {
  return reg.sql('SELECT count(*) FROM relation WHERE type = ? AND deleted = 0').pluck().get(key) as number;
}

function checked(reg: Register, patch: Patch): Patch {
  const out: Record<string, Value> = { ...patch };
  for (const end of ['sources', 'targets'] as const) {
    const list = patch[end];
    if (!Array.isArray(list)) continue;
    for (const key of list as readonly string[]) {
      const def = reg.catalogue.classOf(key);
      if (!def || def.removed) throw new HoldfastError('CLASS_NOT_FOUND', { class: key });
    }
    if (list.length === 0) out[end] = null;
  }
  return out;
}
