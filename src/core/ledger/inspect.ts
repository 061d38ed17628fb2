import { columnLetter } from '../../model/column-letter.ts';
import type { LedgerTargetKey } from '../../model/ledger.ts';
import { heldWorkbook } from '../exchange/held-workbook.ts';
import { recognise } from '../exchange/read/recognise.ts';
import {
  cellText,
  type Delimiter,
  type Sheet,
  type TextEncoding,
  type Workbook,
} from '../exchange/read/types.ts';
import type { JobContext } from '../workers/jobs.ts';
import { matchHeader, suggestMapping } from './columns.ts';
import { type Remembered, rememberedMapping, rememberedMappings } from './remembered.ts';

export interface LedgerFile {
  readonly path: string;
  /** Name shown in errors. */
  readonly name: string;
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
}

export interface InspectLedger extends LedgerFile {
  /** What a person said of one sheet. */
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
}

export interface LedgerColumn {
  readonly index: number;
  readonly letter: string;
  readonly header: string;
  readonly target: LedgerTargetKey | null;
  readonly samples: readonly string[];
}

export interface LedgerSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: number;
  /** From 1; 0 = none found. */
  readonly headerRow: number;
  readonly headerRows: number;
  readonly columns: readonly LedgerColumn[];
  /** The reconciliation whose mapping was taken over; null when it was recognised. */
  readonly remembered: string | null;
}

export interface LedgerInspection {
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly LedgerSheet[];
  readonly suggested: number;
}

const samplesPerColumn = 3;

/**
 * Says what a card list holds: its sheets, their headers, which columns look like what. A mapping that a person made for
 * the same headers before goes before what is recognised. Runs in a worker, where the workbook is held for what follows.
 * @throws what reading the file throws
 */
export async function inspectLedgerJob(context: JobContext, input: InspectLedger): Promise<LedgerInspection> {
  const book = await heldWorkbook(input.path, readOptions(input));
  return inspectLedger(book, rememberedMappings(context.register()), input);
}

export function readOptions({ name, encoding, delimiter }: LedgerFile) {
  return { name, ...(encoding ? { encoding } : {}), ...(delimiter ? { delimiter } : {}) };
}

export function inspectLedger(
  book: Workbook,
  remembered: readonly Remembered[],
  said: Pick<InspectLedger, 'sheet' | 'headerRow'> = {},
): LedgerInspection {
  const sheets = book.sheets.map((sheet) => {
    const asked = said.sheet === undefined || said.sheet === sheet.name;
    return inspectSheet(sheet, remembered, asked ? said.headerRow : undefined);
  });
  return {
    format: book.format,
    encoding: book.encoding ?? null,
    delimiter: book.delimiter ?? null,
    sheets,
    suggested: suggestSheet(sheets),
  };
}

function inspectSheet(
  sheet: Sheet,
  remembered: readonly Remembered[],
  headerRow: number | undefined,
): LedgerSheet {
  const found = recognise(sheet, matchHeader, headerRow === undefined ? {} : { headerRow });
  const headers = found.columns.map(({ header }) => header);
  const known = rememberedMapping(remembered, headers);
  const suggested = suggestMapping(headers);
  const samples = collectSamples(
    sheet,
    found.headerRow + found.headerRows - 1,
    found.columns.map(({ index }) => index),
  );
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    rows: found.dataRows,
    headerRow: found.columns.length === 0 ? 0 : found.headerRow,
    headerRows: found.headerRows,
    remembered: known?.name ?? null,
    columns: found.columns.map(({ index, header }, i) => ({
      index,
      letter: columnLetter(index),
      header,
      target: known ? (known.targets.get(header) ?? null) : (suggested[i] ?? null),
      samples: samples.get(index) ?? [],
    })),
  };
}

function collectSamples(sheet: Sheet, headerEnd: number, columns: readonly number[]): Map<number, string[]> {
  const samples = new Map<number, string[]>(columns.map((index) => [index, []]));
  let looked = 0;
  for (const { row, cells } of sheet.rows()) {
    if (row <= headerEnd) continue;
    for (const [index, texts] of samples) {
      const text = texts.length < samplesPerColumn ? cellText(cells[index]) : null;
      if (text !== null) texts.push(text.trim().slice(0, 100));
    }
    if (++looked >= 50) break;
  }
  return samples;
}

/** The visible sheet with the most recognised columns, then the most rows. */
function suggestSheet(sheets: readonly LedgerSheet[]): number {
  let best = 0;
  let bestScore = -1;
  sheets.forEach((sheet, i) => {
    const known = sheet.columns.filter(({ target }) => target !== null).length;
    const score = (sheet.hidden ? 0 : 1000) + known * 10 + Math.min(sheet.rows, 9);
    if (sheet.rows > 0 && score > bestScore) {
      bestScore = score;
      best = i;
    }
  });
  return best;
}
