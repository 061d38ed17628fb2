import * as z from 'zod';
import { base, fieldValue, id, language, procedure, progressOf, timeless } from './common.ts';

/** What `buildCatalogue` takes: the records as they are. */
const record = z.object({ id, values: z.record(z.string(), fieldValue) });
export const definitionRecords = z.object({
  classDefs: z.array(record),
  fieldDefs: z.array(record),
  relationTypeDefs: z.array(record),
});

const key = z.string().min(1).max(40);
const name = z.string().max(100);
const text = z.string().nullable();
const flag = z.boolean().nullable();
const names = { zh: name.optional(), en: name.optional() };

/** What an editor of a class sends. One of the two names is enough for a new one; null clears. */
export const classPatch = z.object({
  ...names,
  parent: text.optional(),
  icon: text.optional(),
  /** `#rrggbb`. */
  colour: text.optional(),
  /** Keys of the statuses that its assets pass through; null or empty: all. */
  lifecycle: z.array(z.string()).nullable().optional(),
  prefix: text.optional(),
  dataBearing: flag.optional(),
  synonyms: z.array(z.string()).nullable().optional(),
  hidden: flag.optional(),
});
export type ClassPatch = z.infer<typeof classPatch>;

/** In the order in which they are offered. A key never changes; one is made from the name where it is left out. */
export const choiceDefinition = z.object({
  key: z.string().optional(),
  zh: z.string().optional(),
  en: z.string().optional(),
  colour: z.string().nullable().optional(),
  synonyms: z.array(z.string()).nullable().optional(),
  removed: z.boolean().optional(),
});
export type ChoiceDefinition = z.infer<typeof choiceDefinition>;

export const fieldPatch = z.object({
  ...names,
  /** The class that has it and those under it; null: every class. */
  class: text.optional(),
  /** A key of `customFieldTypes`. */
  type: z.string().optional(),
  required: flag.optional(),
  unique: flag.optional(),
  default: fieldValue.optional(),
  pattern: text.optional(),
  choices: z.array(choiceDefinition).nullable().optional(),
  unit: text.optional(),
  min: z.number().nullable().optional(),
  max: z.number().nullable().optional(),
  /** Entity that a reference points to. */
  target: text.optional(),
  /** A FieldGroup, or a heading of the user's own. */
  group: text.optional(),
  sensitive: flag.optional(),
  indexed: flag.optional(),
  synonyms: z.array(z.string()).nullable().optional(),
});
export type FieldPatch = z.infer<typeof fieldPatch>;

export const relationTypePatch = z.object({
  ...names,
  inverseZh: text.optional(),
  inverseEn: text.optional(),
  impact: z.enum(['toSource', 'toTarget', 'both', 'none']).optional(),
  /** How many of its suppliers by this type an asset needs; null: every one. */
  needs: z.number().int().min(0).nullable().optional(),
  hierarchy: flag.optional(),
  symmetric: flag.optional(),
  /** Classes that may stand at the end, those under them included; null or empty: any. */
  sources: z.array(z.string()).nullable().optional(),
  targets: z.array(z.string()).nullable().optional(),
  cardinality: z.enum(['manyToMany', 'oneToMany', 'manyToOne', 'oneToOne']).nullable().optional(),
  hidden: flag.optional(),
});
export type RelationTypePatch = z.infer<typeof relationTypePatch>;

/** What every listed definition has. */
const listed = {
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  /** Ships with Holdfast: of a class only icon, colour and hidden can be changed, of a relation type needs and hidden. */
  builtin: z.boolean(),
  removed: z.boolean(),
  /** The record behind it; null for a built-in one that nothing was said of. */
  record: id.nullable(),
  /** To be handed back as `base` when it is changed. */
  heads: base,
};

export const listedClass = z.object({
  ...listed,
  parent: z.string().nullable(),
  icon: z.string().nullable(),
  colour: z.string().nullable(),
  lifecycle: z.array(z.string()).nullable(),
  prefix: z.string().nullable(),
  dataBearing: z.boolean(),
  synonyms: z.array(z.string()),
  hidden: z.boolean(),
});
export type ListedClass = z.infer<typeof listedClass>;

