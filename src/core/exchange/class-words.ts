import type { Catalogue } from '../../model/catalogue.ts';
import { HoldfastError } from '../../model/errors.ts';
import { WordList } from './values/choice.ts';

const made = new WeakMap<Catalogue, WordList>();

/** Classes by key, label in either language or synonym. */
export function classWords(catalogue: Catalogue): WordList {
  let words = made.get(catalogue);
  if (!words) {
    words = new WordList(catalogue.classes.map((def) => [def.key, def]));
    made.set(catalogue, words);
  }
  return words;
}

/**
 * The class that a word means.
 * @throws VALUE_INVALID
 */
export function classNamed(catalogue: Catalogue, word: string): string {
  const key = classWords(catalogue).find(word);
  if (key === undefined) {
    throw new HoldfastError('VALUE_INVALID', {
      field: 'class',
      value: word,
      expected: 'the name of a class',
    });
  }
  return key;
}
