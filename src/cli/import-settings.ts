import type { InspectedSheet, Inspection, SheetImport } from '../contract/api/index.ts';
import { targetOfHeader } from '../core/exchange/headers.ts';
import { fitProfile, listProfiles, profileNamed } from '../core/exchange/profiles.ts';
import type { Catalogue } from '../model/catalogue.ts';
import { importTarget, importTargetsOf } from '../model/import-targets.ts';
import { HoldfastError } from '../model/index.ts';
import { classKey } from './classes.ts';
import type { Session } from './session.ts';

/** What may be typed after `import FILE`. */
export interface ImportCommand {
  sheet?: string;
  headerRow?: string;
  map?: string;
  mode?: 'create' | 'update' | 'both';
  key?: string;
  blank?: 'keep' | 'clear';
  rejects?: string;
  encoding?: string;
  delimiter?: string;
  dateOrder?: 'dmy' | 'mdy';
  leave?: string[];
  prefer?: 'register' | 'workbook';
  class?: string;
  split?: string;
  create: boolean;
  strict?: boolean;
  dryRun?: boolean;
}

export interface ChosenSheets {
  readonly inspection: Inspection;
  readonly sheets: readonly InspectedSheet[];
  /** How the text of a file without it in itself is to be read. */
  readonly reading: { encoding?: string; delimiter?: string };
}

/**
 * The sheet that was named, or all that look like tables to import.
 * @throws HoldfastError SHEET_NOT_FOUND, HEADER_NOT_FOUND, SHEET_NO_ROWS, COMMAND_INVALID
 */
export async function chooseSheets(
  { client, signal }: Session,
  file: string,
  options: ImportCommand,
): Promise<ChosenSheets> {
  const asked = {
    ...(options.encoding === undefined ? {} : { encoding: encodingOf(options.encoding) }),
    ...(options.delimiter === undefined ? {} : { delimiter: delimiterOf(options.delimiter) }),
  };
  let inspection = await client.exchange.inspect({ file, ...asked }, { signal });
  let names = sheetNames(inspection, options);
  if (options.headerRow !== undefined) {
    const headerRow = Number(options.headerRow);
    if (!Number.isInteger(headerRow) || headerRow < 0)
      throw new HoldfastError('COMMAND_INVALID', { reason: `--header-row ${options.headerRow}` });
    // A row is one of a single sheet.
    names = names.slice(0, 1);
    const sheet = names[0] as string;
    inspection = await client.exchange.inspect({ file, ...asked, sheet, headerRow }, { signal });
  }
  const sheets = names.map((name) => inspection.sheets.find((one) => one.name === name) as InspectedSheet);
  for (const sheet of sheets) {
    if (sheet.headerRow < 1 && sheet.columns.length === 0)
      throw new HoldfastError('HEADER_NOT_FOUND', { sheet: sheet.name, row: 1 });
  }
  const { encoding, delimiter } = inspection;
  const reading = {
    ...(encoding === null ? {} : { encoding }),
    ...(delimiter === null ? {} : { delimiter }),
  };
  return { inspection, sheets, reading };
}

function sheetNames(inspection: Inspection, { sheet: wanted, headerRow }: ImportCommand): string[] {
  const { sheets, suggested, suggestedSheets } = inspection;
  if (wanted === undefined) {
    const several = headerRow === undefined && suggestedSheets.length > 0;
    const found = (several ? suggestedSheets : [suggested]).flatMap((i) => sheets[i]?.name ?? []);
    if (found.length === 0) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: '' });
    return found;
  }
  const named =
    sheets.find((one) => one.name === wanted) ??
    (/^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined);
  if (!named) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: wanted });
  return [named.name];
}

/**
 * How a sheet is imported: as it was recognised or as a profile says, with what was typed in its place.
 * @throws HoldfastError PROFILE_UNKNOWN, CLASS_NOT_FOUND, COMMAND_INVALID
 */
