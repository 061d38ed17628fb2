import { type Cell, type CodedCell, cellText } from '../read/types.ts';
import { type Parsed, Problem } from './problem.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\u200b\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the quick test whether cleaning is needed at all
const suspicious = /[\u0000-\u001f\u007f-\u00a0\u200b\u2028\u2029\u3000\ud800-\udfff\ufeff]|^\s|\s$/;

/** One line of clean text: no control characters, no lone surrogates, no space around it. */
export function cleanLine(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(controls, '')
    .trim();
}

/** Several lines of clean text; line ends become LF. */
export function cleanLines(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '').trim();
}

/** Text for a field of type text or longtext. */
export function parseText(cell: Cell | undefined, maxLength: number, lines: boolean): Parsed<string> {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'object' && cell.kind === 'error') return cellError(cell.text);
  const raw = typeof cell === 'string' ? cell : cellText(cell);
  if (raw === null) return null;
  const text = lines ? cleanLines(raw) : cleanLine(raw);
  if (text === '') return null;
  if (!lines && errorWord.test(text)) return cellError(text);
  if (text.length > maxLength) {
    return new Problem('TEXT_TOO_LONG', 'error', { params: { length: text.length, max: maxLength } });
  }
  return text;
}

/** Text files and pasted values carry a spreadsheet's errors as words: no tag, person or place is called that. */
const errorWord = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/i;

export function cellError(text: string): Problem {
  return new Problem('CELL_ERROR', 'warning', { params: { value: text } });
}

const scientific = /^[+-]?\d(?:\.\d+)?E\+?\d{1,3}$/i;

/**
 * An identifier: NFKC, trimmed, otherwise character by character. Numbers that a spreadsheet rounded
 * (15 digits are all it keeps) or showed as 5.02E+18 are lost and are reported, never stored.
 */
export function parseCode(cell: Cell | undefined, maxLength: number): Parsed<string> {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return numberCode(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'object') return objectCode(cell);
  const text = cleanLine(cell.normalize('NFKC'));
  if (text === '') return null;
  if (errorWord.test(text)) return cellError(text);
  if (scientific.test(text)) return damaged();
  if (text.length > maxLength) {
    return new Problem('TEXT_TOO_LONG', 'error', { params: { length: text.length, max: maxLength } });
  }
  return text;
}

function objectCode(cell: Exclude<Cell, string | number | boolean | null>): Parsed<string> {
  if (cell.kind === 'error') return cellError(cell.text);
  if (cell.kind === 'coded') return codedText(cell);
  const text = cellText(cell) ?? '';
  return new Problem('CODE_BECAME_DATE', 'warning', { params: { value: text } });
}

function codedText(cell: CodedCell): Parsed<string> {
  return Math.abs(cell.value) >= 1e15 ? numberCode(cell.value) : cleanLine(cell.text) || null;
}

function numberCode(value: number): Parsed<string> {
  if (!Number.isFinite(value)) return damaged();
  if (!Number.isInteger(value)) return String(Number(value.toPrecision(15)));
  const digits = Math.abs(value);
  if (digits < 1e15) return String(value);
  // Sixteen digits that end in 0 have most likely lost their last one; more can't be exact at all.
  return digits < Number.MAX_SAFE_INTEGER && value % 10 !== 0 ? String(value) : damaged();
}

/** Told with the cell as it is shown: what it was before nobody knows. */
function damaged(): Problem {
  return new Problem('CODE_DAMAGED', 'warning');
}

/** Several short texts in one cell, parted by commas, semicolons, 、 or line ends. */
export function parseList(cell: Cell | undefined, maxLength: number): Parsed<readonly string[]> {
  const text = parseText(cell, maxLength, true);
  if (text === null || text instanceof Problem) return text;
  const parts = text.split(/[,，;；、\n]+/).map((part) => part.trim());
  const used = parts.filter((part) => part !== '');
  return used.length === 0 ? null : used;
}
