import type { ErrorParams } from '../../model/errors.ts';
import type { Value } from '../../model/types.ts';
import type {
  Description,
  Fate,
  LandscapeSource,
  LeaveCode,
  Link,
  SourceObject,
  Thing,
} from './description.ts';

type NewThing = Omit<Thing, 'object' | 'refs' | 'values' | 'defaults' | 'file'> & {
  readonly values: Readonly<Record<string, Value | undefined>>;
  readonly defaults?: Readonly<Record<string, Value | undefined>>;
  readonly refs?: Readonly<Record<string, string | null | undefined>>;
};
type NewLink = Omit<Link, 'object' | 'values'> & {
  readonly values?: Readonly<Record<string, Value | undefined>>;
};

/** Objects at most: what lies beyond would no longer fit into memory together. */
const mostObjects = 3_000_000;

/**
 * Collects what files describe. Every object is counted first, then said what becomes of it; one of which nothing was said is
 * left out with `LANDSCAPE_KIND_UNKNOWN`, so that the account always adds up.
 */
export class Builder {
  readonly #objects: SourceObject[] = [];
  readonly #fates: Array<Fate | undefined> = [];
  readonly #things = new Map<string, Thing>();
  readonly #links = new Map<string, Link>();
  readonly #missing = new Map<string, number>();
  readonly #sources = new Set<LandscapeSource>();
  /** Number of the file that is read. */
  file = 0;

  /** Counts an object; the answer is its number. */
  object(kind: string, id: string, name: unknown = ''): number {
    if (this.#objects.length >= mostObjects) throw new RangeError('too many objects');
    this.#objects.push({ kind, id, name: typeof name === 'string' ? name.slice(0, 200) : '' });
    this.#fates.push(undefined);
    return this.#objects.length - 1;
  }

  from(source: LandscapeSource): void {
    this.#sources.add(source);
  }

  hasThing(key: string): boolean {
    return this.#things.has(key);
  }

  /** The object becomes a record. A key that is taken already makes the object part of that record. */
  thing(object: number, { key, entity, values, defaults = {}, refs = {}, identity }: NewThing): void {
    if (this.#things.has(key)) {
      this.part(object, key);
      return;
    }
    const known = { values: present(values), defaults: present(defaults), refs: present(refs) };
    this.#things.set(key, { key, object, entity, identity, file: this.file, ...known });
    this.#say(object, { kind: 'thing', key });
  }

  /** More values for a thing; those that it has stay. */
  add(
    key: string,
    values: Readonly<Record<string, Value | undefined>>,
    refs: Record<string, string> = {},
  ): void {
    const thing = this.#things.get(key);
    if (!thing) return;
    this.#things.set(key, {
      ...thing,
      values: { ...present(values), ...thing.values },
      refs: { ...refs, ...thing.refs },
    });
  }

  /** Other values for a thing. */
  replace(key: string, values: Readonly<Record<string, Value>>): void {
    const thing = this.#things.get(key);
    if (thing) this.#things.set(key, { ...thing, values: { ...thing.values, ...values } });
  }

  /** The object becomes a relation, or one that goes with the object's record. */
  link(object: number, { key, type, source, target, values = {} }: NewLink): void {
    if (!this.#links.has(key))
      this.#links.set(key, { key, object, type, source, target, values: present(values) });
    this.#say(object, { kind: 'link', key });
  }

  /** The object's content stands in the record of a thing. */
  part(object: number, key: string): void {
    this.#say(object, { kind: 'part', key });
  }

  /** The object's content stands in that relation. */
  linkPart(object: number, key: string): void {
    this.#say(object, { kind: 'link', key });
  }

  leave(object: number, code: LeaveCode, params: ErrorParams = {}): void {
    this.#say(object, { kind: 'left', code, params });
  }

  /** Some things, such as a maker's name, are no object of the file: their number is -1. */
  #say(object: number, fate: Fate): void {
    if (object >= 0) this.#fates[object] ??= fate;
  }

  /** Something is pointed to that is not in the files. */
  missing(what: string): void {
    this.#missing.set(what, (this.#missing.get(what) ?? 0) + 1);
  }

  finish(): Description {
    const fates = this.#fates.map((fate, i): Fate => {
      if (fate) return fate;
      return { kind: 'left', code: 'LANDSCAPE_KIND_UNKNOWN', params: { kind: this.#objects[i]?.kind ?? '' } };
    });
    return {
      sources: [...this.#sources],
      objects: this.#objects,
      fates,
      things: [...this.#things.values()],
      links: [...this.#links.values()],
      missing: [...this.#missing].map(([what, count]) => ({ what, count })),
    };
  }
}

function present<V>(values: Readonly<Record<string, V | null | undefined>>): Record<string, V> {
  const kept: Record<string, V> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') kept[name] = value;
  }
  return kept;
}