export function settingsOf(
  session: Session,
  sheet: InspectedSheet,
  options: ImportCommand,
): Partial<SheetImport> & Pick<SheetImport, 'sheet' | 'headerRow' | 'mapping'> {
  const profile = profileFor(session, sheet, options.map);
  const entity = (profile?.entity as SheetImport['entity'] | undefined) ?? sheet.entity;
  const recognised = Object.fromEntries(
    sheet.columns.flatMap(({ index, field }) => (field === null ? [] : [[String(index), field]])),
  );
  const mapping = (profile?.mapping as Record<string, string> | undefined) ?? recognised;
  const { mode, blank, prefer } = options;
  return {
    ...(sheet.class === null ? {} : { fallbackClass: sheet.class }),
    ...profile,
    sheet: sheet.name,
    entity,
    headerRow: sheet.headerRow,
    headerRows: Math.max(1, sheet.headerRows),
    mapping,
    ...(mode === undefined ? {} : { mode }),
    ...(blank === undefined ? {} : { blank }),
    ...(prefer === undefined ? {} : { prefer }),
    ...(options.create ? {} : { createMissing: false }),
    ...(options.class === undefined
      ? {}
      : { fallbackClass: classKey(session.core.reg.catalogue, options.class) }),
    ...(options.key === undefined ? {} : { key: keyOf(session.core.reg.catalogue, options.key, entity) }),
    ...(options.dateOrder === undefined ? {} : { dateOrders: dateOrdersOf(sheet, options.dateOrder) }),
    ...(options.split === undefined ? {} : { split: splitOf(options.split) }),
    ...(options.leave === undefined ? {} : { leave: leaveOf(options.leave, Object.values(mapping)) }),
  };
}

/** @throws HoldfastError PROFILE_UNKNOWN */
function profileFor(
  { core }: Session,
  sheet: InspectedSheet,
  name: string | undefined,
): Partial<SheetImport> | null {
  if (name === undefined) return sheet.profile?.settings ?? null;
  const profile = profileNamed(core.reg, name);
  if (!profile) {
    const known = listProfiles(core.reg).map((one) => one.name);
    throw new HoldfastError('PROFILE_UNKNOWN', { name, known: known.join(', ') || '-' });
  }
  const { settings } = fitProfile(profile, sheet.columns);
  return { ...settings, entity: profile.entity } as Partial<SheetImport>;
}

/** Fields by key or label. Of several sheets, each takes those that its rows have. */
function keyOf(catalogue: Catalogue, text: string, entity: SheetImport['entity']): string[] {
  const words = text.split(',').map((word) => word.trim());
  const keys = words.map((word) =>
    importTarget(entity, word, catalogue) ? word : targetOfHeader(word, entity, catalogue),
  );
  const unknown = words.find((_, i) => keys[i] === undefined);
  if (unknown !== undefined && entity === 'asset')
    throw new HoldfastError('COMMAND_INVALID', {
      reason: `--key ${unknown}; ${importTargetsOf(entity, catalogue)
        .slice(0, 12)
        .map(({ key }) => key)
        .join(', ')}, ...`,
    });
  return keys.every((key) => key !== undefined) ? (keys as string[]) : [];
}

function dateOrdersOf(sheet: InspectedSheet, order: 'dmy' | 'mdy'): Record<string, 'dmy' | 'mdy'> {
  const columns = sheet.columns.filter(({ dateOrder }) => dateOrder !== null);
  return Object.fromEntries(columns.map(({ index }) => [String(index), order]));
}

/** `quantity`, `ranges`, or both with a comma. */
function splitOf(text: string): SheetImport['split'] {
  const words = text.split(',').map((word) => word.trim());
  const unknown = words.find((word) => word !== 'quantity' && word !== 'ranges');
  if (unknown !== undefined)
    throw new HoldfastError('COMMAND_INVALID', { reason: `--split ${text}; quantity, ranges` });
  return { quantity: words.includes('quantity'), ranges: words.includes('ranges') };
}

/** `CODE` for every column, `CODE:FIELD` for one. */
function leaveOf(given: readonly string[], targets: readonly string[]): { code: string; target: string }[] {
  return given.flatMap((one) => {
    const [code = '', field] = one.split(':').map((part) => part.trim());
    if (code === '') throw new HoldfastError('COMMAND_INVALID', { reason: `--leave ${one}` });
    if (field !== undefined) return [{ code, target: field }];
    return [...new Set(targets)].map((target) => ({ code, target }));
  });
}

const encodings: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  utf16: 'utf-16le',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  latin1: 'windows-1252',
  cp1252: 'windows-1252',
  'windows-1252': 'windows-1252',
};

function encodingOf(text: string): string {
  const encoding = encodings[text.trim().toLowerCase()];
  if (encoding === undefined) throw new HoldfastError('COMMAND_INVALID', { reason: `--encoding ${text}` });
  return encoding;
}

const delimiters: Readonly<Record<string, string>> = {
  comma: ',',
  ',': ',',
  semicolon: ';',
  ';': ';',
  tab: '\t',
  '\t': '\t',
  '\\t': '\t',
  pipe: '|',
  '|': '|',
};

function delimiterOf(text: string): string {
  const delimiter = delimiters[text.toLowerCase()];
  if (delimiter === undefined) throw new HoldfastError('COMMAND_INVALID', { reason: `--delimiter ${text}` });
  return delimiter;
}
