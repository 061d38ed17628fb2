import type { FieldDef, Value } from '../../../model/types.ts';
import type { Cell } from '../read/types.ts';
import { parseBoolean } from './boolean.ts';
import { parseChoice, WordList } from './choice.ts';
import { type DayMonthOrder, parseDate } from './date.ts';
import type { DecimalMark } from './decimal-mark.ts';
import { parseIp, parseMac } from './network.ts';
import { parseMoney, parseNumber } from './number.ts';
import type { Parsed, Problem } from './problem.ts';
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
    case 'json':
      return () => null;
  }
}

function codeParser(key: string, maxLength: number): CellParser {
  if (key === 'mac') return parseMac;
  if (key === 'ip') return parseIp;
  return (cell) => parseCode(cell, maxLength);
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
