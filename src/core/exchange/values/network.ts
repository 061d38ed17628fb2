import { isIP } from 'node:net';
import type { Cell } from '../read/types.ts';
import { meansNothing, type Parsed, Problem } from './problem.ts';
import { parseCode } from './text.ts';

const separators = /[,，;；、\s|]+/;

/** One or several MAC addresses in any usual form; stored as `AA:BB:CC:DD:EE:FF`, parted by `, `. */
export function parseMac(cell: Cell | undefined): Parsed<string> {
  return several(cell, macOf, 'MAC_INVALID');
}

function macOf(text: string): string | null {
  const hex = text.replace(/[:\-.]/g, '').toUpperCase();
  return /^[0-9A-F]{12}$/.test(hex) ? (hex.match(/../g) as string[]).join(':') : null;
}

/** One or several IPv4 or IPv6 addresses, each with a prefix length or not. */
export function parseIp(cell: Cell | undefined): Parsed<string> {
  return several(cell, ipOf, 'IP_INVALID');
}

function ipOf(text: string): string | null {
  const [address = '', prefix, more] = text.split('/');
  if (more !== undefined) return null;
  const plain = address.replace(/^(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) =>
    parts.slice(0, 4).map(Number).join('.'),
  );
  const version = isIP(plain);
  if (version === 0) return null;
  if (prefix === undefined) return plain;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)
    ? `${plain}/${Number(prefix)}`
    : null;
}

function several(
  cell: Cell | undefined,
  one: (text: string) => string | null,
  code: 'MAC_INVALID' | 'IP_INVALID',
): Parsed<string> {
  const text = parseCode(cell, 1000);
  if (text === null || (text instanceof Problem && text.code !== 'CODE_DAMAGED')) return text;
  if (text instanceof Problem) return new Problem(code, 'warning');
  if (meansNothing(text)) return null;
  const whole = one(text);
  if (whole !== null) return whole;
  const parts = text
    .split(separators)
    .filter((part) => part !== '')
    .map(one);
  return parts.length > 0 && parts.every((part) => part !== null)
    ? parts.join(', ')
    : new Problem(code, 'warning');
}
