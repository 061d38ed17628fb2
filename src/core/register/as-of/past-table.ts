import type Database from 'better-sqlite3';
import { type EntityKey, entityOf } from '../../../model/index.ts';
import { columnValues, gramsOfRecord, type Projected, valueColumns } from '../../log/project.ts';
import type { Register } from '../../store/register.ts';
import { hasGrams, indexStatements } from '../../store/schema.ts';

/** From so many rows on, walking them all for every page costs more than indexes of their own. */
const worthIndexes = 500;

/**
 * One entity's table as it was: `later_` has the keys of the records whose rows don't count, `past_` their rows of then,
 * and a view of the table's own name shows the others and those.
 */
export class PastTable {
  readonly #reg: Register;
  readonly #entity: EntityKey;
  readonly #grams: boolean;
  readonly #made: string[] = [];
  readonly #later: Database.Statement;
  readonly #past: Database.Statement;
  readonly #takeGrams: Database.Statement | null;
  readonly #putGrams: Database.Statement | null;
  readonly #rids = new Set<number>();
  #shown = false;
  #indexed = false;

  constructor(reg: Register, entity: EntityKey, search: boolean) {
    this.#reg = reg;
    this.#entity = entity;
    this.#grams = search && hasGrams(entityOf(entity));
    this.#makeTables();
    const { db } = reg;
    const columns = [
      'rid',
      ...valueColumns(entity),
      'heads',
      'created',
      'changed_ms',
      'changed_by',
      'deleted',
    ];
    this.#later = db.prepare(`INSERT OR IGNORE INTO temp."later_${entity}"(rid) VALUES (?)`);
    this.#past = db.prepare(
      `INSERT OR REPLACE INTO temp."past_${entity}"(${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    const grams = `temp."past_${entity}_grams"`;
    this.#takeGrams = this.#grams ? db.prepare(`DELETE FROM ${grams} WHERE rowid = ?`) : null;
    this.#putGrams = this.#grams ? db.prepare(`INSERT INTO ${grams}(rowid, grams) VALUES (?, ?)`) : null;
  }

  get size(): number {
    return this.#rids.size;
  }

  /** @param row what the record was; null when it was not there */
  put(rid: number, row: Projected | null): void {
    const again = this.#rids.has(rid);
    if (!again) this.#later.run(rid);
    this.#rids.add(rid);
    if (again) this.#takeGrams?.run(rid);
    if (!row) return;
    const { heads, created, changedMs, changedBy, deleted, values } = row;
    this.#past.run(
      rid,
      ...columnValues(this.#reg.keys, this.#entity, values),
      heads,
      created,
      changedMs,
      changedBy,
      deleted ? 1 : 0,
    );
    if (!deleted) this.#putGrams?.run(rid, gramsOfRecord(entityOf(this.#entity), values));
  }

  /**
   * From now on the table's name means its past.
   * @param empty shows no row at all
   */
  show(empty: boolean): void {
    if (!this.#indexed && this.#rids.size >= worthIndexes) this.#makeIndexes();
    if (this.#shown) return;
    this.#shown = true;
    const entity = this.#entity;
    const unchanged = (key: string) =>
      empty ? '0' : `${key} NOT IN (SELECT rid FROM temp."later_${entity}")`;
    this.#make(
      `CREATE TEMP VIEW "${entity}" AS SELECT * FROM main."${entity}" WHERE ${unchanged('rid')}
         UNION ALL SELECT * FROM temp."past_${entity}"`,
      `DROP VIEW temp."${entity}"`,
    );
    if (!this.#grams) return;
    // The column that MATCH names is called like the table.
    const grams = `${entity}_grams`;
    this.#make(
      `CREATE TEMP VIEW "${grams}" AS
         SELECT rowid AS rowid, "${grams}" AS "${grams}" FROM main."${grams}" WHERE ${unchanged('rowid')}
         UNION ALL SELECT rowid, "past_${grams}" FROM temp."past_${grams}"`,
      `DROP VIEW temp."${grams}"`,
    );
  }

  /** Last made, first dropped: the view before what it shows. */
  drop(): void {
    for (const statement of this.#made.reverse()) this.#reg.db.exec(statement);
    this.#made.length = 0;
  }

  #make(statement: string, drop: string): void {
    this.#reg.db.exec(statement);
    this.#made.push(drop);
  }

  #makeTables(): void {
    const entity = this.#entity;
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
    if (!this.#grams) return;
    this.#make(
      `CREATE VIRTUAL TABLE temp."past_${entity}_grams" USING fts5(grams, content='', contentless_delete=1, tokenize='ascii')`,
      `DROP TABLE temp."past_${entity}_grams"`,
    );
  }

  /** The same as those of the table, so that a page of the past walks an index too. They go with their table. */
  #makeIndexes(): void {
    this.#indexed = true;
    for (const statement of indexStatements(entityOf(this.#entity))) {
      const past = statement.replace(
        /^CREATE INDEX "([^"]+)" ON "([^"]+)"/,
        'CREATE INDEX temp."past_$1" ON "past_$2"',
      );
      this.#reg.db.exec(past);
    }
  }
}
