import { HoldfastError } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { sealNewest } from './append.ts';
import { type BatchContext, type Draft, writeDraft } from './commit.ts';
import type { LateRefusal } from './late-refusals.ts';
import type { PreparedPart } from './prepare.ts';
import { PreparedWriter } from './write-prepared.ts';

/** A row of the stage whose turn it is. */
export interface StagedPart {
  readonly n: number;
  readonly prepared: PreparedPart | null;
  /** The drafts themselves, read when they are needed. */
  readonly drafts: () => readonly Draft[];
}

/** How often the clock is asked, in drafts. */
const draftsPerLook = 8;

/**
 * Fewer drafts than this are not worth a transaction: on a busy machine the time is over before much is done, and each
 * transaction writes the same pages of the indexes once more. Half of it took a quarter more time, and scans waited longer.
 */
const draftsAtLeast = 500;

/**
 * Writes a staged batch from where it stands, slice by slice. How much of the newest row of the stage is written stands in
 * the file too, in a row numbered 0, so that a slice may end anywhere.
 */
export class StageWriter {
  readonly late: LateRefusal[] = [];
  /** Drafts written or refused. */
  done = 0;
  readonly #reg: Register;
  readonly #context: BatchContext;
  readonly #next: () => StagedPart | null;
  #part: StagedPart | null = null;
  #prepared: PreparedWriter | null = null;
  /** Drafts of the part that are written. */
  #at = 0;
  /** Set once something did not go as the worker expected: what it prepared afterwards may point to what is not there. */
  #distrust = false;

  constructor(reg: Register, context: BatchContext, next: () => StagedPart | null) {
    this.#reg = reg;
    this.#context = context;
    this.#next = next;
  }

  /** True when there is something to write at once. */
  hasWork(): boolean {
    if (this.#part) return true;
    this.#part = this.#next();
    if (!this.#part) return false;
    const { prepared } = this.#part;
    this.#prepared = prepared ? new PreparedWriter(this.#reg, this.#context, prepared) : null;
    this.#at = this.#writtenBefore(this.#part.n);
    this.#prepared?.skipTo(this.#at);
    return true;
  }

  /**
   * Writes drafts until a moment, at least a few. Within a transaction.
   * @param until as `performance.now()` counts
   */
  write(until: number): void {
    let wrote = false;
    const enough = this.done + draftsAtLeast;
    do {
      wrote = this.#writePart(until, enough) || wrote;
      // What stands after a slice is looked up when it is gone on with.
    } while ((performance.now() < until || this.done < enough) && this.hasWork());
    if (this.#part && this.#at > 0) this.#noteWritten(this.#part.n, this.#at);
    if (wrote) sealNewest(this.#reg);
  }

  #writePart(until: number, enough: number): boolean {
    const part = this.#part as StagedPart;
    const count = part.prepared?.count ?? part.drafts().length;
    if (this.#prepared && !this.#prepared.refersToLiving(this.#at)) this.#distrust = true;
    const from = this.#at;
    while (this.#at < count) {
      this.#writeOne(part, this.#at++);
      this.done++;
      if (this.done >= enough && this.#at % draftsPerLook === 0 && performance.now() >= until) break;
    }
    if (this.#at < count) return true;
    this.#reg.sql('DELETE FROM stage WHERE batch = ? AND n IN (0, ?)').run(this.#context.key, part.n);
    this.#part = null;
    this.#at = 0;
    return count > from;
  }

  #writeOne(part: StagedPart, at: number): void {
    if (this.#prepared && !this.#distrust && this.#prepared.write(at)) return;
    this.#prepared?.skip(at);
    const rid = part.prepared?.rids[at];
    try {
      const draft = part.drafts()[at] as Draft;
      demandOwner(this.#reg, draft);
      const { record } = writeDraft(this.#reg, this.#context, draft, rid || undefined);
      if (rid && this.#reg.keys.findRid(record) !== rid) this.#distrust = true;
    } catch (cause) {
      // Every check of a draft stands before its first write, so a refused one leaves nothing behind.
      if (!(cause instanceof HoldfastError)) throw cause;
      const { code, params } = cause;
      const draft = part.drafts()[at] as Draft;
      this.late.push({ row: part.n, index: at, code, params, draft });
      this.#distrust ||= rid !== undefined && rid > 0;
    }
  }

  #writtenBefore(n: number): number {
    const note = this.#reg
      .sql('SELECT drafts FROM stage WHERE batch = ? AND n = 0')
      .pluck()
      .get(this.#context.key) as string | undefined;
    const [row, drafts] = (note ?? '').split(' ');
    return Number(row) === n ? Number(drafts) : 0;
  }

  #noteWritten(n: number, drafts: number): void {
    this.#reg
      .sql('INSERT OR REPLACE INTO stage(batch, n, drafts) VALUES (?, 0, ?)')
      .run(this.#context.key, `${n} ${drafts}`);
  }
}

/**
 * A photo of an asset that was refused stays out with it: nobody would ever see it. The worker expects no refusal, so what comes
 * after one is written by this way alone.
 * @throws HoldfastError RECORD_NOT_FOUND
 */
function demandOwner(reg: Register, draft: Draft): void {
  if (draft.entity !== 'attachment' || draft.op !== 'create') return;
  const id = String(draft.patch.record ?? '');
  const rid = reg.keys.findRid(id);
  const entity = rid === null ? null : reg.keys.entityOf(rid);
  const found = entity !== null && reg.sql(`SELECT 1 FROM "${entity}" WHERE rid = ?`).get(rid) !== undefined;
  if (!found) throw new HoldfastError('RECORD_NOT_FOUND', { id });
}
