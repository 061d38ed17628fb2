import type { FieldDef, Value } from '../../../model/types.ts';
import { cellText } from '../read/types.ts';
import { foldWord } from '../values/choice.ts';
import type { CellParser } from '../values/parse.ts';
import type { Parsed } from '../values/problem.ts';

const folded = (word: string) => foldWord(word) || word.trim();

/**
 * Reads words of a choice column as a person said that they are meant, the others as usual. An empty meaning leaves the
 * cell blank; a meaning that is no choice of the field counts as none.
 */
export function withMeanings(
  parse: CellParser,
  field: FieldDef,
  words: Readonly<Record<string, string>>,
): CellParser {
  const meanings = new Map<string, string>();
  for (const [word, meaning] of Object.entries(words)) {
    if (meaning === '' || isChoice(field, meaning)) meanings.set(folded(word), meaning);
  }
  if (meanings.size === 0) return parse;
  const known = new Map<string, Parsed<Value>>();
  return (cell) => {
    const text = cellText(cell);
    if (text === null || text.length > 200) return parse(cell);
    let value = known.get(text);
    if (value === undefined) {
      const meaning = meanings.get(folded(text));
      value = meaning === undefined ? parse(cell) : meaning === '' ? null : meaning;
      if (known.size < 20_000) known.set(text, value);
    }
    return value;
  };
}

function isChoice(field: FieldDef, key: string): boolean {
  return field.choices !== undefined && Object.hasOwn(field.choices, key);
}
