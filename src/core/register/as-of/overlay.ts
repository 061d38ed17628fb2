import { type EntityKey, entityKeys, entityOf } from '../../../model/index.ts';
import { entriesOf } from '../../log/entries.ts';
import { mergeRecord } from '../../log/pure/merge.ts';
import { projectedOf } from '../../log/refold.ts';
import type { Register } from '../../store/register.ts';
import { counts, isBeforeAll, isNow, laterRecords, type Moment } from './moment.ts';
import { PastTable } from './past-table.ts';
import { shadowTrees } from './trees.ts';

export type { Moment } from './moment.ts';

export interface OverlayOptions {
  /** The entities that are read; all when left out. Those that they refer to are to be named too, for their words. */
  readonly entities?: readonly EntityKey[];
  /** Whether names are searched; true when left out. */
  readonly search?: boolean;
  /** Called again and again while records are folded; may throw to break off. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Runs `work` with the register as it was. Within it every statement on this connection reads the past: for each entity with
 * records that changed since, a temporary view of the table's name shows the unchanged rows and those records folded by the
 * merge rule. Cost grows with what changed since, not with the register. Paths of trees and the search of names are of the past
 * too; totals of stocktakes, former tags and the attention list are not.
 *
 * Rows of a view come from two tables: without ORDER BY their order is not that of the rowids.
 * @param reg open for reading only: a view can't be written
 */
export async function withAsOf<T>(
  reg: Register,
  moment: Moment,
  work: () => T | Promise<T>,
  options: OverlayOptions = {},
): Promise<T> {
  if (isNow(moment)) return work();
  const own = !reg.db.inTransaction;
  // Views and what they cover must be of the same state of the file.
  if (own) reg.db.exec('BEGIN');
  const overlay = new Overlay(reg, moment, options);
  try {
    overlay.build(options.onProgress);
    // What was defined then is what exists then.
    reg.forgetCatalogue();
    return await work();
  } finally {
    overlay.drop();
    reg.forgetCatalogue();
    if (own) reg.db.exec('COMMIT');
  }
}

/** SQLite invalidates prepared statements when temporary views come and go, so cached ones read the right table. */
export class Overlay {
  readonly #reg: Register;
  readonly #moment: Moment;
  readonly #entities: readonly EntityKey[];
  readonly #search: boolean;
  readonly #tables = new Map<EntityKey, PastTable>();
  #trees: string[] = [];
  /** Nothing was there yet: every table is shown empty, and nothing needs to be folded. */
  #empty = false;

  /** @param reg open for reading only: a view can't be written */
  constructor(reg: Register, moment: Moment, { entities = entityKeys, search = true }: OverlayOptions = {}) {
    if (!reg.readonly) throw new Error('the past can be shown only on a connection for reading');
    this.#reg = reg;
    this.#moment = moment;
    this.#entities = entities;
    this.#search = search;
  }

  /** How many records are shown otherwise than they stand in the file. */
  get size(): number {
    let size = 0;
    for (const table of this.#tables.values()) size += table.size;
    return size;
  }

  get isEmpty(): boolean {
    return this.#empty;
  }

  /** Within a read transaction. What `onProgress` throws breaks it off; `drop` then takes away what was made. */
  build(onProgress?: (done: number, total: number) => void): void {
    this.#empty = isBeforeAll(this.#reg, this.#moment);
    const later = this.#entities.map((entity) => ({
      entity,
      rids: this.#empty ? [] : laterRecords(this.#reg, entity, this.#moment),
    }));
    this.#fold(later, onProgress);
  }

  /**
   * Takes in what was written since the log stood at an entry, also what late sync added to the past. Within a read transaction.
   * @param cursor local number of the newest entry that the overlay knows
   */
  refresh(cursor: number): void {
    if (this.#empty && !isBeforeAll(this.#reg, this.#moment)) {
      this.drop();
      this.build();
      return;
    }
    if (this.#empty) return;
    const arrived = this.#entities.map((entity) => ({
      entity,
      rids: laterRecords(this.#reg, entity, { cursor }),
    }));
    this.#fold(arrived);
  }

  /** Views first: a table under a view could not be dropped without breaking it for the next reader. */
  drop(): void {
    this.#dropTrees();
    for (const table of [...this.#tables.values()].reverse()) table.drop();
    this.#tables.clear();
  }

  #fold(
    later: ReadonlyArray<{ readonly entity: EntityKey; readonly rids: readonly number[] }>,
    onProgress?: (done: number, total: number) => void,
  ): void {
    const total = later.reduce((sum, { rids }) => sum + rids.length, 0);
    let done = 0;
    for (const { entity, rids } of later) {
      if (rids.length === 0 && !this.#empty) continue;
      const table = this.#tableOf(entity);
      for (const rid of rids) {
        table.put(rid, this.#rowThen(rid));
        if (++done % 500 === 0) onProgress?.(done, total);
      }
    }
    for (const table of this.#tables.values()) table.show(this.#empty);
    if (later.some(({ entity, rids }) => entityOf(entity).parent && (rids.length > 0 || this.#empty)))
      this.#shadowTrees();
  }

  #rowThen(rid: number) {
    const entries = entriesOf(this.#reg, rid).filter((entry) => counts(entry, this.#moment));
    return projectedOf(rid, mergeRecord(this.#reg.keys.uuid(rid), entries), entries);
  }

  #tableOf(entity: EntityKey): PastTable {
    let table = this.#tables.get(entity);
    if (!table) {
      table = new PastTable(this.#reg, entity, this.#search);
      this.#tables.set(entity, table);
    }
    return table;
  }

  #shadowTrees(): void {
    this.#dropTrees();
    const trees = [...this.#tables.keys()].filter((entity) => entityOf(entity).parent);
    this.#trees = shadowTrees(this.#reg, trees);
  }

  #dropTrees(): void {
    for (const statement of this.#trees.reverse()) this.#reg.db.exec(statement);
    this.#trees = [];
  }
}
