import { type ImportEntity, importEntities, importTarget } from '../../model/import-targets.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { heldWorkbook } from './held-workbook.ts';
import {
  type InspectedColumn,
  type InspectedSheet,
  type Inspection,
  type InspectOptions,
  inspectWorkbook,
} from './inspect.ts';
import {
  type FittedProfile,
  fitProfile,
  foldHeader,
  type ImportProfile,
  listProfiles,
  recogniseProfile,
} from './profiles.ts';
import type { Workbook } from './read/types.ts';
import { importedSheetName, isReasonHeader, readImported } from './rejected-settings.ts';
import { isRoundTripHeader, keyHeader, metaSheetName, readKey } from './round-trip/keys.ts';
import { type ExportedSheet, type RoundTripMeta, readMeta } from './round-trip/meta.ts';

/** What a register knows of a sheet: that it exported it, or how one of its shape was imported before. */
export interface KnownSheet extends InspectedSheet {
  /** The remembered profile that fits; its mapping stands in the columns already. */
  readonly profile: FittedProfile | null;
  /** Set when the sheet was exported from a register: its rows carry keys and versions. */
  readonly roundTrip: {
    /** Whether it was this register. */
    readonly own: boolean;
    /** Empty when the file does not say. */
    readonly register: string;
    /** Milliseconds since 1970; 0 when the file does not say. */
    readonly at: number;
    readonly rows: number;
  } | null;
}

export interface KnownInspection extends Inspection {
  readonly sheets: readonly KnownSheet[];
}

/** Looks at a workbook as `inspectWorkbook` does, with what the register knows of such sheets. */
export function inspectKnown(reg: Register, book: Workbook, options: InspectOptions = {}): KnownInspection {
  const found = withOwnHeaders(book, inspectWorkbook(book, { ...options, catalogue: reg.catalogue }), {
    ...options,
    catalogue: reg.catalogue,
  });
  const profiles = listProfiles(reg);
  const meta = readMeta(book);
  const imported = readImported(book);
  const kept: number[] = [];
  const sheets: KnownSheet[] = [];
  for (const [i, sheet] of found.sheets.entries()) {
    if (ourOwn.has(sheet.name.toLowerCase())) continue;
    kept.push(i);
    const exported = exportedSheet(reg, book, sheet, meta);
    const again = imported.get(sheet.name);
    const data = { ...sheet, columns: dataColumns(sheet, again !== undefined) };
    if (again && !isAsked(sheet, options)) {
      const fitted = fitProfile(again, data.columns);
      const { entity, mapping } = fitted.settings;
      sheets.push({
        ...mapped(data, entity, mapping),
        profile: fitted,
        roundTrip: exported?.roundTrip ?? null,
      });
      continue;
    }
    sheets.push(
      exported
        ? asExported(data, exported, { ...options, catalogue: reg.catalogue })
        : remembered(data, profiles, options),
    );
  }
  const suggestedSheets = sheets.flatMap((sheet, i) => {
    const known = (sheet.roundTrip?.own || sheet.profile) && sheet.rows > 0 && !sheet.hidden;
    return known || found.suggestedSheets.includes(kept[i] as number) ? [i] : [];
  });
  const own = sheets.findIndex((sheet) => sheet.roundTrip?.own === true && sheet.rows > 0);
  const suggested = own >= 0 ? own : Math.max(0, kept.indexOf(found.suggested));
  return { ...found, sheets, suggested, suggestedSheets };
}

const searchedRows = 50;

/** The row of a sheet that holds a column of ours; null where none does. */
function ownHeaderRow(book: Workbook, name: string): number | null {
  let seen = 0;
  for (const { row, cells } of book.sheets.find((sheet) => sheet.name === name)?.rows() ?? []) {
    if (cells.some((cell) => typeof cell === 'string' && isOwnHeader(cell))) return row;
    if (++seen >= searchedRows) break;
  }
  return null;
}

function isOwnHeader(text: string): boolean {
  return isRoundTripHeader(text) || isReasonHeader(text);
}

/** A header that we wrote ourselves is the header, whatever the words around it look like. */
function withOwnHeaders(book: Workbook, found: Inspection, options: InspectOptions): Inspection {
  const sheets = found.sheets.map((sheet) => {
    const said = options.headerRow !== undefined && (options.sheet ?? sheet.name) === sheet.name;
    const headerRow = said ? null : ownHeaderRow(book, sheet.name);
    if (headerRow === null || (headerRow === sheet.headerRow && sheet.headerRows === 1)) return sheet;
    const forced = { ...options, sheet: sheet.name, headerRow, headerRows: 1 };
    return inspectWorkbook(book, forced).sheets.find(({ name }) => name === sheet.name) ?? sheet;
  });
  return { ...found, sheets };
}

