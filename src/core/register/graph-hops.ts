import { builtinCatalogue } from '../../model/catalogue.ts';
import { HoldfastError } from '../../model/errors.ts';
import { assetRid, type RelationStore } from './relation-store.ts';

/** Which way relations are followed: from source to target, from target to source, or both. */
export type Direction = 'out' | 'in' | 'both';

/** How far and along what a neighbourhood goes. */
export interface Reach {
  /** 1 to 6. */
  readonly hops: number;
  /** `both` when left out. */
  readonly direction?: Direction;
  /** Only relations of these types. */
  readonly types?: readonly string[];
  /** Only assets of these classes and the classes under them; roots are always there. */
  readonly classes?: readonly string[];
}

/** The end of a relation at which a step begins, and the one it leads to. */
export interface Side {
  readonly from: 'source' | 'target';
  readonly to: 'source' | 'target';
}

const out: Side = { from: 'source', to: 'target' };
const back: Side = { from: 'target', to: 'source' };

export function sidesOf({ direction = 'both' }: Pick<Reach, 'direction'>): readonly Side[] {
  if (direction === 'out') return [out];
  return direction === 'in' ? [back] : [out, back];
}

type Filter = Pick<Reach, 'types' | 'classes'>;

const typeTerm = (query: Filter): string =>
  query.types ? 'AND r.type IN (SELECT value FROM json_each(:types))' : '';
const classTerm = (query: Filter): string =>
  query.classes ? 'AND a.class IN (SELECT value FROM json_each(:classes))' : '';

/**
 * Unseen assets one step from the frontier; reading stops as soon as `:most` are found. As of a past moment tables are views of two
 * halves, which SQLite would read in full under a DISTINCT; the inner statement, kept apart by its limit, walks the indexes.
 */
export function hopSql({ from, to }: Side, query: Filter): string {
  return `
    SELECT DISTINCT rid FROM (SELECT r.${to} AS rid
    FROM json_each(:frontier) f
    CROSS JOIN relation r ON r.${from} = f.value AND r.deleted = 0 ${typeTerm(query)}
    CROSS JOIN asset a ON a.rid = r.${to} AND a.deleted = 0 ${classTerm(query)}
    WHERE r.${to} NOT IN (SELECT value FROM json_each(:seen)) LIMIT -1)
    LIMIT :most`;
}

/** Every step from the frontier, seen or not: `from, to, relation, class`. */
export function stepsSql({ from, to }: Side, query: Filter): string {
  return `
    SELECT r.${from}, r.${to}, r.rid, a.class
    FROM json_each(:frontier) f
    CROSS JOIN relation r ON r.${from} = f.value AND r.deleted = 0 ${typeTerm(query)}
    CROSS JOIN asset a ON a.rid = r.${to} AND a.deleted = 0 ${classTerm(query)}`;
}

export function hopParameters(store: RelationStore, query: Filter): { types: string; classes: string } {
  const catalogue = store.catalogue ?? builtinCatalogue;
  return {
    types: JSON.stringify(query.types ?? []),
    classes: JSON.stringify((query.classes ?? []).flatMap((key) => catalogue.withDescendants(key))),
  };
}

/** @throws HoldfastError RECORD_NOT_FOUND when one of them does not exist */
export function rootRids(store: RelationStore, roots: readonly string[]): number[] {
  return roots.map((id) => {
    const rid = assetRid(store, id);
    if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id });
    return rid;
  });
}
