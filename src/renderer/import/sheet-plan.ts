import type {
  ImportEntity,
  ImportProfileInfo,
  InspectedSheet,
  SheetImport,
} from '../../contract/api/index.ts';
import { type DayMonthOrder, lentOrder } from '../../model/date-orders.ts';
import { targetOf } from './targets.ts';

/** What a person chose last time, and most likely wants again. */
export type Habits = Pick<SheetImport, 'mode' | 'createMissing' | 'fallbackClass'>;

export const firstHabits: Habits = { mode: 'both', createMissing: true, fallbackClass: 'otherEquipment' };

/** Matching as the core suggests it: column index to import target. */
export function suggestedMapping(sheet: InspectedSheet): Record<string, string> {
  return Object.fromEntries(
    sheet.columns.flatMap((column) => (column.field === null ? [] : [[String(column.index), column.field]])),
  );
}

/** Did a person say that the first row is a record? */
export function hasNoHeader(sheet: InspectedSheet): boolean {
  return sheet.headerRow === 0 && sheet.columns.length > 0;
}

/** How a sheet would be imported if nobody said anything. */
export function startPlan(sheet: InspectedSheet, habits: Habits): SheetImport {
  const plan: SheetImport = {
    sheet: sheet.name,
    entity: sheet.entity,
    headerRow: hasNoHeader(sheet) ? 0 : Math.max(1, sheet.headerRow),
    headerRows: Math.max(1, sheet.headerRows),
    mapping: suggestedMapping(sheet),
    ...habits,
    ...(sheet.class === null ? {} : { fallbackClass: sheet.class }),
    key: [],
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
  return sheet.profile ? { ...plan, ...reusable(sheet.profile.settings) } : plan;
}

type Reusable = Omit<
  Partial<SheetImport>,
  'sheet' | 'entity' | 'headerRow' | 'headerRows' | 'mapping' | 'edits' | 'prefer' | 'settled'
>;

/** What of a profile holds for any file: not where things stand in one file, nor what was put right in it. */
function reusable(settings: Partial<SheetImport>): Reusable {
  const { sheet, entity, headerRow, headerRows, mapping, edits, prefer, settled, ...rest } = settings;
  return rest;
}

/** Settings worth remembering under a name. */
export function profileSettings(plan: SheetImport): SheetImport {
  return { ...plan, edits: {}, prefer: null, settled: {} };
}

/** Headers by column index, as a profile remembers them; columns that stand for marks have no header of their own. */
export function profileHeaders(sheet: InspectedSheet): string[] {
  const headers: string[] = [];
  for (const column of sheet.columns) if (column.source === 'cell') headers[column.index] = column.header;
  return Array.from(headers, (header) => header ?? '');
}

const folded = (header: string): string => header.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** How many columns of a sheet a profile knows by their headers. */
export function profileFits(sheet: InspectedSheet, profile: ImportProfileInfo): number {
  const known = new Set(profile.headers.map(folded).filter((header) => header !== ''));
  return sheet.columns.filter((column) => column.source === 'cell' && known.has(folded(column.header)))
    .length;
}

/** Takes a sheet's matching and settings from a profile; its columns are found by their headers, wherever they stand. */
export function applyProfile(
  sheet: InspectedSheet,
  plan: SheetImport,
  profile: ImportProfileInfo,
): SheetImport {
  const { settings, headers } = profile;
  const placeOf = new Map<string, number[]>();
  for (const column of sheet.columns) {
    if (column.source !== 'cell') continue;
    const key = folded(column.header);
    placeOf.set(key, [...(placeOf.get(key) ?? []), column.index]);
  }
  const moved = new Map<string, string>();
  headers.forEach((header, index) => {
    const place = placeOf.get(folded(header))?.shift();
    if (place !== undefined) moved.set(String(index), String(place));
  });
  // Marks and pictures keep their numbers, which tell of the column they belong to only by position.
  for (const column of sheet.columns)
    if (column.source !== 'cell') moved.set(String(column.index), String(column.index));
  const move = <T>(byColumn: Readonly<Record<string, T>> | undefined): Record<string, T> =>
    Object.fromEntries(
      Object.entries(byColumn ?? {}).flatMap(([index, value]) => {
        const place = moved.get(index);
        return place === undefined ? [] : [[place, value]];
      }),
    );
  return {
    ...plan,
    ...reusable(settings),
    entity: profile.entity,
    mapping: move(settings.mapping),
    dateOrders: move(settings.dateOrders),
    decimalMarks: move(settings.decimalMarks),
  };
}

/** What keeps a sheet from being checked. */
export type SheetFault = 'noRows' | 'noHeader' | 'nothing' | 'repeated' | 'noKey' | 'dates';

export function sheetFault(sheet: InspectedSheet, plan: SheetImport): SheetFault | null {
  if (sheet.headerRow < 1 && !hasNoHeader(sheet)) return 'noHeader';
  if (sheet.rows === 0) return 'noRows';
  const targets = Object.values(plan.mapping);
  if (targets.length === 0) return 'nothing';
  if (new Set(targets).size < targets.length) return 'repeated';
  if (keyMissing(plan, targets)) return 'noKey';
  if (undecidedDates(sheet, plan).length > 0) return 'dates';
  return null;
}

function keyMissing(plan: SheetImport, targets: readonly string[]): boolean {
  if (plan.key.length > 0) return plan.key.some((key) => !targets.includes(key));
  return (
    plan.mode === 'update' &&
    plan.entity === 'asset' &&
    !['tag', 'serial', 'id'].some((key) => targets.includes(key))
  );
}

/** Targets that stand at more than one column. */
export function repeatedTargets(mapping: Readonly<Record<string, string>>): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const target of Object.values(mapping)) (seen.has(target) ? twice : seen).add(target);
  return twice;
}

