import { HoldfastError, statuses, type Value } from '../../model/index.ts';
import { commit } from '../log/commit.ts';
import type { Base } from '../log/entries.ts';
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

/** What may be said of a class that ships with Holdfast. */
const ofBuiltin = new Set(['icon', 'colour', 'hidden']);

/** @throws HoldfastError DEFINITION_KEY_*, CLASS_NOT_FOUND, VALUE_INVALID, ROLE_FORBIDS */
export function addClass(
  reg: Register,
  actor: string,
  input: Patch & { readonly key?: string | undefined },
): Defined {
  const { key: given, ...rest } = input;
  const patch = checked(reg, null, withNames(rest as Patch));
  return writeNew(reg, actor, 'class', keyFor(reg, 'class', given, patch), patch);
}

/**
 * Changes a class; of a built-in one only how it looks and whether it is offered.
 * @throws HoldfastError CLASS_NOT_FOUND, CLASS_CIRCLE, DEFINITION_BUILT_IN, VALUE_INVALID, ROLE_FORBIDS
 */
export function changeClass(reg: Register, actor: string, key: string, patch: Patch, base?: Base): Defined {
  const def = reg.catalogue.classOf(key);
  if (!def) throw new HoldfastError('CLASS_NOT_FOUND', { class: key });
  if (!def.custom) {
    const wrong = Object.keys(patch).find((name) => patch[name] !== undefined && !ofBuiltin.has(name));
    if (wrong) throw new HoldfastError('DEFINITION_BUILT_IN', { key, field: wrong });
    if (!isSaid(reg, 'class', key))
      return writeNew(reg, actor, 'class', key, {
        zh: def.label.zh,
        en: def.label.en,
        ...checked(reg, key, patch),
      });
  }
  const draft = updateOf(reg, 'class', key, checked(reg, key, patch), base);
  const done = commit(reg, { actor, kind: 'definition', label: nameOf(reg.catalogue, 'class', key) }, [
    draft,
  ]);
  return { key, id: draft.id, batch: done.batch };
}

/** @throws HoldfastError CLASS_IN_USE, DEFINITION_BUILT_IN, CLASS_NOT_FOUND */
export function removeClass(reg: Register, actor: string, key: string): { batch: string | null } {
  const def = reg.catalogue.classOf(key);
  if (!def) throw new HoldfastError('CLASS_NOT_FOUND', { class: key });
  if (!def.custom) throw new HoldfastError('DEFINITION_BUILT_IN', { key, field: 'removed' });
  return reg.transaction(() => {
    const assets = assetsOfClass(reg, key);
    const children = reg.catalogue.classes.filter(({ parent }) => parent === key).length;
    if (assets + children > 0)
      throw new HoldfastError('CLASS_IN_USE', { name: def.label.zh, assets, children });
    return setRemoved(reg, actor, 'class', key, true);
  });
}

export const restoreClass = (reg: Register, actor: string, key: string) =>
  setRemoved(reg, actor, 'class', key, false);

export function assetsOfClass(reg: Register, key: string): number {
  return reg.sql('SELECT count(*) FROM asset WHERE "class" = ? AND deleted = 0').pluck().get(key) as number;
}

function checked(reg: Register, key: string | null, patch: Patch): Patch {
  const { catalogue } = reg;
  const out: Record<string, Value> = { ...patch };
  const { parent, colour, lifecycle } = patch;
  if (typeof parent === 'string' && parent !== '') {
    const def = catalogue.classOf(parent);
    if (!def || def.removed) throw new HoldfastError('CLASS_NOT_FOUND', { class: parent });
    if (key !== null && catalogue.withDescendants(key).includes(parent))
      throw new HoldfastError('CLASS_CIRCLE', { name: nameOf(catalogue, 'class', key) });
  }
  if (typeof colour === 'string' && colour !== '' && !/^#[0-9a-f]{6}$/i.test(colour))
    throw new HoldfastError('VALUE_INVALID', { field: 'colour', value: colour, expected: '#rrggbb' });
  if (Array.isArray(lifecycle)) {
    const wrong = (lifecycle as readonly string[]).find((status) => !Object.hasOwn(statuses, status));
    if (wrong !== undefined)
      throw new HoldfastError('VALUE_INVALID', { field: 'lifecycle', value: wrong, expected: 'a status' });
    if (lifecycle.length === 0) out.lifecycle = null;
  }
  return out;
}
