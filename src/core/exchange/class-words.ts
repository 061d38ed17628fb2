import { builtinClasses } from '../../model/classes.ts';
import { HoldfastError } from '../../model/errors.ts';
import { WordList } from './values/choice.ts';

/** Classes by key, label in either language or synonym. */
export const classWords = new WordList(builtinClasses.map((def) => [def.key, def]));

/**
 * The class that a word means.
 * @throws VALUE_INVALID
 */
export function classNamed(word: string): string {
  const key = classWords.find(word);
  if (key === undefined) {
    throw new HoldfastError('VALUE_INVALID', {
      field: 'class',
      value: word,
      expected: 'the name of a class',
    });
  }
  return key;
}
