import { type EntityKey, entityKeys, entityOf, type FieldDef } from '../../model/index.ts';
import type { Db } from './database.ts';
import { entityTable, indexStatements, sqlType } from './schema.ts';

/**
 * Brings the projection tables of an older file to what the model declares now: tables of new entities, columns of new
 * fields, indexes. Values that came from a newer version and were kept in `attrs` move into their new column.
 * Call it within a transaction.
 * @returns entities that got their table just now: entries of theirs may have been kept in the log by an older version
 */
export function migrate(db: Db): EntityKey[] {
  const made: EntityKey[] = [];
  for (const key of entityKeys) {
    const columns = columnsOf(db, key);
    if (columns.size === 0) {
      for (const statement of entityTable(key)) db.exec(statement);
      made.push(key);
      continue;
    }
    for (const [name, field] of Object.entries(entityOf(key).fields)) {
      if (!columns.has(name)) addColumn(db, key, name, field);
    }
    for (const statement of indexStatements(entityOf(key)))
      db.exec(statement.replace('INDEX', 'INDEX IF NOT EXISTS'));
  }
  return made;
}

function columnsOf(db: Db, table: string): ReadonlySet<string> {
  return new Set(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]);
}

function addColumn(db: Db, key: EntityKey, name: string, field: FieldDef): void {
  db.exec(`ALTER TABLE "${key}" ADD COLUMN "${name}" ${sqlType(field)}`);
  const kept = `json_extract(attrs, '$."${name}"')`;
  const value =
    field.type === 'ref' ? `(SELECT rid FROM record WHERE id = unhex(replace(${kept}, '-', '')))` : kept;
  db.exec(
    `UPDATE "${key}" SET "${name}" = ${value}, attrs = nullif(json_remove(attrs, '$."${name}"'), '{}')
     WHERE json_type(attrs, '$."${name}"') IS NOT NULL`,
  );
}
