import type { FieldDef, Value } from '../../../model/types.ts';
import { labelOf } from '../../register/labels.ts';
import { fromColumn } from '../../store/codec.ts';
import type { Register } from '../../store/register.ts';
import { Attachments } from './attachments.ts';
import type { ExportColumn } from './columns.ts';
import { attrsOf, type TableRow } from './rows.ts';

/**
 * Makes one object of each record, for programs: `id`, then the asked fields by key, null where there is nothing. Choices and
 * classes by key, a reference as `{id, label}`, money as `{amount, currency}` in major units, dates as `YYYY-MM-DD`, moments in
 * ISO 8601, attachments as `[{name, sha256}]`. The shape depends on the columns only.
 * @param idOf a row's id
 */
export function jsonRows(reg: Register, columns: readonly ExportColumn[], idOf: (row: TableRow) => string) {
  const words = new Map<number, string>();
  const attachments = new Attachments(reg);
  const label = (field: FieldDef, rid: number): string => {
    let text = words.get(rid);
    if (text === undefined) {
      text = field.target ? labelOf(reg, field.target, rid) : '';
      if (words.size < 100_000) words.set(rid, text);
    }
    return text;
  };
  return (row: TableRow): Record<string, unknown> => {
    const id = idOf(row);
    const currency = typeof row.currency === 'string' ? row.currency : null;
    let attrs: Record<string, Value> | null = null;
    const out: Record<string, unknown> = { id };
    for (const { key, field, source } of columns) {
      if (source === 'id') continue;
      if (source === 'attachments') {
        out[key] = attachments.of(id);
        continue;
      }
      if (source === 'class') attrs ??= attrsOf(row);
      const value = source === 'class' ? (attrs?.[key] ?? null) : fromColumn(reg.keys, field, row[key]);
      const rid = source === 'class' && typeof value === 'string' ? reg.keys.findRid(value) : row[key];
      out[key] =
        field.type === 'ref' && typeof rid === 'number' && value !== null
          ? { id: value, label: label(field, rid) }
          : jsonValue(field, value, currency);
    }
    return out;
  };
}

function jsonValue(field: FieldDef, value: Value, currency: string | null): unknown {
  if (value === null) return null;
  if (field.type === 'money') return { amount: Number(value) / 100, currency };
  if (field.type === 'datetime') return new Date(Number(value)).toISOString();
  return value;
}
