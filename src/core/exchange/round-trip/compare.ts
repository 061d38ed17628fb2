import type { Value } from '../../../model/types.ts';
import { valueKey } from '../../log/pure/merge.ts';
import { type Cell, cellText, serialToText } from '../read/types.ts';
import { parseMoney } from '../values/number.ts';
import { cleanLines } from '../values/text.ts';
import { cellChars, fitText } from '../write/cell-xml.ts';
import type { CellValue, ColumnKind } from '../write/types.ts';

/** What a cell of a workbook that was exported and edited asks for. */
export type Outcome =
  /** The workbook changed nothing: the register's value stays, whatever became of it. */
  | 'keep'
  /** Changed in the workbook only. */
  | 'update'
  /** Changed on both sides to the same. */
  | 'same'
  /** Changed on both sides to different values. */
  | 'conflict';

/**
 * The three-way comparison of one value.
 * @param base the value at the export; undefined when it can't be told: then nothing is taken over unasked
 */
export function outcomeOf(
  base: Value | undefined,
  register: Value | undefined,
  workbook: Value | undefined,
): Outcome {
  const [now, wanted] = [keyOf(register), keyOf(workbook)];
  if (base === undefined) return now === wanted ? 'same' : 'conflict';
  const then = keyOf(base);
  if (wanted === then) return 'keep';
  if (wanted === now) return 'same';
  return now === then ? 'update' : 'conflict';
}

/** Empty text, an empty list and nothing are one. */
function keyOf(value: Value | undefined): string {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return 'null';
  return valueKey(value);
}

/**
 * Does a cell still hold what an export wrote? Spreadsheets turn dates into serials, round them to the second, write 1 as
 * 1.0, change line ends and drop space around text: none of that is a change. Such a cell need not be read at all, so that
 * words with several meanings make no trouble where nobody touched them.
 */
export function isUntouched(cell: Cell | undefined, written: CellValue, kind: ColumnKind): boolean {
  if (written === null || written === undefined || written === '') return textOf(cell) === '';
  if (cell === null || cell === undefined) return textOf(String(written)) === '';
  if (typeof cell === 'object' && cell.kind === 'error') return false;
  if (typeof written === 'boolean')
    return cell === written || textOf(cell).toUpperCase() === String(written).toUpperCase();
  if (typeof written === 'number') return sameNumber(cell, written, kind);
  if (kind === 'date' && typeof cell === 'object' && cell.kind === 'date')
    return serialToText(Math.floor(cell.serial + 1e-6)) === written.slice(0, 10);
  if (typeof cell === 'number') return sameDigits(cell, written, kind);
  return textOf(cell) === textOf(written);
}

/** A number, as minor units for money and milliseconds for moments. */
function sameNumber(cell: Cell, written: number, kind: ColumnKind): boolean {
  if (kind === 'money') {
    const money = parseMoney(cell);
    return money === written || (typeof money === 'object' && money?.value === written);
  }
  if (kind === 'datetime') {
    const seconds = momentOf(cell);
    return seconds !== null && Math.abs(seconds - written / 1000) <= 1;
  }
  const value = numberOf(cell);
  if (value === null) return false;
  // Fifteen digits are all that a spreadsheet keeps.
  return value === written || Number(value.toPrecision(15)) === Number(written.toPrecision(15));
}

function numberOf(cell: Cell): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'object' && cell?.kind === 'coded') return cell.value;
  const text = typeof cell === 'string' ? cell.trim().replaceAll(',', '') : '';
  return text === '' || Number.isNaN(Number(text)) ? null : Number(text);
}

function momentOf(cell: Cell): number | null {
  const serial =
    typeof cell === 'number' ? cell : typeof cell === 'object' && cell?.kind === 'date' ? cell.serial : null;
  if (serial !== null) return Math.round((serial - 25_569) * 86_400);
  const text = typeof cell === 'string' ? cell.trim().replace(' ', 'T') : '';
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  return Number.isNaN(ms) ? null : ms / 1000;
}

/** A date that lost its format, or text of digits alone that became a number. Leading zeros count: they are part of a code. */
function sameDigits(cell: number, written: string, kind: ColumnKind): boolean {
  if (kind === 'date' && cell >= 61 && serialToText(Math.floor(cell + 1e-6)) === written.slice(0, 10))
    return true;
  return String(cell) === textOf(written);
}

/** As far as a cell can hold it: an export cuts what is longer. */
function textOf(cell: Cell | undefined): string {
  const text = cellText(cell);
  return text === null ? '' : cleanLines(fitText(text)).trim();
}

/**
 * Does a text say what the register's says, but for what files can't carry: the kind of line ends, and what is beyond the
 * longest text of a cell? Else a list that was exported and comes back unchanged would cut long notes.
 */
export function isSameText(text: string, register: string): boolean {
  if (text === register) return true;
  if (register.length > cellChars && text === textOf(register)) return true;
  return register.includes('\r') && text === cleanLines(register);
}
