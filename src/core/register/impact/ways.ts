import { builtinCatalogue, type Catalogue } from '../../../model/catalogue.ts';
import { gone } from '../../../model/lifecycle.ts';
import type { ImpactDirection } from '../../../model/relation-types.ts';
import type { RelationStore } from '../relation-store.ts';

/** One of both ways in which a type may carry failure along a relation. */
export interface Way {
  /** Keys of the relation types that do, as a JSON list. */
  readonly types: string;
  /** What hangs on some assets, with the class and the redundancy of each. */
  readonly dependants: string;
  /** How many assets supply one by one type. */
  readonly count: string;
  /** What some assets hang on, with the class and the redundancy of the dependant. */
  readonly suppliers: string;
}

type End = 'source' | 'target';

export const goneStatuses = JSON.stringify(gone);

const living = (alias: string): string =>
  `(${alias}.status IS NULL OR ${alias}.status NOT IN (SELECT value FROM json_each(:gone)))`;

const dependantsSql = (supplier: End, dependant: End): string => `
  SELECT r.${supplier}, r.type, r.${dependant}, a.class, a.redundancy
  FROM json_each(:frontier) f
  CROSS JOIN relation r ON r.${supplier} = f.value AND r.deleted = 0
    AND r.type IN (SELECT value FROM json_each(:types))
  CROSS JOIN asset a ON a.rid = r.${dependant} AND a.deleted = 0
  WHERE ${living('a')}`;

/** The inner statement is kept apart by its limit: as of a past moment an aggregate would read the views in full. */
const countSql = (supplier: End, dependant: End): string => `
  SELECT count(DISTINCT rid) FROM (SELECT r.${supplier} AS rid
  FROM relation r CROSS JOIN asset a ON a.rid = r.${supplier} AND a.deleted = 0
  WHERE r.${dependant} = :dependant AND r.type = :type AND r.deleted = 0
    AND (${living('a')} OR a.rid IN (SELECT value FROM json_each(:roots))) LIMIT -1)`;

const suppliersSql = (supplier: End, dependant: End): string => `
  SELECT r.${supplier}, r.type, r.${dependant}, d.class, d.redundancy
  FROM json_each(:frontier) f
  CROSS JOIN relation r ON r.${dependant} = f.value AND r.deleted = 0
    AND r.type IN (SELECT value FROM json_each(:types))
  CROSS JOIN asset a ON a.rid = r.${supplier} AND a.deleted = 0
  CROSS JOIN asset d ON d.rid = r.${dependant}
  WHERE ${living('a')} AND ${living('d')}`;

const wayFrom = (supplier: End, dependant: End) => ({
  dependants: dependantsSql(supplier, dependant),
  count: countSql(supplier, dependant),
  suppliers: suppliersSql(supplier, dependant),
});
const toSource = wayFrom('target', 'source');
const toTarget = wayFrom('source', 'target');

const known = new WeakMap<Catalogue, readonly Way[]>();

export const catalogueOf = (store: RelationStore): Catalogue => store.catalogue ?? builtinCatalogue;

/** How failure travels by the register's relation types, the user's own included. */
export function waysOf(store: RelationStore): readonly Way[] {
  const catalogue = catalogueOf(store);
  let ways = known.get(catalogue);
  if (!ways) {
    const typesThat = (...directions: ImpactDirection[]): string =>
      JSON.stringify(
        Object.entries(catalogue.relationTypes).flatMap(([key, def]) =>
          directions.includes(def.impact) ? [key] : [],
        ),
      );
    ways = [
      { ...toSource, types: typesThat('toSource', 'both') },
      { ...toTarget, types: typesThat('toTarget', 'both') },
    ];
    known.set(catalogue, ways);
  }
  return ways;
}
