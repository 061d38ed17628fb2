import type { Register } from '../../store/register.ts';
import { type Moment, Overlay } from './overlay.ts';

/** Moments whose overlays are kept; each has a connection and temporary tables of its own. */
const keptMoments = 2;

/** How the file stood when an overlay was last brought up to it. */
interface Standing {
  readonly cursor: number;
  /** Rejections, and stamps that were corrected, change entries that are there already. */
  readonly rewritten: string;
}

export interface PastWatch {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * The register at past moments, kept warm: the overlay of a moment is built at its first use and brought up to the file at
 * every further one, at the cost of what was written since; the moment that was not used for longest makes room for a new one.
 * One piece of work at a time.
 */
export class KeptPast {
  readonly #open: () => Register;
  readonly #views = new Map<string, PastView>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @param open opens the register for reading, beside whoever writes it */
  constructor(open: () => Register) {
    this.#open = open;
  }

  /** Runs `work` on a connection on which every statement reads the register as it was. */
  read<T>(moment: Moment, work: (reg: Register) => T | Promise<T>, watch: PastWatch = {}): Promise<T> {
    const run = this.#turn.then(() => this.#read(moment, work, watch));
    this.#turn = run.catch(() => {});
    return run;
  }

  async #read<T>(moment: Moment, work: (reg: Register) => T | Promise<T>, watch: PastWatch): Promise<T> {
    const key = JSON.stringify([moment.asOf ?? null, moment.cursor ?? null, moment.seen ?? null]);
    const view = this.#views.get(key) ?? new PastView(this.#open(), moment);
    this.#views.delete(key);
    try {
      const result = await view.read(work, watch);
      this.#views.set(key, view);
      return result;
    } catch (cause) {
      if (view.isBuilt) this.#views.set(key, view);
      else view.close();
      throw cause;
    } finally {
      for (const [old, unused] of [...this.#views].slice(0, -keptMoments)) {
        this.#views.delete(old);
        unused.close();
      }
    }
  }

  close(): void {
    for (const view of this.#views.values()) view.close();
    this.#views.clear();
  }
}

class PastView {
  readonly #reg: Register;
  readonly #moment: Moment;
  #overlay: Overlay | null = null;
  #standing: Standing | null = null;

  constructor(reg: Register, moment: Moment) {
    this.#reg = reg;
    this.#moment = moment;
  }

  get isBuilt(): boolean {
    return this.#overlay !== null;
  }

  async read<T>(work: (reg: Register) => T | Promise<T>, watch: PastWatch): Promise<T> {
    const { db } = this.#reg;
    // The overlay and what it covers must be of the same state of the file.
    db.exec('BEGIN');
    try {
      this.#bringUp(watch);
      return await work(this.#reg);
    } finally {
      db.exec('COMMIT');
    }
  }

  close(): void {
    this.#reg.close();
  }

  #bringUp({ onProgress }: PastWatch): void {
    const now = standingOf(this.#reg);
    const known = this.#standing;
    if (this.#overlay && known && (known.rewritten !== now.rewritten || known.cursor > now.cursor)) {
      this.#overlay.drop();
      this.#overlay = null;
    }
    if (!this.#overlay) {
      const overlay = new Overlay(this.#reg, this.#moment);
      try {
        overlay.build(onProgress);
      } catch (cause) {
        overlay.drop();
        throw cause;
      }
      this.#overlay = overlay;
    } else if (known && known.cursor < now.cursor) {
      this.#overlay.refresh(known.cursor);
    }
    // Somebody may have defined something since; building the catalogue costs more than a page.
    if (known?.cursor !== now.cursor || known.rewritten !== now.rewritten) this.#reg.forgetCatalogue();
    this.#standing = now;
  }
}

/** Where the log says how often stamps were corrected; see core/sync/restamp.ts. */
export const restampedKey = 'restamped';

function standingOf(reg: Register): Standing {
  const rejected = reg.sql('SELECT count(*) FROM rejection').pluck().get() as number;
  return { cursor: reg.cursor(), rewritten: `${rejected} ${reg.localSetting(restampedKey) ?? ''}` };
}
