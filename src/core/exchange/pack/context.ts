import { type EntityKey, entityOf, HoldfastError, type Label, type Language } from '../../../model/index.ts';
import { deviceName, labelOf } from '../../register/labels.ts';
import { type ListRow, rowsByRid } from '../../register/rows.ts';
import type { Register } from '../../store/register.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { DataDigest } from '../export/digest.ts';
import type { WriteCell, WriteColumn, WriteSheet } from '../write/types.ts';
import { type PackText, packTexts } from './texts.ts';

/** Milliseconds since 1970, both included. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A sheet that was written: what the cover says of it. */
export interface Written {
  readonly name: string;
  rows: number;
  sha256: string;
  /** Counts and hashes the rows of a sheet that the cover names before it is written. */
  measure(): void;
}

const keptWords = 50_000;

/** What every sheet of a pack is made with. */
export class PackContext {
  readonly reg: Register;
  readonly period: Period;
  readonly language: Language;
  readonly zone: string;
  readonly written: Written[] = [];
  readonly #job: JobContext;
  readonly #words = new Map<number, string>();
  readonly #devices = new Map<string, string>();
  readonly #open: Generator[] = [];
  #done = 0;

  constructor(job: JobContext, period: Period, language: Language) {
    this.#job = job;
    this.reg = job.register();
    this.period = period;
    this.language = language;
    this.zone = this.reg.meta('timeZone') ?? 'UTC';
  }

  say(text: PackText | Label): string {
    return (typeof text === 'string' ? packTexts[text] : text)[this.language];
  }

  /** A moment as the register's own clock shows it, which is what a spreadsheet's dates mean. */
  moment(ms: number | null | undefined): number | null {
    return ms === null || ms === undefined ? null : ms + offsetAt(this.zone, ms);
  }

  /** Words for a record, kept: people and places repeat on many lines. */
  words(entity: EntityKey | undefined, rid: number | null): string {
    if (rid === null || !entity) return '';
    let text = this.#words.get(rid);
    if (text === undefined) {
      text = labelOf(this.reg, entity, rid);
      if (this.#words.size < keptWords) this.#words.set(rid, text);
    }
    return text;
  }

  /** An asset's tag, another record's code or name. */
  tag(entity: EntityKey, rid: number): string {
    if (entity !== 'asset') return this.words(entity, rid);
    const { tag, name } = (this.reg.sql('SELECT tag, name FROM asset WHERE rid = ?').get(rid) ?? {}) as {
      tag?: string | null;
      name?: string | null;
    };
    return tag ?? name ?? '';
  }

  device(id: string): string {
    let name = this.#devices.get(id);
    if (name === undefined) {
      name = deviceName(this.reg, id);
      this.#devices.set(id, name);
    }
    return name;
  }

  entityName(entity: EntityKey): string {
    return entityOf(entity).label[this.language];
  }

  /** Counts one step of long work. @throws HoldfastError CANCELLED */
  step(): void {
    if (++this.#done % 500 !== 0) return;
    this.check();
    this.#job.progress('pack', this.#done, null);
  }

  /** @throws HoldfastError CANCELLED */
  check(): void {
    if (this.#job.cancelled()) throw new HoldfastError('CANCELLED');
  }

  /** Lets go of statements that a broken-off sheet still reads from: the connection is busy while any is open. */
  close(): void {
    for (const rows of this.#open) rows.return(undefined);
  }

  /** A sheet whose rows are counted and hashed while they are written. */
  sheet(
    name: PackText,
    columns: readonly WriteColumn[],
    rows: () => Iterable<readonly WriteCell[]>,
    more: Partial<WriteSheet> = {},
  ): WriteSheet {
    const written: Written = {
      name: this.say(name),
      rows: 0,
      sha256: '',
      measure: () => {
        if (written.sha256 === '') for (const _ of this.#counted(written, columns, rows));
      },
    };
    this.written.push(written);
    const counted = this.#counted(written, columns, rows);
    this.#open.push(counted);
    return { name: written.name, columns, rows: counted, ...more };
  }

  *#counted(
    written: Written,
    columns: readonly WriteColumn[],
    rows: () => Iterable<readonly WriteCell[]>,
  ): Generator<readonly WriteCell[]> {
    const digest = new DataDigest();
    digest.header(columns.map(({ header }) => header));
    written.rows = 0;
    for (const row of rows()) {
      this.step();
      digest.row(row, columns);
      written.rows++;
      yield row;
    }
    written.sha256 = digest.finish();
  }
}

/** Records in the order asked for: as of the past, a table's rows come from two places. */
export function rowsInOrder(reg: Register, entity: EntityKey, rids: readonly number[]): ListRow[] {
  const found = new Map(rowsByRid(reg, entity, rids).map((row) => [row.id, row]));
  return rids.flatMap((rid) => found.get(reg.keys.uuid(rid)) ?? []);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the zone's clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(zone: string, ms: number): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(zone, clock);
  }
  const whole = Math.floor(ms / 1000) * 1000;
  return Date.parse(`${clock.format(whole).replace(' ', 'T')}Z`) - whole - (ms - whole);
}
