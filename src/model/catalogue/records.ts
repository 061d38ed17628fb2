import type { ClassDef } from '../classes.ts';
import {
  type CustomFieldType,
  cardinalities,
  customFieldTypes,
  impactDirections,
} from '../entities/definitions.ts';
import type { Cardinality, ImpactDirection, RelationTypeDef } from '../relation-types.ts';
import type { Choice, EntityKey, FieldDef, FieldGroup, Label, Value } from '../types.ts';

/** A living record of classDef, fieldDef or relationTypeDef. */
export interface DefinitionRecord {
  readonly id: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** All that users have defined. */
export interface Definitions {
  readonly classDefs: readonly DefinitionRecord[];
  readonly fieldDefs: readonly DefinitionRecord[];
  readonly relationTypeDefs: readonly DefinitionRecord[];
}

export const noDefinitions: Definitions = { classDefs: [], fieldDefs: [], relationTypeDefs: [] };

type Values = DefinitionRecord['values'];

/** What keys look like; they stand in SQL expressions and filters. */
export const keyPattern = /^[a-z][A-Za-z0-9_]{0,39}$/;

export const textOf = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const numberOf = (value: Value | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const listOf = (value: Value | undefined): readonly string[] | undefined =>
  Array.isArray(value) && value.length > 0 ? (value as readonly string[]) : undefined;
const structOf = (value: Value | undefined): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

const labelOf = (values: Values, zh: string, en: string): Label => ({
  zh: textOf(values[zh]) ?? textOf(values[en]) ?? String(values.key),
  en: textOf(values[en]) ?? textOf(values[zh]) ?? String(values.key),
});

/** Leaves out what is undefined, so that `in` and spreading mean something. */
function given<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as never;
}

/** What the user says of a class that ships with Holdfast: how it looks and whether it is offered, nothing else. */
export function overClass(def: ClassDef, values: Values): ClassDef {
  const { icon, colour, hidden } = values;
  return {
    ...def,
    ...given({
      icon: textOf(icon),
      colour: textOf(colour),
      hidden: hidden === true ? (true as const) : undefined,
    }),
  };
}

export function classFrom(values: Values): Omit<ClassDef, 'parent'> {
  return {
    key: String(values.key),
    label: labelOf(values, 'zh', 'en'),
    custom: true,
    ...given({
      synonyms: listOf(values.synonyms),
      prefix: textOf(values.prefix),
      dataBearing: values.dataBearing === true ? true : undefined,
      icon: textOf(values.icon),
      colour: textOf(values.colour),
      statuses: listOf(values.lifecycle),
      hidden: values.hidden === true ? true : undefined,
      removed: values.removed === true ? (true as const) : undefined,
    }),
  };
}

/** As `overClass`, for relation types: how many are needed, and whether it is offered. */
export function overRelationType(def: RelationTypeDef, values: Values): RelationTypeDef {
  const needs = numberOf(values.needs);
  return {
    ...def,
    ...given({ needs, hidden: values.hidden === true ? (true as const) : undefined }),
  };
}

export function relationTypeFrom(values: Values): RelationTypeDef {
  const impact = textOf(values.impact);
  const cardinality = textOf(values.cardinality);
  return {
    label: labelOf(values, 'zh', 'en'),
    inverse: {
      zh: textOf(values.inverseZh) ?? textOf(values.zh) ?? String(values.key),
      en: textOf(values.inverseEn) ?? textOf(values.en) ?? String(values.key),
    },
    impact: impact && Object.hasOwn(impactDirections, impact) ? (impact as ImpactDirection) : 'none',
    custom: true,
    ...given({
      needs: numberOf(values.needs),
      hierarchy: values.hierarchy === true ? true : undefined,
      symmetric: values.symmetric === true ? true : undefined,
      sources: listOf(values.sources),
      targets: listOf(values.targets),
      cardinality:
        cardinality && cardinality !== 'manyToMany' && Object.hasOwn(cardinalities, cardinality)
          ? (cardinality as Cardinality)
          : undefined,
      hidden: values.hidden === true ? true : undefined,
      removed: values.removed === true ? (true as const) : undefined,
    }),
  };
}

const groups = new Set<string>([
  'identity',
  'state',
  'place',
  'people',
  'finance',
  'technical',
  'other',
] satisfies FieldGroup[]);

/** A type that a newer version made is shown as text and left alone. */
export function fieldFrom(values: Values): FieldDef {
  const known = Object.hasOwn(customFieldTypes, String(values.type));
  const type = known ? (values.type as CustomFieldType) : 'text';
  const group = textOf(values.group);
  const unit = textOf(values.unit);
  const start = structOf(values.default)?.value as Value | undefined;
  return {
    type,
    label: labelOf(values, 'zh', 'en'),
    custom: true,
    group: group && groups.has(group) ? (group as FieldGroup) : 'other',
    ...given({
      heading: group && !groups.has(group) ? { zh: group, en: group } : undefined,
      readonly: known ? undefined : true,
      synonyms: listOf(values.synonyms),
      required: values.required === true ? true : undefined,
      unique: values.unique === true ? true : undefined,
      choices: type === 'choice' || type === 'choices' ? choicesFrom(values.choices) : undefined,
      target: type === 'ref' ? ((textOf(values.target) ?? 'asset') as EntityKey) : undefined,
      unit: unit ? { zh: unit, en: unit } : undefined,
      min: numberOf(values.min),
      max: numberOf(values.max),
      pattern: textOf(values.pattern),
      default: start === null ? undefined : start,
      sensitive: values.sensitive === true ? true : undefined,
      indexed: values.indexed === true || values.unique === true ? true : undefined,
      removed: values.removed === true ? (true as const) : undefined,
    }),
  };
}

function choicesFrom(value: Value | undefined): Readonly<Record<string, Choice>> {
  const listed = Object.entries(structOf(value) ?? {}).flatMap(([key, raw]) => {
    const one = structOf(raw as Value);
    return one ? [{ key, one, order: numberOf(one.order as Value) ?? 0 }] : [];
  });
  listed.sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  return Object.fromEntries(
    listed.map(({ key, one }) => {
      const zh = textOf(one.zh as Value);
      const en = textOf(one.en as Value);
      const choice: Choice = {
        label: { zh: zh ?? en ?? key, en: en ?? zh ?? key },
        ...given({
          colour: textOf(one.colour as Value),
          synonyms: listOf(one.synonyms as Value),
          removed: one.removed === true ? (true as const) : undefined,
        }),
      };
      return [key, choice];
    }),
  );
}
