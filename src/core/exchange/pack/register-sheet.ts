import { entities } from '../../../model/index.ts';
import type { ListRow } from '../../register/rows.ts';
import { exportColumns } from '../export/columns.ts';
import { valueWords } from '../words.ts';
import type { WriteCell, WriteSheet } from '../write/types.ts';
import { type PackContext, rowsInOrder } from './context.ts';
import { type Sums, sumOf } from './totals.ts';

const page = 500;

/** All assets as of the end of the period, with every field that any of them has. */
export function registerSheet(context: PackContext, written: Sums): WriteSheet {
  const columns = exportColumns(context.reg.catalogue, 'asset', fieldKeys(context), context.language);
  const rows = function* (): Generator<WriteCell[]> {
    for (const row of everyAsset(context)) {
      const {
        kind = null,
        currency,
        cost,
      } = row.values as Record<string, string | number | null | undefined>;
      const sum = sumOf(written, kind as string | null, (currency as string | null) ?? 'CNY');
      sum.count++;
      sum.cost += Number(cost ?? 0);
      yield columns.map(({ key, field }) => {
        const value = row.values[key];
        if (value === null || value === undefined) return null;
        if (field.type === 'ref') return row.labels[key] ?? '';
        if (field.type === 'datetime') return context.moment(Number(value));
        if (typeof value === 'number') return value;
        return valueWords(context.reg, key, field, value, context.language);
      });
    }
  };
  return context.sheet(
    'assetsAt',
    // No drop-downs: nobody edits what is evidence.
    columns.map(({ write: { header, kind } }) => ({ header, kind })),
    rows,
  );
}

function* everyAsset({ reg }: PackContext): Generator<ListRow> {
  const rids = reg.db
    .prepare<unknown[], number>('SELECT rid FROM asset WHERE deleted = 0 ORDER BY tag_key, rid')
    .pluck()
    .iterate();
  let some: number[] = [];
  for (const rid of rids) {
    some.push(rid);
    if (some.length < page) continue;
    yield* rowsInOrder(reg, 'asset', some);
    some = [];
  }
  yield* rowsInOrder(reg, 'asset', some);
}

/** The common fields, and those of classes that hold a value anywhere. */
function fieldKeys({ reg }: PackContext): string[] {
  const { fields } = entities.asset;
  const own = Object.entries(fields).flatMap(([key, field]) =>
    (field.type as string) === 'json' ? [] : [key],
  );
  const used = new Set(
    reg.db
      .prepare<unknown[], string>(
        'SELECT DISTINCT j.key FROM asset a, json_each(a.attrs) j WHERE a.deleted = 0 AND a.attrs IS NOT NULL',
      )
      .pluck()
      .all(),
  );
  const { attrFields, customFields } = reg.catalogue;
  const known = [...Object.keys(attrFields), ...customFields.map(({ key }) => key)];
  return [...own, ...new Set(known.filter((key) => used.has(key) && !own.includes(key)))];
}
