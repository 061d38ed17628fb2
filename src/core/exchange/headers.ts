import { importTargets } from '../../model/import-targets.ts';
import { WordList } from './values/choice.ts';

const words = new WordList(importTargets.map((target) => [target.key, target]));

/** The target that a column header names in either language, or undefined. */
export function targetOfHeader(header: string): string | undefined {
  const exact = words.exact(header);
  if (exact !== undefined) return exact;
  // `原值（元）` and `Serial (S/N)`: what stands in brackets only explains.
  const bare = header.replace(/[(（[【][^)）\]】]*[)）\]】]/g, '').trim();
  return bare === header || bare === '' ? undefined : words.exact(bare);
}

export function matchHeader(text: string): number {
  return text !== '' && targetOfHeader(text) !== undefined ? 1 : 0;
}

/**
 * Matches columns to targets. Each target is given once, to the column whose header stands first; the others stay
 * unmatched for a person to decide.
 */
export function suggestMapping(headers: readonly string[]): (string | null)[] {
  const taken = new Set<string>();
  return headers.map((header) => {
    const key = header === '' ? undefined : targetOfHeader(header);
    if (key === undefined || taken.has(key)) return null;
    taken.add(key);
    return key;
  });
}
