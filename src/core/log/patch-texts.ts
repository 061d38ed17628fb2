import type { EntityKey, Value } from '../../model/index.ts';
import { declaredFields, type WritingKeys } from '../store/codec.ts';
import { isUuid } from './pure/ids.ts';
import { stableJson } from './pure/merge.ts';

/** Rows of a file have few shapes: what they hold and what they leave empty. */
const shapesKept = 16;

/** The fields of a patch in its own order, and what follows from them alone. */
interface Shape {
  readonly entity: string;
  readonly names: readonly string[];
  /** What stands before each value where it is stored, in the patch's own order. */
  readonly stored: readonly string[];
  /** What stands before each value where it is hashed, sorted as `stableJson` does. */
  readonly canonical: readonly string[];
  /** What a field refers to; undefined where it holds no reference. */
  readonly target: ReadonlyArray<EntityKey | null | undefined>;
  /** Positions of the values in the order of `canonical`. */
  readonly sorted: readonly number[];
}

/**
 * A patch as `encodePatch stores it and as `canonicalPatch` hashes it, made together: the texts of its values are the same but
 * for references, and most patches of a batch name the same fields.
 */
export class PatchTexts {
  readonly #keys: WritingKeys;
  /** The shapes met last, the newest first. */
  #shapes: Shape[] = [];

  constructor(keys: WritingKeys) {
    this.#keys = keys;
  }

  of(entity: string, patch: Readonly<Record<string, Value>>): { patch: string; canonical: string } {
    const names = Object.keys(patch);
    const { stored, canonical, target, sorted } = this.#shapeOf(entity, names);
    const texts: string[] = [];
    let own = '';
    for (let i = 0; i < names.length; i++) {
      const value = patch[names[i] as string] as Value;
      const text = typeof value === 'number' ? String(value) : stableJson(value);
      texts.push(text);
      const to = target[i];
      own += `${stored[i]}${to !== undefined && isUuid(value) ? this.#keys.rid(value, to) : text}`;
    }
    let hashed = '';
    for (let i = 0; i < sorted.length; i++) hashed += `${canonical[i]}${texts[sorted[i] as number]}`;
    return { patch: own === '' ? '{}' : `${own}}`, canonical: hashed === '' ? '{}' : `${hashed}}` };
  }

  #shapeOf(entity: string, names: readonly string[]): Shape {
    const shapes = this.#shapes;
    for (const shape of shapes) if (isSame(shape, entity, names)) return shape;
    const shape = this.#learn(entity, names);
    shapes.unshift(shape);
    if (shapes.length > shapesKept) shapes.pop();
    return shape;
  }

  #learn(entity: string, names: readonly string[]): Shape {
    const fields = declaredFields(entity);
    const order = new Map(names.map((name, at) => [name, at]));
    const sorted = [...names].sort();
    const before = (i: number) => (i === 0 ? '{' : ',');
    return {
      entity,
      names,
      stored: names.map((name, i) => `${before(i)}"${this.#keys.fieldKey(entity, name)}":`),
      canonical: sorted.map((name, i) => `${before(i)}${JSON.stringify(name)}:`),
      target: names.map((name) =>
        fields[name]?.type === 'ref' ? (fields[name]?.target ?? null) : undefined,
      ),
      sorted: sorted.map((name) => order.get(name) as number),
    };
  }
}

function isSame(shape: Shape, entity: string, names: readonly string[]): boolean {
  const known = shape.names;
  if (entity !== shape.entity || names.length !== known.length) return false;
  // Rows differ in what they leave out, most often towards the end.
  for (let i = names.length - 1; i >= 0; i--) if (names[i] !== known[i]) return false;
  return true;
}
