import { builtinCatalogue, type Catalogue } from '../../model/catalogue.ts';
import { columnLetter } from '../../model/column-letter.ts';
import type { ImportEntity } from '../../model/import-targets.ts';
import { classWords } from './class-words.ts';
import { guessByContent } from './content.ts';
import { type EntityGuess, guessEntity } from './guess-entity.ts';
import { type HeaderNames, headerMatcher, suggestMapping } from './headers.ts';
import { type ColumnSource, markColumns } from './read/mark-columns.ts';
import { downward } from './read/prepare-rows.ts';
import { readWorkbookFile } from './read/read.ts';
import { type RecognisedSheet, recognise } from './read/recognise.ts';
import { cellText, type Delimiter, type Sheet, type TextEncoding, type Workbook } from './read/types.ts';
import { Survey } from './survey.ts';
import type { DayMonthEvidence, DayMonthOrder } from './values/date.ts';

export interface InspectOptions {
  /** What sheets can be about; what ships with Holdfast where left out. */
  readonly catalogue?: Catalogue;
  /** Name shown in errors. */
  readonly name?: string;
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
  /** Takes this row (from 1) of `sheet` as the header. */
  readonly headerRow?: number | undefined;
  /** Rows that the header takes. */
  readonly headerRows?: number | undefined;
  readonly sheet?: string | undefined;
  /** Takes the rows of `sheet` for this instead of guessing. */
  readonly entity?: ImportEntity | undefined;
  readonly cancelled?: (() => boolean) | undefined;
}

export interface InspectedColumn {
  /** From 0; columns made of marks and pictures have numbers from 20,000 on. */
  readonly index: number;
  readonly header: string;
  /** As spreadsheets call it: A, B ... AA. */
  readonly letter: string;
  /** Import target it was recognised as; null = not imported unless a person says so. */
  readonly field: string | null;
  readonly samples: readonly string[];
  readonly hidden: boolean;
  readonly source: ColumnSource;
  /** What the column's own values say of how dates such as 3/5/24 are to be read; null where it holds none. */
  readonly dateOrder: DayMonthOrder | 'undecided' | null;
}

/** A row of the file as text. */
export interface TopRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface InspectedSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** What its rows look like; asset where nothing else fits. */
  readonly entity: ImportEntity;
  /** The class of assets that the sheet is named after, such as 服务器; rows that name none are of it. */
  readonly class: string | null;
  /** Rows under the header that hold anything. */
  readonly rows: number;
  /** First row of the header, from 1; 0 = none found, or, where there are columns, none as a person said. */
  readonly headerRow: number;
  readonly headerRows: number;
  /** The first rows as they stand, for a person to find the header in. */
  readonly top: readonly TopRow[];
  /** Rows of the data that the spreadsheet hides. */
  readonly hiddenRows: number;
  /** Merges of the data that reach over several rows. */
  readonly merged: number;
  /** Rows such as 合计 and 制表人, which are skipped. */
  readonly summaryRows: number;
  readonly pictures: number;
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
  /** Indexes of the visible sheets that would be imported together. */
  readonly suggestedSheets: readonly number[];
}

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
  const looks = book.sheets.map((sheet) => lookAt(sheet, book, options));
  const { catalogue = builtinCatalogue } = options;
  const sheets = looks.map((look) => inspectedSheet(look, catalogue));
  return {
    file: options.name ?? '',
    format: book.format,
    encoding: book.encoding ?? null,
    delimiter: book.delimiter ?? null,
    sheets,
    suggested: suggestSheet(sheets),
    suggestedSheets: sheets.flatMap(({ hidden, rows }, i) =>
      !hidden && rows > 0 && looks[i]?.guess.sure === true ? [i] : [],
    ),
  };
}

/** One sheet, gone through once. */
interface Look {
  readonly sheet: Sheet;
  readonly found: RecognisedSheet;
  readonly guess: EntityGuess;
  readonly survey: Survey;
}

function lookAt(sheet: Sheet, book: Workbook, options: InspectOptions): Look {
  const asked = options.sheet === undefined || sheet.name === options.sheet;
  const { catalogue = builtinCatalogue } = options;
  const forced = asked ? { headerRow: options.headerRow, headerRows: options.headerRows } : {};
  // A text file has no sheets; its own name may still say what it is.
  const name = book.format === 'text' ? (options.name ?? sheet.name) : sheet.name;
  let guess: EntityGuess = { entity: 'asset', mapping: [], sure: false };
  let survey = new Survey(sheet, []);
  const found = recognise(
    sheet,
    headerMatcher(catalogue),
    forced,
    ({ parts }) => {
      const named = parts.flatMap((each, index) =>
        each.length === 0 ? [] : [{ index, header: each.join(' '), parts: each }],
      );
      guess =
        asked && options.entity
          ? told(named, options.entity, catalogue)
          : guessEntity(named, name, catalogue);
      survey = new Survey(
        sheet,
        named.map(({ index }, i) => ({ index, target: guess.mapping[i] ?? null })),
      );
      return (row, cells) => survey.visit(row, cells);
    },
    options.cancelled,
  );
  // Columns without a name were not known before the rows were seen.
  const byIndex = new Map<number, string | null>();
  let at = 0;
  for (const { index, header } of found.columns) {
    if (header !== '') byIndex.set(index, guess.mapping[at++] ?? null);
  }
  const mapping = found.columns.map(({ index }) => byIndex.get(index) ?? null);
  return { sheet, found, guess: { ...guess, mapping }, survey };
}

