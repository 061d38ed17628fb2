import { type ImportEntity, type ImportTarget, importTargetsOf } from '../../../model/import-targets.ts';
import type { Catalogue, FieldDef, Label, Language } from '../../../model/index.ts';
import type { Register } from '../../store/register.ts';
import { no, yes } from '../words.ts';
import type { ColumnKind, EntryRule, WriteColumn } from '../write/types.ts';
import { exampleMarkers } from './example-row.ts';
import { exampleOf } from './examples.ts';
import { noteOf } from './notes.ts';
import { wordsInRegister } from './references.ts';

/** One column of a template. */
export interface TemplateColumn {
  readonly target: ImportTarget;
  readonly field: FieldDef;
  readonly required: boolean;
  readonly write: WriteColumn;
  /** What stands in the example row. */
  readonly example: string | number | null;
}

/** Besides what the model requires: without these a row becomes nothing that people recognise. */
const wanted: Readonly<Partial<Record<ImportEntity, readonly string[]>>> = {
  asset: ['name', 'class'],
  relation: ['source', 'type', 'target'],
};

/** Kept by the engine, or of use only to bring over an old register. */
const leftOut: Readonly<Partial<Record<ImportEntity, readonly string[]>>> = {
  asset: ['category'],
};

/**
 * The columns of a template, in the order in which forms show the fields.
 * @param className key of the class whose own fields stand behind the common ones; null for those of no class
 */
export function templateColumns(
  reg: Register,
  entity: ImportEntity,
  className: string | null,
  language: Language,
): TemplateColumn[] {
  const { catalogue } = reg;
  const targets = importTargetsOf(entity, catalogue);
  const own = catalogue.classFields(className);
  const common = new Set(
    targets
      .filter(({ key, field }) => field !== null && !isOfSomeClass(catalogue, entity, key))
      .map(({ key }) => key),
  );
  return targets
    .filter(({ key, field }) => field !== null && (common.has(key) || Object.hasOwn(own, key)))
    .filter(({ key }) => !leftOut[entity]?.includes(key))
    .map((target, i) => makeColumn(reg, entity, className, target, language, i === 0));
}

function isOfSomeClass(catalogue: Catalogue, entity: ImportEntity, key: string): boolean {
  return entity === 'asset' && Object.hasOwn(catalogue.attrFields, key);
}

function makeColumn(
  reg: Register,
  entity: ImportEntity,
  className: string | null,
  target: ImportTarget,
  language: Language,
  first: boolean,
): TemplateColumn {
  const field = target.field as FieldDef;
  const required = field.required === true || wanted[entity]?.includes(target.key) === true;
  const choices = choicesOf(reg, entity, className, target, language);
  const closed = field.type !== 'ref';
  const note = noteOf({ field, required, choices, entity, key: target.key, language });
  const rule = choices.length > 0 ? undefined : ruleOf(field);
  const label = target.label[language];
  const example = first
    ? exampleMarkers[language]
    : exampleOf(reg.catalogue, entity, className, target, choices, language);
  return {
    target,
    field,
    required,
    example,
    write: {
      header: required ? `${label} *` : label,
      kind: kindOf(field),
      tone: required ? 'required' : 'header',
      note,
      ...(choices.length > 0 ? { choices, strict: closed } : {}),
      ...(rule ? { rule, strict: true } : {}),
      ...(choices.length > 0 || rule ? { complaint: { title: label, text: note.slice(0, 250) } } : {}),
    },
  };
}

const kinds: Readonly<Partial<Record<FieldDef['type'], ColumnKind>>> = {
  code: 'code',
  ip: 'code',
  mac: 'code',
  integer: 'integer',
  number: 'number',
  money: 'money',
  date: 'date',
};

function kindOf(field: FieldDef): ColumnKind {
  return kinds[field.type] ?? 'text';
}

/** Words that the column takes; for what refers to other records, those that the register has now. */
function choicesOf(
  reg: Register,
  entity: ImportEntity,
  className: string | null,
  { key, field }: ImportTarget,
  language: Language,
): string[] {
  if (field?.type === 'boolean') return [yes[language], no[language]];
  if (field?.type === 'ref') return wordsInRegister(reg, field, entity);
  if (key === 'class') return classNames(reg.catalogue, className, language);
  if (entity === 'relation' && key === 'type') return labels(reg.catalogue.relationTypes, language);
  // Several of them in one cell are no drop-down.
  if (field?.type === 'choices') return [];
  return labels(field?.choices ?? {}, language);
}

function labels(choices: Readonly<Record<string, { readonly label: Label }>>, language: Language): string[] {
  return Object.values(choices).map(({ label }) => label[language]);
}

function classNames(catalogue: Catalogue, className: string | null, language: Language): string[] {
  const keys = className === null ? null : new Set(catalogue.withDescendants(className));
  return catalogue.offeredClasses
    .filter(({ key }) => !keys || keys.has(key))
    .map(({ label }) => label[language]);
}

const cellChars = 32_767;

function ruleOf(field: FieldDef): EntryRule | undefined {
  const bounds = {
    ...(field.min === undefined ? {} : { min: field.min }),
    ...(field.max === undefined ? {} : { max: field.max }),
  };
  switch (field.type) {
    case 'date':
      return { type: 'date', min: '1950-01-01', max: '2199-12-31' };
    case 'integer':
      return { type: 'whole', min: -999_999_999, max: 999_999_999, ...bounds };
    case 'number':
      return { type: 'decimal', min: -1e12, max: 1e12, ...bounds };
    case 'money':
      // Beyond this, cents are no longer whole numbers that every program keeps.
      return { type: 'decimal', min: -9e13, max: 9e13 };
    case 'text':
    case 'code':
      return { type: 'textLength', max: Math.min(field.maxLength ?? 4000, cellChars) };
    case 'longtext':
      return { type: 'textLength', max: cellChars };
    default:
      return undefined;
  }
}
