import { normalEmail, normalIp, normalMac, normalUrl } from './formats.ts';
import type { FieldDef, FieldType, Value } from './types.ts';

/** A day of the calendar between the years 1900 and 2999, written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2999) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Brings an address into its normal form; null when it is none. Only for types ip, mac, url and email. */
export const formatOf: Readonly<Partial<Record<FieldType, (text: string) => string | null>>> = {
  ip: normalIp,
  mac: normalMac,
  url: normalUrl,
  email: normalEmail,
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Does a stored value have the form that its field asks for? Not so where the field got another type on one laptop while
 * another wrote into it. Ranges, patterns and lengths are not looked at: they are rules for what is entered.
 */
export function fits(field: FieldDef, value: Value): boolean {
  if (value === null) return true;
  switch (field.type) {
    case 'integer':
    case 'money':
    case 'datetime':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isDate(value);
    case 'choice':
      return typeof value === 'string' && (!field.choices || Object.hasOwn(field.choices, value));
    case 'choices':
      return Array.isArray(value) && value.every((key) => Object.hasOwn(field.choices ?? {}, key));
    case 'ref':
      return typeof value === 'string' && uuid.test(value);
    case 'list':
      return Array.isArray(value);
    case 'json':
      return typeof value === 'object';
    case 'ip':
    case 'mac':
    case 'url':
    case 'email':
      return typeof value === 'string' && formatOf[field.type]?.(value) === value;
    default:
      return typeof value === 'string';
  }
}

const patterns = new WeakMap<FieldDef, RegExp | null>();

/** Does the whole text match the field's pattern? True where it has none, or one that can't be read. */
export function matchesPattern(field: FieldDef, text: string): boolean {
  if (field.pattern === undefined) return true;
  let expression = patterns.get(field);
  if (expression === undefined) {
    expression = patternOf(field.pattern);
    patterns.set(field, expression);
  }
  return expression?.test(text) ?? true;
}

/** The expression that a pattern means, for a whole text; null when it can't be read. */
export function patternOf(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return null;
  }
}
