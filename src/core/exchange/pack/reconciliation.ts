import { currencies } from '../../../model/choices.ts';
import { entities, type FieldDef, kinds } from '../../../model/index.ts';
import { itemsOf } from '../../lifecycle/retirement.ts';
import type { Sheet } from '../../stocktake/sheet.ts';
import { statusOf } from '../../stocktake/status.ts';
import { valueWords } from '../words.ts';
import type { ColumnKind, RichCell, WriteCell, WriteColumn, WriteSheet } from '../write/types.ts';
import { countChangeLines } from './changes-sheet.ts';
import type { PackContext } from './context.ts';
import type { Movement } from './movement.ts';
import { expectedDifferences } from './stocktake-sheets.ts';
import type { PackText } from './texts.ts';
import { countOf, groupsBy, type Sum, type Sums } from './totals.ts';

/** What the reconciliation is computed from. */
export interface Figures {
  /** By the tables, before the period began and at its end. */
  readonly before: Sums;
  readonly after: Sums;
  /** By the log. */
  readonly movement: Movement;
  /** By the rows of the asset sheet, once it is written. */
  readonly written: Sums;
  readonly stocktakes: readonly Sheet[];
  readonly retirements: readonly number[];
}

export interface Line {
  readonly item: string;
  readonly figure: number | null;
  readonly kind: ColumnKind;
  readonly source: string;
  /** Of a line that compares; null for the others. */
  readonly agrees: boolean | null;
  readonly heading?: boolean;
}

/** The arithmetic from the start of the period to its end, line by line. Call it when the other sheets are written. */
export function reconcile(context: PackContext, figures: Figures): Line[] {
  return [
    ...assetLines(context, figures),
    ...costLines(context, figures),
    ...sheetLines(context, figures),
    ...stocktakeLines(context, figures),
  ];
}

class Section {
  readonly lines: Line[] = [];
  readonly #context: PackContext;
  readonly #kind: ColumnKind;

  constructor(context: PackContext, kind: ColumnKind, heading: string) {
    this.#context = context;
    this.#kind = kind;
    this.lines.push({ item: heading, figure: null, kind, source: '', agrees: null, heading: true });
  }

