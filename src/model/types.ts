/** The vocabulary in which Holdfast declares what exists. Data and types only, no I/O. */

/** A text in both interface languages. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

export type Language = 'zh' | 'en';

/**
 * What a field holds.
 *
 * - `text` one line, `longtext` several lines
 * - `code` an identifier (tag, serial): kept character by character, compared after NFKC and case folding
 * - `money` integer hundredths (分, cents) in every currency, also those without a smaller coin; the currency stands in a field of its own
 * - `date` `YYYY-MM-DD`; `datetime` milliseconds since 1970 UTC
 * - `ref` the id of a record of another entity
 * - `list` several short texts; `json` a structure the entity's own code understands
 * - `choices` keys of several of the choices; `ip` an IPv4 or IPv6 address, with or without prefix length; `mac` six or eight
 *   octets as `00:1A:2B:3C:4D:5E`; `url` and `email` as their names say. These are kept in their normal form (formats.ts).
 */
export type FieldType =
  | 'text'
  | 'longtext'
  | 'code'
  | 'integer'
  | 'number'
  | 'money'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'choice'
  | 'ref'
  | 'list'
  | 'json'
  | 'choices'
  | 'ip'
  | 'mac'
  | 'url'
  | 'email';

export interface Choice {
  readonly label: Label;
  /** A colour as `#rrggbb`, for choices made by the user. */
  readonly colour?: string;
  /** Not offered any more. */
  readonly removed?: true;
  /** Other words for it in people's spreadsheets, any language. */
  readonly synonyms?: readonly string[];
  /** Which state colour the interface uses; never the only sign. */
  readonly tone?: 'ok' | 'warning' | 'bad' | 'info' | 'pending' | 'neutral';
}

export interface FieldDef<T extends FieldType = FieldType> {
  readonly type: T;
  readonly label: Label;
  /** Column headers by which people's spreadsheets call it, beside the labels. */
  readonly synonyms?: readonly string[];
  readonly required?: boolean;
  /** No two living records may share the value; see design section 3, "Rules across fields". */
  readonly unique?: boolean;
  readonly choices?: Readonly<Record<string, Choice>>;
  /** Which entity a `ref` points to. */
  readonly target?: EntityKey;
  /** Longest text, in UTF-16 units; 4,000 for text and 100,000 for long text unless told. */
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Enters the hash chain as a salted commitment, so that it can be erased later. */
  readonly sensitive?: boolean;
  /** The engine sets it; forms show it, people don't type it. */
  readonly readonly?: boolean;
  /** Heading under which forms show it. */
  readonly group?: FieldGroup;
  /** A heading named by the user; goes before `group`. */
  readonly heading?: Label;
  /** Has an index, so that filters on it stay fast at a million records. */
  readonly indexed?: boolean;
  /** Most records lack it: the index holds only those that have it. */
  readonly sparse?: boolean;
  readonly unit?: Label;
  /** A regular expression that the whole text has to match. */
  readonly pattern?: string;
  /** What a new record gets that does not say otherwise. */
  readonly default?: Value;
  /** Made by the user; its values live in `attrs`. */
  readonly custom?: true;
  /** Taken away by the user: not offered any more, its values kept. */
  readonly removed?: true;
}

export type FieldGroup = 'identity' | 'state' | 'place' | 'people' | 'finance' | 'technical' | 'other';

export type EntityKey =
  | 'asset'
  | 'location'
  | 'department'
  | 'person'
  | 'organisation'
  | 'productModel'
  | 'contract'
  | 'licence'
  | 'relation'
  | 'stocktake'
  | 'expectation'
  | 'count'
  | 'retirement'
  | 'retirementItem'
  | 'medium'
  | 'handover'
  | 'attachment'
  | 'savedView'
  | 'graphView'
  | 'importProfile'
  | 'exportDefinition'
  | 'reconciliation'
  | 'ledgerCards'
  | 'ledgerMatch'
  | 'baseline'
  | 'changeReference'
  | 'configurationAudit'
  | 'auditItem'
  | 'nonconformity'
  | 'impactEvidence'
  | 'qualityRule'
  | 'classDef'
  | 'fieldDef'
  | 'relationTypeDef';

export interface EntityDef<
  F extends Readonly<Record<string, FieldDef>> = Readonly<Record<string, FieldDef>>,
> {
  readonly key: EntityKey;
  readonly label: Label;
  readonly plural: Label;
  /** The field whose value names a record to a person. */
  readonly title: string;
  /** A code shown before the title, such as the asset tag. */
  readonly code?: string;
  /** For trees: the ref field that names the parent. */
  readonly parent?: string;
  /** Fields searched by two-character grams and by pinyin. */
  readonly searchText?: readonly string[];
  /** Fields searched by prefix. */
  readonly searchCodes?: readonly string[];
  /** Work records of the engine: not offered as lists of their own. */
  readonly internal?: boolean;
  readonly fields: F;
}

/** The value of a field as it stands in patches, rows and on the wire. Refs are UUID strings. */
export type Value = string | number | boolean | null | readonly string[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

type FieldValue<F extends FieldDef> = F['type'] extends 'integer' | 'number' | 'money' | 'datetime'
  ? number
  : F['type'] extends 'boolean'
    ? boolean
    : F['type'] extends 'list' | 'choices'
      ? readonly string[]
      : F['type'] extends 'json'
        ? JsonObject
        : F extends { choices: infer C }
          ? keyof C & string
          : string;

/** The row type of an entity: every declared field, null where it was never set. */
export type RowOf<E extends EntityDef> = { readonly id: string } & {
  readonly [K in keyof E['fields']]: FieldValue<E['fields'][K]> | null;
};

/** Declares an entity; keeps the literal types, so that `RowOf` can infer the row. */
export function defineEntity<const F extends Readonly<Record<string, FieldDef>>>(
  entity: EntityDef<F>,
): EntityDef<F> {
  return entity;
}
