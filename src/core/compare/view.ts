import type { FieldDef, Language, Value } from '../../model/index.ts';
import { valueWords } from '../exchange/words.ts';
import { labelOf, labelOfId } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import type { Difference, DifferenceKind, Values } from './difference.ts';

/** An asset as a list of differences names it. */
export interface AssetName {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly class: string | null;
}

export interface FieldView {
  readonly field: string;
  readonly label: string;
  readonly from: Value;
  readonly to: Value;
  /** In words of the language asked for. */
  readonly fromText: string;
  readonly toText: string;
}

/** A difference in words. */
export interface DifferenceView {
  readonly entity: 'asset' | 'relation';
  readonly id: string;
  readonly kind: DifferenceKind;
  /** The asset; of a relation its source. */
  readonly asset: AssetName;
  /** Of a relation. */
  readonly type: string | null;
  readonly typeText: string;
  readonly target: AssetName | null;
  readonly fields: readonly FieldView[];
  /** Milliseconds of the newest change, and who made it. */
  readonly at: number | null;
  readonly actor: string;
}

export function viewOf(reg: Register, difference: Difference, language: Language): DifferenceView {
  const { entity, rid, kind, values, fields, steps } = difference;
  const newest = steps.reduce<Difference['steps'][number] | null>(
    (latest, step) => (latest && latest.ms > step.ms ? latest : step),
    null,
  );
  return {
    entity,
    id: reg.keys.uuid(rid),
    kind,
    asset: entity === 'asset' ? named(reg.keys.uuid(rid), values) : endOf(reg, values.source),
    type: entity === 'relation' ? text(values.type) : null,
    typeText: entity === 'relation' ? typeWords(reg, text(values.type), language) : '',
    target: entity === 'relation' ? endOf(reg, values.target) : null,
    fields: fields.map(({ field, from, to }) => {
      const def = definitionOf(reg, entity, field, values);
      return {
        field,
        label: def?.label[language] ?? field,
        from,
        to,
        fromText: wordsOf(reg, field, def, from, language),
        toText: wordsOf(reg, field, def, to, language),
      };
    }),
    at: newest?.ms ?? null,
    actor: newest ? labelOf(reg, 'person', newest.actor) : '',
  };
}

function typeWords(reg: Register, type: string, language: Language): string {
  const known = reg.catalogue.relationType(type);
  return known?.label[language] ?? type;
}

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

function named(id: string, values: Values): AssetName {
  return { id, tag: text(values.tag), name: text(values.name), class: text(values.class) || null };
}

function endOf(reg: Register, id: Value | undefined): AssetName {
  const rid = typeof id === 'string' ? reg.keys.findRid(id) : null;
  const row =
    rid === null
      ? undefined
      : (reg.sql('SELECT tag, name, class FROM asset WHERE rid = ?').get(rid) as
          | { tag: string | null; name: string | null; class: string | null }
          | undefined);
  return { id: text(id), tag: row?.tag ?? '', name: row?.name ?? '', class: row?.class ?? null };
}

function definitionOf(
  reg: Register,
  entity: 'asset' | 'relation',
  field: string,
  values: Values,
): FieldDef | undefined {
  const fields = reg.catalogue.fieldsOf(entity, values.class);
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

function wordsOf(
  reg: Register,
  name: string,
  field: FieldDef | undefined,
  value: Value,
  language: Language,
): string {
  if (value === null) return '';
  if (field?.type === 'ref') return labelOfId(reg, field.target, value) ?? String(value);
  if (typeof value === 'object' && field?.type !== 'list' && field?.type !== 'json')
    return JSON.stringify(value);
  return valueWords(reg, name, field, value, language);
}
