import type { Label } from '../../../model/types.ts';
import { type Cell, cellText } from '../read/types.ts';
import { meansNothing, type Parsed, Problem } from './problem.ts';
import { cellError } from './text.ts';

/** Words are compared without case, width, spaces and punctuation: `In-Stock`, `ｉｎ ｓｔｏｃｋ` and `instock` are one. */
export function foldWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{C}]/gu, '');
}

interface Named {
  readonly label: Label;
  readonly synonyms?: readonly string[];
}

/** From folded word to key. Keys and labels win over synonyms, earlier entries over later ones. */
export class WordList {
  private readonly keys = new Map<string, string>();

  constructor(entries: Iterable<readonly [string, Named]>) {
    const all = [...entries];
    for (const [key, named] of all) {
      for (const word of [key, named.label.zh, named.label.en]) this.add(word, key);
    }
    for (const [key, named] of all) for (const word of named.synonyms ?? []) this.add(word, key);
  }

  private add(word: string, key: string): void {
    // Marks such as ¥ fold to nothing and are kept as they are.
    const folded = foldWord(word) || word;
    if (!this.keys.has(folded)) this.keys.set(folded, key);
  }

  /** The key of exactly this word. */
  exact(word: string): string | undefined {
    return this.keys.get(foldWord(word) || word.trim());
  }

  /** The key that a person's word means; undefined when none does. */
  find(word: string): string | undefined {
    const exact = this.exact(word);
    if (exact !== undefined) return exact;
    // `固定资产/打印机` and `Hardware > Laptop`: the last part of a path names the thing.
    const last = word.split(/[/\\>|]/).pop() ?? '';
    return last === word ? undefined : this.keys.get(foldWord(last) || last);
  }
}

/** A choice by its key, either language's label or a synonym. */
export function parseChoice(cell: Cell | undefined, words: WordList): Parsed<string> {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'object' && cell.kind === 'error') return cellError(cell.text);
  const text = typeof cell === 'string' ? cell.trim() : cellText(cell);
  if (text === null || text === '') return null;
  const key = words.find(text);
  if (key !== undefined) return key;
  return meansNothing(text) ? null : new Problem('CHOICE_UNKNOWN', 'warning');
}
