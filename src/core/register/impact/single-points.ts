import { effectOn } from '../../../model/redundancy.ts';
import type { Supply, SupplyNet } from './supply-net.ts';

/** An asset whose failing alone brings the service down, and why: places in the net and relation types. */
export interface SinglePoint {
  readonly place: number;
  /** From the failing asset to the service; `via` is the type over which the step before brought it down. */
  readonly path: readonly { readonly place: number; readonly via: string | null }[];
}

export interface SinglePoints {
  readonly points: readonly SinglePoint[];
  /** Assets that were tried. */
  readonly tested: number;
  /** False when the work was broken off: what was not tried may be a single point too. */
  readonly complete: boolean;
}

export interface TrialOptions {
  readonly steps?: number;
  /** Looked at now and then; work that is cancelled says that it is not complete. */
  readonly cancelled?: () => boolean;
  readonly progress?: (done: number) => void;
}

/** Steps of spreading after which the work is broken off; some ten seconds. */
export const mostSteps = 50_000_000;

/**
 * Tries every asset that a service hangs on: lets it alone fail, redundancy reckoned with, and looks whether the service
 * goes down. What brings down a single point is one itself, since more failing never mends anything; so each trial ends
 * where it meets one that is known.
 * @param net of the one service
 */
export function singlePoints(
  net: SupplyNet,
  { steps: most = mostSteps, cancelled, progress }: TrialOptions = {},
): SinglePoints {
  const trial = new Trial(net);
  const points: SinglePoint[] = [];
  let tested = 0;
  for (let place = 1; place < net.rids.length; place++) {
    if (trial.steps > most || ((place & 63) === 0 && cancelled?.() === true))
      return { points, tested, complete: false };
    if ((place & 255) === 0) progress?.(place);
    const path = trial.fail(place);
    tested++;
    if (path) points.push({ place, path });
  }
  return { points, tested, complete: true };
}

const up = 0;
const degraded = 1;
const down = 2;

/** One asset failing after the other over the same net; what a trial touched is wiped before the next. */
class Trial {
  steps = 0;
  readonly #net: SupplyNet;
  readonly #state: Uint8Array;
  /** By asset that is down: who brought it down and over which supply. */
  readonly #parent: Int32Array;
  readonly #over: Int32Array;
  readonly #degraded: Uint32Array;
  readonly #down: Uint32Array;
  readonly #touched: number[] = [];
  readonly #tallied: number[] = [];
  readonly #tallies = new Map<number, number>();
  /** Paths of the single points that are known, and of the service itself. */
  readonly #paths = new Map<number, SinglePoint['path']>([[0, [{ place: 0, via: null }]]]);

  constructor(net: SupplyNet) {
    this.#net = net;
    this.#state = new Uint8Array(net.rids.length);
    this.#parent = new Int32Array(net.rids.length);
    this.#over = new Int32Array(net.rids.length);
    this.#degraded = new Uint32Array(net.supplies.length);
    this.#down = new Uint32Array(net.supplies.length);
  }

  /** The path to the service when it goes down with this asset, else null. */
  fail(place: number): SinglePoint['path'] | null {
    this.#wipe();
    this.#state[place] = down;
    this.#touched.push(place);
    this.#parent[place] = -1;
    const met = this.#spread(place);
    if (met === null) return null;
    const path = this.#pathFrom(place, met);
    this.#paths.set(place, path);
    return path;
  }

  /** Lets the failure spread until it meets the service or a known single point; returns which. */
  #spread(failing: number): number | null {
    const { feeds, supplies } = this.#net;
    let frontier: [number, number][] = [[failing, down]];
    while (frontier.length > 0) {
      const next: [number, number][] = [];
      for (const [place, state] of frontier) {
        // It got worse since it was queued, and stands in the queue for that too.
        if (this.#state[place] !== state) continue;
        for (const at of feeds[place] as readonly number[]) {
          this.steps++;
          const supply = supplies[at] as Supply;
          const effect = this.#tally(at, supply, place, state);
          const { dependant } = supply;
          const own = this.#state[dependant] as number;
          if (dependant === failing || effect <= own) continue;
          if (own === up) this.#touched.push(dependant);
          this.#state[dependant] = effect;
          if (effect === down) {
            this.#parent[dependant] = place;
            this.#over[dependant] = at;
            if (this.#paths.has(dependant)) return dependant;
          }
          next.push([dependant, effect]);
        }
      }
      frontier = next;
    }
    return null;
  }

  /** Counts a supplier's state in a supply, and says what the dependant suffers by it. */
  #tally(at: number, supply: Supply, place: number, state: number): number {
    const key = at * this.#net.rids.length + place;
    const known = this.#tallies.get(key) ?? up;
    if (state > known) {
      if (known === up) this.#tallied.push(at);
      if (known === degraded) (this.#degraded[at] as number)--;
      if (state === down) (this.#down[at] as number)++;
      else (this.#degraded[at] as number)++;
      this.#tallies.set(key, state);
    }
    const failed = { degraded: this.#degraded[at] as number, down: this.#down[at] as number };
    const effect = effectOn(supply.needed, supply.count, failed);
    return effect === 'down' ? down : effect === 'degraded' ? degraded : up;
  }

  #pathFrom(failing: number, met: number): SinglePoint['path'] {
    const back: { place: number; via: string | null }[] = [];
    for (let at = met; at !== failing; at = this.#parent[at] as number)
      back.push({ place: at, via: (this.#net.supplies[this.#over[at] as number] as Supply).type });
    const whole = [
      { place: failing, via: null },
      ...back.reverse(),
      ...(this.#paths.get(met) ?? []).slice(1),
    ];
    const path: { place: number; via: string | null }[] = [];
    for (const step of whole) {
      // What the known one brings down may lie on the way to it: the round trip explains nothing.
      const before = path.findIndex(({ place }) => place === step.place);
      if (before >= 0) path.length = before + 1;
      else path.push(step);
    }
    return path;
  }

  #wipe(): void {
    for (const place of this.#touched) this.#state[place] = up;
    for (const at of this.#tallied) {
      this.#degraded[at] = 0;
      this.#down[at] = 0;
    }
    this.#touched.length = 0;
    this.#tallied.length = 0;
    this.#tallies.clear();
  }
}
