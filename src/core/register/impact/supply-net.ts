import { needsOf } from '../../../model/redundancy.ts';
import { type RelationStore, rawStatement } from '../relation-store.ts';
import { catalogueOf, goneStatuses, waysOf } from './ways.ts';

/** What one asset needs by one relation type: how many of which suppliers. */
export interface Supply {
  readonly dependant: number;
  readonly type: string;
  /** How many of the suppliers it needs at least. */
  needed: number;
  /** How many there are, those beyond the limit of the net included. */
  count: number;
  /** Those that are in the net. */
  readonly suppliers: number[];
}

/** All that some assets hang on, by place in `rids`. */
export interface SupplyNet {
  /** The assets asked about first, then nearer before farther. */
  readonly rids: readonly number[];
  /** Steps from the assets asked about. */
  readonly depths: readonly number[];
  /** Over which supply each was found first; -1 for the assets asked about. */
  readonly foundBy: readonly number[];
  readonly supplies: readonly Supply[];
  /** By asset, the supplies in which it is a supplier. */
  readonly feeds: readonly (readonly number[])[];
  /** True when there is more than the limit. */
  readonly truncated: boolean;
}

type Row = [
  supplier: number,
  type: string,
  dependant: number,
  classKey: string | null,
  redundancy: string | null,
];

/**
 * Follows what some assets hang on, backwards along the relations that carry failure. What an asset needs none of (a VLAN its
 * members) is left out, and so are assets that are gone.
 * @param limit most assets, those asked about included
 */
export function supplyNet(store: RelationStore, roots: readonly number[], limit: number): SupplyNet {
  return new Net(store, roots, limit).build();
}

class Net {
  readonly #store: RelationStore;
  readonly #limit: number;
  readonly #places = new Map<number, number>();
  readonly #rids: number[] = [];
  readonly #depths: number[] = [];
  readonly #foundBy: number[] = [];
  readonly #supplies: Supply[] = [];
  readonly #feeds: number[][] = [];
  #truncated = false;

  constructor(store: RelationStore, roots: readonly number[], limit: number) {
    this.#store = store;
    this.#limit = Math.max(limit, roots.length);
    for (const rid of roots) this.#place(rid, 0, -1);
  }

  build(): SupplyNet {
    for (let from = 0, depth = 1; from < this.#rids.length; depth++) {
      const frontier = this.#rids.slice(from);
      from = this.#rids.length;
      this.#round(frontier, depth);
    }
    return {
      rids: this.#rids,
      depths: this.#depths,
      foundBy: this.#foundBy,
      supplies: this.#supplies,
      feeds: this.#feeds,
      truncated: this.#truncated,
    };
  }

  #round(frontier: readonly number[], depth: number): void {
    const catalogue = catalogueOf(this.#store);
    for (const way of waysOf(this.#store)) {
      const supplies = new Map<string, { at: number; seen: Set<number> }>();
      const rows = rawStatement(this.#store, way.suppliers).all({
        frontier: JSON.stringify(frontier),
        types: way.types,
        gone: goneStatuses,
      }) as Row[];
      for (const [supplier, type, dependant, classKey, redundancy] of rows) {
        const key = `${type} ${dependant}`;
        let known = supplies.get(key);
        if (!known) {
          const needs = needsOf(
            type,
            classKey,
            redundancy === null ? null : JSON.parse(redundancy),
            catalogue,
          );
          const needed = needs === 'all' ? Number.POSITIVE_INFINITY : needs;
          const at = this.#place(dependant, depth, -1);
          known = { at: needs === 0 ? -1 : this.#supplies.length, seen: new Set() };
          if (needs !== 0) this.#supplies.push({ dependant: at, type, needed, count: 0, suppliers: [] });
          supplies.set(key, known);
        }
        if (known.at < 0 || known.seen.has(supplier)) continue;
        known.seen.add(supplier);
        this.#feed(supplier, known.at, depth);
      }
      for (const { at } of supplies.values()) {
        const supply = this.#supplies[at];
        if (supply) supply.needed = Math.min(supply.needed, supply.count);
      }
    }
  }

  #feed(supplier: number, at: number, depth: number): void {
    const supply = this.#supplies[at] as Supply;
    supply.count++;
    const place = this.#place(supplier, depth, at);
    if (place < 0) return;
    supply.suppliers.push(place);
    this.#feeds[place]?.push(at);
  }

  /** Where an asset stands; -1 when there is no room for it. */
  #place(rid: number, depth: number, foundBy: number): number {
    const known = this.#places.get(rid);
    if (known !== undefined) return known;
    if (this.#rids.length >= this.#limit) {
      this.#truncated = true;
      return -1;
    }
    const place = this.#rids.length;
    this.#places.set(rid, place);
    this.#rids.push(rid);
    this.#depths.push(depth);
    this.#foundBy.push(foundBy);
    this.#feeds.push([]);
    return place;
  }
}
