import type { Catalogue } from '../../../model/catalogue.ts';
import { mayPass, statuses } from '../../../model/lifecycle.ts';
import type { Language, Value } from '../../../model/types.ts';
import { Problem } from '../values/problem.ts';
import { classLabel, type RowReport, type RowValues } from './row-values.ts';

type Existing = Readonly<Record<string, Value>> | null;

export interface DeriveOptions {
  readonly fallbackClass: string;
  readonly language: Language;
  readonly catalogue: Catalogue;
}

/**
 * Settles the class: the one the row names, else the one the asset has, else the fallback. A word that names none is
 * kept as the asset's category.
 */
export function settleClass(
  row: RowValues,
  existing: Existing,
  options: DeriveOptions,
  report: RowReport,
): string {
  if (row.unknownClass !== null) {
    const key = (existing?.class as string | undefined) ?? options.fallbackClass;
    row.values.category = row.unknownClass.slice(0, 200);
    const suggestion = classLabel(options.catalogue, key, options.language);
    report.add(row, 'class', row.unknownClass, new Problem('CLASS_UNKNOWN', 'warning', { suggestion }));
    if (!existing) row.values.class = key;
    return key;
  }
  if (typeof row.values.class === 'string') return row.values.class;
  if (existing) return String(existing.class ?? options.fallbackClass);
  row.values.class = options.fallbackClass;
  return options.fallbackClass;
}

/** Settles the status: what an import may not change stays, what it doesn't know becomes in use or in stock. */
export function settleStatus(
  row: RowValues,
  existing: Existing,
  options: DeriveOptions,
  report: RowReport,
): void {
  const { values } = row;
  const label = (key: string) => statuses[key as keyof typeof statuses]?.label[options.language] ?? key;
  if (existing) {
    const from = (existing.status as string | undefined) ?? null;
    if (row.unknownStatus !== null) {
      const suggestion = from === null ? '' : label(from);
      report.add(row, 'status', row.unknownStatus, new Problem('STATUS_UNKNOWN', 'warning', { suggestion }));
    }
    const to = (values.status as string | undefined) ?? null;
    if (to === null || mayPass(from, to)) return;
    const params = { from: from === null ? '' : label(from), value: label(to) };
    report.add(row, 'status', label(to), new Problem('STATUS_KEPT', 'warning', { params }));
    delete values.status;
    return;
  }
  if (typeof values.status === 'string') return;
  const status = values.user ? 'inUse' : 'inStock';
  values.status = status;
  if (row.unknownStatus === null) return;
  const suggestion = label(status);
  report.add(row, 'status', row.unknownStatus, new Problem('STATUS_UNKNOWN', 'warning', { suggestion }));
}

/** Months of warranty count from the purchase date. */
export function settleWarranty(row: RowValues, existing: Existing, report: RowReport): void {
  const months = row.values.warrantyMonths;
  delete row.values.warrantyMonths;
  if (typeof months !== 'number' || row.values.warrantyEnd) return;
  const from = row.values.purchaseDate ?? existing?.purchaseDate;
  if (typeof from === 'string') {
    row.values.warrantyEnd = addMonths(from, months);
    return;
  }
  report.add(row, 'warrantyMonths', String(months), new Problem('WARRANTY_UNPLACED', 'warning'));
}

/** The same day some months later, or the last day of that month where it has fewer days. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0));
  const result = new Date(
    Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())),
  );
  return result.toISOString().slice(0, 10);
}

/** Drops values that the row's class has no field for, and says so. */
export function dropForeignFields(
  row: RowValues,
  classKey: string,
  options: DeriveOptions,
  report: RowReport,
): void {
  const fields = options.catalogue.fieldsOf('asset', classKey);
  for (const key of Object.keys(row.values)) {
    if (Object.hasOwn(fields, key)) continue;
    const value = String(row.values[key]);
    delete row.values[key];
    const params = { class: classLabel(options.catalogue, classKey, options.language) };
    report.add(row, key, value, new Problem('FIELD_NOT_OF_CLASS', 'warning', { params }));
  }
}
