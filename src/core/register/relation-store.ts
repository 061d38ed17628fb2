import type { Database, Statement } from 'better-sqlite3';
import type { Catalogue } from '../../model/catalogue.ts';
import { uuidBytes, uuidText } from '../log/pure/ids.ts';

/** What the relation queries need of an open register file: reading is enough. */
export interface RelationStore {
  readonly db: Database;
  /** Its classes and relation types; those that ship with Holdfast where left out. */
  readonly catalogue?: Catalogue;
}

/** An asset as graphs and lists of neighbours show it. */
export interface AssetSummary {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly class: string | null;
  readonly status: string | null;
}

/** Statements are compiled once for each open file and die with it. */
const prepared = new WeakMap<Database, Map<string, Statement>>();

/** The prepared statement for this SQL; rows come as arrays, so that wide results stay cheap. */
export function rawStatement(store: RelationStore, sql: string): Statement<unknown[], unknown[]> {
  let statements = prepared.get(store.db);
  if (!statements) {
    statements = new Map();
    prepared.set(store.db, statements);
  }
  let statement = statements.get(sql);
  if (!statement) {
    statement = store.db.prepare(sql).raw(true);
    statements.set(sql, statement);
  }
  return statement as Statement<unknown[], unknown[]>;
}

const ridSql = `
  SELECT a.rid FROM record c JOIN asset a ON a.rid = c.rid
  WHERE c.id = ? AND a.deleted = 0`;

/** Integer key of a living asset, or null. */
export function assetRid(store: RelationStore, id: string): number | null {
  const row = rawStatement(store, ridSql).get(uuidBytes(id)) as [number] | undefined;
  return row ? row[0] : null;
}

/** Reads `id, tag, name, class, status` from five columns that start at `at`. */
export function summaryAt(row: readonly unknown[], at: number): AssetSummary {
  return {
    id: uuidText(row[at] as Uint8Array),
    tag: (row[at + 1] as string | null) ?? '',
    name: (row[at + 2] as string | null) ?? '',
    class: row[at + 3] as string | null,
    status: row[at + 4] as string | null,
  };
}
