import type { Catalogue } from '../../model/catalogue.ts';
import { entityOf } from '../../model/entities/index.ts';
import {
  type Filter,
  type FilterOperator,
  type FilterTerm,
  formatFilter,
  parseFilter,
} from '../../model/filter.ts';
import type { FieldDef } from '../../model/types.ts';
import type { assets } from '../i18n/zh/assets.ts';

/** The fields that can be filtered by: the common ones in the order of the model, then those of classes and the user's. */
export function filterFieldsOf(catalogue: Catalogue): Readonly<Record<string, FieldDef>> {
  const all = { ...catalogue.fieldsOf('asset'), ...catalogue.attrFields };
  return Object.fromEntries(Object.entries(all).filter(([, field]) => field.type !== 'json'));
}

/** An operator as people read it; `empty` and `notEmpty` are `=` and `!=` without a value. */
export interface Condition {
  readonly key: string;
  readonly operator: FilterOperator;
  readonly valueless?: boolean;
  readonly word: keyof typeof assets;
}

const empty: readonly Condition[] = [
  { key: 'empty', operator: '=', valueless: true, word: 'isEmpty' },
  { key: 'notEmpty', operator: '!=', valueless: true, word: 'isNotEmpty' },
];
const is: Condition = { key: '=', operator: '=', word: 'is' };
const isNot: Condition = { key: '!=', operator: '!=', word: 'isNot' };

/** What can be asked of a field. */
export function conditionsOf(field: FieldDef): readonly Condition[] {
  switch (field.type) {
    case 'choice':
    case 'choices':
    case 'boolean':
      return [is, isNot, ...empty];
    case 'ref':
      return isTree(field)
        ? [
            { key: '~', operator: '~', word: 'within' },
            { key: '!~', operator: '!~', word: 'notWithin' },
            is,
            isNot,
            ...empty,
          ]
        : [is, isNot, ...empty];
    case 'date':
    case 'datetime':
      return [
        { key: '>=', operator: '>=', word: 'since' },
        { key: '<=', operator: '<=', word: 'until' },
        { key: '>', operator: '>', word: 'after' },
        { key: '<', operator: '<', word: 'before' },
        is,
        ...empty,
      ];
    case 'integer':
    case 'number':
    case 'money':
      return [
        { key: '>=', operator: '>=', word: 'atLeast' },
        { key: '<=', operator: '<=', word: 'atMost' },
        { key: '>', operator: '>', word: 'greater' },
        { key: '<', operator: '<', word: 'less' },
        is,
        ...empty,
      ];
    default:
      return [
        { key: '~', operator: '~', word: 'contains' },
        { key: '!~', operator: '!~', word: 'containsNot' },
        is,
        isNot,
        ...empty,
      ];
  }
}

export function isTree(field: FieldDef): boolean {
  return field.target !== undefined && entityOf(field.target).parent !== undefined;
}

export function conditionOf(field: FieldDef, term: FilterTerm): Condition | undefined {
  const valueless = term.values.length === 0;
  return conditionsOf(field).find(
    (each) => each.operator === term.operator && (each.valueless ?? false) === valueless,
  );
}

/** The terms of a filter text; a text that can't be read gives none. */
export function readTerms(text: string): readonly FilterTerm[] {
  try {
    return parseFilter(text).terms;
  } catch {
    return [];
  }
}

/** What was typed into a find box, when it holds conditions on fields that there are; else null: it is plain words. */
export function typedTerms(text: string, catalogue: Catalogue): Filter | null {
  try {
    const filter = parseFilter(text);
    return filter.terms.length > 0 && filter.terms.every((term) => isField(term.field, catalogue))
      ? filter
      : null;
  } catch {
    return null;
  }
}

/** The term for what one operation made or changed; it has no field of its own. */
export const batchTerm = 'batch';

const isField = (name: string, catalogue: Catalogue): boolean =>
  name === batchTerm || Object.hasOwn(filterFieldsOf(catalogue), name);

export function writeTerms(terms: readonly FilterTerm[]): string {
  const filter: Filter = { terms, words: [] };
  return formatFilter(filter);
}
