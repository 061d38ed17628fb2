import {
  type BuiltField,
  buildClasses,
  buildFields,
  buildRelationTypes,
  type DefinitionBreach,
} from './catalogue/build.ts';
import { type Definitions, noDefinitions } from './catalogue/records.ts';
import type { ClassDef } from './classes.ts';
import { entities } from './entities/index.ts';
import type { RelationTypeDef } from './relation-types.ts';
import type { Choice, EntityKey, FieldDef } from './types.ts';

export type { BuiltField, DefinitionBreach } from './catalogue/build.ts';
export { isOwnField } from './catalogue/build.ts';
export {
  type DefinitionRecord,
  type Definitions,
  fieldFrom,
  keyPattern,
  noDefinitions,
} from './catalogue/records.ts';

type Fields = Readonly<Record<string, FieldDef>>;

/**
 * What exists in one register: classes, fields and relation types, those that ship with Holdfast and the user's. A value
 * that never changes: when definitions change, another one is built. The open register has it as `reg.catalogue`, the
 * interface as `useCatalogue()`.
 */
export interface Catalogue {
  /** Parents before children, each followed by those under it. Hidden ones included (`hidden`), removed ones not. */
  readonly classes: readonly ClassDef[];
  /** Those offered for new assets. */
  readonly offeredClasses: readonly ClassDef[];
  readonly removedClasses: readonly ClassDef[];
  /** The class of that key, also a removed one; undefined for what is not known here. */
  classOf(key: unknown): ClassDef | undefined;
  /** A class and all classes under it; filters on a class mean all of these. */
  withDescendants(key: string): readonly string[];
  /** From the root down to the class itself; empty for an unknown one. */
  classPath(key: string): readonly ClassDef[];
  /** Fields that an asset of the class has beyond the common ones: inherited ones first, then the user's for every class. */
  classFields(key: unknown): Fields;
  /** Things of this class usually hold data that must be erased before disposal. */
  isDataBearing(key: unknown): boolean;
  /** Keys of the statuses that its assets pass through; null: all. The nearest class that says so counts. */
  statusesOf(key: unknown): ReadonlySet<string> | null;

  /** The fields of a record: those of its entity and, for an asset, those of its class. Choices of classes and types filled in. */
  fieldsOf(entity: EntityKey, classKey?: unknown): Fields;
  /** Every field that some asset has beyond the common ones, by key; removed ones not. */
  readonly attrFields: Fields;
  /** As `attrFields`, also a field that was removed, of which values are kept. */
  attrField(key: string): FieldDef | undefined;
  /** The user's fields in their order, removed ones included. */
  readonly customFields: readonly BuiltField[];
  /** The user's fields of which no two assets may have the same value. */
  readonly uniqueAttrs: ReadonlySet<string>;
  /** The user's fields that refer to other records, and to which. */
  readonly attrRefs: ReadonlyArray<readonly [string, EntityKey]>;
  /** Fields of an entity that enter the hash chain as a commitment. */
  sealedFields(entity: string): ReadonlySet<string>;

  /** By key; hidden ones included, removed ones not. */
  readonly relationTypes: Readonly<Record<string, RelationTypeDef>>;
  /** Every one with its key, removed ones included. */
  readonly allRelationTypes: ReadonlyArray<readonly [string, RelationTypeDef]>;
  /** The type of that key, also a removed one. */
  relationType(key: unknown): RelationTypeDef | undefined;
  readonly classChoices: Readonly<Record<string, Choice>>;
  readonly relationTypeChoices: Readonly<Record<string, Choice>>;

  /** Id of the record that defines a class, field or relation type; null for what ships with Holdfast unchanged. */
  recordOf(kind: 'class' | 'field' | 'relationType', key: string): string | null;
  /** What can't be true together. */
  readonly breaches: readonly DefinitionBreach[];
}

