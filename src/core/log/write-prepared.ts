import type { Register } from '../store/register.ts';
import { insertChange } from './append.ts';
import type { BatchContext } from './commit.ts';
import type { ColumnValue, PreparedPart, PreparedTable } from './prepare.ts';
import { canonicalCreate, nextHash } from './pure/canonical.ts';
import { uuidBytes } from './pure/ids.ts';

/**
 * Puts the prepared drafts of one part into their tables, one after the other: the same entries and rows that the ordinary
 * way writes, without working out again what the worker has. Caller seals.
 */
export class PreparedWriter {
  readonly #reg: Register;
  readonly #batch: BatchContext;
  readonly #part: PreparedPart;
  readonly #tables: readonly TableWriter[];
  /** Where the next row begins in the part's values. */
  #at = 0;

  constructor(reg: Register, batch: BatchContext, part: PreparedPart) {
    this.#reg = reg;
    this.#batch = batch;
    this.#part = part;
    this.#tables = part.tables.map((table) => new TableWriter(reg, table));
  }

  /** Goes past the drafts before this one, which were written already. */
  skipTo(draft: number): void {
    this.#at = 0;
    for (let at = 0; at < draft; at++) this.skip(at);
  }

  /** Goes past a draft that is written the ordinary way. */
  skip(draft: number): void {
    this.#at += this.#tables[this.#part.tableOf[draft] as number]?.width ?? 0;
  }

  /** True when all that the part's drafts from here on point to is there. */
  refersToLiving(from: number): boolean {
    return this.#part.refs.every(
      ({ rid, target, since }) => since >= from || isLiving(this.#reg, rid, target),
    );
  }

  /**
   * Writes one draft.
   * @returns false when only the ordinary way can say what is wrong with it; nothing was written then, and it was not gone past
   */
  write(draft: number): boolean {
    const part = this.#part;
    const table = this.#tables[part.tableOf[draft] as number];
    if (!table || table.isTaken(part.values, this.#at)) return false;
    const reg = this.#reg;
    const rid = part.rids[draft] as number;
    const { entity } = table;
    const record = part.records[draft] as string;
    if (!reg.keys.addRecord(rid, uuidBytes(record), entity)) return false;
    const entry = this.#append(draft, rid, entity, record);
    table.insert(rid, part.values, this.#at, entry.seq, entry.ms, this.#batch.actor.rid);
    table.index(rid, part.grams[draft] as string);
    this.#at += table.width;
    reg.touch(entity);
    return true;
  }

  #append(draft: number, rid: number, entity: string, record: string): { seq: number; ms: number } {
    const reg = this.#reg;
    const part = this.#part;
    const batch = this.#batch;
    const { device } = reg;
    const { ms, counter } = reg.clock.next();
    const id = part.changes[draft] as string;
    const salt = part.salts[draft] as string | null;
    const group = part.groups[draft] as number | null;
    const n = device.n + 1;
    const canonical = canonicalCreate(
      {
        id,
        entity,
        record,
        patch: part.canonical[draft] as string,
        sealed: salt === null ? [] : (salt.split(':')[1] as string).split(','),
        group,
      },
      { ms, counter, n },
      { actor: batch.actor.id, device: device.id, batch: batch.id },
    );
    device.hash = nextHash(device.hash, canonical);
    device.n = n;
    const { lastInsertRowid } = insertChange(reg).run(
      uuidBytes(id),
      rid,
      part.patches[draft],
      null,
      1,
      ms,
      counter,
      null,
      null,
      batch.actor.rid,
      device.key,
      n,
      Buffer.from(device.hash, 'hex'),
      salt,
      batch.key,
      group,
      null,
      0,
    );
    return { seq: Number(lastInsertRowid), ms };
  }
}

/** Writes rows of one table. */
class TableWriter {
  readonly entity: PreparedTable['entity'];
  /** Values of a row. */
  readonly width: number;
  readonly #insert;
  readonly #index;
  readonly #taken: ReadonlyArray<{ readonly at: number; readonly find: ReturnType<Register['sql']> }>;
  readonly #row: ColumnValue[];

  constructor(reg: Register, { entity, columns, unique, searched }: PreparedTable) {
    this.entity = entity;
    this.width = columns.length;
    const all = ['rid', ...columns, 'created', 'changed_ms', 'changed_by'];
    this.#row = new Array(all.length).fill(null);
    this.#insert = reg.sql(
      `INSERT INTO "${entity}"(${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`,
    );
    this.#index = searched ? reg.sql(`INSERT INTO "${entity}_grams"(rowid, grams) VALUES (?, ?)`) : null;
    this.#taken = unique.map((at) => ({
      at,
      find: reg.rawSql(`SELECT 1 FROM "${entity}" WHERE ${columns[at]} = ? AND deleted = 0 LIMIT 1`),
    }));
  }

  /** True when the register has a value already of which there may be one only. */
  isTaken(values: readonly ColumnValue[], from: number): boolean {
    return this.#taken.some(({ at, find }) => {
      const value = values[from + at];
      return value !== null && value !== '' && find.get(value) !== undefined;
    });
  }

  insert(
    rid: number,
    values: readonly ColumnValue[],
    from: number,
    created: number,
    ms: number,
    by: number,
  ): void {
    const row = this.#row;
    const { width } = this;
    row[0] = rid;
    for (let i = 0; i < width; i++) row[i + 1] = values[from + i] as ColumnValue;
    row[width + 1] = created;
    row[width + 2] = ms;
    row[width + 3] = by;
    this.#insert.run(row);
  }

  index(rid: number, grams: string): void {
    this.#index?.run(rid, grams);
  }
}

function isLiving(reg: Register, rid: number, target: string): boolean {
  if (reg.keys.isKnownLiving(rid)) return true;
  const living = reg.sql(`SELECT 1 FROM "${target}" WHERE rid = ? AND deleted = 0`).get(rid) !== undefined;
  if (living) reg.keys.noteLiving(rid, true);
  return living;
}
