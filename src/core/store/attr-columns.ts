import type { FieldDef } from '../../model/index.ts';

/**
 * The SQL that reads a class's or user's field out of `attrs`, as filters, sorts and its index spell it: an index on an
 * expression is used only by the very same expression. Keys come from the catalogue, which lets in letters, digits and `_` only.
 */
export function attrColumn(key: string, field: FieldDef, table = ''): string {
  const value = `json_extract(${table}attrs, '$.${key}')`;
  return isWords(field) ? `${value} COLLATE NOCASE` : value;
}

/** Compared without case; the rest are numbers, dates and keys. */
function isWords({ type }: FieldDef): boolean {
  return type === 'text' || type === 'longtext' || type === 'code' || type === 'email' || type === 'url';
}

/** The name of the index on a user's field. */
export const attrIndex = (key: string): string => `asset_attr_${key}`;

/** SQL of that index: the values in order, each with the tags in order, so that a filter on one comes sorted. */
export function attrIndexSql(key: string, field: FieldDef): string {
  return `CREATE INDEX "${attrIndex(key)}" ON asset(${attrColumn(key, field)}, tag_key) WHERE deleted = 0`;
}
