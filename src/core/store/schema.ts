import {
  type EntityDef,
  type EntityKey,
  entities,
  entityKeys,
  entityOf,
  type FieldDef,
} from '../../model/index.ts';

/** Raised with every change of the tables below; migrate.ts says how to get there from the version before. */
export const schemaVersion = 3;

/**
 * The log and what it refers to. Ids stand once as 16 bytes in small tables; everything else uses integer keys, which
 * halves a register of 1,000,000 assets and 3,000,000 relations.
 */
export const logTables = `
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE local_setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE field(key INTEGER PRIMARY KEY, entity TEXT NOT NULL, name TEXT NOT NULL, UNIQUE(entity, name));
CREATE TABLE record(rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, entity TEXT);
CREATE TABLE device(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, public_key TEXT, name TEXT,
  n INTEGER NOT NULL DEFAULT 0, hash BLOB);
CREATE TABLE batch(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL,
  actor INTEGER, device INTEGER, at INTEGER NOT NULL, undoes INTEGER, state TEXT NOT NULL DEFAULT 'done', summary TEXT);
CREATE INDEX batch_undoes ON batch(undoes) WHERE undoes IS NOT NULL;
CREATE TABLE change(seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, record INTEGER NOT NULL, patch TEXT NOT NULL,
  base TEXT, is_create INTEGER NOT NULL, ms INTEGER NOT NULL, counter INTEGER NOT NULL,
  written_ms INTEGER, written_counter INTEGER, actor INTEGER NOT NULL, device INTEGER NOT NULL, n INTEGER NOT NULL,
  hash BLOB NOT NULL, salt TEXT, batch INTEGER NOT NULL, grp INTEGER, server_seq INTEGER,
  state INTEGER NOT NULL DEFAULT 0, sent INTEGER NOT NULL DEFAULT 0);
CREATE INDEX change_record ON change(record);
CREATE INDEX change_chain ON change(device, n);
CREATE INDEX change_batch ON change(batch);
CREATE INDEX change_pending ON change(seq) WHERE state = 0;
CREATE TABLE rejection(change INTEGER PRIMARY KEY, code TEXT NOT NULL, params TEXT NOT NULL, at INTEGER NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0);
CREATE TABLE seal(device INTEGER NOT NULL, n INTEGER NOT NULL, hash BLOB NOT NULL, signature BLOB NOT NULL,
  PRIMARY KEY(device, n)) WITHOUT ROWID;
CREATE TABLE attention(id TEXT PRIMARY KEY, kind TEXT NOT NULL, record INTEGER NOT NULL, detail TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX attention_record ON attention(record);
CREATE TABLE stage(batch INTEGER NOT NULL, n INTEGER NOT NULL, drafts TEXT NOT NULL, PRIMARY KEY(batch, n)) WITHOUT ROWID;
CREATE TABLE expected_line(stocktake INTEGER NOT NULL, asset INTEGER NOT NULL, location INTEGER, user INTEGER, status TEXT,
  PRIMARY KEY(stocktake, asset)) WITHOUT ROWID;
CREATE TABLE counted_line(stocktake INTEGER NOT NULL, asset INTEGER NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL,
  outcome TEXT NOT NULL, listed INTEGER NOT NULL, scans INTEGER NOT NULL, PRIMARY KEY(stocktake, asset, label)) WITHOUT ROWID;
CREATE INDEX counted_line_outcome ON counted_line(stocktake, outcome, listed);
CREATE TABLE former_tag(key TEXT NOT NULL, asset INTEGER NOT NULL, PRIMARY KEY(key, asset)) WITHOUT ROWID;
CREATE INDEX former_tag_asset ON former_tag(asset);
CREATE TABLE tree_path(rid INTEGER PRIMARY KEY, entity TEXT NOT NULL, path TEXT NOT NULL, folded TEXT NOT NULL);
CREATE INDEX tree_path_folded ON tree_path(entity, folded);
`;

