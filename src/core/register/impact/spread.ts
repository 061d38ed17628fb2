import type { Catalogue } from '../../../model/catalogue.ts';
import { type Effect, effectOn, type Needs, needsOf } from '../../../model/redundancy.ts';
import { type RelationStore, rawStatement } from '../relation-store.ts';
import { catalogueOf, goneStatuses, type Way, waysOf } from './ways.ts';

/** How an asset came into a state: by which supplier, over which relation type, after how many steps. */
export interface Cause {
  readonly depth: number;
  readonly parent: number | null;
  /** The state of the parent that did it. */
  readonly by: Effect | null;
  readonly via: string | null;
}

/** What an affected asset suffers, and how it came to it; an asset may be degraded first and go down later. */
export interface Suffering {
  effect: Effect;
  degraded: Cause | null;
  down: Cause | null;
}

export interface Spread {
  /** The failing assets and all that is affected, in the order in which it was reached. */
  readonly reached: ReadonlyMap<number, Suffering>;
  /** True when there is more than the limit. */
  readonly truncated: boolean;
  /** Supplier and dependant of every relation that carried something, one pair after the other. */
  readonly links: readonly number[];
}

/** Suppliers of one asset by one relation type, as far as they have failed. */
interface Tally {
  readonly needs: Needs;
  /** How many there are; known only where fewer than all are needed. */
  readonly suppliers: number;
  readonly degraded: Set<number>;
  readonly down: Set<number>;
}

type Row = [
  supplier: number,
  type: string,
  dependant: number,
  classKey: string | null,
  redundancy: string | null,
];

/**
 * Lets failure travel from the failing assets in rounds: in each, what changed in the round before acts on what hangs on
 * it. States only get worse, so cycles end by themselves and the result does not depend on any order. The depth of
 * a state is the round in which it was reached, which is the length of a shortest explanation.
 * @param limit most affected assets
 */
export function spread(store: RelationStore, roots: readonly number[], limit: number): Spread {
  return new Spreading(store, roots, limit).run();
}

class Spreading {
  readonly #store: RelationStore;
  readonly #roots: ReadonlySet<number>;
  readonly #rootList: string;
  readonly #most: number;
  readonly #reached = new Map<number, Suffering>();
  readonly #tallies = new Map<string, Tally>();
  readonly #links: number[] = [];
  readonly #ways: readonly Way[];
  readonly #catalogue: Catalogue;

  constructor(store: RelationStore, roots: readonly number[], limit: number) {
    this.#store = store;
    this.#ways = waysOf(store);
    this.#catalogue = catalogueOf(store);
    this.#roots = new Set(roots);
    this.#rootList = JSON.stringify([...this.#roots]);
    this.#most = this.#roots.size + limit;
    const start: Cause = { depth: 0, parent: null, by: null, via: null };
    for (const rid of this.#roots) this.#reached.set(rid, { effect: 'down', degraded: null, down: start });
  }

  run(): Spread {
    let frontier: ReadonlyMap<number, Effect> = new Map([...this.#roots].map((rid) => [rid, 'down']));
    for (let depth = 1; frontier.size > 0; depth++) {
      const next = new Map<number, Effect>();
      for (const way of this.#ways) {
        if (!this.#round(way, depth, frontier, next))
          return { reached: this.#reached, truncated: true, links: this.#links };
      }
      frontier = next;
    }
    return { reached: this.#reached, truncated: false, links: this.#links };
  }

  /** Lets one round's changes act in one way; false when it had to stop at the limit. */
  #round(way: Way, depth: number, frontier: ReadonlyMap<number, Effect>, next: Map<number, Effect>): boolean {
    const rows = rawStatement(this.#store, way.dependants).all({
      frontier: JSON.stringify([...frontier.keys()]),
      types: way.types,
      gone: goneStatuses,
    }) as Row[];
    for (const row of rows) {
      const [supplier, type, dependant] = row;
      if (this.#roots.has(dependant)) continue;
      this.#links.push(supplier, dependant);
      const by = frontier.get(supplier) as Effect;
      const tally = this.#tally(way, row);
      note(tally, supplier, by);
      const effect = effectOn(tally.needs, tally.suppliers, {
        degraded: tally.degraded.size,
        down: tally.down.size,
      });
      if (effect === null) continue;
      if (!this.#suffer(dependant, effect, { depth, parent: supplier, by, via: type })) return false;
      if (this.#reached.get(dependant)?.[effect]?.depth === depth)
        next.set(dependant, worst(next.get(dependant), effect));
    }
    return true;
  }

  #tally(way: Way, [, type, dependant, classKey, redundancy]: Row): Tally {
    const key = `${way === this.#ways[0] ? '<' : '>'}${type} ${dependant}`;
    let tally = this.#tallies.get(key);
    if (!tally) {
      const needs = needsOf(
        type,
        classKey,
        redundancy === null ? null : JSON.parse(redundancy),
        this.#catalogue,
      );
      // Where all are needed the number does not matter, and counting a hub's would cost much.
      const suppliers =
        needs === 'all' || needs === 0 ? Number.MAX_SAFE_INTEGER : this.#suppliers(way, type, dependant);
      tally = { needs: needs === 'all' ? suppliers : needs, suppliers, degraded: new Set(), down: new Set() };
      this.#tallies.set(key, tally);
    }
    return tally;
  }

  #suppliers(way: Way, type: string, dependant: number): number {
    const parameters = { dependant, type, gone: goneStatuses, roots: this.#rootList };
    return (rawStatement(this.#store, way.count).get(parameters) as [number])[0];
  }

  /** Notes the worse state of an asset; false when there is no room for one more. */
  #suffer(rid: number, effect: Effect, cause: Cause): boolean {
    const known = this.#reached.get(rid);
    if (!known) {
      if (this.#reached.size >= this.#most) return false;
      this.#reached.set(rid, { effect, degraded: null, down: null, [effect]: cause });
    } else if (known.effect === 'degraded' && effect === 'down') {
      known.effect = 'down';
      known.down = cause;
    }
    return true;
  }
}

function note(tally: Tally, supplier: number, effect: Effect): void {
  if (effect === 'down') {
    tally.degraded.delete(supplier);
    tally.down.add(supplier);
  } else if (!tally.down.has(supplier)) tally.degraded.add(supplier);
}

const worst = (a: Effect | undefined, b: Effect): Effect => (a === 'down' ? a : b);
