import type { Value } from '../../../model/types.ts';
import { Problem } from '../values/problem.ts';
import type { PlanColumn } from './columns.ts';
import { partOf, type RowReport, type RowValues } from './row-values.ts';
import type { SheetOptions } from './types.ts';

/** Records that one row may become. */
const mostRecords = 10_000;

const listMarks = /[、,，;；\n]+/;
const range = /^(.*?)(\d{1,15})\s*(~|～|〜|至|到|—|–|-)\s*(.*?)(\d{1,15})$/;

interface Range {
  readonly prefix: string;
  readonly width: number;
  readonly from: number;
  readonly count: number;
}

/**
 * The codes of a range or a list: 0001~0020, HF-001至HF-020, A01-A05, 001、002、003. Both ends must be written with as many
 * digits, so that ZC-1 - ZC-20 and dates are not taken for ranges; a plain hyphen also needs the same letters on both sides.
 * @returns null for a single code; `tooMany` for more than a row may have
 */
export function codesOf(text: string): readonly string[] | 'tooMany' | null {
  const parts = text
    .split(listMarks)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const codes: string[] = [];
  let ranges = 0;
  for (const part of parts) {
    const found = rangeOf(part);
    if (found === null) codes.push(part);
    else {
      ranges++;
      if (codes.length + found.count > mostRecords) return 'tooMany';
      for (let n = 0; n < found.count; n++) {
        codes.push(`${found.prefix}${String(found.from + n).padStart(found.width, '0')}`);
      }
    }
  }
  if (codes.length > mostRecords) return 'tooMany';
  return ranges > 0 || codes.length > 1 ? codes : null;
}

function rangeOf(text: string): Range | null {
  const match = range.exec(text.normalize('NFKC').trim());
  if (!match) return null;
  const [, prefix = '', first = '', mark = '', again = '', last = ''] = match;
  const hyphen = mark === '-' || mark === '–' || mark === '—';
  const left = prefix.trim();
  const right = again.trim();
  if (hyphen ? left === '' || right !== left : right !== '' && right !== left) return null;
  const plain = !first.startsWith('0') && !last.startsWith('0') && !hyphen;
  if (first.length !== last.length && !plain) return null;
  const [from, to] = [Number(first), Number(last)];
  if (!Number.isSafeInteger(to) || to <= from) return null;
  const width = first.length === last.length ? first.length : 0;
  return { prefix: left, width, from, count: to - from + 1 };
}

/** An amount in equal parts that add up to it to the cent; the first parts take what does not divide. */
export function divide(amount: number, parts: number): number[] {
  const each = Math.trunc(amount / parts);
  const over = Math.abs(amount - each * parts);
  return Array.from({ length: parts }, (_, i) => each + (i < over ? Math.sign(amount) : 0));
}

const perPiece = /单价|每[台件个套]|均价|unit\s*(price|cost|value)|(price|cost)\s*(per|each)|\beach\b/i;

/** Splits the rows of one sheet of assets into single assets, where that was asked for. */
export class Splitter {
  readonly #options: SheetOptions['split'];
  readonly #report: RowReport;
  /** Amounts of the whole row; those of one piece stay as they are. */
  readonly #totals: readonly string[];

  constructor(options: SheetOptions['split'], columns: readonly PlanColumn[], report: RowReport) {
    this.#options = options;
    this.#report = report;
    this.#totals = columns
      .filter(({ target, header }) => (target === 'cost' || target === 'tax') && !perPiece.test(header))
      .map(({ target }) => target);
  }

  /** The records of a row: the row itself where nothing is to be split, or something is wrong with it. */
  split(row: RowValues): readonly RowValues[] {
    const { quantity } = row.values;
    const tags = this.#codes(row, 'tag');
    const serials = this.#codes(row, 'serial');
    if (row.rejected) return [row];
    const listed = this.#options.ranges && row.values.tag === undefined ? serials : null;
    const several = tags ?? listed;
    const wanted = this.#options.quantity && typeof quantity === 'number' && quantity > 1 ? quantity : null;
    if (several === null && wanted !== null && row.values.tag !== undefined) {
      this.#keepWhole(row, wanted);
      return [row];
    }
    if (several === null && wanted === null) return [row];
    const count = several?.length ?? (wanted as number);
    if (!this.#fits(row, count, several !== null, quantity)) return [row];
    if (serials !== null && serials.length !== count) {
      this.#refuse(row, 'serial', 'SPLIT_SERIALS', { count, serials: serials.length });
      return [row];
    }
    if (serials === null && count > 1 && row.values.serial !== undefined) {
      this.#refuse(row, 'serial', 'SPLIT_SERIALS', { count, serials: 1 });
      return [row];
    }
    return this.#parts(row, count, tags, serials);
  }

  /** One tag can't stand on several things: which further tags they have, only the person knows. */
  #keepWhole(row: RowValues, quantity: number): void {
    const params = { quantity, tag: String(row.values.tag) };
    this.#report.add(row, 'quantity', String(quantity), new Problem('SPLIT_ONE_TAG', 'warning', { params }));
  }

  /** Codes of a column that holds several; a serial may be a list also where only the quantity is split. */
  #codes(row: RowValues, target: 'tag' | 'serial'): readonly string[] | null {
    const text = row.values[target];
    if (typeof text !== 'string') return null;
    if (!this.#options.ranges && target === 'tag') return null;
    const codes = codesOf(text);
    if (codes !== 'tooMany') return codes;
    this.#refuse(row, target, 'SPLIT_TOO_MANY', { max: mostRecords });
    return null;
  }

  #fits(row: RowValues, count: number, named: boolean, quantity: Value | undefined): boolean {
    if (named && typeof quantity === 'number' && quantity !== count) {
      this.#refuse(row, 'quantity', 'SPLIT_COUNT', { count, quantity });
      return false;
    }
    if (!Number.isInteger(count)) {
      this.#refuse(row, 'quantity', 'NUMBER_NOT_WHOLE', { value: count });
      return false;
    }
    if (count > mostRecords) {
      this.#refuse(row, 'quantity', 'SPLIT_TOO_MANY', { max: mostRecords });
      return false;
    }
    return true;
  }

  #parts(
    row: RowValues,
    count: number,
    tags: readonly string[] | null,
    serials: readonly string[] | null,
  ): RowValues[] {
    const shares = new Map<string, number[]>();
    for (const target of this.#totals) {
      const amount = row.values[target];
      if (typeof amount === 'number') shares.set(target, divide(amount, count));
    }
    return Array.from({ length: count }, (_, i) => {
      const values = { ...row.values };
      if (typeof values.quantity === 'number') values.quantity = 1;
      if (tags) values.tag = tags[i] as string;
      if (serials) values.serial = serials[i] as string;
      for (const [target, parts] of shares) values[target] = parts[i] as number;
      return partOf(row, i, values);
    });
  }

  #refuse(
    row: RowValues,
    target: string,
    code: 'SPLIT_SERIALS' | 'SPLIT_TOO_MANY' | 'SPLIT_COUNT' | 'NUMBER_NOT_WHOLE',
    params: Record<string, Value>,
  ): void {
    const value = String(row.values[target] ?? '');
    this.#report.add(row, target, value, new Problem(code, 'error', { params: params as Problem['params'] }));
  }
}
