import type { Value } from '../../model/index.ts';
import { declaredFields, type WritingKeys } from '../store/codec.ts';
import { isUuid } from './pure/ids.ts';
import { stableJson } from './pure/merge.ts';

/**
 * A patch as `encodePatch` stores it and as `canonicalPatch` hashes it, made together: the texts of its values are the same but
 * for references, and most patches of a batch name the same fields.
 */
export class PatchTexts {
  readonly #keys: WritingKeys;
  #entity = '';
  /** Fields of the newest patch in its own order, and what follows from them. */
  #names: readonly string[] = [];
  #quoted: readonly string[] = [];
  #isRef: readonly boolean[] = [];
  /** Positions by name, sorted as `stableJson` does. */
  #sorted: readonly number[] = [];

  constructor(keys: WritingKeys) {
    this.#keys = keys;
  }

  of(entity: string, patch: Readonly<Record<string, Value>>): { patch: string; canonical: string } {
    const names = Object.keys(patch);
    if (!this.#isKnown(entity, names)) this.#learn(entity, names);
    const texts: string[] = [];
    let stored = '{';
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      const value = patch[name] as Value;
      const text = typeof value === 'number' ? String(value) : stableJson(value);
      texts.push(text);
      const own =
        this.#isRef[i] && isUuid(value)
          ? this.#keys.rid(value, declaredFields(entity)[name]?.target ?? null)
          : text;
      stored += `${i === 0 ? '' : ','}"${this.#keys.fieldKey(entity, name)}":${own}`;
    }
    let canonical = '{';
    for (let i = 0; i < names.length; i++) {
      const at = this.#sorted[i] as number;
      canonical += `${i === 0 ? '' : ','}${this.#quoted[at]}:${texts[at]}`;
    }
    return { patch: `${stored}}`, canonical: `${canonical}}` };
  }

  #isKnown(entity: string, names: readonly string[]): boolean {
    const known = this.#names;
    if (entity !== this.#entity || names.length !== known.length) return false;
    for (let i = 0; i < names.length; i++) if (names[i] !== known[i]) return false;
    return true;
  }

  #learn(entity: string, names: readonly string[]): void {
    const fields = declaredFields(entity);
    this.#entity = entity;
    this.#names = names;
    this.#quoted = names.map((name) => JSON.stringify(name));
    this.#isRef = names.map((name) => fields[name]?.type === 'ref');
    const order = new Map(names.map((name, at) => [name, at]));
    this.#sorted = [...names].sort().map((name) => order.get(name) as number);
  }
}
