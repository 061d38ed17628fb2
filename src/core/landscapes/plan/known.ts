import type { EntityKey, Value } from '../../../model/types.ts';
import { headsOf } from '../../log/commit.ts';
import type { Base } from '../../log/entries.ts';
import { type ProjectionRow, projectedValues, projectionRow } from '../../log/project.ts';
import type { Register } from '../../store/register.ts';
import { foldCode, foldText, sortKey } from '../../store/text.ts';

/** A living record as the register has it. */
export interface KnownRecord {
  readonly id: string;
  readonly rid: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly heads: Base;
}

/** Candidates at most that are looked at for one value; more mean that it tells nothing. */
const mostCandidates = 20;

/** Looks records up in the register by whatever a source may know them by. */
export class KnownRecords {
  readonly #reg: Register;
  readonly #byKey = new Map<EntityKey, Map<string, number>>();

  constructor(reg: Register) {
    this.#reg = reg;
  }

  /** The record that already bears this source key. */
  byKey(entity: EntityKey, key: string): number | null {
    let known = this.#byKey.get(entity);
    if (!known) {
      known = this.#load(entity);
      this.#byKey.set(entity, known);
    }
    return known.get(key) ?? null;
  }

  /** Read at once through an index of those that have any: as many as earlier imports brought, whatever the register's size. */
  #load(entity: EntityKey): Map<string, number> {
    const known = new Map<string, number>();
    const rows = this.#reg.sql(
      `SELECT rid, "externalIds" AS ids FROM "${entity}" WHERE deleted = 0 AND "externalIds" IS NOT NULL ORDER BY rid DESC`,
    );
    for (const row of rows.iterate() as Iterable<{ rid: number; ids: string }>)
      for (const id of JSON.parse(row.ids) as string[]) known.set(id, row.rid);
    return known;
  }

  bySerial(serial: string): number[] {
    return this.#rids('SELECT rid FROM asset WHERE serial_key = ? AND deleted = 0 LIMIT ?', foldCode(serial));
  }

  byMac(mac: string): number[] {
    return this.#rids('SELECT rid FROM asset WHERE mac_key = ? AND deleted = 0 LIMIT ?', foldCode(mac));
  }

  byUuid(uuid: string): number[] {
    return this.#rids('SELECT rid FROM asset WHERE uuid = ? AND deleted = 0 LIMIT ?', uuid);
  }

  byEmail(email: string): number[] {
    return this.#rids('SELECT rid FROM person WHERE email_key = ? AND deleted = 0 LIMIT ?', foldCode(email));
  }

  byUsername(username: string): number[] {
    return this.#rids(
      'SELECT rid FROM person WHERE username_key = ? AND deleted = 0 LIMIT ?',
      foldCode(username),
    );
  }

  /** Records of exactly this name, folded. */
  byName(entity: EntityKey, name: string): number[] {
    const key = sortKey(name, entity === 'person');
    const rows = this.#reg
      .sql(`SELECT rid, name FROM "${entity}" WHERE name_key = ? AND deleted = 0 LIMIT 200`)
      .all(key) as Array<{ rid: number; name: string | null }>;
    const folded = foldText(name);
    return rows.filter((row) => foldText(row.name ?? '') === folded).map(({ rid }) => rid);
  }

  hasTag(tag: string): boolean {
    return (
      this.#rids('SELECT rid FROM asset WHERE tag_key = ? AND deleted = 0 LIMIT ?', foldCode(tag)).length > 0
    );
  }

  #rids(sql: string, value: string): number[] {
    return this.#reg.sql(sql).pluck().all(value, mostCandidates) as number[];
  }

  idOf(rid: number): string {
    return this.#reg.keys.uuid(rid);
  }

  record(entity: EntityKey, rid: number): KnownRecord | null {
    const row = projectionRow(this.#reg, entity, rid) as ProjectionRow | undefined;
    if (!row || row.deleted === 1) return null;
    const values = projectedValues(this.#reg, entity, row);
    return { id: this.#reg.keys.uuid(rid), rid, values, heads: headsOf(this.#reg, row) };
  }
}