  add(item: string, figure: number, source: PackText, kind = this.#kind): this {
    this.lines.push({ item, figure, kind, source: this.#context.say(source), agrees: null });
    return this;
  }

  compare(item: string, expected: number, found: number, source: PackText): this {
    const { lines } = this;
    const agrees = expected === found;
    lines.push({ item, figure: found, kind: this.#kind, source: this.#context.say(source), agrees });
    if (!agrees) this.add(this.#context.say('difference'), found - expected, source);
    return this;
  }
}

function assetLines(context: PackContext, { before, after, movement }: Figures): Line[] {
  const say = (text: PackText) => context.say(text);
  const [start, created, restored, deleted] = [
    before,
    movement.created,
    movement.restored,
    movement.deleted,
  ].map(countOf) as [number, number, number, number];
  const end = start + created + restored - deleted;
  return new Section(context, 'count', say('count'))
    .add(say('atStart'), start, 'fromTable')
    .add(`+ ${say('created')}`, created, 'fromLog')
    .add(`+ ${say('restored')}`, restored, 'fromLog')
    .add(`− ${say('deleted')}`, deleted, 'fromLog')
    .add(`= ${say('computed')}`, end, 'fromLog')
    .compare(say('atEnd'), end, countOf(after), 'fromTable').lines;
}

function costLines(context: PackContext, { before, after, movement, written }: Figures): Line[] {
  const { created, restored, deleted, changed, movedOut, movedIn } = movement;
  const all = [before, after, created, restored, deleted, changed, movedOut, movedIn];
  const told = [...all, written];
  // A kind without any cost at any time has no arithmetic to show.
  const keys = [...new Set(told.flatMap((sums) => [...sums.keys()]))]
    .filter((key) => told.some((sums) => (sums.get(key)?.cost ?? 0) !== 0))
    .sort();
  return keys.flatMap((key) => {
    const of = (sums: Sums) => sums.get(key)?.cost ?? 0;
    const named = told.map((sums) => sums.get(key)).find((sum) => sum !== undefined) as Sum;
    const section = new Section(
      context,
      'money',
      `${context.say('cost')} · ${kindName(context, named.kind)} · ${currencyName(context, named.currency)}`,
    );
    const end =
      of(before) + of(created) + of(restored) - of(deleted) + of(changed) - of(movedOut) + of(movedIn);
    const say = (text: PackText) => context.say(text);
    section
      .add(say('atStart'), of(before), 'fromTable')
      .add(`+ ${say('created')}`, of(created), 'fromLog')
      .add(`+ ${say('restored')}`, of(restored), 'fromLog')
      .add(`− ${say('deleted')}`, of(deleted), 'fromLog')
      .add(`± ${say('costChanged')}`, of(changed), 'fromLog')
      .add(`± ${say('moved')}`, of(movedIn) - of(movedOut), 'fromLog')
      .add(`= ${say('computed')}`, end, 'fromLog')
      .compare(say('atEnd'), end, of(after), 'fromTable')
      .compare(say('registerCost'), of(after), of(written), 'fromSheet');
    return section.lines;
  });
}

function sheetLines(context: PackContext, { after, written }: Figures): Line[] {
  const rowsOf = (name: PackText) => context.written.find((one) => one.name === context.say(name))?.rows ?? 0;
  const lines = countChangeLines(context);
  return new Section(context, 'count', context.say('contents'))
    .add(context.say('atEnd'), countOf(after), 'fromTable')
    .compare(context.say('registerRows'), countOf(after), countOf(written), 'fromSheet')
    .add(context.say('changeLinesLog'), lines, 'fromLog')
    .compare(context.say('changeLines'), lines, rowsOf('changes'), 'fromSheet').lines;
}

function stocktakeLines(context: PackContext, { stocktakes, retirements }: Figures): Line[] {
  const lines: Line[] = [];
  const rowsOf = (name: PackText) => context.written.find((one) => one.name === context.say(name))?.rows ?? 0;
  const say = (text: PackText) => context.say(text);
  let differences = 0;
  for (const sheet of stocktakes) {
    const status = statusOf(context.reg, sheet.id);
    differences += expectedDifferences(status);
    const section = new Section(context, 'count', `${say('stocktakes')} · ${sheet.name}`)
      .add(say('counted'), status.counted, 'fromTable')
      .add(`+ ${say('notCounted')}`, status.notCounted, 'fromTable')
      .compare(
        `= ${say('expected')}`,
        status.counted + status.notCounted,
        frozen(context, sheet),
        'fromTable',
      );
    lines.push(...section.lines);
  }
  if (stocktakes.length > 0) {
    const section = new Section(context, 'count', say('differences'));
    lines.push(
      ...section.compare(say('differenceLines'), differences, rowsOf('differences'), 'fromSheet').lines,
    );
  }
  if (retirements.length > 0) {
    const items = retirements.reduce((sum, rid) => sum + itemsOf(context.reg, rid).length, 0);
    const section = new Section(context, 'count', say('retirements'));
    lines.push(...section.compare(say('retiredAssets'), items, rowsOf('retirements'), 'fromSheet').lines);
  }
  return lines;
}

/** The lines that were frozen when counting began. */
function frozen({ reg }: PackContext, sheet: Sheet): number {
  return reg.sql('SELECT count(*) FROM expected_line WHERE stocktake = ?').pluck().get(sheet.rid) as number;
}

function kindName(context: PackContext, kind: string | null): string {
  if (kind === null) return context.say('noKind');
  return Object.hasOwn(kinds, kind) ? context.say(kinds[kind as keyof typeof kinds].label) : kind;
}

/** As the register's own sheet calls it. */
function currencyName(context: PackContext, currency: string): string {
  return Object.hasOwn(currencies, currency)
    ? context.say(currencies[currency as keyof typeof currencies].label)
    : currency;
}

const tableColumns: readonly (readonly [PackText, ColumnKind, number])[] = [
  ['item', 'text', 46],
  ['value', 'text', 22],
  ['source', 'text', 26],
  ['result', 'text', 12],
];

/** The sheet 勾稽: each figure with where it comes from, and whether what must be equal is. */
export function reconciliationSheet(context: PackContext, lines: () => readonly Line[]): WriteSheet {
  const columns: WriteColumn[] = tableColumns.map(([text, kind, width]) => ({
    header: context.say(text),
    kind,
    width,
  }));
  const rows = function* (): Generator<WriteCell[]> {
    for (const line of lines()) yield lineCells(context, line);
  };
  return context.sheet('reconciliation', columns, rows, { late: true });
}

function lineCells(context: PackContext, { item, figure, kind, source, agrees, heading }: Line): WriteCell[] {
  if (heading) return [{ value: item, tone: 'strong' }];
  const mark: RichCell | null =
    agrees === null
      ? null
      : { value: context.say(agrees ? 'agrees' : 'differs'), tone: agrees ? 'good' : 'bad' };
  return [item, { value: figure, kind, ...(agrees === null ? {} : { tone: 'total' }) }, source, mark];
}

/** The sheet 合计: the register at the end of the period by kind, status and class. */
export function totalsSheet(context: PackContext, after: Sums): WriteSheet {
  const columns: WriteColumn[] = [
    { header: context.say('item'), kind: 'text' },
    { header: context.say('group'), kind: 'text' },
    { header: context.say('kind'), kind: 'text' },
    { header: context.say('currency'), kind: 'text' },
    { header: context.say('count'), kind: 'count' },
    { header: context.say('cost'), kind: 'money' },
  ];
  const line = (item: PackText, group: string | null, { kind, currency, count, cost }: GroupSum) => [
    context.say(item),
    group ?? context.say('noKind'),
    kindName(context, kind),
    currencyName(context, currency),
    count,
    cost ?? 0,
  ];
  const rows = function* (): Generator<WriteCell[]> {
    const status = entities.asset.fields.status as FieldDef;
    for (const sum of after.values()) yield line('byKind', kindName(context, sum.kind), sum);
    for (const sum of groupsBy(context.reg, 'status'))
      yield line('byStatus', statusName(context, status, sum.value), sum);
    for (const sum of groupsBy(context.reg, 'class'))
      yield line(
        'byClass',
        context.reg.catalogue.classOf(sum.value)?.label[context.language] ?? sum.value,
        sum,
      );
  };
  return context.sheet('totals', columns, rows);
}

type GroupSum = Omit<Sum, 'cost'> & { readonly cost: number | null };

function statusName(context: PackContext, field: FieldDef, value: string | null): string | null {
  const words = value === null ? null : valueWords(context.reg, 'status', field, value, context.language);
  return typeof words === 'string' ? words : value;
}
