import { entities, type FieldDef } from '../../../model/index.ts';
import { isProven, type MediumRow, mediaOf } from '../../lifecycle/media.ts';
import { holdsData, type Item, itemsOf } from '../../lifecycle/retirement.ts';
import { type ListRow, rowsByRid } from '../../register/rows.ts';
import { columnKindOf, no, valueWords, yes } from '../words.ts';
import type { WriteCell, WriteColumn, WriteSheet } from '../write/types.ts';
import type { PackContext } from './context.ts';

/** Keys of the retirements that were asked for, decided or carried out in the period. */
export function retirementsOf({ reg, period }: PackContext): number[] {
  return reg.db
    .prepare<unknown[], number>(
      `SELECT rid FROM retirement WHERE deleted = 0 AND (requestedAt BETWEEN @from AND @to
         OR decidedAt BETWEEN @from AND @to OR disposedAt BETWEEN @from AND @to) ORDER BY number`,
    )
    .pluck()
    .all({ from: period.from, to: period.to });
}

const fields = entities.retirement.fields;
const keys = [
  'number',
  'title',
  'state',
  'reason',
  'explanation',
  'requester',
  'requestedAt',
  'approver',
  'decidedAt',
  'decisionNote',
  'approvalNo',
  'disposal',
  'recipient',
  'disposedAt',
  'disposedBy',
] as const satisfies (keyof typeof fields)[];
const asset = entities.asset.fields;

/** One line for each asset of each retirement, with who decided what and when. */
export function retirementSheet(context: PackContext, rids: readonly number[]): WriteSheet {
  const columns: WriteColumn[] = [
    ...keys.map((key) => ({
      header: context.say(fields[key].label),
      kind: columnKindOf(fields[key] as FieldDef),
    })),
    { header: context.say(asset.tag.label), kind: 'code' },
    { header: context.say({ zh: '资产名称', en: 'Asset name' }), kind: 'text' },
    { header: context.say(asset.class.label), kind: 'text' },
    { header: context.say({ zh: '资产状态', en: 'Asset status' }), kind: 'text' },
    { header: context.say(asset.cost.label), kind: 'money' },
    { header: context.say(asset.currency.label), kind: 'text' },
    { header: context.say('mediaCount'), kind: 'count' },
    { header: context.say('proven'), kind: 'text' },
  ];
  const rows = function* (): Generator<WriteCell[]> {
    for (const rid of rids) {
      const row = rowsByRid(context.reg, 'retirement', [rid])[0] as ListRow;
      const head = keys.map((key) => cell(context, row, key, fields[key] as FieldDef));
      const media = mediaOf(context.reg, rid);
      for (const item of itemsOf(context.reg, rid)) yield [...head, ...itemCells(context, item, media)];
    }
  };
  return context.sheet('retirements', columns, rows);
}

function itemCells(context: PackContext, item: Item, all: readonly MediumRow[]): WriteCell[] {
  const { language, reg } = context;
  const media = all.filter((medium) => medium.asset === item.asset);
  const needed = holdsData(reg, item) || media.length > 0;
  const proven = media.length > 0 && media.every(({ values }) => isProven(values));
  return [
    item.tag,
    item.name,
    reg.catalogue.classOf(item.class)?.label[language] ?? item.class,
    valueWords(reg, 'status', asset.status as FieldDef, item.status, language),
    item.cost,
    item.currency,
    media.length,
    needed ? (proven ? yes : no)[language] : null,
  ];
}

const medium = entities.medium.fields;
const mediumKeys = [
  'asset',
  'serial',
  'kind',
  'capacity',
  'method',
  'technique',
  'operator',
  'verifier',
  'date',
  'result',
  'evidence',
  'notes',
] as const satisfies (keyof typeof medium)[];

/** Every data-bearing medium of these retirements, with the proof of its sanitisation. */
export function mediaSheet(context: PackContext, rids: readonly number[]): WriteSheet {
  const columns: WriteColumn[] = [
    { header: context.say(fields.number.label), kind: 'code' },
    ...mediumKeys.map((key) => ({
      header: context.say(medium[key].label),
      kind: columnKindOf(medium[key] as FieldDef),
    })),
    { header: context.say('proven'), kind: 'text' },
  ];
  const rows = function* (): Generator<WriteCell[]> {
    for (const rid of rids) {
      const number = rowsByRid(context.reg, 'retirement', [rid])[0]?.values.number;
      for (const one of mediaOf(context.reg, rid)) {
        const row = rowsByRid(context.reg, 'medium', [one.rid])[0] as ListRow;
        const proven = (isProven(one.values) ? yes : no)[context.language];
        const cells = mediumKeys.map((key) => cell(context, row, key, medium[key] as FieldDef));
        yield [typeof number === 'string' ? number : null, ...cells, proven];
      }
    }
  };
  return context.sheet('media', columns, rows);
}

/** A value as a cell: numbers and dates as they are, the rest in words. */
export function cell(context: PackContext, row: ListRow, key: string, field: FieldDef): WriteCell {
  const value = row.values[key];
  if (value === null || value === undefined) return null;
  if (field.type === 'ref') return row.labels[key] ?? '';
  if (field.type === 'datetime') return context.moment(Number(value));
  if (typeof value === 'number') return value;
  return valueWords(context.reg, key, field, value, context.language);
}
