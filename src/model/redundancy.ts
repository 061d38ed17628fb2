import { builtinCatalogue, type Catalogue } from './catalogue.ts';
import type { Value } from './types.ts';

/** What a failure does: down means it does not work, degraded that it works with less in reserve or less well. */
export type Effect = 'degraded' | 'down';

/** How many of the assets that an asset needs by one relation type it needs at least; all = every one of them. */
export type Needs = number | 'all';

/**
 * How many of its suppliers by a relation type an asset needs.
 * What the asset itself says goes first (`redundancy`: `{poweredBy: 1}` = one of its supplies is enough), then what the
 * type says. A subnet or VLAN needs none of its members: a machine that fails takes no network down.
 * @param redundancy the asset's field of that name
 * @param catalogue the register's classes and relation types; those that ship with Holdfast when left out
 */
export function needsOf(
  type: string,
  classKey: string | null,
  redundancy: Value,
  catalogue: Pick<Catalogue, 'relationType' | 'classPath'> = builtinCatalogue,
): Needs {
  const own =
    redundancy !== null && typeof redundancy === 'object' ? Reflect.get(redundancy, type) : undefined;
  if (typeof own === 'number' && Number.isInteger(own) && own >= 0) return own;
  const needs = catalogue.relationType(type)?.needs;
  if (needs === undefined) return 'all';
  const network = classKey !== null && catalogue.classPath(classKey).some(({ key }) => key === 'network');
  return network ? 0 : needs;
}

/**
 * What an asset suffers when some of its suppliers fail: below what it needs it is down; with enough but not all of them
 * left it is degraded, and so it is when what it hangs on is itself degraded and too little is sound.
 * @param suppliers how many there are by this relation type
 */
export function effectOn(
  needs: Needs,
  suppliers: number,
  failed: { readonly degraded: number; readonly down: number },
): Effect | null {
  const needed = needs === 'all' ? suppliers : Math.min(needs, suppliers);
  if (needed === 0) return null;
  const standing = suppliers - failed.down;
  if (standing < needed) return 'down';
  return failed.down > 0 || standing - failed.degraded < needed ? 'degraded' : null;
}
