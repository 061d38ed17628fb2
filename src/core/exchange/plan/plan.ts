import { HoldfastError } from '../../../model/errors.ts';
import type { ImportEntity } from '../../../model/import-targets.ts';
import type { Language } from '../../../model/types.ts';
import { PlannedPhotos, SheetPictures } from '../../attachments/photos.ts';
import type { Register } from '../../store/register.ts';
import { foldCode } from '../../store/text.ts';
import { cellText, type Sheet, type Workbook } from '../read/types.ts';
import { RoundTrip } from '../round-trip/sheet.ts';
import { Assets } from './assets.ts';
import { planColumns } from './columns.ts';
import { CompactIndex } from './compact-index.ts';
import { RecordFinder, strictTargets } from './keys.ts';
import { People } from './people.ts';
import { type SheetPlan, SheetPlanner } from './planner.ts';
import { References } from './references.ts';
import { RowReport } from './row-values.ts';
import { type DataRow, dataRows } from './sheet-rows.ts';
import { codesOf } from './split.ts';
import { issuedPrefix, TagIssuer } from './tags.ts';
import { Tally } from './tally.ts';
import { parentsFirst } from './tree-order.ts';
import type { PlanActor, PlannedRow, PlanOptions, PlanSummary, RowProblem, SheetOptions } from './types.ts';
import { type PlanWorld, placeOf } from './world.ts';

export interface PlanDeps {
  readonly reg: Register;
  readonly actor: PlanActor;
  readonly newId: () => string;
  /** Where pictures of cells are put aside. */
  readonly photos: string;
  /** Called before the rows of each sheet. */
  readonly onSheet: (plan: SheetPlan) => void;
  /** Called for every planned row, in the order of the sheet. */
  readonly onRow: (planned: PlannedRow, row: DataRow) => void;
  /** What the rows write, in the order in which it must be written. */
  readonly onDrafts: (planned: PlannedRow) => void;
  /** A problem of a column as a whole. */
  readonly onProblem: (problem: RowProblem) => void;
  readonly onProgress?: (done: number) => void;
  readonly cancelled?: () => boolean;
}

const missingNamed = 200;

/**
 * Checks sheets against the register, row by row, without writing anything. They are taken in the order in which they stand
 * in the options; later ones see what earlier ones will make.
 * @throws SHEET_NOT_FOUND, HEADER_NOT_FOUND, SHEET_NO_ROWS, MAPPING_*, CANCELLED
 */
export function planSheets(book: Workbook, options: PlanOptions, deps: PlanDeps): PlanSummary {
  const { reg } = deps;
  const roundTrip = RoundTrip.of(reg, book);
  const sheets = options.sheets.map((sheet) => ({ options: sheet, sheet: sheetNamed(book, sheet.sheet) }));
  const world = makeWorld(sheets, options.language, deps);
  const tally = new Tally();
  for (const [number, { options: asked, sheet }] of sheets.entries()) {
    const columns = planColumns(sheet, asked, reg.catalogue);
    const strict = new Set([...strictTargets[asked.entity], ...asked.key]);
    const report = new RowReport({ sheet: sheet.name, columns: columns.columns, leave: asked.leave, strict });
    const trip = roundTrip.sheet(sheet.name, asked.entity, columns.headers);
    const pictures = columns.pictures.length > 0 ? new SheetPictures(sheet) : null;
    const plan: SheetPlan = { number, options: asked, columns, report, roundTrip: trip, pictures };
    world.references.createMissing = asked.createMissing;
    tally.begin(asked, strict);
    deps.onSheet(plan);
    planRows(sheet, new SheetPlanner(world, plan), plan, tally, deps);
    if (tally.sheet.rows === 0) throw new HoldfastError('SHEET_NO_ROWS', { sheet: sheet.name });
    for (const index of columns.dates.assumed) tellOrder('DATE_ORDER_ASSUMED', plan, index, tally, deps);
    for (const index of columns.dates.lent) tellOrder('DATE_ORDER_LENT', plan, index, tally, deps);
  }
  deps.onProgress?.(tally.rows);
  return tally.summary(roundTrip.meta ? roundTrip.missing(missingNamed) : { count: 0, records: [] });
}

