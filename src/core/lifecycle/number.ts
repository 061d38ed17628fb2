import type { Register } from '../store/register.ts';

/** `BF-2026-0007`: one above the highest of the year, as far as it is known here. */
export function nextNumber(reg: Register): string {
  const zone = reg.meta('timeZone') ?? 'UTC';
  const year = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' }).format(reg.deps.now());
  const start = `BF-${year}-`;
  const numbers = reg
    .sql('SELECT number_key FROM retirement WHERE number_key >= ? AND number_key < ?')
    .pluck()
    .all(start, `${start}\u{10ffff}`) as string[];
  const highest = Math.max(0, ...numbers.map((n) => Number(/^\d+$/.exec(n.slice(start.length))?.[0] ?? 0)));
  return `${start}${String(highest + 1).padStart(4, '0')}`;
}
