import Database from 'better-sqlite3';
import { uuidBytes } from '../../src/core/log/pure/ids.ts';
import type { RelationStore } from '../../src/core/register/relation-store.ts';
import { createStatements } from '../../src/core/store/schema.ts';

/** A register in memory with assets and relations written straight into the tables. */
export class RelationWorld implements RelationStore {
  readonly db = new Database(':memory:');
  readonly #rids = new Map<string, number>();
  #next = 1;

  constructor() {
    for (const sql of createStatements()) this.db.exec(sql);
  }

  close(): void {
    this.db.close();
  }

  /** The id of a thing by the short name that the test gave it. */
  id(name: string): string {
    const rid = this.#rids.get(name);
    if (rid === undefined) throw new Error(`the test made no ${name}`);
    return idOf(rid);
  }

  asset(
    name: string,
    values: {
      class?: string;
      status?: string;
      custodian?: string;
      location?: string;
      redundancy?: Readonly<Record<string, number>>;
    } = {},
  ): this {
    const custodian = values.custodian ? this.#rids.get(values.custodian) : null;
    this.db
      .prepare(
        `INSERT INTO asset(rid, tag, name, class, status, custodian, location, redundancy, created, changed_ms, changed_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1, 1)`,
      )
      .run(
        this.#record(name, 'asset'),
        name,
        `名称 ${name}`,
        values.class ?? 'server',
        values.status ?? 'inUse',
        custodian,
        values.location ? this.#rids.get(values.location) : null,
        values.redundancy ? JSON.stringify(values.redundancy) : null,
      );
    return this;
  }

  person(name: string): this {
    this.db
      .prepare('INSERT INTO person(rid, name, created, changed_ms, changed_by) VALUES (?, ?, 1, 1, 1)')
      .run(this.#record(name, 'person'), name);
    return this;
  }

  location(name: string, values: { kind: string; parent?: string }): this {
    this.db
      .prepare(
        'INSERT INTO location(rid, name, kind, parent, created, changed_ms, changed_by) VALUES (?, ?, ?, ?, 1, 1, 1)',
      )
      .run(
        this.#record(name, 'location'),
        name,
        values.kind,
        values.parent ? this.#rids.get(values.parent) : null,
      );
    return this;
  }

  relate(
    source: string,
    type: string,
    target: string,
    ports: [string | null, string | null] = [null, null],
  ): this {
    this.db
      .prepare(
        `INSERT INTO relation(rid, type, source, target, sourcePort, targetPort, created, changed_ms, changed_by)
         VALUES (?, ?, ?, ?, ?, ?, 1, 1, 1)`,
      )
      .run(
        this.#record(`${source} ${type} ${target}`, 'relation'),
        type,
        this.#rids.get(source),
        this.#rids.get(target),
        ...ports,
      );
    return this;
  }

  /** Marks an asset or a relation (`A dependsOn B`) as deleted. */
  remove(name: string): this {
    const rid = this.#rids.get(name);
    for (const table of ['asset', 'relation'])
      this.db.prepare(`UPDATE ${table} SET deleted = 1 WHERE rid = ?`).run(rid);
    return this;
  }

  #record(name: string, entity: string): number {
    const rid = this.#next++;
    this.#rids.set(name, rid);
    this.db
      .prepare('INSERT INTO record(rid, id, entity) VALUES (?, ?, ?)')
      .run(rid, uuidBytes(idOf(rid)), entity);
    return rid;
  }
}

function idOf(rid: number): string {
  return `00000000-0000-7000-8000-${rid.toString(16).padStart(12, '0')}`;
}
