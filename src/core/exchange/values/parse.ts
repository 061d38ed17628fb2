import { formatOf, matchesPattern } from '../../../model/field-values.ts';
import type { FieldDef, Value } from '../../../model/types.ts';
import type { Cell } from '../read/types.ts';
import { parseBoolean } from './boolean.ts';
import { parseChoice, WordList } from './choice.ts';
import { type DayMonthOrder, parseDate } from './date.ts';
import type { DecimalMark } from './decimal-mark.ts';
import { parseIp, parseMac } from './network.ts';
import { parseMoney, parseNumber } from './number.ts';
import { meansNothing, type Parsed, Problem } from './problem.ts';
import { parseCode, parseList, parseText } from './text.ts';

export type CellParser = (cell: Cell | undefined) => Parsed<Value>;

export interface ParseContext {
  /** Day and month order of this column. */
  readonly order: DayMonthOrder;
  /** Decimal mark of this column; a point unless told. */
  readonly mark?: DecimalMark;
  /** The power of ten that this column counts money in; plain amounts unless told. */
  readonly unit?: number;
  /** Words of a choice that the model doesn't list in the field itself, such as classes. */
  readonly words?: WordList;
}

/** Makes the parser of one column. References are read as text; whoever knows the register resolves them. */
export function cellParser(key: string, field: FieldDef, context: ParseContext): CellParser {
  const parse = typeParser(key, field, context);
  if (field.pattern === undefined) return parse;
  return (cell) => {
    const value = parse(cell);
    if (typeof value !== 'string' || matchesPattern(field, value)) return value;
    const params = { field: field.label.zh, value, pattern: field.pattern ?? '' };
    return new Problem('VALUE_PATTERN', 'error', { params });
  };
}

function typeParser(key: string, field: FieldDef, context: ParseContext): CellParser {
  switch (field.type) {
    case 'text':
    case 'ref':
      return (cell) => parseText(cell, field.maxLength ?? 4000, false);
    case 'longtext':
      return (cell) => parseText(cell, field.maxLength ?? 100_000, true);
    case 'code':
      return codeParser(key, field.maxLength ?? 4000);
    case 'integer':
    case 'number':
      return numberParser(field, context.mark);
    case 'money':
      return (cell) => parseMoney(cell, context.mark, context.unit);
    case 'date':
      return remembered((cell) => parseDate(cell, context.order));
    case 'datetime':
      return (cell) => asMoment(parseDate(cell, context.order));
    case 'boolean':
      return parseBoolean;
    case 'choice': {
      const words = context.words ?? new WordList(Object.entries(field.choices ?? {}));
      return remembered((cell) => parseChoice(cell, words));
    }
    case 'list':
      return (cell) => parseList(cell, field.maxLength ?? 4000);
    case 'choices':
      return choicesParser(context.words ?? new WordList(Object.entries(field.choices ?? {})));
    case 'ip':
    case 'mac':
    case 'url':
    case 'email':
      return formatParser(field.type);
    case 'json':
      return () => null;
  }
}

function codeParser(key: string, maxLength: number): CellParser {
  if (key === 'mac') return parseMac;
  if (key === 'ip') return parseIp;
  return (cell) => parseCode(cell, maxLength);
}

function choicesParser(words: WordList): CellParser {
  return (cell) => {
    const whole = parseChoice(cell, words);
    if (typeof whole === 'string') return [whole];
    const list = parseList(cell, 4000);
    if (!Array.isArray(list)) return list;
    const keys: string[] = [];
    for (const word of list) {
      const key = parseChoice(word, words);
      if (key instanceof Problem) return key;
      if (key !== null && !keys.includes(key)) keys.push(key);
    }
    return keys.length > 0 ? keys : null;
  };
}

const formatProblems = {
  ip: 'IP_INVALID',
  mac: 'MAC_INVALID',
  url: 'URL_INVALID',
  email: 'EMAIL_INVALID',
} as const;

/** An address in its normal form. Not a warning: the field promises one. */
function formatParser(type: keyof typeof formatProblems): CellParser {
  return (cell) => parseFormat(cell, type);
}

function parseFormat(cell: Cell | undefined, type: keyof typeof formatProblems): Parsed<string> {
  const text = parseText(cell, 4000, false);
  if (text === null || text instanceof Problem) return text;
  if (meansNothing(text)) return null;
  return formatOf[type]?.(text) ?? new Problem(formatProblems[type], 'error');
}

function numberParser(field: FieldDef, mark: DecimalMark | undefined): CellParser {
  const rules = {
    whole: field.type === 'integer',
    ...(mark === undefined ? {} : { mark }),
    ...(field.min === undefined ? {} : { min: field.min }),
    ...(field.max === undefined ? {} : { max: field.max }),
    ...(field.unit === undefined ? {} : { unit: field.unit }),
  };
  return (cell) => parseNumber(cell, rules);
}

function asMoment(date: Parsed<string>): Parsed<number> {
  return typeof date === 'string' ? Date.parse(`${date}T00:00:00Z`) : (date as Problem | null);
}

/** Columns of dates and choices repeat few values; reading each once halves the time of a large import. */
function remembered(parse: CellParser): CellParser {
  const seen = new Map<string | number, Parsed<Value>>();
  return (cell) => {
    if (typeof cell !== 'string') return parse(cell);
    let value = seen.get(cell);
    if (value === undefined) {
      value = parse(cell);
      if (seen.size < 20_000) seen.set(cell, value);
    }
    return value;
  };
}
