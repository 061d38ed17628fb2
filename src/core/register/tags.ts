import type { Register } from '../store/register.ts';

const registerPrefix = 'HF';

/** The next free tag for a class, such as HF-SRV-00413: one above the highest of that form. */
export function nextTag(reg: Register, classKey: string): string {
  const prefix = reg.catalogue.classPath(classKey).findLast((c) => c.prefix)?.prefix ?? 'AST';
  const start = `${registerPrefix}-${prefix}-`;
  const highest = reg
    .sql(
      'SELECT max(tag_key) FROM asset WHERE tag_key >= ? AND tag_key < ? AND deleted = 0 AND tag_key GLOB ?',
    )
    .pluck()
    .get(`${start}0`, `${start}:`, `${start}[0-9][0-9][0-9][0-9][0-9]`) as string | null;
  const number = highest === null ? 0 : Number(highest.slice(start.length));
  return `${start}${String(number + 1).padStart(5, '0')}`;
}
