import { createHash, type Hash } from 'node:crypto';
import { fitText } from '../write/cell-xml.ts';
import type { RichCell, WriteCell, WriteColumn } from '../write/types.ts';

const pieceChars = 64 * 1024;

/**
 * SHA-256 of a table's data, so that whoever gets a workbook can tell whether its values are those that were exported,
 * whatever program saved it since.
 *
 * Hashed are UTF-8 lines, one for the header and one for each row in the order of the sheets, each ended by LF (U+000A). A
 * line has the texts of the visible columns parted by TAB (U+0009). In a text `\` becomes `\\`, TAB `\t`, line ends (CRLF, CR,
 * LF) `\n`; an empty cell is an empty text. A number is its shortest decimal without thousands marks or trailing zeros
 * (`1234.5`, `7`), a date `YYYY-MM-DD`, a moment that is not midnight `YYYY-MM-DD HH:MM:SS`. Sheets that go on behind a full
 * one repeat the header, which counts once. The cover, hidden sheets and columns, and rows without any value don't count.
 * Texts count as far as a cell can hold them.
 */
export class DataDigest {
  readonly #hash: Hash = createHash('sha256');
  #text = '';

  header(headers: readonly string[]): void {
    this.line(headers);
  }

  row(cells: readonly WriteCell[], columns: readonly WriteColumn[]): void {
    let line = '';
    let empty = true;
    for (let c = 0; c < columns.length; c++) {
      if (c > 0) line += '\t';
      const text = textOf(cells[c], columns[c] as WriteColumn);
      if (text === '') continue;
      empty = false;
      line += text;
    }
    if (empty) return;
    // One look at the line costs a tenth of a look at every text.
    if (!needsEscapes(line, columns.length)) this.#add(line);
    else this.line(columns.map((column, c) => textOf(cells[c], column)));
  }

  /** Of texts that are in their canonical form already, but for the escapes. */
  line(texts: readonly string[]): void {
    if (texts.some((text) => text !== '')) this.#add(texts.map(escaped).join('\t'));
  }

  /** The SHA-256 in hex; ends the digest. */
  finish(): string {
    this.#hash.update(this.#text, 'utf8');
    this.#text = '';
    return this.#hash.digest('hex');
  }

  #add(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length < pieceChars) return;
    this.#hash.update(this.#text, 'utf8');
    this.#text = '';
  }
}

function textOf(cell: WriteCell, column: WriteColumn): string {
  const rich = typeof cell === 'object' && cell !== null ? cell : null;
  const value = rich ? rich.value : (cell as Exclude<WriteCell, RichCell>);
  const kind = rich?.kind ?? column.kind;
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return fitText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (kind === 'money') return shortest(value / 100);
  if (kind === 'datetime') return moment(Math.round(value / 1000) * 1000);
  return shortest(value);
}

function needsEscapes(line: string, columns: number): boolean {
  if (line.includes('\\') || line.includes('\n') || line.includes('\r')) return true;
  let tabs = 0;
  for (let at = line.indexOf('\t'); at >= 0; at = line.indexOf('\t', at + 1)) tabs++;
  return tabs !== columns - 1;
}

/** A number as ECMAScript writes it, which is the shortest text that reads back the same. */
export function shortest(value: number): string {
  return String(Object.is(value, -0) ? 0 : value);
}

/** @param ms milliseconds since 1970, whole seconds */
export function moment(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

const special = /[\\\t\r\n]/;

function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replace(/\r\n?|\n/g, '\\n');
}