/** States of a change as stored. */
export const changeState = { pending: 0, accepted: 1, rejected: 2 } as const;

/** Columns every projection table has beside its fields. */
export const projectionColumns = [
  'rid',
  'attrs',
  'heads',
  'created',
  'changed_ms',
  'changed_by',
  'deleted',
] as const;

/** Title texts sort by this key: pinyin for Chinese, lower case for Latin. */
export const nameKey = 'name_key';

/** Fields whose values are compared after NFKC and case folding get a key column that is indexed instead of them. */
export function codeKeys(entity: EntityDef): readonly string[] {
  return entity.searchCodes ?? [];
}

export function hasGrams(entity: EntityDef): boolean {
  return (entity.searchText?.length ?? 0) > 0;
}

/** All statements that make an empty register, from the model. */
export function createStatements(): string[] {
  return [logTables, ...entityKeys.flatMap((key) => entityTable(key))];
}

/** Statements that make one entity's table, indexes and search index. */
export function entityTable(key: EntityKey): string[] {
  const entity = entityOf(key);
  const fields = Object.entries(entity.fields).map(([name, field]) => `"${name}" ${sqlType(field)}`);
  const keys = codeKeys(entity).map((name) => `"${name}_key" TEXT`);
  const named = hasGrams(entity) ? [`${nameKey} TEXT`, 'pinyin TEXT'] : [];
  const table = `CREATE TABLE "${key}"(rid INTEGER PRIMARY KEY, ${[...fields, ...keys, ...named].join(', ')},
    attrs TEXT, heads TEXT, created INTEGER NOT NULL, changed_ms INTEGER NOT NULL, changed_by INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0)`;
  return [table, ...indexStatements(entity), ...(hasGrams(entity) ? [gramsTable(key)] : [])];
}

/** Two-character grams; positions are kept, so that a phrase of grams is an exact substring. */
function gramsTable(key: EntityKey): string {
  return `CREATE VIRTUAL TABLE "${key}_grams" USING fts5(grams, content='', contentless_delete=1, tokenize='ascii')`;
}

export function sqlType(field: FieldDef): string {
  switch (field.type) {
    case 'integer':
    case 'money':
    case 'datetime':
    case 'boolean':
    case 'ref':
      return 'INTEGER';
    case 'number':
      return 'REAL';
    default:
      return 'TEXT';
  }
}

/** Pairs of filter and sort that never scan or sort the table; see listRecords. */
export const assetPairs = ['class', 'status', 'location', 'department', 'user', 'custodian'] as const;

/** Statements that make the indexes of one entity's table. */
export function indexStatements(entity: EntityDef): string[] {
  const out: string[] = [];
  const index = (name: string, columns: string, where = 'deleted = 0') =>
    out.push(`CREATE INDEX "${entity.key}_${name}" ON "${entity.key}"(${columns}) WHERE ${where}`);
  for (const name of codeKeys(entity)) {
    index(
      name,
      `"${name}_key"`,
      name === 'tag' ? 'deleted = 0' : `deleted = 0 AND "${name}_key" IS NOT NULL`,
    );
  }
  if (hasGrams(entity)) index('name_key', nameKey);
  out.push(`CREATE INDEX "${entity.key}_changed" ON "${entity.key}"(changed_ms)`);
  if (entity.key === 'relation') {
    index('out', 'source, type, target');
    index('in', 'target, type, source');
    index('externalIds', '"externalIds"', 'deleted = 0 AND "externalIds" IS NOT NULL');
    return out;
  }
  for (const [name, field] of Object.entries(entity.fields)) {
    if (!field.indexed || codeKeys(entity).includes(name) || name === entity.title) continue;
    const paired = entity.key === 'asset' && (assetPairs as readonly string[]).includes(name);
    const where = field.sparse ? `deleted = 0 AND "${name}" IS NOT NULL` : 'deleted = 0';
    index(name, paired ? `"${name}", tag_key` : `"${name}"`, where);
  }
  return out;
}

export const knownEntities = Object.keys(entities);
