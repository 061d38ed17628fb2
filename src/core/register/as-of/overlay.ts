import { type EntityKey, entityKeys, entityOf } from '../../../model/index.ts';
import { type Entry, entriesOf } from '../../log/entries.ts';
import { columnValues, gramsOfRecord, valueColumns } from '../../log/project.ts';
import { mergeRecord } from '../../log/pure/merge.ts';
import { projectedOf } from '../../log/refold.ts';
import type { Register } from '../../store/register.ts';
import { hasGrams } from '../../store/schema.ts';
import { shadowTrees } from './trees.ts';

/** A state of the register that was: what was stamped up to a moment, as far as the log stood at an entry. */
export interface Moment {
  /** Milliseconds since 1970; later stamps don't count. */
  readonly asOf?: number | undefined;
  /** Local number of a log entry; what came into this file after it doesn't count. */
  readonly cursor?: number | undefined;
}

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
  if (!reg.readonly) throw new Error('the past can be shown only on a connection for reading');
  if (moment.asOf === undefined && moment.cursor === undefined) return work();
  const own = !reg.db.inTransaction;
  // Views and what they cover must be of the same state of the file.
  if (own) reg.db.exec('BEGIN');
  const overlay = new Overlay(reg, moment);
  try {
    overlay.build(options);
    return await work();
  } finally {
    overlay.drop();
    if (own) reg.db.exec('COMMIT');
  }
}

/** SQLite invalidates prepared statements when temporary views come and go, so cached ones read the right table. */
class Overlay {
  readonly #reg: Register;
  readonly #moment: Moment;
  readonly #made: string[] = [];

  constructor(reg: Register, moment: Moment) {
    this.#reg = reg;
    this.#moment = moment;
  }

  build({ entities = entityKeys, search = true, onProgress }: OverlayOptions): void {
    const later = entities.map((entity) => ({ entity, rids: this.#laterRecords(entity) }));
    const total = later.reduce((sum, { rids }) => sum + rids.length, 0);
    let done = 0;
    for (const { entity, rids } of later) {
      if (rids.length === 0) continue;
      this.#makeTables(entity, search);
      const fold = this.#folder(entity, search);
      for (const rid of rids) {
        fold(rid);
        if (++done % 500 === 0) onProgress?.(done, total);
      }
    }
    // Only now: while folding, words and keys are still looked up in the tables themselves.
    for (const { entity, rids } of later) if (rids.length > 0) this.#shadow(entity, search);
    const trees = later.filter(({ entity, rids }) => rids.length > 0 && entityOf(entity).parent);
    if (trees.length > 0) {
      this.#made.push(
        ...shadowTrees(
          this.#reg,
          trees.map(({ entity }) => entity),
        ),
      );
    }
  }

  /** Views first: a table under a view could not be dropped without breaking it for the next reader. */
  drop(): void {
    for (const statement of this.#made.reverse()) this.#reg.db.exec(statement);
    this.#made.length = 0;
  }

  /** Records with entries that don't count: their rows may show what was not yet so. */
  #laterRecords(entity: EntityKey): number[] {
    const { asOf, cursor } = this.#moment;
    const rids = new Set<number>();
    if (asOf !== undefined) {
      const changed = `SELECT rid FROM main."${entity}" WHERE changed_ms > ?`;
      for (const rid of this.#reg.sql(changed).pluck().all(asOf) as number[]) rids.add(rid);
    }
    if (cursor !== undefined) {
      const arrived = `SELECT DISTINCT c.record FROM change c JOIN record r ON r.rid = c.record
        WHERE c.seq > ? AND r.entity = ?`;
      for (const rid of this.#reg.sql(arrived).pluck().all(cursor, entity) as number[]) rids.add(rid);
    }
    return [...rids].sort((a, b) => a - b);
  }

  #make(statement: string, drop: string): void {
    this.#reg.db.exec(statement);
    this.#made.push(drop);
  }

  /** `later_` has the keys of the records whose rows don't count, `past_` their rows of then. */
  #makeTables(entity: EntityKey, search: boolean): void {
    this.#make(
      `CREATE TEMP TABLE "later_${entity}"(rid INTEGER PRIMARY KEY)`,
      `DROP TABLE temp."later_${entity}"`,
    );
    // As it stands in the file, where a migration may have put a newer column last.
    const made = this.#reg.db
      .prepare("SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?")
      .pluck()
      .get(entity) as string;
    const columns = made.slice(made.indexOf('('));
    this.#make(`CREATE TEMP TABLE "past_${entity}"${columns}`, `DROP TABLE temp."past_${entity}"`);
    if (!search || !hasGrams(entityOf(entity))) return;
    this.#make(
      `CREATE VIRTUAL TABLE temp."past_${entity}_grams" USING fts5(grams, content='', tokenize='ascii')`,
      `DROP TABLE temp."past_${entity}_grams"`,
    );
  }

  #folder(entity: EntityKey, search: boolean): (rid: number) => void {
    const { db } = this.#reg;
    const { keys } = this.#reg;
    const columns = [
      'rid',
      ...valueColumns(entity),
      'heads',
      'created',
      'changed_ms',
      'changed_by',
      'deleted',
    ];
    const later = db.prepare(`INSERT INTO temp."later_${entity}"(rid) VALUES (?)`);
    const past = db.prepare(
      `INSERT INTO temp."past_${entity}"(${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    const grams =
      search && hasGrams(entityOf(entity))
        ? db.prepare(`INSERT INTO temp."past_${entity}_grams"(rowid, grams) VALUES (?, ?)`)
        : null;
    return (rid) => {
      later.run(rid);
      const entries = entriesOf(this.#reg, rid).filter((entry) => counts(entry, this.#moment));
      const merged = mergeRecord(keys.uuid(rid), entries);
      const row = projectedOf(rid, merged, entries);
      if (!row) return;
      const { heads, created, changedMs, changedBy, deleted } = row;
      past.run(
        rid,
        ...columnValues(keys, entity, row.values),
        heads,
        created,
        changedMs,
        changedBy,
        deleted ? 1 : 0,
      );
      if (grams && !deleted) grams.run(rid, gramsOfRecord(entityOf(entity), row.values));
    };
  }

  #shadow(entity: EntityKey, search: boolean): void {
    const unchanged = (key: string) => `${key} NOT IN (SELECT rid FROM temp."later_${entity}")`;
    this.#make(
      `CREATE TEMP VIEW "${entity}" AS SELECT * FROM main."${entity}" WHERE ${unchanged('rid')}
         UNION ALL SELECT * FROM temp."past_${entity}"`,
      `DROP VIEW temp."${entity}"`,
    );
    if (!search || !hasGrams(entityOf(entity))) return;
    // The column that MATCH names is called like the table.
    const grams = `${entity}_grams`;
    this.#make(
      `CREATE TEMP VIEW "${grams}" AS
         SELECT rowid AS rowid, "${grams}" AS "${grams}" FROM main."${grams}" WHERE ${unchanged('rowid')}
         UNION ALL SELECT rowid, "past_${grams}" FROM temp."past_${grams}"`,
      `DROP VIEW temp."${grams}"`,
    );
  }
}

function counts(entry: Entry, { asOf, cursor }: Moment): boolean {
  return (asOf === undefined || entry.ms <= asOf) && (cursor === undefined || entry.seq <= cursor);
}
