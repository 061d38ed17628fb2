import type { DayMonthOrder } from '../../../model/date-orders.ts';
import { type Cell, type DateCell, serialToText } from '../read/types.ts';
import { meansNothing, type Parsed, Problem } from './problem.ts';
import { cellError } from './text.ts';

export type { DayMonthOrder } from '../../../model/date-orders.ts';

/** Two-digit years from 70 on are of the last century. */
const pivot = 70;
const firstYear = 1900;
const lastYear = 2200;

const timeTail =
  /[T\s]+(上午|下午)?\d{1,2}[:时]\d{1,2}([:分]\d{1,2}(\.\d+)?秒?|分)?\s*([ap]m|z|[+-]\d{2}:?\d{2})?$/i;
const yearFirst = /^(\d{4})\s*[-/.年_]\s*(\d{1,2})\s*[-/.月_]\s*(\d{1,2})\s*[日号]?$/;
const yearMonth = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const numeric = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})$/;
const dayWord = /^(\d{1,2})(?:st|nd|rd|th)?[-\s/.]*([a-z]{3,9})\.?[-\s/.,]*(\d{4}|\d{2})$/i;
const wordDay = /^([a-z]{3,9})\.?[-\s/.]*(\d{1,2})(?:st|nd|rd|th)?[-\s/.,]+(\d{4}|\d{2})$/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fullMonths = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** What the values of a column say about the order of day and month. */
export class DayMonthEvidence {
  /** Values that can only be day first, such as 25/3/24. */
  dmy = 0;
  /** Values that can only be month first. */
  mdy = 0;
  /** Values that mean two different days. */
  open = 0;
  /** Values such as 5/5/24, which are the same both ways. */
  same = 0;

  look(cell: Cell | undefined): void {
    if (typeof cell !== 'string' || cell.length > 40) return;
    const lead = cell.charCodeAt(0);
    // Quick way out for the many texts that begin with a letter.
    if ((lead > 57 && lead < 0xff10) || lead > 0xff19) return;
    const match = numeric.exec(cell.normalize('NFKC').replace(timeTail, '').trim());
    if (!match) return;
    const [first, second] = [Number(match[1]), Number(match[2])];
    if (first > 31 || second > 31 || (first > 12 && second > 12)) return;
    if (first > 12) this.dmy++;
    else if (second > 12) this.mdy++;
    else if (first === second) this.same++;
    else this.open++;
  }

  add(other: DayMonthEvidence): void {
    this.dmy += other.dmy;
    this.mdy += other.mdy;
    this.open += other.open;
    this.same += other.same;
  }

  get any(): boolean {
    return this.dmy + this.mdy + this.open + this.same > 0;
  }

  /** Null where the values say nothing, or as much for one as for the other. */
  get order(): DayMonthOrder | null {
    if (this.mdy === this.dmy) return null;
    return this.mdy > this.dmy ? 'mdy' : 'dmy';
  }
}

/**
 * Decides the order of day and month for a column from its unambiguous values.
 * @param fallback what holds when every value could be either
 */
export function dayMonthOrder(cells: Iterable<Cell | undefined>, fallback: DayMonthOrder): DayMonthOrder {
  const evidence = new DayMonthEvidence();
  for (const cell of cells) evidence.look(cell);
  return evidence.order ?? fallback;
}

/**
 * A date as `YYYY-MM-DD`, from a serial of either date system or from text in the forms people type.
 * A date that cannot be (2026-02-30) is an error; a bare month counts from its first day, with a warning.
 */
export function parseDate(cell: Cell | undefined, order: DayMonthOrder): Parsed<string> {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return numberDate(cell);
  if (typeof cell === 'boolean') return unreadable();
  if (typeof cell === 'object') {
    if (cell.kind === 'error') return cellError(cell.text);
    return cell.kind === 'date' ? serialDate(cell) : numberDate(cell.value);
  }
  return textDate(cell, order);
}

