import type { EntityKey } from '../../model/index.ts';
import { uuidBytes, uuidText } from '../log/pure/ids.ts';
import type { Db } from './database.ts';

const cacheSize = 200_000;

/**
 * The small tables that give long ids short integer keys. A key is given at first mention, also of a record that has not
 * arrived yet: effects may come before their causes.
 */
export class Keys {
  readonly #rids = new Map<string, number>();
  readonly #uuids = new Map<number, string>();
  /** Records whose entity is noted in the file. */
  readonly #named = new Set<number>();
  /** Records known to be there and not deleted; kept by `project`, so that checking a ref costs no query. */
  readonly #living = new Set<number>();
  readonly #fieldKeys = new Map<string, Map<string, number>>();
  readonly #fieldNames = new Map<number, string>();
  readonly #devices = new Map<string, number>();
  /** The next record's key; handed out here and not by the table, so that some can be set aside. Never goes back. */
  #nextRid = 0;
  readonly #st;

  constructor(db: Db) {
    this.#st = {
      rid: db.prepare<[Buffer], { rid: number; entity: string | null }>(
        'SELECT rid, entity FROM record WHERE id = ?',
      ),
      addRecord: db.prepare<[number, Uint8Array, string | null]>(
        'INSERT INTO record(rid, id, entity) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      ),
      lastRecord: db.prepare<[], { rid: number }>('SELECT rid FROM record ORDER BY rid DESC LIMIT 1'),
      nameRecord: db.prepare<[string, number]>('UPDATE record SET entity = ? WHERE rid = ?'),
      uuid: db.prepare<[number], { id: Buffer; entity: string | null }>(
        'SELECT id, entity FROM record WHERE rid = ?',
      ),
      field: db.prepare<[string, string], { key: number }>(
        'SELECT key FROM field WHERE entity = ? AND name = ?',
      ),
      addField: db.prepare<[string, string]>('INSERT INTO field(entity, name) VALUES (?, ?)'),
      fieldName: db.prepare<[number], { name: string }>('SELECT name FROM field WHERE key = ?'),
      device: db.prepare<[Buffer], { key: number }>('SELECT key FROM device WHERE id = ?'),
      addDevice: db.prepare<[Buffer]>('INSERT INTO device(id) VALUES (?)'),
      deviceId: db.prepare<[number], { id: Buffer }>('SELECT id FROM device WHERE key = ?'),
      batch: db.prepare<[Buffer], { key: number }>('SELECT key FROM batch WHERE id = ?'),
    };
  }

  /** Forgets what a rolled-back transaction may have made. */
  forget(): void {
    for (const map of [
      this.#rids,
      this.#uuids,
      this.#named,
      this.#living,
      this.#fieldKeys,
      this.#fieldNames,
      this.#devices,
    ])
      map.clear();
  }

  /** Notes that a record was just projected as there, or as deleted. */
  noteLiving(rid: number, living: boolean): void {
    if (!living) this.#living.delete(rid);
    else {
      if (this.#living.size > cacheSize) this.#living.clear();
      this.#living.add(rid);
    }
  }

  /** True when the record is certainly there; false when only the file knows. */
  isKnownLiving(rid: number): boolean {
    return this.#living.has(rid);
  }

  /** The key of a record, or null when it was never mentioned. */
  findRid(id: string): number | null {
    const known = this.#rids.get(id);
    if (known !== undefined) return known;
    const row = this.#st.rid.get(uuidBytes(id));
    if (!row) return null;
    this.#remember(id, row.rid);
    return row.rid;
  }

  /** The key of a record; makes one at first mention. `entity` is noted as soon as it is known. */
  rid(id: string, entity: EntityKey | null): number {
    const known = this.#rids.get(id);
    if (known !== undefined && (entity === null || this.#named.has(known))) return known;
    const row = this.#st.rid.get(uuidBytes(id));
    if (!row) return this.newRid(id, entity);
    if (row.entity === null && entity !== null) this.#st.nameRecord.run(entity, row.rid);
    this.#remember(id, row.rid);
    if (row.entity !== null || entity !== null) this.#named.add(row.rid);
    return row.rid;
  }

  /**
   * Like `rid`, for an id that is certainly new.
   * @param rid one of those set aside by `reserveRids`
   */
  newRid(id: string, entity: EntityKey | null, rid = this.reserveRids(1)): number {
    if (!this.addRecord(rid, uuidBytes(id), entity)) throw new Error(`the record ${id} has a key already`);
    this.#remember(id, rid);
    if (entity !== null) this.#named.add(rid);
    return rid;
  }

  /** Sets keys aside for records that a worker prepares. @returns the first of `count` that follow each other */
  reserveRids(count: number): number {
    if (this.#nextRid === 0) this.#nextRid = (this.#st.lastRecord.get()?.rid ?? 0) + 1;
    const first = this.#nextRid;
    this.#nextRid += count;
    return first;
  }

  /** Writes a record's key down without remembering it. False when the id has one already. */
  addRecord(rid: number, id: Uint8Array, entity: EntityKey | null): boolean {
    return this.#st.addRecord.run(rid, id, entity).changes === 1;
  }

  uuid(rid: number): string {
    const known = this.#uuids.get(rid);
    if (known !== undefined) return known;
    const row = this.#st.uuid.get(rid);
    if (!row) throw new Error(`no record has the key ${rid}`);
    const id = uuidText(row.id);
    this.#remember(id, rid);
    return id;
  }

  entityOf(rid: number): EntityKey | null {
    return (this.#st.uuid.get(rid)?.entity ?? null) as EntityKey | null;
  }

  fieldKey(entity: string, name: string): number {
    let keys = this.#fieldKeys.get(entity);
    if (!keys) {
      keys = new Map();
      this.#fieldKeys.set(entity, keys);
    }
    let key = keys.get(name);
    if (key === undefined) {
      key =
        this.#st.field.get(entity, name)?.key ?? Number(this.#st.addField.run(entity, name).lastInsertRowid);
      keys.set(name, key);
    }
    return key;
  }

  /** The key of a field, or null when it was never written. */
  findFieldKey(entity: string, name: string): number | null {
    return this.#st.field.get(entity, name)?.key ?? null;
  }

  fieldName(key: number): string {
    let name = this.#fieldNames.get(key);
    if (name === undefined) {
      name = this.#st.fieldName.get(key)?.name;
      if (name === undefined) throw new Error(`no field has the key ${key}`);
      this.#fieldNames.set(key, name);
    }
    return name;
  }

  device(id: string): number {
    let key = this.#devices.get(id);
    if (key === undefined) {
      const bytes = uuidBytes(id);
      key = this.#st.device.get(bytes)?.key ?? Number(this.#st.addDevice.run(bytes).lastInsertRowid);
      this.#devices.set(id, key);
    }
    return key;
  }

  deviceId(key: number): string {
    const row = this.#st.deviceId.get(key);
    if (!row) throw new Error(`no device has the key ${key}`);
    return uuidText(row.id);
  }

  findBatch(id: string): number | null {
    return this.#st.batch.get(uuidBytes(id))?.key ?? null;
  }

  #remember(id: string, rid: number): void {
    if (this.#rids.size > cacheSize) {
      this.#rids.clear();
      this.#uuids.clear();
      this.#named.clear();
    }
    this.#rids.set(id, rid);
    this.#uuids.set(rid, id);
  }
}
