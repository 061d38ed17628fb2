import { builtinClasses } from '../../model/classes.ts';
import { fieldsOf } from '../../model/entities/index.ts';
import type { EntityKey, FieldDef, Label } from '../../model/types.ts';

export interface ExportColumn {
  readonly key: string;
  readonly label: Label;
}

/** What can be exported of an entity: its declared fields and, for assets, those of every class. */
export function exportColumns(entity: EntityKey): readonly ExportColumn[] {
  const found = new Map<string, ExportColumn>();
  const add = (fields: Readonly<Record<string, FieldDef>>): void => {
    for (const [key, field] of Object.entries(fields)) {
      if (field.type !== 'json' && !found.has(key)) found.set(key, { key, label: field.label });
    }
  };
  add(fieldsOf(entity));
  if (entity === 'asset') for (const def of builtinClasses) add(def.fields ?? {});
  return [...found.values()];
}
