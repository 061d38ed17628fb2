import type { Row } from '../contract/api/common.ts';
import type { Catalogue, EntityKey, FieldDef } from '../model/index.ts';

/** A record as the command line prints it: keyed by field, refs in words, money in major units, moments in ISO 8601. */
export type Plain = { id: string } & Record<string, unknown>;

/** @param columns fields to print; all declared ones when left out, null where empty */
export function plain(catalogue: Catalogue, entity: EntityKey, row: Row, columns?: readonly string[]): Plain {
  const fields = catalogue.fieldsOf(entity, row.values.class);
  const out: Plain = { id: row.id };
  for (const name of columns ?? Object.keys(fields)) {
    out[name] = plainValue(fields[name], row.values[name], row.labels[name]);
  }
  if (columns) return out;
  for (const name of Object.keys(row.values)) out[name] ??= row.values[name] ?? null;
  return out;
}

export function plainValue(field: FieldDef | undefined, value: unknown, label?: string | null): unknown {
  if (value === null || value === undefined) return null;
  switch (field?.type) {
    case 'ref':
      return label ?? value;
    case 'money':
      return (value as number) / 100;
    case 'datetime':
      return new Date(value as number).toISOString();
    default:
      return value;
  }
}

export function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** What a field is called, and what its value says, to a person. */
export function* labelled(
  catalogue: Catalogue,
  entity: EntityKey,
  record: Plain,
  language: 'zh' | 'en',
): Generator<string> {
  const fields = catalogue.fieldsOf(entity, record.class);
  for (const [name, value] of Object.entries(record)) {
    if (value === null || typeof value === 'object' || name === 'id') continue;
    const field = fields[name];
    const choice = field?.choices?.[String(value)];
    const words = choice?.label[language] ?? String(value);
    yield `${field?.label[language] ?? name}: ${words}`;
  }
}
