import type { JobContext } from '../workers/jobs.ts';
import { matchHeader, suggestMapping } from './headers.ts';
import { heldWorkbook } from './held-workbook.ts';
import { readWorkbookFile } from './read/read.ts';
import { type RecognisedSheet, recognise } from './read/recognise.ts';
import { cellText, type Delimiter, type Sheet, type TextEncoding, type Workbook } from './read/types.ts';

export interface InspectOptions {
  /** Name shown in errors. */
  readonly name?: string;
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
  /** Takes this row (from 1) of `sheet` as the header. */
  readonly headerRow?: number;
  readonly sheet?: string;
}

export interface InspectedColumn {
  readonly index: number;
  readonly header: string;
  /** As spreadsheets call it: A, B ... AA. */
  readonly letter: string;
  /** Import target it was recognised as; null = not imported unless a person says so. */
  readonly field: string | null;
  readonly samples: readonly string[];
}

export interface InspectedSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows under the header that hold anything. */
  readonly rows: number;
  /** From 1; 0 = none found. */
  readonly headerRow: number;
  readonly columns: readonly InspectedColumn[];
}

export interface Inspection {
  readonly file: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly InspectedSheet[];
  /** Index of the sheet that most looks like a register. */
  readonly suggested: number;
}

const samplesPerColumn = 3;

/**
 * Says what a file holds: its sheets, where their headers are, which columns look like which fields.
 * Parses the whole file: call it in a worker.
 * @throws what reading the file throws
 */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<Inspection> {
  const book = await readWorkbookFile(path, options);
  try {
    return inspectWorkbook(book, options);
  } finally {
    book.close();
  }
}

/** The same for a workbook that was read already. */
export function inspectWorkbook(book: Workbook, options: InspectOptions = {}): Inspection {
  const sheets = book.sheets.map((sheet) => {
    const asked = options.sheet === undefined || sheet.name === options.sheet;
    const forced = asked ? options.headerRow : undefined;
    return inspectSheet(sheet, recognise(sheet, matchHeader, forced));
  });
  return {
    file: options.name ?? '',
    format: book.format,
    encoding: book.encoding ?? null,
    delimiter: book.delimiter ?? null,
    sheets,
    suggested: suggestSheet(sheets),
  };
}

function inspectSheet(sheet: Sheet, found: RecognisedSheet): InspectedSheet {
  const samples = collectSamples(sheet, found);
  const fields = suggestMapping(found.columns.map((column) => column.header));
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    rows: found.dataRows,
    headerRow: found.columns.length === 0 ? 0 : found.headerRow,
    columns: found.columns.map((column, i) => ({
      index: column.index,
      header: column.header,
      letter: column.letter,
      field: fields[i] ?? null,
      samples: samples.get(column.index) ?? [],
    })),
  };
}

function collectSamples(sheet: Sheet, found: RecognisedSheet): Map<number, string[]> {
  const samples = new Map<number, string[]>(found.columns.map((column) => [column.index, []]));
  let looked = 0;
  for (const { row, cells } of sheet.rows()) {
    if (row <= found.headerRow) continue;
    for (const [index, texts] of samples) {
      if (texts.length >= samplesPerColumn) continue;
      const text = cellText(cells[index]);
      if (text !== null) texts.push(text.trim().slice(0, 200));
    }
    if (++looked >= 50) break;
  }
  return samples;
}

/** The visible sheet with the most recognised columns, then the most rows. */
function suggestSheet(sheets: readonly InspectedSheet[]): number {
  let best = 0;
  let bestScore = -1;
  sheets.forEach((sheet, i) => {
    const known = sheet.columns.filter((column) => column.field !== null).length;
    const score = (sheet.hidden ? 0 : 1000) + known * 10 + Math.min(sheet.rows, 9);
    if (sheet.rows > 0 && score > bestScore) {
      bestScore = score;
      best = i;
    }
  });
  return best;
}

/** The same in a worker, where the workbook is held for the check that follows. */
export async function inspectJob(
  context: JobContext,
  input: { readonly path: string; readonly options: InspectOptions },
): Promise<Inspection> {
  context.progress('read', 0, null);
  return inspectWorkbook(await heldWorkbook(input.path, input.options), input.options);
}
