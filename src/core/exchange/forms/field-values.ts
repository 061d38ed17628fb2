import {
  type Catalogue,
  type EntityKey,
  entityOf,
  type FieldDef,
  type Label,
  type Language,
  type Value,
} from '../../../model/index.ts';
import { labelOfId } from '../../register/labels.ts';
import { type ListRow, rowsByRid } from '../../register/rows.ts';
import { minuteIn } from '../../stocktake/date.ts';
import type { Register } from '../../store/register.ts';
import { WordList } from '../values/choice.ts';
import { valueWords } from '../words.ts';
import type { FormValue } from './marks.ts';

interface Known {
  readonly fields: Map<EntityKey, { words: WordList; fields: ReadonlyMap<string, FieldDef> }>;
  readonly paths: Map<string, FieldPath | null>;
}

const made = new WeakMap<Catalogue, Known>();

function knownOf(catalogue: Catalogue): Known {
  let known = made.get(catalogue);
  if (!known) {
    known = { fields: new Map(), paths: new Map() };
    made.set(catalogue, known);
  }
  return known;
}

/** Fields of an entity, those of every class too, and the words that people call them. */
function fieldsFor(catalogue: Catalogue, entity: EntityKey) {
  const known = knownOf(catalogue).fields;
  let found = known.get(entity);
  if (!found) {
    const fields = new Map<string, FieldDef>(Object.entries(entityOf(entity).fields));
    const more = entity === 'asset' ? Object.entries(catalogue.attrFields) : [];
    for (const [key, field] of more) if (!fields.has(key)) fields.set(key, field);
    found = { words: new WordList(fields), fields };
    known.set(entity, found);
  }
  return found;
}

/** The way to a value: fields that refer to other records, then the field itself. */
interface FieldPath {
  readonly entity: EntityKey;
  readonly key: string;
  readonly field: FieldDef;
  readonly below: FieldPath | null;
}

/** `tag`, `资产编号`, `user.phone` or `使用人.工号`; null when there is no such field. */
export function fieldPath(catalogue: Catalogue, entity: EntityKey, name: string): FieldPath | null {
  const { paths } = knownOf(catalogue);
  const id = `${entity} ${name}`;
  let found = paths.get(id);
  if (found === undefined) {
    found = findPath(catalogue, entity, name);
    if (paths.size < 10_000) paths.set(id, found);
  }
  return found;
}

function findPath(catalogue: Catalogue, entity: EntityKey, name: string): FieldPath | null {
  const { words, fields } = fieldsFor(catalogue, entity);
  const whole = fields.has(name) ? name : words.exact(name);
  if (whole !== undefined) return { entity, key: whole, field: fields.get(whole) as FieldDef, below: null };
  const dot = name.indexOf('.');
  if (dot < 0) return null;
  const first = fieldPath(catalogue, entity, name.slice(0, dot).trim());
  if (!first?.field.target || first.below) return null;
  const below = fieldPath(catalogue, first.field.target, name.slice(dot + 1).trim());
  return below && { ...first, below };
}

/** Values of records as a form shows them. Records that are referred to are read once. */
export class FieldValues {
  readonly #reg: Register;
  readonly #language: Language;
  readonly #zone: string;
  readonly #others = new Map<string, ListRow | null>();

  constructor(reg: Register, language: Language) {
    this.#reg = reg;
    this.#language = language;
    this.#zone = reg.meta('timeZone') ?? 'UTC';
  }

  value(row: ListRow, path: FieldPath): FormValue {
    const { key, field, below } = path;
    const value = row.values[key] ?? null;
    if (below) {
      const other = typeof value === 'string' ? this.#other(field.target as EntityKey, value) : null;
      return other ? this.value(other, below) : { text: '' };
    }
    if (value === null) return { text: '' };
    if (field.type === 'ref')
      return { text: row.labels[key] ?? labelOfId(this.#reg, field.target, value) ?? '' };
    return this.plain(key, field, value);
  }

  plain(key: string, field: FieldDef, value: Value): FormValue {
    if (field.type === 'datetime') return this.moment(Number(value));
    const text = valueWords(this.#reg, key, field, value, this.#language);
    if (field.type === 'money') return { text, number: Number(value) / 100 };
    if (field.type === 'integer' || field.type === 'number') return { text, number: Number(value) };
    if (field.type === 'date') return { text, serial: serialOf(String(value)) };
    return { text };
  }

  moment(ms: number): FormValue {
    const text = minuteIn(this.#zone, ms);
    return { text, serial: serialOf(text) };
  }

  #other(entity: EntityKey, id: string): ListRow | null {
    let row = this.#others.get(id);
    if (row === undefined) {
      const rid = this.#reg.keys.findRid(id);
      row = rid === null ? null : (rowsByRid(this.#reg, entity, [rid])[0] ?? null);
      if (this.#others.size < 20_000) this.#others.set(id, row);
    }
    return row;
  }
}

/** Days since 1899-12-30 of `YYYY-MM-DD` with or without `HH:MM` behind it. */
export function serialOf(text: string): number | undefined {
  const ms = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 16) || '00:00'}:00Z`);
  const serial = ms / 86_400_000 + 25_569;
  return Number.isFinite(serial) && serial >= 61 && serial < 2_958_466 ? serial : undefined;
}

export type Named = Readonly<
  Record<string, { readonly label: Label; readonly synonyms?: readonly string[] }>
>;
