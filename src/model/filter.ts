import { HoldfastError } from './errors.ts';

/**
 * The one filter grammar of lists, saved views, stocktake scopes and the command line:
 *
 *     class=server status!=retired cost>1000 location~HQ 'name~核心' serial= user!=
 *
 * Terms stand side by side and must all hold. A term is field, operator, value; operators are
 * `=` `!=` `~` (contains; for a tree: in or under) `!~` `>` `>=` `<` `<=`. Several values of `=` and `!=` are
 * parted by commas. An empty value means "is empty" (`=`) or "is not empty" (`!=`). A term or a value with spaces or commas
 * stands in single or double quotes; a quote inside is doubled. A word without operator searches everywhere.
 */
export type FilterOperator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=';

export interface FilterTerm {
  readonly field: string;
  readonly operator: FilterOperator;
  /** As written: labels, names and paths are resolved where the register is at hand. Empty array = empty value. */
  readonly values: readonly string[];
}

export interface Filter {
  readonly terms: readonly FilterTerm[];
  /** Words without operator, to be searched. */
  readonly words: readonly string[];
}

export const emptyFilter: Filter = { terms: [], words: [] };

/**
 * Reads a filter.
 * @throws HoldfastError FILTER_SYNTAX with the position (1-based) of what can't be read
 */
export function parseFilter(source: string): Filter {
  const terms: FilterTerm[] = [];
  const words: string[] = [];
  for (let at = skipSpace(source, 0); at < source.length; ) {
    const quotedWhole = isQuote(source[at]);
    const read = quotedWhole ? readWholeQuoted(source, at) : (readTerm(source, at) ?? readWord(source, at));
    if ('word' in read) words.push(read.word);
    else terms.push(checked(source, at, read.term));
    at = skipSpace(source, read.next);
  }
  return { terms, words };
}

const head = /([A-Za-z_][\w.]*)(!=|!~|>=|<=|=|~|>|<)/y;
type Read = { readonly next: number } & ({ readonly term: FilterTerm } | { readonly word: string });

/** `field op value,value`; null when there is no field and operator here. */
function readTerm(source: string, at: number): Read | null {
  head.lastIndex = at;
  const match = head.exec(source);
  if (!match) return null;
  const [, field = '', operator] = match;
  const values: string[] = [];
  let next = head.lastIndex;
  while (next < source.length && !/\s/.test(source[next] as string)) {
    const value = readPart(source, next, ',');
    values.push(value.text);
    next = value.next;
    if (source[next] === ',') next++;
    else break;
  }
  return {
    next,
    term: { field, operator: operator as FilterOperator, values: values.filter((v) => v !== '') },
  };
}

/** A quoted token is a term when it reads as one, else words to search. */
function readWholeQuoted(source: string, at: number): Read {
  const { text, next } = readQuoted(source, at, source[at] as string);
  head.lastIndex = 0;
  const match = head.exec(text);
  if (!match) return { next, word: text };
  const [, field = '', operator] = match;
  const rest = text.slice(match[0].length);
  return {
    next,
    term: { field, operator: operator as FilterOperator, values: rest === '' ? [] : rest.split(',') },
  };
}

function readWord(source: string, at: number): Read {
  if (/^(!=|!~|[=~<>])/.test(source.slice(at, at + 2)))
    throw syntax(source, at, 'a field is missing before the operator');
  const { text, next } = readPart(source, at, '');
  return { next, word: text };
}

/** Text up to white space or `stop`; what stands in quotes is taken as it is. */
function readPart(source: string, at: number, stop: string): { text: string; next: number } {
  let text = '';
  let i = at;
  while (i < source.length && !/\s/.test(source[i] as string) && source[i] !== stop) {
    if (isQuote(source[i])) {
      const quoted = readQuoted(source, i, source[i] as string);
      text += quoted.text;
      i = quoted.next;
    } else {
      text += source[i];
      i++;
    }
  }
  return { text, next: i };
}

function checked(source: string, at: number, term: FilterTerm): FilterTerm {
  if (term.values.length === 0 && term.operator !== '=' && term.operator !== '!=') {
    throw syntax(source, at, `a value is missing after ${term.operator}`);
  }
  return term;
}

function isQuote(char: string | undefined): boolean {
  return char === '"' || char === "'";
}

function skipSpace(source: string, at: number): number {
  let i = at;
  while (i < source.length && /\s/.test(source[i] as string)) i++;
  return i;
}

/** Writes a filter so that `parseFilter` reads the same again. */
export function formatFilter(filter: Filter): string {
  const terms = filter.terms.map((t) => `${t.field}${t.operator}${t.values.map(quote).join(',')}`);
  return [...terms, ...filter.words.map(quote)].join(' ');
}

function quote(value: string): string {
  return value === '' || /[\s,'"=~<>!]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function readQuoted(source: string, start: number, mark: string): { text: string; next: number } {
  let text = '';
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] !== mark) {
      text += source[i];
    } else if (source[i + 1] === mark) {
      text += mark;
      i++;
    } else {
      return { text, next: i + 1 };
    }
  }
  throw syntax(source, start, `the quote ${mark} is not closed`);
}

function syntax(source: string, at: number, reason: string): HoldfastError {
  return new HoldfastError('FILTER_SYNTAX', { position: at + 1, near: source.slice(at, at + 20), reason });
}
