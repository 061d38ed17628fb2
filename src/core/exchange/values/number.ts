import type { Label } from '../../../model/types.ts';
import type { Cell } from '../read/types.ts';
import type { DecimalMark } from './decimal-mark.ts';
import { meansNothing, type Parsed, Problem } from './problem.ts';
import { cellError } from './text.ts';

/** A decimal as its digits: exact, unlike a float. value = sign * digits / 10^scale. */
interface Decimal {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

const currencyMarks =
  /hk(?=\$)|[¥$€£]|rmb|cny|usd|eur|gbp|hkd|jpy|us|人民币|美元|港[元币幣]|欧元|英镑|日元|元整|元|圆|円/gi;

/** GBK has no ¥ of its own: what is saved in it has a question mark there. */
const lostMark = /^\?\s*(?=[\d(.-])/;

/**
 * Reads digits as people type them: thousands marks (comma, space, apostrophe), either decimal mark, parentheses
 * or a minus before or behind for negative, full-width forms. Null when it isn't a number.
 * @param mark the column's decimal mark, which decides what 1.234 and 1,234 are
 */
export function readDecimal(source: string, mark: DecimalMark = '.'): Decimal | null {
  let text = source.normalize('NFKC').replace(/[\s\u00a0\u202f'’_]/g, '');
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(text);
  if (bracketed) {
    negative = true;
    text = bracketed[1] as string;
  }
  const signed = /^([+\-−–])(.*)$/.exec(text) ?? null;
  if (signed) {
    if (signed[1] !== '+') negative = !negative;
    text = signed[2] as string;
  } else if (/[-−]$/.test(text)) {
    negative = !negative;
    text = text.slice(0, -1);
  }
  const split = splitDecimal(mark === ',' ? swapped(text) : text);
  return split && { negative, ...split };
}

/** Text of a column with decimal commas as if it had points, where it may be read either way. */
function swapped(text: string): string {
  const groups = /^\d{1,3}(\.\d{3})+$/.test(text);
  if (groups) return text.replaceAll('.', '');
  return /^\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
}

function splitDecimal(text: string): { whole: string; fraction: string } | null {
  if (/^\d+$/.test(text)) return { whole: text, fraction: '' };
  const dot = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (/^\d{1,3}(,\d{3})+(\.\d*)?$|^\d{1,4}(,\d{4})+(\.\d*)?$|^\d*\.\d+$|^\d+\.$/.test(text)) {
    const whole = (dot < 0 ? text : text.slice(0, dot)).replaceAll(',', '');
    return { whole: whole || '0', fraction: dot < 0 ? '' : text.slice(dot + 1) };
  }
  if (/^\d{1,3}(\.\d{3})+(,\d*)?$|^\d+,\d{1,2}$/.test(text)) {
    const whole = (comma < 0 ? text : text.slice(0, comma)).replaceAll('.', '');
    return { whole, fraction: comma < 0 ? '' : text.slice(comma + 1) };
  }
  return null;
}

const scientific = /^[+-]?\d+(?:\.\d+)?e[+-]?\d{1,3}$/i;

/**
 * Money in minor units (分, cents), exact.
 * @param mark the column's decimal mark
 * @param unit the power of ten that the column counts in, such as 4 for 万元; a unit in the cell goes first
 * @returns at most 2^53 - 1 in size; more than two decimals are rounded half up and reported
 */
export function parseMoney(cell: Cell | undefined, mark: DecimalMark = '.', unit = 0): Parsed<number> {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return moneyOfNumber(cell, unit);
  if (typeof cell === 'boolean') return moneyProblem(String(cell));
  if (typeof cell === 'object') {
    if (cell.kind === 'error') return cellError(cell.text);
    return cell.kind === 'coded' ? moneyOfNumber(cell.value, unit) : moneyProblem('');
  }
  const trimmed = cell.trim();
  if (trimmed === '' || meansNothing(trimmed)) return null;
  if (scientific.test(trimmed)) return moneyOfNumber(Number(trimmed), unit);
  let text = trimmed.normalize('NFKC').replace(lostMark, '').replace(currencyMarks, '').trim();
  const wan = /万$/.test(text);
  if (wan) text = text.slice(0, -1);
  const decimal = readDecimal(text, mark);
  if (decimal === null) return moneyProblem(trimmed);
  const shift = wan ? 6 : /[元圆]/.test(trimmed) ? 2 : unit + 2;
  const digits = decimal.fraction.padEnd(shift, '0');
  let minor = Number(decimal.whole + digits.slice(0, shift));
  if (digits.length > shift && digits.charCodeAt(shift) >= 53) minor += 1;
  if (!Number.isSafeInteger(minor)) return moneyProblem(trimmed);
  const value = decimal.negative && minor !== 0 ? -minor : minor;
  return /[1-9]/.test(digits.slice(shift)) ? rounded(value) : value;
}

function moneyOfNumber(amount: number, unit: number): Parsed<number> {
  const scaled = Number((amount * 10 ** (unit + 2)).toPrecision(15));
  const value = Math.sign(scaled) * Math.round(Math.abs(scaled)) + 0;
  if (!Number.isSafeInteger(value)) return moneyProblem(String(amount));
  return Math.abs(scaled - value) > 1e-6 ? rounded(value) : value;
}

function rounded(value: number): Problem {
  return new Problem('MONEY_ROUNDED', 'warning', { value, suggestion: (value / 100).toFixed(2) });
}

function moneyProblem(text: string): Problem {
  return new Problem('MONEY_UNREADABLE', 'error', { params: text === '' ? {} : { value: text } });
}

export interface NumberRules {
  readonly whole: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The column's decimal mark. */
  readonly mark?: DecimalMark;
  /** What the number counts; the same unit, or one that converts to it, may stand behind the digits. */
  readonly unit?: Label;
}

/** A number, with its unit behind it or not: `36`, `36个月`, `3年` and `3 years` are 36 for a field in months. */
export function parseNumber(cell: Cell | undefined, rules: NumberRules): Parsed<number> {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return checkNumber(cell, rules);
  if (typeof cell === 'boolean') return unreadable(String(cell));
  if (typeof cell === 'object') {
    if (cell.kind === 'error') return cellError(cell.text);
    return cell.kind === 'coded' ? checkNumber(cell.value, rules) : unreadable('');
  }
  const text = cell.normalize('NFKC').trim();
  if (text === '' || meansNothing(text)) return null;
  if (scientific.test(text)) return checkNumber(Number(text), rules);
  const parts = /^([^\p{L}%]*)([\p{L}%]*)$/u.exec(text);
  const decimal = parts && readDecimal(parts[1] as string, rules.mark);
  if (!decimal) return unreadable(text);
  const factor = unitFactor((parts[2] as string).toLowerCase(), rules.unit);
  if (factor === null) return unreadable(text);
  const size = Number(`${decimal.whole}.${decimal.fraction || '0'}`) * factor;
  return checkNumber(decimal.negative && size !== 0 ? -size : size, rules);
}

function checkNumber(value: number, rules: NumberRules): Parsed<number> {
  if (!Number.isFinite(value)) return unreadable(String(value));
  if (rules.whole && !Number.isSafeInteger(value)) {
    return new Problem('NUMBER_NOT_WHOLE', 'error', { params: { value } });
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = rules;
  if (value < min || value > max) {
    const params = { value, min: Number.isFinite(min) ? min : '…', max: Number.isFinite(max) ? max : '…' };
    return new Problem('NUMBER_OUT_OF_RANGE', 'error', { params });
  }
  return value;
}

function unreadable(text: string): Problem {
  return new Problem('NUMBER_UNREADABLE', 'error', { params: text === '' ? {} : { value: text } });
}

const unitWords: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  months: {
    月: 1,
    个月: 1,
    month: 1,
    months: 1,
    mo: 1,
    m: 1,
    年: 12,
    year: 12,
    years: 12,
    yr: 12,
    yrs: 12,
    y: 12,
  },
  gb: { g: 1, gb: 1, gib: 1, t: 1024, tb: 1024, tib: 1024 },
  w: { w: 1, kw: 1000, 瓦: 1, 千瓦: 1000 },
  u: { u: 1 },
  '%': { '%': 1 },
};

/** Counting words behind a quantity say nothing about its size. */
const counters = new Set([
  '台',
  '个',
  '件',
  '套',
  '只',
  '块',
  '张',
  '把',
  '辆',
  '部',
  'pcs',
  'pc',
  'ea',
  'set',
  'sets',
]);

function unitFactor(word: string, unit: Label | undefined): number | null {
  if (word === '') return 1;
  if (unit === undefined) return counters.has(word) ? 1 : null;
  if (word === unit.zh.toLowerCase() || word === unit.en.toLowerCase()) return 1;
  return unitWords[unit.en.toLowerCase()]?.[word] ?? null;
}