export const listedField = z.object({
  ...listed,
  class: z.string().nullable(),
  type: z.string(),
  required: z.boolean(),
  unique: z.boolean(),
  default: fieldValue,
  pattern: z.string().nullable(),
  choices: z.array(
    z.object({
      key: z.string(),
      zh: z.string(),
      en: z.string(),
      colour: z.string().nullable(),
      synonyms: z.array(z.string()),
      removed: z.boolean(),
    }),
  ),
  unit: z.string().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  target: z.string().nullable(),
  group: z.string().nullable(),
  sensitive: z.boolean(),
  indexed: z.boolean(),
  synonyms: z.array(z.string()),
});
export type ListedField = z.infer<typeof listedField>;

export const listedRelationType = z.object({
  ...listed,
  inverseZh: z.string(),
  inverseEn: z.string(),
  impact: z.enum(['toSource', 'toTarget', 'both', 'none']),
  needs: z.number().nullable(),
  hierarchy: z.boolean(),
  symmetric: z.boolean(),
  sources: z.array(z.string()),
  targets: z.array(z.string()),
  cardinality: z.enum(['manyToMany', 'oneToMany', 'manyToOne', 'oneToOne']),
  hidden: z.boolean(),
});
export type ListedRelationType = z.infer<typeof listedRelationType>;

const count = z.record(z.string(), z.number());
const defined = z.object({ key: z.string(), id, batch: id });
const done = z.object({ batch: id.nullable() });

/** What becomes of the values when a field changes its type, unit or choices. */
export const fieldCheck = z.object({
  /** Assets that have a value. */
  values: z.number(),
  /** Values that will be written in another form, and those that fit as they are. */
  converted: z.number(),
  unchanged: z.number(),
  /** Values that can't be converted: they are kept as they are and listed under needs attention. */
  kept: z.number(),
  /** The first hundred of those. */
  examples: z.array(z.object({ asset: id, label: z.string(), value: fieldValue })),
});
export type FieldCheck = z.infer<typeof fieldCheck>;

export const definitionsContract = {
  /** For `buildCatalogue`; the interface has it as `useCatalogue()`. */
  records: timeless.output(definitionRecords),
  /** Everything for the editors, built-in and removed ones included. */
  list: timeless.output(
    z.object({
      classes: z.array(listedClass),
      /** The user's own, in their order. */
      fields: z.array(listedField),
      relationTypes: z.array(listedRelationType),
    }),
  ),
  /** Assets by class (of itself, not of those under it), assets with a value by field, relations by type. May take a second. */
  usage: timeless.output(z.object({ classes: count, fields: count, relationTypes: count })),

  addClass: procedure.input(classPatch.extend({ key: key.optional() })).output(defined),
  changeClass: procedure.input(z.object({ key, patch: classPatch, base: base.optional() })).output(defined),
  /** Refused with CLASS_IN_USE while there are assets or classes of it; hide it then. */
  removeClass: procedure.input(z.object({ key })).output(done),
  restoreClass: procedure.input(z.object({ key })).output(done),

  addField: procedure.input(fieldPatch.extend({ key: key.optional() })).output(defined),
  checkField: procedure
    .input(z.object({ key, patch: fieldPatch, language: language.optional() }))
    .output(progressOf(fieldCheck)),
  /**
   * Changes a field, and with its type all values, as one operation that can be undone. Values that can't be converted are
   * refused with FIELD_VALUES_LEFT unless `keep`.
   */
  changeField: procedure
    .input(
      z.object({
        key,
        patch: fieldPatch,
        base: base.optional(),
        keep: z.boolean().optional(),
        /** Of the words that choices, yes and no become where they turn into text. */
        language: language.optional(),
      }),
    )
    .output(
      progressOf(z.object({ key: z.string(), id, batch: id, converted: z.number(), kept: z.number() })),
    ),
  /** Hides it; its values are kept and stand again when it is restored. */
  removeField: procedure.input(z.object({ key })).output(done),
  restoreField: procedure.input(z.object({ key })).output(done),
  /** Puts the user's fields in this order; those not named come after. */
  orderFields: procedure.input(z.object({ keys: z.array(key).max(2000) })).output(done),

  addRelationType: procedure.input(relationTypePatch.extend({ key: key.optional() })).output(defined),
  changeRelationType: procedure
    .input(z.object({ key, patch: relationTypePatch, base: base.optional() }))
    .output(defined),
  /** Refused with RELATION_TYPE_IN_USE while there are relations of it. */
  removeRelationType: procedure.input(z.object({ key })).output(done),
  restoreRelationType: procedure.input(z.object({ key })).output(done),
};
