import type { Catalogue } from '../../../model/catalogue.ts';
import { HoldfastError } from '../../../model/errors.ts';
import { importEntities } from '../../../model/import-targets.ts';
import type { Register } from '../../store/register.ts';
import { classNamed } from '../class-words.ts';
import type { InspectOptions } from '../inspect.ts';
import { inspectKnown, type KnownInspection, type KnownSheet } from '../known-sheets.ts';
import type { Workbook } from '../read/types.ts';
import type { PlanOptions, PlanRequest, SheetOptions, SheetRequest } from './types.ts';

/** What holds where nobody says otherwise. */
const usual: Omit<SheetOptions, 'sheet' | 'entity' | 'headerRow' | 'headerRows' | 'mapping'> = {
  mode: 'both',
  key: [],
  createMissing: true,
  fallbackClass: 'otherEquipment',
  blank: 'auto',
  blanks: {},
  words: {},
  dateOrders: {},
  decimalMarks: {},
  skipHidden: false,
  fillMerged: true,
  split: { quantity: false, ranges: false },
  leave: [],
  edits: {},
  prefer: null,
  settled: {},
};

/**
 * Fills in what a person did not say from what the file looks like. Sheets come out in the order that their references
 * need: places and people before the assets that name them, relations last.
 * @throws SHEET_NOT_FOUND, SHEET_NO_ROWS, VALUE_INVALID for an unknown class
 */
export function completeOptions(
  reg: () => Register,
  book: Workbook,
  request: PlanRequest,
  name: string,
  cancelled?: () => boolean,
): PlanOptions {
  const { sheets: asked = [], ...whole } = request;
  const { catalogue } = reg();
  const inspect: Inspect = (options) => inspectKnown(reg(), book, { ...options, name, cancelled });
  const sheets =
    asked.length > 0
      ? asked.map((sheet) => completeSheet(sheet, name, inspect, catalogue))
      : suggested(name, inspect, catalogue);
  const order = (sheet: SheetOptions) => importEntities.indexOf(sheet.entity);
  return { ...whole, sheets: sheets.sort((a, b) => order(a) - order(b)) };
}

type Inspect = (options: InspectOptions) => KnownInspection;

function completeSheet(
  asked: SheetRequest,
  name: string,
  inspect: Inspect,
  catalogue: Catalogue,
): SheetOptions {
  const { sheet, entity, headerRow, mapping } = asked;
  if (sheet !== undefined && headerRow !== undefined && mapping !== undefined) {
    return withUsual(
      catalogue,
      { sheet, entity: entity ?? 'asset', headerRow, headerRows: 1, mapping },
      asked,
    );
  }
  const { headerRows } = asked;
  const found = inspect({ sheet, headerRow, headerRows, entity });
  const chosen =
    sheet === undefined
      ? found.sheets[found.suggested]
      : found.sheets.find((candidate) => candidate.name === sheet);
  if (!chosen) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: sheet ?? name });
  if (chosen.rows === 0) throw new HoldfastError('SHEET_NO_ROWS', { sheet: chosen.name });
  return withUsual(catalogue, recognised(chosen), asked);
}

function suggested(name: string, inspect: Inspect, catalogue: Catalogue): SheetOptions[] {
  const found = inspect({});
  const indexes = found.suggestedSheets.length > 0 ? found.suggestedSheets : [found.suggested];
  return indexes.map((index) => {
    const chosen = found.sheets[index];
    if (!chosen) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: name });
    if (chosen.rows === 0) throw new HoldfastError('SHEET_NO_ROWS', { sheet: chosen.name });
    return withUsual(catalogue, recognised(chosen), {});
  });
}

type Recognised = SheetRequest &
  Pick<SheetOptions, 'sheet' | 'entity' | 'headerRow' | 'headerRows' | 'mapping'>;

/** A remembered profile brings its settings along. */
function recognised(sheet: KnownSheet): Recognised {
  const mapping: Record<string, string> = {};
  for (const { index, field } of sheet.columns) if (field !== null) mapping[index] = field;
  const { name, entity, headerRow, headerRows } = sheet;
  const remembered = (sheet.profile?.settings ?? {}) as SheetRequest;
  const fallbackClass = sheet.class === null ? {} : { fallbackClass: sheet.class };
  return {
    ...fallbackClass,
    ...remembered,
    sheet: name,
    entity,
    headerRow,
    headerRows: Math.max(1, headerRows),
    mapping,
  };
}

function withUsual(catalogue: Catalogue, found: Recognised, asked: SheetRequest): SheetOptions {
  const said = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const options = { ...usual, ...found, ...said } as SheetOptions;
  return { ...options, fallbackClass: classNamed(catalogue, options.fallbackClass) };
}
