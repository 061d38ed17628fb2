import { builtinClasses, type ClassDef } from '../classes.ts';
import { asset } from '../entities/asset.ts';
import type { ErrorCode, ErrorParams } from '../errors.ts';
import { relationTypes as builtinRelationTypes, type RelationTypeDef } from '../relation-types.ts';
import type { FieldDef } from '../types.ts';
import {
  classFrom,
  type DefinitionRecord,
  fieldFrom,
  keyPattern,
  overClass,
  overRelationType,
  relationTypeFrom,
  textOf,
} from './records.ts';

/** Definitions that can't be true together, as may happen when two people define at the same time. */
export interface DefinitionBreach {
  /** The same on every replica. */
  readonly id: string;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Ids of the definitions that break the rule together. */
  readonly records: readonly string[];
}

/** The records that say what a key means, of several with one key: the oldest that was not removed. */
interface Chosen {
  readonly key: string;
  readonly record: DefinitionRecord;
}

const builtinKeys = new Set(builtinClasses.map(({ key }) => key));
/** Names that a user's field can't have: the register has them itself. */
const ownFields: ReadonlySet<string> = new Set([
  ...Object.keys(asset.fields),
  ...builtinClasses.flatMap(({ fields }) => Object.keys(fields ?? {})),
  // Columns and words of the filter grammar.
  'id',
  'rid',
  'attrs',
  'heads',
  'created',
  'deleted',
  'changed',
  'pinyin',
]);

/** True for a key that ships with Holdfast, and can't be that of a user's field. */
export const isOwnField = (key: string): boolean => ownFields.has(key);

function choose(records: readonly DefinitionRecord[], breaches: DefinitionBreach[]): Chosen[] {
  const byKey = new Map<string, DefinitionRecord[]>();
  for (const record of [...records].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = textOf(record.values.key);
    if (key === undefined || !keyPattern.test(key)) {
      breaches.push({
        id: `definition key ${record.id}`,
        code: 'DEFINITION_KEY_INVALID',
        params: { key: key ?? '' },
        records: [record.id],
      });
      continue;
    }
    const same = byKey.get(key);
    if (same) same.push(record);
    else byKey.set(key, [record]);
  }
  return [...byKey].map(([key, same]) => ({
    key,
    record: (same.find(({ values }) => values.removed !== true) ?? same[0]) as DefinitionRecord,
  }));
}

export interface BuiltClasses {
  /** Parents before their children, each followed by what is under it; removed ones last. */
  readonly classes: readonly ClassDef[];
  readonly records: ReadonlyMap<string, string>;
}

export function buildClasses(
  records: readonly DefinitionRecord[],
  breaches: DefinitionBreach[],
): BuiltClasses {
  const chosen = choose(records, breaches);
  const said = new Map(chosen.map(({ key, record }) => [key, record]));
  const own = builtinClasses.map((def) => {
    const record = said.get(def.key);
    return record && record.values.removed !== true ? overClass(def, record.values) : def;
  });
  const custom = chosen.filter(({ key }) => !builtinKeys.has(key));
  const parents = new Map(custom.map(({ key, record }) => [key, textOf(record.values.parent) ?? null]));
  const made = custom.map(({ key, record }): ClassDef => {
    const parent = parents.get(key) ?? null;
    const known = parent === null || builtinKeys.has(parent) || parents.has(parent);
    const circle = known && isCircle(key, parents);
    if (!known || circle) {
      breaches.push({
        id: `definition parent ${record.id}`,
        code: circle ? 'CLASS_CIRCLE' : 'CLASS_PARENT_UNKNOWN',
        params: { name: textOf(record.values.zh) ?? key, parent: parent ?? '' },
        records: [record.id],
      });
    }
    const def = { ...classFrom(record.values), parent: known && !circle ? parent : null };
    return def;
  });
  return {
    classes: inOrder([...own, ...made]),
    records: new Map(chosen.map(({ key, record }) => [key, record.id])),
  };
}

/** Does a class stand under itself? Two people who each moved one under the other made it so. */
function isCircle(key: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(key) ?? null; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === key) return true;
    seen.add(at);
  }
  return false;
}

function inOrder(all: readonly ClassDef[]): ClassDef[] {
  const under = new Map<string | null, ClassDef[]>();
  for (const def of all) {
    const list = under.get(def.parent);
    if (list) list.push(def);
    else under.set(def.parent, [def]);
  }
  const walk = (parent: string | null): ClassDef[] =>
    (under.get(parent) ?? []).flatMap((def) => [def, ...walk(def.key)]);
  return walk(null);
}

export interface BuiltField {
  readonly key: string;
  readonly field: FieldDef;
  /** The class that has it; null: all. */
  readonly class: string | null;
  readonly record: string;
}

/** The user's fields in the order in which forms show them, removed ones included. */
export function buildFields(
  records: readonly DefinitionRecord[],
  classes: ReadonlyMap<string, ClassDef>,
  breaches: DefinitionBreach[],
): BuiltField[] {
  const out: Array<BuiltField & { readonly order: number }> = [];
  for (const { key, record } of choose(records, breaches)) {
    const name = textOf(record.values.zh) ?? key;
    if (isOwnField(key)) {
      breaches.push({
        id: `definition own ${record.id}`,
        code: 'DEFINITION_KEY_TAKEN',
        params: { key },
        records: [record.id],
      });
      continue;
    }
    const of = textOf(record.values.class) ?? null;
    const def = of === null ? undefined : classes.get(of);
    if (of !== null && (def === undefined || def.removed) && record.values.removed !== true) {
      breaches.push({
        id: `definition class ${record.id}`,
        code: 'FIELD_CLASS_UNKNOWN',
        params: { name, class: of },
        records: [record.id],
      });
    }
    const order = record.values.order;
    out.push({
      key,
      field: fieldFrom(record.values),
      class: of,
      record: record.id,
      order: typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER,
    });
  }
  // Ids of later definitions sort after earlier ones.
  return out.sort((a, b) => a.order - b.order || (a.record < b.record ? -1 : 1));
}

export interface BuiltRelationTypes {
  readonly types: Readonly<Record<string, RelationTypeDef>>;
  readonly records: ReadonlyMap<string, string>;
}

export function buildRelationTypes(
  records: readonly DefinitionRecord[],
  breaches: DefinitionBreach[],
): BuiltRelationTypes {
  const chosen = choose(records, breaches);
  const types: Record<string, RelationTypeDef> = { ...builtinRelationTypes };
  const made = [...chosen].sort((a, b) => orderOf(a) - orderOf(b) || (a.record.id < b.record.id ? -1 : 1));
  for (const { key, record } of made) {
    const own = Object.hasOwn(builtinRelationTypes, key) ? types[key] : undefined;
    if (!own) types[key] = relationTypeFrom(record.values);
    else if (record.values.removed !== true) types[key] = overRelationType(own, record.values);
  }
  return { types, records: new Map(chosen.map(({ key, record }) => [key, record.id])) };
}

const orderOf = ({ record }: Chosen): number =>
  typeof record.values.order === 'number' ? record.values.order : Number.MAX_SAFE_INTEGER;
