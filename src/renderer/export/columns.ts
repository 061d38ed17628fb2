import type { Catalogue } from '../../model/catalogue.ts';
import type { EntityKey, FieldDef, Label } from '../../model/types.ts';

export interface ExportColumn {
  readonly key: string;
  readonly label: Label;
}

/** Columns that are no fields. */
const special: readonly ExportColumn[] = [
  { key: 'attachments', label: { zh: '附件', en: 'Attachments' } },
  { key: 'id', label: { zh: '内部编号', en: 'Internal ID' } },
];

/** What can be exported of an entity: its declared fields and, for assets, those of every class. */
export function exportColumns(catalogue: Catalogue, entity: EntityKey): readonly ExportColumn[] {
  const found = new Map<string, ExportColumn>();
  const add = (fields: Readonly<Record<string, FieldDef>>): void => {
    for (const [key, field] of Object.entries(fields)) {
      if (field.type !== 'json' && !found.has(key)) found.set(key, { key, label: field.label });
    }
  };
  add(catalogue.fieldsOf(entity));
  if (entity === 'asset') add(catalogue.attrFields);
  for (const column of special) if (!found.has(column.key)) found.set(column.key, column);
  return [...found.values()];
}

/** The same list with one column at another place. */
export function moved(columns: readonly string[], from: number, to: number): string[] {
  const next = [...columns];
  const [column] = next.splice(from, 1);
  if (column !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, column);
  return next;
}
