import { type Catalogue, HoldfastError } from '../model/index.ts';

/**
 * The class that a word means: its key, a label or a synonym.
 * @throws HoldfastError CLASS_NOT_FOUND
 */
export function classKey(catalogue: Catalogue, wanted: string): string {
  const word = wanted.trim().toLowerCase();
  const found =
    catalogue.classOf(wanted) ??
    catalogue.classes.find((c) =>
      [c.key, c.label.zh, c.label.en, ...(c.synonyms ?? [])].some((name) => name.toLowerCase() === word),
    );
  if (!found) throw new HoldfastError('CLASS_NOT_FOUND', { class: wanted });
  return found.key;
}
