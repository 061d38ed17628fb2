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
  for (const token of tokens(source)) {
    const match = /^([A-Za-z_][\w.]*)(!=|!~|>=|<=|=|~|>|<)([\s\S]*)$/.exec(token.text);
    if (!match) {
      if (/^(!=|!~|>=|<=|=|~|>|<)/.test(token.text))
        throw syntax(source, token.at, 'a field is missing before the operator');
      words.push(token.text);
      continue;
    }
    const operator = match[2] as FilterOperator;
    const values = token.quotedWhole ? splitValues(match[3] ?? '') : token.values(match[3] ?? '');
    if (values.length === 0 && operator !== '=' && operator !== '!=') {
      throw syntax(source, token.at + token.text.length, `a value is missing after ${operator}`);
    }
    terms.push({ field: match[1] as string, operator, values });
  }
  return { terms, words };
}

/** Writes a filter so that `parseFilter` reads the same again. */
export function formatFilter(filter: Filter): string {
  const terms = filter.terms.map((t) => `${t.field}${t.operator}${t.values.map(quote).join(',')}`);
  return [...terms, ...filter.words.map(quote)].join(' ');
}

function quote(value: string): string {
  return value === '' || /[\s,'"=~<>!]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

interface Token {
  readonly text: string;
  readonly at: number;
  readonly quotedWhole: boolean;
  /** Splits the value part at commas that stand outside quotes. */
  values(raw: string): readonly string[];
}

// A private-use character stands for a comma that was quoted, so that splitting can tell the two apart.
const quotedComma = '\uE02C';

function* tokens(source: string): Generator<Token> {
  let i = 0;
  while (i < source.length) {
    if (/\s/.test(source[i] as string)) {
      i++;
      continue;
    }
    const at = i;
    const quotedWhole = source[i] === "'" || source[i] === '"';
    let text = '';
    let hadQuotes = false;
    while (i < source.length && !/\s/.test(source[i] as string)) {
      const ch = source[i] as string;
      if (ch === "'" || ch === '"') {
        hadQuotes = true;
        const end = readQuoted(source, i, ch);
        text += quotedWhole ? end.text : end.text.replaceAll(',', quotedComma);
        i = end.next;
      } else {
        text += ch;
        i++;
      }
    }
    const emptyQuoted = hadQuotes;
    yield {
      text: text.replaceAll(quotedComma, ','),
      at,
      quotedWhole,
      values: () => {
        const raw = text.slice(text.search(/(!=|!~|>=|<=|=|~|>|<)/)).replace(/^(!=|!~|>=|<=|=|~|>|<)/, '');
        if (raw === '') return emptyQuoted ? [] : [];
        return raw.split(',').map((v) => v.replaceAll(quotedComma, ','));
      },
    };
  }
}

function splitValues(raw: string): readonly string[] {
  return raw === '' ? [] : raw.split(',');
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
