import type { FieldValue } from '../../contract/api/index.ts';
import type { FieldDef } from '../../model/types.ts';

export type Values = Readonly<Record<string, FieldValue>>;
export type Heads = Readonly<Record<string, readonly string[]>>;

/** Same value, told by content; unset and null are the same. */
export function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** The fields that a person changed, with their new values. */
export function changedFields(initial: Values, values: Values): Record<string, FieldValue> {
  const changed = Object.entries(values).filter(([key, value]) => !sameValue(value, initial[key]));
  return Object.fromEntries(changed.map(([key, value]) => [key, value ?? null]));
}

/** In heads: stands for every field that is not named, which are those that only the creation set. */
const everyField = '*';

/**
 * What an edit builds on: for each changed field the heads that the form showed when it was opened, not those of
 * now, so that what someone else saved meanwhile becomes a conflict and is not overwritten.
 */
export function baseOf(heads: Heads, changed: Values): Record<string, string[]> {
  const bases = Object.keys(changed).map((key): [string, readonly string[] | undefined] => [
    key,
    heads[key] ?? heads[everyField],
  ]);
  return Object.fromEntries(bases.flatMap(([key, ids]) => (ids ? [[key, [...ids]]] : [])));
}

/** The required fields that are still empty. */
export function missingFields(fields: Readonly<Record<string, FieldDef>>, values: Values): string[] {
  return Object.entries(fields)
    .filter(([key, field]) => field.required && !field.readonly && isEmpty(values[key]))
    .map(([key]) => key);
}

function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** The field whose key or label an error names. */
export function fieldNamed(fields: Readonly<Record<string, FieldDef>>, name: string | null): string | null {
  if (name === null) return null;
  if (fields[name]) return name;
  const found = Object.entries(fields).find(
    ([, field]) => field.label.zh === name || field.label.en === name,
  );
  return found?.[0] ?? null;
}