/** Builds the catalogue from the living records of definitions. The same records give the same catalogue, in any order. */
export function buildCatalogue(definitions: Definitions): Catalogue {
  const breaches: DefinitionBreach[] = [];
  const built = buildClasses(definitions.classDefs, breaches);
  const byKey = new Map(built.classes.map((def) => [def.key, def]));
  const customFields = buildFields(definitions.fieldDefs, byKey, breaches);
  const relations = buildRelationTypes(definitions.relationTypeDefs, breaches);
  const classes = withOwnFields(built.classes, customFields);
  return new BuiltCatalogue(classes, customFields, relations.types, breaches, {
    class: built.records,
    field: new Map(customFields.map(({ key, record }) => [key, record])),
    relationType: relations.records,
  });
}

/** A class with the user's fields for it after its own. */
function withOwnFields(classes: readonly ClassDef[], fields: readonly BuiltField[]): ClassDef[] {
  return classes.map((def) => {
    const own = fields.filter((one) => one.class === def.key && !one.field.removed);
    if (own.length === 0) return def;
    return {
      ...def,
      fields: { ...def.fields, ...Object.fromEntries(own.map(({ key, field }) => [key, field])) },
    };
  });
}

class BuiltCatalogue implements Catalogue {
  readonly classes: readonly ClassDef[];
  readonly offeredClasses: readonly ClassDef[];
  readonly removedClasses: readonly ClassDef[];
  readonly attrFields: Fields;
  readonly customFields: readonly BuiltField[];
  readonly uniqueAttrs: ReadonlySet<string>;
  readonly attrRefs: ReadonlyArray<readonly [string, EntityKey]>;
  readonly relationTypes: Readonly<Record<string, RelationTypeDef>>;
  readonly allRelationTypes: ReadonlyArray<readonly [string, RelationTypeDef]>;
  readonly classChoices: Readonly<Record<string, Choice>>;
  readonly relationTypeChoices: Readonly<Record<string, Choice>>;
  readonly breaches: readonly DefinitionBreach[];
  readonly #byKey: ReadonlyMap<string, ClassDef>;
  readonly #under = new Map<string, readonly string[]>();
  readonly #allTypes: ReadonlyMap<string, RelationTypeDef>;
  readonly #common: Fields;
  readonly #removed: ReadonlyMap<string, FieldDef>;
  readonly #records: Readonly<Record<'class' | 'field' | 'relationType', ReadonlyMap<string, string>>>;
  /** Worked out at first use, of which there are few: one a class. */
  readonly #classFields = new Map<string, Fields>();
  readonly #assetFields = new Map<string, Fields>();
  readonly #sealed = new Map<string, ReadonlySet<string>>();
  readonly #statuses = new Map<string, ReadonlySet<string> | null>();
  readonly #relationFields: Fields;

