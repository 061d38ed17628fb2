import {
  type Catalogue,
  type EntityKey,
  type FieldDef,
  formatOf,
  HoldfastError,
  isDate,
  matchesPattern,
  type Value,
} from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { isUuid } from './pure/ids.ts';

type Patch = Readonly<Record<string, Value>>;

/** Says whether a reference points to something that is there. */
export type Living = (field: FieldDef, id: string) => boolean;

export { isDate };

/**
 * Checks a patch against the declarations and the user's definitions and brings its values into their stored form (trimmed,
 * empty text as null, addresses in their normal form). A new record gets the defaults of fields that it does not name.
 * @param classKey class that decides which fields exist beyond the common ones
 * @throws HoldfastError FIELD_UNKNOWN, VALUE_INVALID, VALUE_TOO_LONG, VALUE_PATTERN, REFERENCE_UNKNOWN, FIELD_REQUIRED,
 *   STATUS_NOT_FOR_CLASS (create)
 */
export function validatePatch(
  reg: Register,
  entity: EntityKey,
  patch: Patch,
  classKey: unknown,
  create: boolean,
): Record<string, Value> {
  return cleanPatch(reg.catalogue, (field, id) => isLiving(reg, field, id), entity, patch, classKey, create);
}

/** As `validatePatch`, for whoever looks at references in his own way. */
export function cleanPatch(
  catalogue: Catalogue,
  living: Living,
  entity: EntityKey,
  patch: Patch,
  classKey: unknown,
  create: boolean,
): Record<string, Value> {
  const fields = catalogue.fieldsOf(entity, classKey);
  const clean: Record<string, Value> = {};
  for (const name of Object.keys(patch)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : keptField(catalogue, entity, name);
    if (!field) throw new HoldfastError('FIELD_UNKNOWN', { field: name });
    const value = cleanValue(living, name, field, patch[name] ?? null);
    if (value === null && field.required) throw missing(name);
    if (value !== null || !create) clean[name] = value;
  }
  if (create) {
    const { defaults, required } = demandsOf(fields);
    for (const [name, start] of defaults) if (patch[name] === undefined) clean[name] = start;
    for (const name of required) if ((clean[name] ?? null) === null) throw missing(name);
    if (entity === 'asset') demandStatus(catalogue, classKey, clean.status);
  }
  return clean;
}

/** A field that the user took away: undoing an older change may still write its value. */
function keptField(catalogue: Catalogue, entity: EntityKey, name: string): FieldDef | undefined {
  const field = entity === 'asset' ? catalogue.attrField(name) : undefined;
  return field?.removed ? { ...field, required: false } : undefined;
}

type Fields = Readonly<Record<string, FieldDef>>;

/** What a new record must have, and what it has where nothing is said. */
interface Demands {
  readonly defaults: ReadonlyArray<readonly [string, Value]>;
  readonly required: readonly string[];
}

/** By the fields of a class, which the catalogue gives as the same object each time: an import asks a million times. */
const demands = new WeakMap<Fields, Demands>();

function demandsOf(fields: Fields): Demands {
  let known = demands.get(fields);
  if (!known) {
    const all = Object.entries(fields);
    known = {
      defaults: all.flatMap(([name, field]) =>
        field.default === undefined ? [] : [[name, field.default] as const],
      ),
      required: all.flatMap(([name, { required }]) => (required ? [name] : [])),
    };
    demands.set(fields, known);
  }
  return known;
}

const missing = (field: string) => new HoldfastError('FIELD_REQUIRED', { field });

/** @throws HoldfastError STATUS_NOT_FOR_CLASS */
export function demandStatus(catalogue: Catalogue, classKey: unknown, status: Value | undefined): void {
  if (typeof status !== 'string') return;
  const known = catalogue.statusesOf(classKey);
  if (known && !known.has(status))
    throw new HoldfastError('STATUS_NOT_FOR_CLASS', { class: String(classKey), status });
}

/**
 * A value in the form in which its field keeps it; null where it means nothing.
 * @throws HoldfastError VALUE_INVALID, VALUE_TOO_LONG, VALUE_PATTERN, REFERENCE_UNKNOWN
 */
export function cleanValue(living: Living, name: string, field: FieldDef, value: Value): Value {
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
      if (typeof value !== 'string' || !isChoice(field, value)) throw invalid('one of the listed choices');
      return value;
    case 'choices':
      if (!Array.isArray(value) || value.some((one) => typeof one !== 'string' || !isChoice(field, one)))
        throw invalid('some of the listed choices');
      return value.length > 0 ? [...new Set(value as readonly string[])] : null;
    case 'ip':
    case 'mac':
    case 'url':
    case 'email':
      if (typeof value !== 'string') throw invalid('text');
      return checkFormat(name, field, value);
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
  if (text !== '' && !matchesPattern(field, text))
    throw new HoldfastError('VALUE_PATTERN', { field: name, value: text, pattern: field.pattern ?? '' });
  return text === '' ? null : text;
}

const examples = { ip: '10.0.0.1 / 2001:db8::1 / 10.0.0.0/24', mac: '00:1A:2B:3C:4D:5E' } as const;

function checkFormat(name: string, field: FieldDef, value: string): string | null {
  if (value.trim() === '') return null;
  const normal = formatOf[field.type]?.(value) ?? null;
  if (normal === null) {
    const expected =
      field.type === 'ip' || field.type === 'mac'
        ? examples[field.type]
        : field.type === 'url'
          ? 'https://example.com'
          : 'name@example.com';
    throw new HoldfastError('VALUE_INVALID', { field: name, value: value.slice(0, 100), expected });
  }
  if (!matchesPattern(field, normal))
    throw new HoldfastError('VALUE_PATTERN', { field: name, value: normal, pattern: field.pattern ?? '' });
  return normal;
}

function checkRange(name: string, field: FieldDef, value: number): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  if (value < min || value > max) {
    throw new HoldfastError('VALUE_INVALID', { field: name, value, expected: `between ${min} and ${max}` });
  }
  return value;
}

function isChoice(field: FieldDef, value: string): boolean {
  return field.choices ? Object.hasOwn(field.choices, value) : true;
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
