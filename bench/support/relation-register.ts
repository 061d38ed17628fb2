import Database from 'better-sqlite3';
import { uuidBytes } from '../../src/core/log/pure/ids.ts';
import { createStatements } from '../../src/core/store/schema.ts';
import { relationTypes } from '../../src/model/relation-types.ts';

/** A seeded generator (mulberry32): the same register every time. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The id of the record with this integer key. */
export function idOf(rid: number): string {
  return `00000000-0000-7000-8000-${rid.toString(16).padStart(12, '0')}`;
}

/** Assets that get 10,000 relations each: core switches, a backup service. */
export function hubsOf(assets: number): number[] {
  return Array.from({ length: Math.min(10, Math.floor(assets / 10_000)) }, (_, i) => 1 + i * 1000);
}

const statuses = ['inUse', 'inUse', 'inUse', 'inUse', 'inStock', 'idle', 'inRepair', 'retired'];
const classes = ['server', 'switch', 'virtualMachine', 'application', 'database', 'laptop', 'ups'];

/**
 * Writes a register file with assets and relations straight into the tables: racks of things that lie near each
 * other, a tenth of the relations across the site, and some hubs. The log stays empty: relation queries don't read it.
 */
export function buildRelationRegister(file: string, assets: number, relations: number): void {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  const statements = createStatements();
  const isIndex = (sql: string) => sql.startsWith('CREATE INDEX');
  for (const sql of statements.filter((s) => !isIndex(s))) db.exec(sql);
  const random = seeded(42);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)];
  db.transaction(() => {
    const record = db.prepare('INSERT INTO record(rid, id, entity) VALUES (?, ?, ?)');
    const asset =
      db.prepare(`INSERT INTO asset(rid, tag, tag_key, name, class, status, serial, notes, created, changed_ms, changed_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1, 1)`);
    for (let rid = 1; rid <= assets; rid++) {
      const tag = `HF-${rid.toString().padStart(8, '0')}`;
      record.run(rid, uuidBytes(idOf(rid)), 'asset');
      asset.run(
        rid,
        tag,
        tag,
        `配置项 ${rid}`,
        pick(classes),
        pick(statuses),
        `SN${rid * 7919}`,
        '机房 A 区',
      );
    }
    const relation =
      db.prepare(`INSERT INTO relation(rid, type, source, target, sourcePort, created, changed_ms, changed_by)
      VALUES (?, ?, ?, ?, ?, 1, 1, 1)`);
    let rid = assets;
    const types = Object.keys(relationTypes);
    const relate = (source: number, target: number) => {
      rid++;
      record.run(rid, uuidBytes(idOf(rid)), 'relation');
      relation.run(rid, pick(types), source, target, random() < 0.3 ? 'Eth1/0/1' : null);
    };
    for (const hub of hubsOf(assets))
      for (let i = 0; i < 10_000; i++) relate(1 + Math.floor(random() * assets), hub);
    while (rid < assets + relations) {
      const source = 1 + Math.floor(random() * assets);
      const near = source + 1 + Math.floor(random() * 200);
      relate(source, random() < 0.9 && near <= assets ? near : 1 + Math.floor(random() * assets));
    }
  })();
  for (const sql of statements.filter(isIndex)) db.exec(sql);
  db.exec('ANALYZE');
  db.close();
}
