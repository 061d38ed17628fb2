import {
  buildCatalogue,
  type Catalogue,
  type DefinitionRecord,
  type Definitions,
  type EntityKey,
} from '../../model/index.ts';
import { attrIndex, attrIndexSql } from './attr-columns.ts';
import { rowValues } from './codec.ts';
import type { Db } from './database.ts';
import type { Keys } from './keys.ts';

/** Entities whose records the catalogue is built from. */
export const definitionEntities = ['classDef', 'fieldDef', 'relationTypeDef'] as const;

export const isDefinition = (entity: string): boolean =>
  (definitionEntities as readonly string[]).includes(entity);

/**
 * All definitions; one that was deleted, or undone, counts as removed, so that what it named keeps its name. On a connection
 * that shows the past these are those of then; what was defined only later is added, so that a filter or a column that people
 * use today is known there too, and finds nothing.
 */
export function readDefinitions(db: Db, keys: Keys): Definitions {
  return {
    classDefs: read(db, keys, 'classDef'),
    fieldDefs: read(db, keys, 'fieldDef'),
    relationTypeDefs: read(db, keys, 'relationTypeDef'),
  };
}

function read(db: Db, keys: Keys, entity: EntityKey): DefinitionRecord[] {
  const rows = (schema: string) =>
    db.prepare(`SELECT * FROM ${schema}"${entity}" ORDER BY rid`).all() as Array<
      Record<string, unknown> & { readonly rid: number; readonly deleted: number }
    >;
  const shown = rows('');
  const known = new Set(shown.map(({ rid }) => rid));
  const later = rows('main.').filter(({ rid }) => !known.has(rid));
  return [...shown, ...later].map((row) => ({
    id: keys.uuid(row.rid),
    values: { ...rowValues(keys, entity, row), ...(row.deleted === 1 ? { removed: true } : {}) },
  }));
}

/**
 * Brings the indexes on users' fields to what the definitions say: one for each field that is to be found fast. Within a
 * transaction; takes about a second a million assets for an index that is made.
 */
export function keepAttrIndexes(db: Db, catalogue: Catalogue): void {
  const wanted = new Map(
    catalogue.customFields
      .filter(({ field }) => field.indexed && !field.removed)
      .map(({ key, field }) => [attrIndex(key), attrIndexSql(key, field)]),
  );
  const there = db
    .prepare("SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND name GLOB 'asset_attr_*'")
    .all() as Array<{ name: string; sql: string }>;
  for (const { name, sql } of there) {
    // Another type may be compared in another way.
    if (wanted.get(name) === sql) wanted.delete(name);
    else db.exec(`DROP INDEX "${name}"`);
  }
  for (const sql of wanted.values()) db.exec(sql);
}

export function catalogueFrom(db: Db, keys: Keys): Catalogue {
  return buildCatalogue(readDefinitions(db, keys));
}
