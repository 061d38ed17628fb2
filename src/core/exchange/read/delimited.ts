import { HoldfastError } from '../../../model/errors.ts';
import { limits } from './limits.ts';
import type { Delimiter } from './types.ts';

const quote = 34;
const lf = 10;
const cr = 13;

/** Text that our own writer guarded against being read as a formula; see write/csv.ts. */
const guarded = /^'+[=+\-@\t\r]/;

/** Takes the guard off that our csv writer puts before text which a spreadsheet would compute. */
export function unguard(text: string): string {
  return text.charCodeAt(0) === 39 && guarded.test(text) ? text.slice(1) : text;
}

/**
 * Splits delimited text into records, piece by piece. LF, CRLF and lone CR end a record, mixed as they come;
 * quoted cells may hold all of them. Every cell stays text: 00123 stays 00123.
 */
export class DelimitedParser {
  private rest = '';
  private records = 0;
  private readonly delimiter: number;
  private readonly name: string;

  constructor(delimiter: Delimiter, name = '') {
    this.delimiter = delimiter.charCodeAt(0);
    this.name = name;
  }

  /**
   * Gives the records that are complete after this piece.
   * @param last no further piece follows
   * @throws FILE_QUOTE_OPEN when a quoted cell never ends; params.row is the record where it began
   */
  push(piece: string, last: boolean): string[][] {
    const text = this.rest === '' ? piece : this.rest + piece;
    const out: string[][] = [];
    let at = 0;
    while (at < text.length) {
      const record: string[] = [];
      const end = this.record(text, at, last, record);
      if (end < 0) break;
      out.push(record);
      this.records++;
      at = end;
    }
    this.rest = text.slice(at);
    if (this.rest.length > limits.recordChars || (last && this.rest !== '')) throw this.unclosed();
    return out;
  }

  private unclosed(): HoldfastError {
    return new HoldfastError('FILE_QUOTE_OPEN', { file: this.name, row: this.records + 1 });
  }

  /** Reads one record from `at`; returns where the next begins, or -1 when its end isn't here yet. */
  private record(text: string, at: number, last: boolean, cells: string[]): number {
    const { length } = text;
    for (let i = at; ; ) {
      if (i < length && text.charCodeAt(i) === quote) {
        i = this.quoted(text, i, last, cells);
        if (i < 0) return -1;
      } else {
        const start = i;
        while (i < length) {
          const c = text.charCodeAt(i);
          if (c === this.delimiter || c === lf || c === cr) break;
          i++;
        }
        cells.push(unguard(text.slice(start, i)));
      }
      if (i >= length) return last ? length : -1;
      const c = text.charCodeAt(i);
      if (c === this.delimiter) {
        i++;
        if (i >= length && !last) return -1;
        continue;
      }
      if (c === lf) return i + 1;
      // A CR at the very end may be half of a CRLF that the next piece completes.
      if (i + 1 >= length) return last ? length : -1;
      return text.charCodeAt(i + 1) === lf ? i + 2 : i + 1;
    }
  }

  /** Reads a quoted cell; characters between its closing quote and the next delimiter are kept as they are. */
  private quoted(text: string, at: number, last: boolean, cells: string[]): number {
    let value = '';
    let from = at + 1;
    let end = -1;
    for (;;) {
      end = text.indexOf('"', from);
      if (end < 0 || (end + 1 >= text.length && !last)) return -1;
      value += text.slice(from, end);
      if (text.charCodeAt(end + 1) !== quote) break;
      value += '"';
      from = end + 2;
    }
    let i = end + 1;
    const tail = i;
    while (i < text.length) {
      const c = text.charCodeAt(i);
      if (c === this.delimiter || c === lf || c === cr) break;
      i++;
    }
    if (i > tail) value += text.slice(tail, i);
    cells.push(unguard(value));
    return i;
  }
}

const candidates: readonly Delimiter[] = [',', '\t', ';', '|'];

/**
 * Finds the delimiter under which the first records have the most, and most evenly many, cells.
 * A first line `sep=;`, as Excel writes it, decides by itself.
 */
export function detectDelimiter(sample: string): Delimiter {
  const told = /^sep=([,;\t|])\r?[\n\r]/.exec(sample);
  if (told) return told[1] as Delimiter;
  // Spreadsheets put tabs on the clipboard, and nobody types one into a cell: commas within the cells don't compete.
  if (evenness(sample, '\t').share >= 0.9) return '\t';
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of candidates) {
    const { score } = evenness(sample, delimiter);
    if (score > bestScore) {
      bestScore = score;
      best = delimiter;
    }
  }
  return best;
}

/** How many of the first records have the same number of cells, and how well the delimiter fits in all. */
function evenness(sample: string, delimiter: Delimiter): { share: number; score: number } {
  const none = { share: 0, score: 0 };
  let records: string[][];
  try {
    records = new DelimitedParser(delimiter).push(sample, false).slice(0, 100);
    if (records.length === 0) records = new DelimitedParser(delimiter).push(sample, true);
  } catch {
    return none;
  }
  const widths = records.filter((record) => record.length > 1 || record[0] !== '').map((r) => r.length);
  if (widths.length === 0) return none;
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] as [number, number];
  const share = times / widths.length;
  return usual < 2 ? none : { share, score: share * Math.sqrt(usual - 1) };
}
