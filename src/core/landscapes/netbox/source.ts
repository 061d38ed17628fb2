import { HoldfastError } from '../../../model/errors.ts';
import type { Builder } from '../builder.ts';
import { jsonElements } from '../read/json-elements.ts';
import { type Fields, isFields, own, textOf } from '../values.ts';
import { apiKind } from './api-kinds.ts';
import { nothingKept } from './kinds.ts';

/** One object of NetBox, whether it came from a fixture or an API export. */
export interface NetboxObject {
  /** As Django names it: `dcim.device`. */
  readonly kind: string;
  readonly id: string;
  readonly fields: Fields;
  /** Its number in the account. */
  readonly object: number;
}

export interface ReadOptions {
  readonly name: string;
  /** How the file is written: a list of `{model, pk, fields}`, or pages of `{count, results}` or a bare list from the API. */
  readonly form: 'fixture' | 'page' | 'list';
  readonly onBytes?: (done: number) => void;
  readonly cancelled?: () => boolean;
}

/** Everything of one NetBox by kind and id; several files of an API export fill it together. */
export class NetboxSource {
  readonly #kinds = new Map<string, Map<string, NetboxObject>>();
  readonly #builder: Builder;
  /** Content types by number, for fixtures that were written without natural keys. */
  readonly #contentTypes = new Map<string, string>();

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  /** @throws LANDSCAPE_CUT, LANDSCAPE_JSON, LANDSCAPE_DEEP, LANDSCAPE_OTHER_VERSION */
  read(path: string, options: ReadOptions): void {
    const { form, name } = options;
    const depth = form === 'page' ? 2 : 1;
    let understood = 0;
    let other = 0;
    for (const element of jsonElements(path, { ...options, depth })) {
      if (form === 'fixture' ? this.#fixtureObject(element) : this.#apiObject(element)) understood++;
      else other++;
    }
    if (understood === 0 && other > 0) throw new HoldfastError('LANDSCAPE_OTHER_VERSION', { file: name });
  }

  #fixtureObject(element: unknown): boolean {
    if (!isFields(element)) return false;
    const kind = textOf(own(element, 'model'));
    const fields = own(element, 'fields');
    if (kind === null || !isFields(fields)) {
      const object = this.#builder.object('?', '', '');
      this.#builder.leave(object, 'LANDSCAPE_OBJECT_SHAPE');
      return false;
    }
    const id = textOf(own(element, 'pk')) ?? naturalId(fields);
    if (kind === 'contenttypes.contenttype')
      this.#contentTypes.set(id, `${textOf(own(fields, 'app_label'))}.${textOf(own(fields, 'model'))}`);
    this.#keep(kind, id, fields);
    return true;
  }

  #apiObject(element: unknown): boolean {
    const kind = isFields(element) ? apiKind(own(element, 'url')) : null;
    const id = isFields(element) ? textOf(own(element, 'id')) : null;
    if (!isFields(element) || kind === null || id === null) {
      this.#builder.leave(this.#builder.object('?', ''), 'LANDSCAPE_OBJECT_SHAPE');
      return false;
    }
    this.#keep(kind, id, element);
    return true;
  }

  #keep(kind: string, id: string, fields: Fields): void {
    const name = own(fields, 'name') ?? own(fields, 'address') ?? own(fields, 'prefix') ?? own(fields, 'cid');
    const object = this.#builder.object(kind, id, name);
    const why = nothingKept(kind);
    if (why) {
      this.#builder.leave(object, why, { kind });
      return;
    }
    let known = this.#kinds.get(kind);
    if (!known) {
      known = new Map();
      this.#kinds.set(kind, known);
    }
    if (known.has(id)) this.#builder.leave(object, 'LANDSCAPE_TWICE', { kind, id });
    else known.set(id, { kind, id, fields, object });
  }

  all(kind: string): Iterable<NetboxObject> {
    return this.#kinds.get(kind)?.values() ?? [];
  }

  get(kind: string, id: string | null): NetboxObject | null {
    return id === null ? null : (this.#kinds.get(kind)?.get(id) ?? null);
  }

  /** The object of a key that `keyOf` made. */
  getByKey(kind: string, key: string): NetboxObject | null {
    return this.get(kind, key.split(':')[2] ?? null);
  }

  /** The object that a field points to. */
  of(from: NetboxObject, field: string, kind: string): NetboxObject | null {
    return this.get(kind, idOf(own(from.fields, field)));
  }

  /** The kind that a content type names: `["dcim", "site"]`, `dcim.site` or a number. */
  contentType(value: unknown): string | null {
    if (Array.isArray(value) && value.length === 2) return `${value[0]}.${value[1]}`;
    const text = textOf(value);
    if (text === null) return null;
    return text.includes('.') ? text : (this.#contentTypes.get(text) ?? null);
  }
}

/** Objects without a number, such as users, go by what names them. */
function naturalId(fields: Fields): string {
  const parts = ['username', 'name', 'codename', 'app_label', 'model'].map((name) =>
    textOf(own(fields, name), 100),
  );
  return parts.filter((part) => part !== null).join('.');
}

/** A reference is a number in a fixture and an object with an id in an API export. */
export function idOf(value: unknown): string | null {
  return isFields(value) ? textOf(own(value, 'id')) : textOf(value);
}

/** A choice is its key in a fixture and `{value, label}` in an API export. */
export function choiceOf(value: unknown): string | null {
  return isFields(value) ? textOf(own(value, 'value')) : textOf(value);
}

/**
 * Under which key the register remembers the object. The day on which it was made goes with the number: two NetBox servers
 * both have a device 1, but hardly made on the same day.
 */
export function keyOf({ kind, id, fields }: NetboxObject): string {
  const created = textOf(own(fields, 'created'))?.slice(0, 10).replaceAll('-', '');
  return created ? `netbox:${kind}:${id}:${created}` : `netbox:${kind}:${id}`;
}
