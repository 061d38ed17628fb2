import { pinyin } from 'pinyin-pro';

const cjk = /[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud87f][\udc00-\udfff]/;
const readings = new Map<string, string>();

/** Most names are as folding leaves them, which is seen three times faster than done: an import folds millions. */
const foldedText = /^[!-@[-~\u4e00-\u9fff]*$/;

/** How codes (tags, serials) are compared: NFKC, trimmed, upper case; full-width digits of an input method become plain. */
export function foldCode(value: string): string {
  return value.normalize('NFKC').trim().toUpperCase();
}

/** How names are compared: NFKC, lower case, single spaces. */
export function foldText(value: string): string {
  if (foldedText.test(value)) return value;
  return value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

export function hasCjk(text: string): boolean {
  return cjk.test(text);
}

/** The usual reading of one character, without tone; other characters stay. Kept, since the dictionary is slow. */
function reading(char: string): string {
  let r = readings.get(char);
  if (r === undefined) {
    r = cjk.test(char) ? pinyin(char, { toneType: 'none', v: true }).toLowerCase() : char;
    readings.set(char, r);
  }
  return r;
}

/**
 * Readings of a name, character by character.
 * @param person reads the first character as a surname (单 shan, 曾 zeng)
 */
function readingsOf(text: string, person: boolean): string[] {
  const folded = foldText(text);
  if (person && hasCjk(folded)) {
    return pinyin(folded, { toneType: 'none', type: 'array', surname: 'head', v: true }).map((r) =>
      r.toLowerCase(),
    );
  }
  return [...folded].map(reading);
}

/** Sorts Chinese by pinyin among Latin text. At most 60 characters: an index has a million of them. */
export function sortKey(text: string, person = false): string {
  if (!hasCjk(text)) return foldText(text).slice(0, 60);
  return readingsOf(text, person)
    .map((r) => (r.length > 1 ? `${r} ` : r))
    .join('')
    .slice(0, 60);
}

/** `zjl zhoujianlin` for 周建林; empty for text without Chinese. */
export function pinyinKeys(text: string, person = false): string {
  if (!hasCjk(text)) return '';
  const parts = readingsOf(text, person).filter((r) => /[a-z0-9]/.test(r));
  return `${parts.map((r) => r[0]).join('')} ${parts.join('')}`;
}

const separators = /[\s\p{P}\p{S}\p{C}]+/u;

/** Words of a text: runs of letters and digits in any script, folded. */
export function wordsOf(text: string): string[] {
  return foldText(text).split(separators).filter(Boolean);
}

/** Two-character grams of a word; a word of one character is its own gram. */
export function gramsOf(word: string): string[] {
  const chars = [...word];
  if (chars.length < 2) return chars;
  const grams: string[] = [];
  for (let i = 0; i + 1 < chars.length; i++) grams.push(`${chars[i]}${chars[i + 1]}`);
  return grams;
}

/** What goes into the gram index for some texts: their words and the initials of their Chinese. */
export function gramText(texts: readonly (string | null | undefined)[], pinyinOf: string): string {
  let grams = '';
  const add = (word: string) => {
    if (word !== '') grams += `${grams === '' ? '' : ' '}${gramsOf(word).join(' ')} \u0001`;
  };
  for (const text of texts) if (text) for (const word of wordsOf(text)) add(word);
  for (const word of pinyinOf.split(' ')) add(word);
  return grams;
}

/**
 * The FTS5 expression that finds a substring, or null when there is nothing to look for.
 * Every word of the query must stand somewhere; within a word the grams must follow each other.
 */
export function gramQuery(text: string): string | null {
  const words = wordsOf(text);
  // "B-01" of "DB-01": the lone letter is the tail of a word, which grams can't find; the rest of the query decides.
  const long = words.filter((word) => [...word].length > 1 || hasCjk(word));
  const phrases = (long.length > 0 ? long : words).map((word) => {
    const grams = gramsOf(word);
    const quoted = `"${grams.join(' ').replaceAll('"', '""')}"`;
    return [...word].length === 1 ? `${quoted}*` : quoted;
  });
  return phrases.length > 0 ? phrases.join(' AND ') : null;
}
