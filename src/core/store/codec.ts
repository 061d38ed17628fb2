import {
  type EntityKey,
  entityOf,
  type FieldDef,
  isEntityKey,
  type JsonObject,
  type Value,
} from '../../model/index.ts';
import { isUuid } from '../log/pure/ids.ts';
import type { Keys } from './keys.ts';

type Patch = Readonly<Record<string, Value>>;

/** What writing a value down asks of the keys; a worker that may only read has its own. */
export type WritingKeys = Pick<Keys, 'fieldKey' | 'rid'>;

const declared = new Map<string, Readonly<Record<string, FieldDef>>>();

/** Declared fields of an entity; none for an entity that this version does not know. */
export function declaredFields(entity: string): Readonly<Record<string, FieldDef>> {
  let fields = declared.get(entity);
  if (!fields) {
    fields = isEntityKey(entity) ? entityOf(entity).fields : {};
    declared.set(entity, fields);
  }
  return fields;
}

/** A patch as the log stores it: integer field keys, refs as integer record keys. */
export function encodePatch(keys: WritingKeys, entity: string, patch: Patch): string {
  const fields = declaredFields(entity);
  const out: Record<string, unknown> = {};
  for (const name in patch) {
    const value = patch[name] as Value;
    const field = fields[name];
    out[keys.fieldKey(entity, name)] =
      field?.type === 'ref' && isUuid(value) ? keys.rid(value, field.target ?? null) : value;
  }
  return JSON.stringify(out);
}

/** Reads what `encodePatch` wrote. A ref that was stored as text, before this version knew the field, stays text. */
export function decodePatch(keys: Keys, entity: string, text: string): Record<string, Value> {
  const fields = declaredFields(entity);
  const out: Record<string, Value> = {};
  const stored = JSON.parse(text) as Record<string, Value>;
  for (const key in stored) {
    const name = keys.fieldName(Number(key));
    const value = stored[key] as Value;
    out[name] = fields[name]?.type === 'ref' && typeof value === 'number' ? keys.uuid(value) : value;
  }
  return out;
}

/** A value as a projection column holds it. */
export function toColumn(
  keys: WritingKeys,
  field: FieldDef,
  value: Value | undefined,
): string | number | null {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case 'ref':
      return isUuid(value) ? keys.rid(value, field.target ?? null) : null;
    case 'boolean':
      return value === true ? 1 : 0;
    case 'list':
    case 'json':
      return JSON.stringify(value);
    default:
      return typeof value === 'object'
        ? JSON.stringify(value)
        : typeof value === 'boolean'
          ? Number(value)
          : value;
  }
}

/** Reads what `toColumn` wrote. */
export function fromColumn(keys: Keys, field: FieldDef, column: unknown): Value {
  if (column === null || column === undefined) return null;
  switch (field.type) {
    case 'ref':
      return keys.uuid(column as number);
    case 'boolean':
      return column === 1;
    case 'list':
    case 'json':
      return JSON.parse(column as string) as readonly string[] | JsonObject;
    default:
      return column as string | number;
  }
}

/** A projection row as values by field; class fields and unknown ones come out of `attrs`. */
export function rowValues(
  keys: Keys,
  entity: EntityKey,
  row: Readonly<Record<string, unknown>>,
): Record<string, Value> {
  const fields = declaredFields(entity);
  const values: Record<string, Value> = {};
  for (const name in fields) {
    const value = fromColumn(keys, fields[name] as FieldDef, row[name]);
    if (value !== null) values[name] = value;
  }
  const attrs = row.attrs;
  if (typeof attrs === 'string') Object.assign(values, JSON.parse(attrs));
  return values;
}