function told(columns: readonly HeaderNames[], entity: ImportEntity, catalogue: Catalogue): EntityGuess {
  return { entity, mapping: suggestMapping(columns, entity, catalogue), sure: true };
}

function inspectedSheet({ sheet, found, guess, survey }: Look, catalogue: Catalogue): InspectedSheet {
  const headerEnd = found.headerRow + Math.max(1, found.headerRows) - 1;
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    entity: guess.entity,
    class: guess.entity === 'asset' ? (classWords(catalogue).exact(sheet.name) ?? null) : null,
    rows: found.dataRows,
    headerRow: found.columns.length === 0 ? 0 : found.headerRow,
    headerRows: found.columns.length === 0 ? 0 : found.headerRows,
    hiddenRows: survey.hiddenRows,
    merged: downward(sheet.merges, headerEnd).length,
    summaryRows: survey.summaryRows,
    top: topRows(sheet),
    pictures: sheet.pictures.filter(({ row }) => row > headerEnd).length,
    columns: [
      ...cellColumns(sheet, found, guess, survey, catalogue),
      ...madeColumns(sheet, headerEnd, found),
    ],
  };
}

const topShown = { rows: 15, columns: 20, characters: 60 };

function topRows(sheet: Sheet): TopRow[] {
  const top: TopRow[] = [];
  for (const { row, cells } of sheet.rows()) {
    const texts = cells.slice(0, topShown.columns).map((cell) => cellText(cell) ?? '');
    // Rows without anything in sight help nobody to find the header.
    if (texts.some((text) => text !== ''))
      top.push({ row, cells: Array.from(texts, (text) => (text ?? '').slice(0, topShown.characters)) });
    if (top.length >= topShown.rows || row > 1000) break;
  }
  return top;
}

function cellColumns(
  sheet: Sheet,
  found: RecognisedSheet,
  { entity, mapping }: EntityGuess,
  survey: Survey,
  catalogue: Catalogue,
): InspectedColumn[] {
  // A picture's column is the one made of pictures, not the texts beside them.
  const named = mapping.map((field) => (field === 'photo' ? null : field));
  const unknown = found.columns.flatMap(({ index }, i) => (named[i] === null ? [index] : []));
  const taken = new Set(named.filter((field) => field !== null));
  const byContent = guessByContent(entity, unknown, survey.values, taken, catalogue);
  return found.columns.map(({ index, header, letter }, i) => ({
    index,
    header,
    letter,
    field: named[i] ?? byContent.get(index) ?? null,
    samples: survey.samples.get(index) ?? [],
    hidden: sheet.hiddenColumns.has(index),
    source: 'cell',
    dateOrder: dateOrderOf(survey.dates.get(index)),
  }));
}

/** What the column's own values say; undecided only where it makes a difference. */
function dateOrderOf(evidence: DayMonthEvidence | undefined): InspectedColumn['dateOrder'] {
  if (!evidence?.any) return null;
  if (evidence.order !== null) return evidence.order;
  return evidence.open + evidence.dmy + evidence.mdy > 0 ? 'undecided' : null;
}

/** The columns made of marks and pictures; the first one of pictures becomes the photo. */
function madeColumns(sheet: Sheet, headerEnd: number, found: RecognisedSheet): InspectedColumn[] {
  const headers = new Map(found.columns.map(({ index, header }) => [index, header]));
  let photo = false;
  return markColumns(sheet, headerEnd, (column) => headers.get(column) ?? '').map((column) => {
    const isPhoto = column.source === 'picture' && !photo;
    photo ||= isPhoto;
    return {
      index: column.index,
      header: column.header,
      letter: columnLetter(column.of),
      field: isPhoto ? 'photo' : null,
      samples: markSamples(sheet, headerEnd, column.cell),
      hidden: sheet.hiddenColumns.has(column.of),
      source: column.source,
      dateOrder: null,
    };
  });
}

function markSamples(sheet: Sheet, headerEnd: number, cell: (row: number) => unknown): string[] {
  const samples = new Set<string>();
  let looked = 0;
  for (const { row } of sheet.rows()) {
    if (row <= headerEnd) continue;
    const value = cell(row);
    if (value !== null && value !== false) samples.add(cellText(value as string | boolean) ?? '');
    if (samples.size >= 3 || ++looked >= 1000) break;
  }
  return [...samples];
}

/** The visible sheet with the most recognised columns, then the most rows. */
function suggestSheet(sheets: readonly InspectedSheet[]): number {
  let best = 0;
  let bestScore = -1;
  sheets.forEach((sheet, i) => {
    const known = sheet.columns.filter((column) => column.field !== null).length;
    const score =
      (sheet.hidden ? 0 : 1000) + (sheet.entity === 'asset' ? 5 : 0) + known * 10 + Math.min(sheet.rows, 9);
    if (sheet.rows > 0 && score > bestScore) {
      bestScore = score;
      best = i;
    }
  });
  return best;
}