  constructor(
    classes: readonly ClassDef[],
    customFields: readonly BuiltField[],
    types: Readonly<Record<string, RelationTypeDef>>,
    breaches: readonly DefinitionBreach[],
    records: Readonly<Record<'class' | 'field' | 'relationType', ReadonlyMap<string, string>>>,
  ) {
    this.#byKey = new Map(classes.map((def) => [def.key, def]));
    this.classes = classes.filter(({ removed }) => !removed);
    this.removedClasses = classes.filter(({ removed }) => removed);
    this.offeredClasses = this.classes.filter(({ hidden }) => !hidden);
    this.customFields = customFields;
    this.#removed = new Map(
      customFields.filter(({ field }) => field.removed).map(({ key, field }) => [key, field]),
    );
    this.#common = Object.fromEntries(
      customFields
        .filter((one) => one.class === null && !one.field.removed)
        .map(({ key, field }) => [key, field]),
    );
    this.attrFields = Object.assign({}, ...classes.map((def) => def.fields ?? {}), this.#common);
    this.uniqueAttrs = new Set(Object.keys(this.attrFields).filter((key) => this.attrFields[key]?.unique));
    this.attrRefs = Object.entries(this.attrFields).flatMap(([key, { type, target }]) =>
      type === 'ref' && target ? [[key, target] as const] : [],
    );
    for (const { key, parent } of this.classes) {
      this.#under.set(key, [key, ...(this.#under.get(key) ?? [])]);
      for (let at = parent; at !== null; at = this.#byKey.get(at)?.parent ?? null)
        this.#under.set(at, [...(this.#under.get(at) ?? []), key]);
    }
    this.allRelationTypes = Object.entries(types);
    this.#allTypes = new Map(this.allRelationTypes);
    this.relationTypes = Object.fromEntries(Object.entries(types).filter(([, { removed }]) => !removed));
    this.classChoices = Object.fromEntries(
      this.classes.map(({ key, label, synonyms, colour }) => [
        key,
        { label, ...(synonyms ? { synonyms } : {}), ...(colour ? { colour } : {}) },
      ]),
    );
    this.relationTypeChoices = Object.fromEntries(
      Object.entries(this.relationTypes).map(([key, def]) => [
        key,
        { label: def.label, synonyms: [def.inverse.zh, def.inverse.en] },
      ]),
    );
    const { relation } = entities;
    this.#relationFields = {
      ...relation.fields,
      type: { ...relation.fields.type, choices: this.relationTypeChoices },
    };
    this.breaches = breaches;
    this.#records = records;
  }

  classOf(key: unknown): ClassDef | undefined {
    return typeof key === 'string' ? this.#byKey.get(key) : undefined;
  }

  withDescendants(key: string): readonly string[] {
    return this.#under.get(key) ?? [key];
  }

  classPath(key: string): readonly ClassDef[] {
    const path: ClassDef[] = [];
    for (
      let def = this.#byKey.get(key);
      def;
      def = def.parent === null ? undefined : this.#byKey.get(def.parent)
    )
      path.unshift(def);
    return path;
  }

  classFields(key: unknown): Fields {
    const def = this.classOf(key);
    if (!def) return this.#common;
    let fields = this.#classFields.get(def.key);
    if (!fields) {
      fields = Object.assign(
        {},
        ...this.classPath(def.key).map((one) => one.fields ?? {}),
        this.#common,
      ) as Fields;
      this.#classFields.set(def.key, fields);
    }
    return fields;
  }

  isDataBearing(key: unknown): boolean {
    return typeof key === 'string' && this.classPath(key).some((def) => def.dataBearing);
  }

  statusesOf(key: unknown): ReadonlySet<string> | null {
    if (typeof key !== 'string') return null;
    let statuses = this.#statuses.get(key);
    if (statuses === undefined) {
      const said = this.classPath(key).findLast((def) => def.statuses)?.statuses;
      statuses = said ? new Set(said) : null;
      this.#statuses.set(key, statuses);
    }
    return statuses;
  }

  fieldsOf(entity: EntityKey, classKey?: unknown): Fields {
    if (entity === 'relation') return this.#relationFields;
    if (entity !== 'asset') return entities[entity].fields;
    const key = this.classOf(classKey)?.key ?? '';
    let fields = this.#assetFields.get(key);
    if (!fields) {
      const own = entities.asset.fields;
      fields = { ...own, class: { ...own.class, choices: this.classChoices }, ...this.classFields(key) };
      this.#assetFields.set(key, fields);
    }
    return fields;
  }

  attrField(key: string): FieldDef | undefined {
    return Object.hasOwn(this.attrFields, key) ? this.attrFields[key] : this.#removed.get(key);
  }

  sealedFields(entity: string): ReadonlySet<string> {
    let sealed = this.#sealed.get(entity);
    if (!sealed) {
      const own: Fields = Object.hasOwn(entities, entity) ? entities[entity as EntityKey].fields : {};
      const all = entity === 'asset' ? [own, this.attrFields, Object.fromEntries(this.#removed)] : [own];
      sealed = new Set(
        all.flatMap((fields) =>
          Object.entries(fields).flatMap(([key, field]) => (field.sensitive ? [key] : [])),
        ),
      );
      this.#sealed.set(entity, sealed);
    }
    return sealed;
  }

  relationType(key: unknown): RelationTypeDef | undefined {
    return typeof key === 'string' ? this.#allTypes.get(key) : undefined;
  }

  recordOf(kind: 'class' | 'field' | 'relationType', key: string): string | null {
    return this.#records[kind].get(key) ?? null;
  }
}

/** What ships with Holdfast, for where no register is at hand. */
export const builtinCatalogue: Catalogue = buildCatalogue(noDefinitions);
