import {
  builtinClasses,
  type Catalogue,
  type ClassDef,
  fieldFrom,
  type RelationTypeDef,
  type Value,
} from '../../model/index.ts';
import { headsOf } from '../log/commit.ts';
import type { Base } from '../log/entries.ts';
import { projectedValues, projectionRow } from '../log/project.ts';
import type { Register } from '../store/register.ts';
import { entityOfKind, type Kind } from './define.ts';

const text = (value: Value | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
const number = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null);

interface Behind {
  readonly record: string | null;
  readonly heads: Base;
  readonly values: Readonly<Record<string, Value>>;
}

/** The record behind a definition, with what an editor hands back as `base`. */
function behind(reg: Register, kind: Kind, key: string): Behind {
  const record = reg.catalogue.recordOf(kind, key);
  const rid = record === null ? null : reg.keys.findRid(record);
  const entity = entityOfKind[kind];
  const row = rid === null ? undefined : projectionRow(reg, entity, rid);
  if (!row) return { record: null, heads: {}, values: {} };
  return { record, heads: headsOf(reg, row), values: projectedValues(reg, entity, row) };
}

const builtinOrder = new Map(builtinClasses.map(({ key }, at) => [key, at]));

/** Every class, also hidden and removed ones. */
export function listClasses(reg: Register) {
  const { catalogue } = reg;
  return [...catalogue.classes, ...removedClasses(catalogue)].map((def) => {
    const { record, heads, values } = behind(reg, 'class', def.key);
    return {
      key: def.key,
      zh: def.label.zh,
      en: def.label.en,
      builtin: builtinOrder.has(def.key),
      removed: def.removed === true,
      record,
      heads,
      parent: def.custom ? (text(values.parent) ?? null) : def.parent,
      icon: def.icon ?? null,
      colour: def.colour ?? null,
      lifecycle: def.statuses ? [...def.statuses] : null,
      prefix: def.prefix ?? null,
      dataBearing: def.dataBearing === true,
      synonyms: [...(def.synonyms ?? [])],
      hidden: def.hidden === true,
    };
  });
}

const removedClasses = (catalogue: Catalogue): ClassDef[] => catalogue.removedClasses.slice();

/** The user's fields in their order, also removed ones. */
export function listFields(reg: Register) {
  return reg.catalogue.customFields.map(({ key, field, class: of }) => {
    const { record, heads, values } = behind(reg, 'field', key);
    const choices = fieldFrom(values).choices ?? {};
    return {
      key,
      zh: field.label.zh,
      en: field.label.en,
      builtin: false,
      removed: field.removed === true,
      record,
      heads,
      class: of,
      type: String(values.type),
      required: field.required === true,
      unique: field.unique === true,
      default: field.default ?? null,
      pattern: field.pattern ?? null,
      choices: Object.entries(choices).map(([choice, { label, colour, synonyms, removed }]) => ({
        key: choice,
        zh: label.zh,
        en: label.en,
        colour: colour ?? null,
        synonyms: [...(synonyms ?? [])],
        removed: removed === true,
      })),
      unit: field.unit?.zh ?? null,
      min: field.min ?? null,
      max: field.max ?? null,
      target: field.target ?? null,
      group: text(values.group),
      sensitive: field.sensitive === true,
      indexed: values.indexed === true,
      synonyms: [...(field.synonyms ?? [])],
    };
  });
}

export function listRelationTypes(reg: Register) {
  const { catalogue } = reg;
  return catalogue.allRelationTypes.map(([key, def]: readonly [string, RelationTypeDef]) => {
    const { record, heads, values } = behind(reg, 'relationType', key);
    return {
      key,
      zh: def.label.zh,
      en: def.label.en,
      builtin: !def.custom,
      removed: def.removed === true,
      record,
      heads,
      inverseZh: def.inverse.zh,
      inverseEn: def.inverse.en,
      impact: def.impact,
      needs: def.needs ?? number(values.needs),
      hierarchy: def.hierarchy === true,
      symmetric: def.symmetric === true,
      sources: [...(def.sources ?? [])],
      targets: [...(def.targets ?? [])],
      cardinality: def.cardinality ?? ('manyToMany' as const),
      hidden: def.hidden === true,
    };
  });
}
