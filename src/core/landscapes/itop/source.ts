import { isDeepStrictEqual } from 'node:util';
import type { Builder } from '../builder.ts';
import type { XmlObject } from '../read/xml-objects.ts';

export interface ItopObject extends XmlObject {
  readonly object: number;
  /** Files of one package number their objects together: `itop-config-mgmt` of `itop-config-mgmt--data.sample.xml`. */
  readonly file: string;
  readonly pack: string;
  /** Under which the register remembers it; packages that number alike are told apart. */
  readonly key: string;
}

export type Found = { readonly one: ItopObject } | { readonly none: 'missing' | 'ambiguous' };

/** All objects of an iTop by class and id. */
export class ItopSource {
  readonly all: ItopObject[] = [];
  readonly #byId = new Map<string, ItopObject[]>();
  readonly #builder: Builder;

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  add(objects: readonly XmlObject[], file: string): void {
    const pack = file.split('--')[0] ?? file;
    for (const one of objects) {
      const object = this.#builder.object(one.kind, one.id, one.fields.get('name') ?? '');
      const known = this.#byId.get(one.id) ?? [];
      const twins = known.filter(({ kind }) => kind === one.kind);
      if (twins.some((twin) => isDeepStrictEqual(twin.fields, one.fields))) {
        this.#builder.leave(object, 'LANDSCAPE_TWICE', { kind: one.kind, id: one.id });
        continue;
      }
      const key = `itop:${one.kind}:${one.id}${twins.length > 0 ? `@${pack}` : ''}`;
      const kept = { ...one, object, file, pack, key };
      this.all.push(kept);
      known.push(kept);
      this.#byId.set(one.id, known);
    }
  }

  of(kind: string): ItopObject[] {
    return this.all.filter((one) => one.kind === kind);
  }

  /**
   * The object that a field names by number. Classes of one family share their numbers, but two exports may have used one twice:
   * the one in the same file is meant, then one of the same package, then the only one.
   */
  find(from: ItopObject, field: string, kinds: ReadonlySet<string>): Found | null {
    const id = from.fields.get(field);
    if (id === undefined || id === '0') return null;
    const candidates = (this.#byId.get(id) ?? []).filter(({ kind }) => kinds.has(kind));
    const near = [
      candidates.filter(({ file }) => file === from.file),
      candidates.filter(({ pack }) => pack === from.pack),
      candidates,
    ].find((some) => some.length > 0);
    if (!near) return { none: 'missing' };
    return near.length === 1 ? { one: near[0] as ItopObject } : { none: 'ambiguous' };
  }
}

export function keyOf({ key }: ItopObject): string {
  return key;
}