/** Sheets that only the program reads. */
const ourOwn: ReadonlySet<string> = new Set([metaSheetName, importedSheetName]);

/**
 * Without hidden keys; reasons of an earlier import are shown and never imported.
 * @param ours we have coloured the cells, which says nothing
 */
function dataColumns(sheet: InspectedSheet, ours: boolean): InspectedColumn[] {
  return sheet.columns
    .filter(({ header, source }) => !isRoundTripHeader(header) && !(ours && source !== 'cell'))
    .map((column) => (isReasonHeader(column.header) ? { ...column, field: null } : column));
}

interface Exported {
  readonly roundTrip: NonNullable<KnownSheet['roundTrip']>;
  readonly sheet: ExportedSheet | null;
}

function exportedSheet(
  reg: Register,
  book: Workbook,
  sheet: InspectedSheet,
  meta: RoundTripMeta | null,
): Exported | null {
  const key = sheet.columns.find(({ header }) => header.trim().toLowerCase() === keyHeader);
  if (!key) return null;
  if (meta) {
    const { register, registerName, at } = meta;
    const exported =
      meta.sheets.find(({ name }) => name === sheet.name) ??
      (meta.sheets.length === 1 ? meta.sheets[0] : undefined);
    const rows = exported?.keys.length ?? sheet.rows;
    return {
      roundTrip: { own: register === reg.id, register: registerName, at, rows },
      sheet: exported ?? null,
    };
  }
  const own = carriesOwnKeys(reg, book, sheet, key.index);
  return { roundTrip: { own, register: '', at: 0, rows: sheet.rows }, sheet: null };
}

const looked = 50;

/** A text file does not say where it was exported from; its keys do. */
function carriesOwnKeys(reg: Register, book: Workbook, sheet: InspectedSheet, column: number): boolean {
  let seen = 0;
  const data = book.sheets.find(({ name }) => name === sheet.name);
  for (const { row, cells } of data?.rows() ?? []) {
    if (row < sheet.headerRow + sheet.headerRows) continue;
    const id = readKey(cells[column]);
    if (id && reg.keys.findRid(id) !== null) return true;
    if (++seen >= looked) break;
  }
  return false;
}

/** Did a person say what the rows of this sheet are? */
function isAsked(sheet: InspectedSheet, options: InspectOptions): boolean {
  return options.entity !== undefined && (options.sheet ?? sheet.name) === sheet.name;
}

function remembered(
  sheet: InspectedSheet,
  profiles: readonly ImportProfile[],
  options: InspectOptions,
): KnownSheet {
  const asked = isAsked(sheet, options);
  const fitting = asked ? profiles.filter(({ entity }) => entity === options.entity) : profiles;
  const profile = recogniseProfile(fitting, sheet.columns);
  if (!profile) return { ...sheet, profile, roundTrip: null };
  const { entity, mapping } = profile.settings;
  return { ...mapped(sheet, entity, mapping), profile, roundTrip: null };
}

/** Its columns are the fields that the export wrote into them, whatever other fields go by the same words. */
function asExported(sheet: InspectedSheet, from: Exported, options: InspectOptions): KnownSheet {
  const { roundTrip, sheet: exported } = from;
  const entity = importEntities.find((key) => key === exported?.entity);
  if (!exported || !entity || isAsked(sheet, options)) return { ...sheet, profile: null, roundTrip };
  const fields = new Map(exported.columns.map(({ header, field }) => [foldHeader(header), field]));
  const mapping: Record<string, string> = {};
  for (const { index, header, source } of sheet.columns) {
    const field = source === 'cell' ? fields.get(foldHeader(header)) : undefined;
    if (field !== undefined && importTarget(entity, field, options.catalogue)) mapping[index] = field;
  }
  return { ...mapped(sheet, entity, mapping), profile: null, roundTrip };
}

function mapped(
  sheet: InspectedSheet,
  entity: ImportEntity,
  mapping: Readonly<Record<string, string>>,
): InspectedSheet {
  return {
    ...sheet,
    entity,
    columns: sheet.columns.map((column) => ({ ...column, field: mapping[column.index] ?? null })),
  };
}

/** The same in a worker, where the workbook is held for the check that follows. */
export async function inspectJob(
  context: JobContext,
  input: { readonly path: string; readonly options: InspectOptions },
): Promise<KnownInspection> {
  context.progress('read', 0, null);
  const options = {
    ...input.options,
    cancelled: () => context.cancelled(),
    onProgress: (done: number, total: number | null) => context.progress('read', done, total),
  };
  const book = await heldWorkbook(input.path, options);
  return inspectKnown(context.register(), book, options);
}