function serialDate(cell: DateCell): Parsed<string> {
  const day = Math.floor(cell.serial + 1e-9);
  if (day === 60) return new Problem('DATE_IMPOSSIBLE', 'error', { params: { value: '1900-02-29' } });
  // A serial below 1 is a time of day.
  if (!(day >= 1 && day < 109_575)) return unreadable(serialToText(cell.serial));
  return serialToText(day);
}

function numberDate(value: number): Parsed<string> {
  if (Number.isInteger(value)) {
    const match = compact.exec(String(value));
    if (match) return build(Number(match[1]), Number(match[2]), Number(match[3]), String(value));
  }
  // A date whose cell lost its format: only serials of 1954 to 2118, so that years and small counts don't pass.
  if (value >= 20_000 && value < 80_000) return serialDate({ kind: 'date', serial: value });
  return unreadable(String(value));
}

function textDate(source: string, order: DayMonthOrder): Parsed<string> {
  // The usual case first: 2024-03-05 as it stands.
  let text = source.trim();
  if (text === '') return null;
  let match = yearFirst.exec(text) ?? compact.exec(text);
  if (!match) {
    if (meansNothing(text)) return null;
    text = text.normalize('NFKC').replace(timeTail, '').trim();
    match = yearFirst.exec(text) ?? compact.exec(text);
  }
  if (match) return build(Number(match[1]), Number(match[2]), Number(match[3]), source);
  const small = numeric.exec(text);
  if (small) return smallDate(small, order, source);
  const month = yearMonth.exec(text);
  if (month) return monthDate(Number(month[1]), Number(month[2]), source);
  const worded = dayWord.exec(text);
  if (worded) return wordDate(worded[3] as string, worded[2] as string, worded[1] as string, source);
  const english = wordDay.exec(text);
  if (english) return wordDate(english[3] as string, english[1] as string, english[2] as string, source);
  return /^\d{5}(\.\d+)?$/.test(text) ? numberDate(Number(text)) : unreadable();
}

function smallDate(match: RegExpExecArray, order: DayMonthOrder, source: string): Parsed<string> {
  const first = Number(match[1]);
  const second = Number(match[2]);
  const year = fullYear(match[3] as string);
  // 99/3/5 can only begin with the year.
  if (first > 31 && (match[3] as string).length === 2) {
    return build(fullYear(match[1] as string), second, Number(match[3]), source);
  }
  const monthFirst = order === 'mdy' ? first <= 12 : second > 12;
  return monthFirst ? build(year, first, second, source) : build(year, second, first, source);
}

function monthDate(year: number, month: number, source: string): Parsed<string> {
  const value = build(year, month, 1, source);
  if (typeof value !== 'string') return value;
  return new Problem('DATE_DAY_ASSUMED', 'warning', { value, suggestion: value });
}

function wordDate(year: string, word: string, day: string, source: string): Parsed<string> {
  const month = monthOf(word);
  return month === 0 ? unreadable() : build(fullYear(year), month, Number(day), source);
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < pivot ? 2000 + year : 1900 + year;
}

/** 1 to 12, or 0 for a word that is no month. */
function monthOf(word: string): number {
  const lower = word.toLowerCase();
  const full = fullMonths.indexOf(lower);
  if (full >= 0) return full + 1;
  if (lower === 'sept') return 9;
  return lower.length === 3 ? months.indexOf(lower) + 1 : 0;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function build(year: number, month: number, day: number, source: string): Parsed<string> {
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  const length = (monthLengths[month - 1] ?? 0) + (leap ? 1 : 0);
  if (year < firstYear || year > lastYear || day < 1 || day > length) {
    return new Problem('DATE_IMPOSSIBLE', 'error', { params: { value: source.trim() } });
  }
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

function unreadable(text?: string): Problem {
  return new Problem('DATE_UNREADABLE', 'error', text === undefined ? {} : { params: { value: text } });
}
