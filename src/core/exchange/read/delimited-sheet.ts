import { HoldfastError } from '../../../model/errors.ts';
import { DelimitedParser, detectDelimiter } from './delimited.ts';
import { decodePieces, detectEncoding } from './encoding.ts';
import { limits } from './limits.ts';
import type { Source } from './source.ts';
import { type ReadOptions, type Row, type Sheet, unadorned, type Workbook } from './types.ts';

/**
 * Opens a text table. Rows are decoded and split while they are asked for, piece by piece, so that
 * memory stays bounded however large the file is; every value stays text.
 * @throws FILE_EMPTY, FILE_QUOTE_OPEN, FILE_TOO_LARGE
 */
export function readDelimited(bytes: Source, name: string, options: ReadOptions): Workbook {
  const shape = detectEncoding(bytes, options.encoding);
  const sample = firstPiece(decodePieces(bytes.subarray(0, 1024 * 1024), shape));
  if (sample.trim() === '') throw new HoldfastError('FILE_EMPTY', { file: name });
  const delimiter = options.delimiter ?? detectDelimiter(sample);
  const told = /^sep=[,;\t|]\r?[\n\r]/.test(sample);

  function* rows(): Generator<Row> {
    const parser = new DelimitedParser(delimiter, name);
    let row = 0;
    for (const records of parsed(parser, decodePieces(bytes, shape))) {
      for (const cells of records) {
        row++;
        if (row === 1 && told) continue;
        if (cells.length > limits.columns) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
        if (cells.some((cell) => cell !== '')) yield { row, cells };
      }
    }
  }

  let columnCount = 0;
  let seen = 0;
  for (const row of rows()) {
    columnCount = Math.max(columnCount, row.cells.length);
    if (++seen >= 1000) break;
  }
  const sheet: Sheet = {
    name: baseName(name),
    hidden: false,
    rowCount: null,
    columnCount,
    rows,
    ...unadorned,
  };
  return {
    format: 'text',
    encoding: shape.encoding,
    delimiter,
    ...(shape.damaged ? { damagedBytes: true } : {}),
    sheets: [sheet],
    close: () => {},
  };
}

function* parsed(parser: DelimitedParser, pieces: Iterable<string>): Generator<string[][]> {
  for (const piece of pieces) yield parser.push(piece, false);
  yield parser.push('', true);
}

function firstPiece(pieces: Iterable<string>): string {
  for (const piece of pieces) return piece;
  return '';
}

function baseName(name: string): string {
  const file = name.split(/[\\/]/).pop() ?? name;
  return file.replace(/\.[^.]*$/, '') || 'Sheet1';
}
