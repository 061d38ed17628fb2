import {
  classOf,
  type EntityKey,
  entityOf,
  type FieldDef,
  fieldsOf,
  HoldfastError,
  type Value,
} from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { isUuid } from './pure/ids.ts';

type Patch = Readonly<Record<string, Value>>;

/** Says whether a reference points to something that is there. */
export type Living = (field: FieldDef, id: string) => boolean;

/**
 * Checks a patch against the declarations and brings its values into their stored form (trimmed, empty text as null).
 * @param classKey class that decides which fields exist beyond the common ones
 * @throws HoldfastError FIELD_UNKNOWN, VALUE_INVALID, VALUE_TOO_LONG, REFERENCE_UNKNOWN, FIELD_REQUIRED
 */
export function validatePatch(
  reg: Register,
  entity: EntityKey,
  patch: Patch,
  classKey: unknown,
  create: boolean,
): Record<string, Value> {
  return cleanPatch((field, id) => isLiving(reg, field, id), entity, patch, classKey, create);
}

/** As `validatePatch`, for whoever looks at references in his own way. */
export function cleanPatch(
  living: Living,
  entity: EntityKey,
  patch: Patch,
  classKey: unknown,
  create: boolean,
): Record<string, Value> {
  const fields = fieldsOf(entity, classKey);
  const clean: Record<string, Value> = {};
  for (const name of Object.keys(patch)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) throw new HoldfastError('FIELD_UNKNOWN', { field: name });
    const value = checkValue(living, name, field, patch[name] ?? null);
    if (value === null && field.required) throw new HoldfastError('FIELD_REQUIRED', { field: name });
    if (value !== null || !create) clean[name] = value;
  }
  if (create) requireAll(entity, clean);
  return clean;
}

function requireAll(entity: EntityKey, values: Patch): void {
  for (const [name, field] of Object.entries(entityOf(entity).fields)) {
    if (field.required && (values[name] === undefined || values[name] === null)) {
      throw new HoldfastError('FIELD_REQUIRED', { field: name });
    }
  }
}

function checkValue(living: Living, name: string, field: FieldDef, value: Value): Value {
  if (value === null || value === '') return null;
  const invalid = (expected: string) =>
    new HoldfastError('VALUE_INVALID', {
      field: name,
      value: typeof value === 'object' ? JSON.stringify(value).slice(0, 100) : value,
      expected,
    });
  switch (field.type) {
    case 'text':
    case 'longtext':
    case 'code':
      if (typeof value !== 'string') throw invalid('text');
      return checkText(name, field, value);
    case 'integer':
    case 'money':
    case 'datetime':
      if (!Number.isSafeInteger(value)) throw invalid('a whole number');
      return checkRange(name, field, value as number);
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid('a number');
      return checkRange(name, field, value);
    case 'boolean':
      if (typeof value !== 'boolean') throw invalid('true or false');
      return value;
    case 'date':
      if (typeof value !== 'string' || !isDate(value)) throw invalid('a date like 2026-03-05');
      return value;
    case 'choice':
      if (typeof value !== 'string' || !isChoice(name, field, value))
        throw invalid('one of the listed choices');
      return value;
    case 'ref':
      if (!isUuid(value)) throw invalid('the id of a record');
      if (!living(field, value)) throw new HoldfastError('REFERENCE_UNKNOWN', { field: name });
      return value;
    case 'list':
      if (!Array.isArray(value) || value.some((v) => typeof v !== 'string')) throw invalid('a list of texts');
      return value.length > 0 ? (value as readonly string[]) : null;
    case 'json':
      if (typeof value !== 'object') throw invalid('a structure');
      return value;
  }
}

function checkText(name: string, field: FieldDef, value: string): string | null {
  // Lone surrogates and control characters can't be written to a workbook or hashed the same everywhere.
  const clean = value.toWellFormed().replace(/[^\P{Cc}\t\n\r]/gu, '');
  const text = field.type === 'longtext' ? clean.trim() : clean.replace(/\s*[\r\n]+\s*/g, ' ').trim();
  const max = field.maxLength ?? (field.type === 'longtext' ? 100_000 : 4000);
  if (text.length > max) throw new HoldfastError('VALUE_TOO_LONG', { field: name, max, length: text.length });
  return text === '' ? null : text;
}

function checkRange(name: string, field: FieldDef, value: number): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  if (value < min || value > max) {
    throw new HoldfastError('VALUE_INVALID', { field: name, value, expected: `between ${min} and ${max}` });
  }
  return value;
}

/** A day of the calendar between the years 1900 and 2999, written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2999) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isChoice(name: string, field: FieldDef, value: string): boolean {
  if (field.choices) return Object.hasOwn(field.choices, value);
  return name === 'class' ? classOf(value) !== undefined : true;
}

function isLiving(reg: Register, field: FieldDef, id: string): boolean {
  const rid = reg.keys.findRid(id);
  if (rid === null || !field.target) return false;
  if (reg.keys.isKnownLiving(rid)) return true;
  const living =
    reg.sql(`SELECT 1 FROM "${field.target}" WHERE rid = ? AND deleted = 0`).get(rid) !== undefined;
  if (living) reg.keys.noteLiving(rid, true);
  return living;
}