function isDate(entity: ImportEntity, target: string | undefined): boolean {
  const type = target === undefined ? undefined : targetOf(entity, target)?.field?.type;
  return type === 'date' || type === 'datetime';
}

/** Columns of dates such as 3/5/24 whose order nothing decides: a person has to. */
export function undecidedDates(sheet: InspectedSheet, plan: SheetImport): InspectedSheet['columns'] {
  if (lentDateOrder(sheet, plan) !== null) return [];
  return ambiguousDates(sheet, plan).filter((column) => plan.dateOrders[String(column.index)] === undefined);
}

/** The order that the sheet's other dates lend to those that could be either, as the check reads them. */
export function lentDateOrder(sheet: InspectedSheet, plan: SheetImport): DayMonthOrder | null {
  const dates = sheet.columns.filter(({ index }) => isDate(plan.entity, plan.mapping[String(index)]));
  return lentOrder(
    dates.map(
      ({ index, dateOrder }) =>
        plan.dateOrders[String(index)] ?? (dateOrder === 'undecided' ? null : dateOrder),
    ),
  );
}

/** Columns of dates whose own values could be either, whatever was decided of them. */
export function ambiguousDates(sheet: InspectedSheet, plan: SheetImport): InspectedSheet['columns'] {
  return sheet.columns.filter(
    (column) => column.dateOrder === 'undecided' && isDate(plan.entity, plan.mapping[String(column.index)]),
  );
}

/** A date such as 3/5/24 in both readings, `YYYY-MM-DD`; null when it isn't one. */
export function bothReadings(text: string): { readonly dmy: string; readonly mdy: string } | null {
  const match = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b/.exec(text.normalize('NFKC'));
  if (!match) return null;
  const [, first = '', second = '', year = ''] = match;
  // As spreadsheets do: two digits from 30 on mean the last century.
  const full = year.length === 4 ? year : `${Number(year) < 30 ? '20' : '19'}${year}`;
  const iso = (month: string, day: string): string =>
    `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return { dmy: iso(second, first), mdy: iso(first, second) };
}

/** An example of an undecided column: a value that both orders can read, and whose readings differ. */
export function dateExample(samples: readonly string[]) {
  for (const text of samples) {
    const both = bothReadings(text);
    if (both && both.dmy !== both.mdy && valid(both.dmy) && valid(both.mdy)) return { text, ...both };
  }
  return null;
}

function valid(iso: string): boolean {
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso;
}

/** Targets by which a row may be told from another, the usual ones first; only those that have a column. */
export function keyTargets(plan: SheetImport): string[] {
  const usual = ['id', 'tag', 'serial', 'ledgerNo', 'number', 'path', 'email', 'name'];
  const mapped = [...new Set(Object.values(plan.mapping))];
  const rank = (key: string): number => {
    const place = usual.indexOf(key);
    return place < 0 ? usual.length : place;
  };
  const asked = plan.key.filter((key) => !mapped.includes(key));
  return [...asked, ...mapped.filter((key) => key !== 'photo').sort((a, b) => rank(a) - rank(b))];
}
