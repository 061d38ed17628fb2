import { builtinCatalogue, type Catalogue } from '../../model/catalogue.ts';
import { type ImportEntity, importEntities, importTargetsOf } from '../../model/import-targets.ts';
import { WordList } from './values/choice.ts';

interface Words {
  readonly labels: WordList;
  readonly all: WordList;
}

const made = new WeakMap<Catalogue, Map<ImportEntity, Words>>();

function wordsOf(entity: ImportEntity, catalogue: Catalogue): Words {
  let ofCatalogue = made.get(catalogue);
  if (!ofCatalogue) {
    ofCatalogue = new Map();
    made.set(catalogue, ofCatalogue);
  }
  let words = ofCatalogue.get(entity);
  if (!words) {
    const targets = importTargetsOf(entity, catalogue);
    words = {
      labels: new WordList(targets.map(({ key, label }) => [key, { label }])),
      all: new WordList(targets.map((target) => [target.key, target])),
    };
    ofCatalogue.set(entity, words);
  }
  return words;
}

/** The target that a column header names in either language, or undefined. */
export function targetOfHeader(
  header: string,
  entity: ImportEntity,
  catalogue: Catalogue = builtinCatalogue,
): string | undefined {
  const { all } = wordsOf(entity, catalogue);
  // Foreign exports number their rows in a column `ID`; ours is called by its whole name.
  if (/^\s*id\s*$/i.test(header)) return undefined;
  const exact = all.exact(header);
  if (exact !== undefined) return exact;
  // `原值（元）`, `Serial (S/N)` and `资产编号*`: what stands in brackets only explains, a star says "required".
  const bare = header.replace(/[(（[【][^)）\]】]*[)）\]】]/g, '').trim();
  return bare === header || bare === '' ? undefined : all.exact(bare);
}

/** How well a text fits as a header of any sheet that can be imported: 0 or 1. */
export function headerMatcher(catalogue: Catalogue): (text: string) => number {
  return (text) =>
    text !== '' && importEntities.some((entity) => targetOfHeader(text, entity, catalogue) !== undefined)
      ? 1
      : 0;
}

/** A column to be matched: its whole header, and the parts that a header of several rows is joined from. */
export interface HeaderNames {
  readonly header: string;
  /** From the top row down. */
  readonly parts: readonly string[];
}

/**
 * Matches columns to targets of an entity. Labels go before synonyms, the whole header before its last row, and each
 * target is given once, to the first column that fits; the others stay unmatched for a person to decide.
 */
export function suggestMapping(
  columns: readonly HeaderNames[],
  entity: ImportEntity,
  catalogue: Catalogue = builtinCatalogue,
): (string | null)[] {
  const { labels } = wordsOf(entity, catalogue);
  const target = (header: string) => targetOfHeader(header, entity, catalogue);
  const mapping: (string | null)[] = columns.map(() => null);
  const taken = new Set<string>();
  const rounds: readonly ((column: HeaderNames) => string | undefined)[] = [
    ({ header }) => (target(header) === undefined ? undefined : labels.exact(header)),
    ({ header }) => target(header),
    ({ parts }) => target(parts.slice(-2).join(' ')),
    ({ parts }) => target(parts.at(-1) ?? ''),
  ];
  for (const find of rounds) {
    columns.forEach((column, i) => {
      const key = column.header === '' || mapping[i] !== null ? undefined : find(column);
      if (key === undefined || taken.has(key)) return;
      taken.add(key);
      mapping[i] = key;
    });
  }
  return entity === 'asset' ? withClass(mapping, taken, columns) : mapping;
}

/** What others call category is our class; only beside a class column is it the word that was kept of old. */
function withClass(
  mapping: (string | null)[],
  taken: ReadonlySet<string>,
  columns: readonly HeaderNames[],
): (string | null)[] {
  const at = mapping.indexOf('category');
  if (at >= 0 && !taken.has('class') && /category/i.test(columns[at]?.header ?? '')) mapping[at] = 'class';
  return mapping;
}
