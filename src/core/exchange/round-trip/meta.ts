import * as z from 'zod';
import { isEntityKey } from '../../../model/entities/index.ts';
import type { EntityKey, Language } from '../../../model/types.ts';
import { uuidText } from '../../log/pure/ids.ts';
import type { Register } from '../../store/register.ts';
import { type Cell, cellText, type Workbook } from '../read/types.ts';
import type { WriteSheet } from '../write/types.ts';
import { KeyList, metaSheetName } from './keys.ts';

/** Raised when older versions could no longer read what a newer one writes. */
const formatVersion = 1;

/** What a workbook was exported from, and which moment of it. */
export interface ExportedFrom {
  readonly register: string;
  readonly registerName: string;
  /** The newest log entry that the export saw. */
  readonly cursor: number;
  /** Id of that entry: where a file has it at that number, its own order says what the export saw. Null for an empty log. */
  readonly head: string | null;
  /** When it was exported, milliseconds since 1970. */
  readonly at: number;
  /** The past moment that was exported; null for the present. */
  readonly asOf: number | null;
}

/** A sheet of exported rows. */
export interface ExportedSheet {
  readonly name: string;
  readonly entity: EntityKey;
  readonly language: Language;
  readonly columns: readonly { readonly header: string; readonly field: string }[];
  /** Records of the rows, in order. */
  readonly keys: KeyList;
}

export interface RoundTripMeta extends ExportedFrom {
  readonly sheets: readonly ExportedSheet[];
}

/** What an export that begins now is made from. Call it within the export's read transaction. */
export function exportedFrom(reg: Register, asOf: number | null = null, cursor = reg.cursor()): ExportedFrom {
  return {
    register: reg.id,
    registerName: reg.meta('name') ?? '',
    cursor,
    head: entryAt(reg, cursor),
    at: reg.deps.now(),
    asOf,
  };
}

/** Id of the log entry with a local number; null when there is none. */
export function entryAt(reg: Register, seq: number): string | null {
  const id = reg.sql('SELECT id FROM change WHERE seq = ?').pluck().get(seq) as Buffer | undefined;
  return id === undefined ? null : uuidText(id);
}

/** 1,000 ids make a text that every spreadsheet takes. */
const keysPerCell = 1000;

/** A sheet of a book, or one of those that a table too long for one goes on in. */
export interface SheetPart {
  readonly name: string;
  readonly rows: number;
}

/** An exported table that is being written. */
export interface WrittenSheet extends ExportedSheet {
  /** Filled while the table is written; each part has its own share of the keys. */
  readonly parts: readonly SheetPart[];
}

/** The sheet to be written behind all others, very hidden, once the keys of all rows are known. */
export function metaSheet(from: ExportedFrom, sheets: readonly WrittenSheet[]): WriteSheet {
  return {
    name: metaSheetName,
    columns: [
      { header: 'holdfast', kind: 'text', width: 10 },
      { header: String(formatVersion), kind: 'text', width: 10 },
      { header: 'b', kind: 'text', width: 10 },
    ],
    rows: metaRows(from, sheets),
  };
}

function* metaRows(from: ExportedFrom, sheets: readonly WrittenSheet[]): Generator<string[]> {
  yield ['book', JSON.stringify(from)];
  for (const { entity, language, columns, keys, parts } of sheets) {
    let first = 0;
    for (const { name, rows } of parts) {
      yield ['sheet', JSON.stringify({ name, entity, language, rows })];
      for (const { header, field } of columns) yield ['column', field, header];
      for (let i = 0; i < rows; i += keysPerCell)
        yield ['keys', keys.packed(first + i, Math.min(keysPerCell, rows - i)).toString('base64')];
      first += rows;
    }
  }
}

const bookSchema = z.object({
  register: z.string(),
  registerName: z.string(),
  cursor: z.number(),
  head: z.string().nullable(),
  at: z.number(),
  asOf: z.number().nullable(),
});
const sheetSchema = z.object({
  name: z.string(),
  entity: z.string().refine(isEntityKey),
  language: z.enum(['zh', 'en']),
});

/** What a workbook says of its export; null when it was not exported, or says it in a way that can't be read. */
export function readMeta(workbook: Workbook): RoundTripMeta | null {
  const sheet = workbook.sheets.find(({ name }) => name.toLowerCase() === metaSheetName);
  if (!sheet) return null;
  let book: ExportedFrom | null = null;
  const sheets: (ExportedSheet & { columns: { header: string; field: string }[] })[] = [];
  try {
    for (const { cells } of sheet.rows()) {
      const [kind, a, b] = [0, 1, 2].map((i) => textOf(cells[i]));
      const current = sheets.at(-1);
      if (kind === 'holdfast' && Number(a) > formatVersion) return null;
      if (kind === 'book') book = bookSchema.parse(JSON.parse(a ?? ''));
      else if (kind === 'sheet') {
        const { name, entity, language } = sheetSchema.parse(JSON.parse(a ?? ''));
        sheets.push({ name, entity: entity as EntityKey, language, columns: [], keys: new KeyList() });
      } else if (kind === 'column') current?.columns.push({ field: a ?? '', header: b ?? '' });
      else if (kind === 'keys') current?.keys.addPacked(Buffer.from(a ?? '', 'base64'));
    }
  } catch {
    // Somebody wrote in it: the workbook is imported like any other.
    return null;
  }
  return book && { ...book, sheets };
}

function textOf(cell: Cell | undefined): string | null {
  return cellText(cell);
}