function sheetNamed(book: Workbook, name: string): Sheet {
  const sheet = book.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: name });
  return sheet;
}

function planRows(sheet: Sheet, planner: SheetPlanner, plan: SheetPlan, tally: Tally, deps: PlanDeps): void {
  const { options } = plan;
  const one = (row: DataRow): PlannedRow => {
    if ((tally.rows & 255) === 0 && deps.cancelled?.()) throw new HoldfastError('CANCELLED');
    const planned = planner.plan(row);
    tally.count(planned);
    deps.onDrafts(planned);
    if (tally.rows % 1000 === 0) deps.onProgress?.(tally.rows);
    return planned;
  };
  if (options.entity !== 'location' && options.entity !== 'department') {
    for (const row of dataRows(sheet, options)) deps.onRow(one(row), row);
    return;
  }
  // A place is made before those in it, whatever the order of the rows; they are shown as they stand.
  const rows = [...dataRows(sheet, options)];
  const planned = new Map<DataRow, PlannedRow>();
  for (const row of parentsFirst(rows, options)) planned.set(row, one(row));
  for (const row of rows) deps.onRow(planned.get(row) as PlannedRow, row);
}

/** A column whose values do not say how they are to be read. */
function tellOrder(
  code: 'DATE_ORDER_ASSUMED' | 'DATE_ORDER_LENT',
  { columns, options }: SheetPlan,
  index: number,
  tally: Tally,
  deps: PlanDeps,
): void {
  const column = columns.columns.find((candidate) => candidate.index === index);
  if (!column) return;
  const { header, target } = column;
  const problem: RowProblem = {
    sheet: options.sheet,
    row: 0,
    column: header,
    target,
    value: '',
    code,
    severity: 'warning',
    params: { field: header, order: columns.dates.order(index) },
  };
  tally.problem(problem);
  deps.onProblem(problem);
}

interface ChosenSheet {
  readonly sheet: Sheet;
  readonly options: SheetOptions;
}

function makeWorld(sheets: readonly ChosenSheet[], language: Language, deps: PlanDeps): PlanWorld {
  const { reg, actor } = deps;
  const references = new References(reg, deps.newId);
  const finders = new Map<ImportEntity, RecordFinder>();
  const seen = new Map<ImportEntity, CompactIndex>();
  return {
    reg,
    actor,
    language,
    references,
    people: new People(reg, references),
    assets: new Assets(
      reg,
      sheets.some(({ options }) => options.entity === 'relation'),
    ),
    photos: new PlannedPhotos(reg, deps.photos),
    tags: new TagIssuer(
      reg,
      once(() => issuedTags(sheets)),
    ),
    finder: (entity) => remembered(finders, entity, () => new RecordFinder(reg, entity)),
    seen: (entity) => remembered(seen, entity, () => new CompactIndex()),
    placeText(place, sheet) {
      const number = Math.floor(place / 2 ** 24);
      const row = place % 2 ** 24;
      return number === placeOf(sheet, 0) / 2 ** 24 ? row : `${sheets[number]?.options.sheet ?? ''}!${row}`;
    },
  };
}

function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Tags of the file that look like issued ones, which new tags must avoid. */
function issuedTags(sheets: readonly ChosenSheet[]): CompactIndex {
  const tags = new CompactIndex();
  const add = (tag: string) => {
    const key = foldCode(tag);
    if (key.startsWith(issuedPrefix)) tags.add(key, 0);
  };
  for (const { sheet, options } of sheets) {
    const column = Object.entries(options.mapping).find(([, target]) => target === 'tag');
    if (options.entity !== 'asset' || !column) continue;
    for (const { cells } of dataRows(sheet, options)) {
      const text = cellText(cells[Number(column[0])]);
      if (text === null) continue;
      const codes = options.split.ranges ? codesOf(text) : null;
      if (codes === null || codes === 'tooMany') add(text);
      else for (const code of codes) add(code);
    }
  }
  return tags;
}
