/** Reading what other systems write, value by value: whatever is not of the expected kind is taken for nothing. */

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property; inherited ones, such as `constructor`, are no values of a file. */
export function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** @param most longest text that is kept, in UTF-16 units */
export function textOf(value: unknown, most = 1000): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const text = value.toWellFormed().trim();
  return text === '' ? null : text.slice(0, most);
}

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A whole number within bounds. */
export function wholeOf(value: unknown, min = 0, max = Number.MAX_SAFE_INTEGER): number | null {
  const number = numberOf(value);
  if (number === null) return null;
  const whole = Math.round(number);
  return whole >= min && whole <= max ? whole : null;
}

/** `AA:BB:CC:DD:EE:FF`; null for what is no address, or nobody's: all zeros, all ones. */
export function macOf(value: unknown): string | null {
  const hex = (textOf(value) ?? '').replace(/[:\-.\s]/g, '').toUpperCase();
  if (!/^[0-9A-F]{12}$/.test(hex) || /^(0+|F+)$/.test(hex)) return null;
  return (hex.match(/../g) as string[]).join(':');
}

/** What makers leave in place of a serial number; thousands of machines share them. */
const placeholders =
  /^(to be filled.*|default string|system serial number|serial number|chassis serial number|not (specified|available|applicable)|none|n\/?a|null|unknown|invalid|empty|o\.?e\.?m\.?|x+|0+|1234567(89?0?)?|\.+|-+)$/i;

export function serialOf(value: unknown): string | null {
  const text = textOf(value, 200);
  return text === null || placeholders.test(text) ? null : text;
}

/** Lower case; null for ids that many machines share. */
export function uuidOf(value: unknown): string | null {
  const text = textOf(value, 100)?.toLowerCase() ?? null;
  if (text === null || placeholders.test(text) || /^[0f-]+$/.test(text)) return null;
  return text === '03000200-0400-0500-0006-000700080009' ? null : text;
}

export function dateOf(value: unknown): string | null {
  const match = /^(\d{4})[-/](\d{2})[-/](\d{2})/.exec(textOf(value) ?? '');
  if (!match) return null;
  const [, year, month, day] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return null;
  return Number(year) >= 1900 && Number(year) <= 2999 ? `${year}-${month}-${day}` : null;
}

/** Without its prefix length. */
export function addressOf(value: unknown): string | null {
  return textOf(value, 100)?.split('/')[0] ?? null;
}

export type Plain = string | number | boolean;

/** A structure of plain values without what is empty; null when nothing is left. */
export function compact(values: Readonly<Record<string, unknown>>): Record<string, Plain> | null {
  const kept: Record<string, Plain> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      kept[name] = value;
  }
  return Object.keys(kept).length > 0 ? kept : null;
}
