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

const labels = new WordList(importTargets.map(({ key, label }) => [key, { label }]));

/**
 * Matches columns to targets. Labels go before synonyms, and each target is given once, to the first column that fits;
 * the others stay unmatched for a person to decide.
 */
export function suggestMapping(headers: readonly string[]): (string | null)[] {
  const mapping: (string | null)[] = headers.map(() => null);
  const taken = new Set<string>();
  for (const find of [(header: string) => labels.exact(header), targetOfHeader]) {
    headers.forEach((header, i) => {
      const key = header === '' || mapping[i] !== null ? undefined : find(header);
      if (key === undefined || taken.has(key)) return;
      taken.add(key);
      mapping[i] = key;
    });
  }
  return withClass(mapping, taken, headers);
}

/** What others call category is our class; only beside a class column is it the word that was kept of old. */
function withClass(
  mapping: (string | null)[],
  taken: ReadonlySet<string>,
  headers: readonly string[],
): (string | null)[] {
  const at = mapping.indexOf('category');
  if (at >= 0 && !taken.has('class') && /category/i.test(headers[at] as string)) mapping[at] = 'class';
  return mapping;
}
