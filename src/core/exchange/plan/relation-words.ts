import type { Catalogue } from '../../../model/catalogue.ts';
import { cellText } from '../read/types.ts';
import { foldWord } from '../values/choice.ts';
import type { CellParser } from '../values/parse.ts';
import { Problem } from '../values/problem.ts';
import { cellError } from '../values/text.ts';

/** Stands before a type that was named from its other end, as in "SW-1 powers SRV-1". */
const inverseMark = '<';

const known = new WeakMap<Catalogue, CellParser>();

function makeWords(catalogue: Catalogue): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  const add = (word: string, value: string) => {
    const key = foldWord(word);
    if (key !== '' && !made.has(key)) made.set(key, value);
  };
  const types = Object.entries(catalogue.relationTypes);
  for (const [key, { label }] of types) for (const word of [key, label.zh, label.en]) add(word, key);
  // What is not a name of its own direction names the other: 承载 is 运行于 seen from the host.
  for (const [key, { inverse, symmetric }] of types) {
    for (const word of [inverse.zh, inverse.en]) add(word, symmetric === true ? key : `${inverseMark}${key}`);
  }
  return made;
}

/** A relation type by its name in either language, from either end; see `relationTypeOf`. */
export function relationTypeParser(catalogue: Catalogue): CellParser {
  let parser = known.get(catalogue);
  if (!parser) {
    const words = makeWords(catalogue);
    parser = (cell) => {
      if (typeof cell === 'object' && cell !== null && cell.kind === 'error') return cellError(cell.text);
      const text = cellText(cell);
      if (text === null) return null;
      return words.get(foldWord(text)) ?? new Problem('CHOICE_UNKNOWN', 'error');
    };
    known.set(catalogue, parser);
  }
  return parser;
}

/** Takes apart what `relationTypeParser` gave: the type, and whether source and target change places. */
export function relationTypeOf(parsed: string): { readonly type: string; readonly swapped: boolean } {
  return parsed.startsWith(inverseMark)
    ? { type: parsed.slice(inverseMark.length), swapped: true }
    : { type: parsed, swapped: false };
}
