import { type FieldDef, fits, type Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { clearBreaches, noteBreach } from './breaches.ts';

/*
 * A field that got another type on one laptop while another one wrote into it, or values that could not be converted: they stay
 * as they are, and each is listed until somebody corrects it or changes the type back.
 */

const prefix = (key: string): string => `unfit ${key} `;

/** Lists or clears every asset's value of one field. Reads all assets that have one. */
export function checkFieldValues(reg: Register, key: string): void {
  const field = reg.catalogue.attrField(key);
  if (reg.keys.findFieldKey('asset', key) === null) return;
  clearBreaches(reg, prefix(key));
  if (!field?.custom || field.removed) return;
  const rows = reg.db
    .prepare(
      `SELECT rid, attrs -> '$.${key}' AS value FROM asset WHERE deleted = 0 AND json_type(attrs, '$.${key}') IS NOT NULL`,
    )
    .iterate() as Iterable<{ rid: number; value: string }>;
  const unfit: Array<{ rid: number; value: Value }> = [];
  for (const { rid, value } of rows) {
    const read = JSON.parse(value) as Value;
    if (!fits(field, read)) unfit.push({ rid, value: read });
  }
  for (const { rid, value } of unfit) note(reg, key, field, rid, value);
}

/** Lists or clears the values of one asset that do not fit their fields. */
export function checkAssetValues(
  reg: Register,
  rid: number,
  values: Readonly<Record<string, Value>>,
  deleted: boolean,
): void {
  const { customFields } = reg.catalogue;
  if (customFields.length === 0) return;
  const converting = reg.converting();
  for (const { key, field } of customFields) {
    if (key === converting || reg.keys.findFieldKey('asset', key) === null) continue;
    const value = values[key] ?? null;
    if (!deleted && !field.removed && !fits(field, value)) note(reg, key, field, rid, value);
    else noteBreach(reg, prefix(key) + reg.keys.uuid(rid), null);
  }
}

function note(reg: Register, key: string, field: FieldDef, rid: number, value: Value): void {
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  noteBreach(reg, prefix(key) + reg.keys.uuid(rid), {
    code: 'VALUE_UNFIT',
    params: { name: field.label.zh, field: key, value: shown.slice(0, 100) },
    records: [rid],
  });
}
