import type { Catalogue } from '../../../model/catalogue.ts';
import { entityOf } from '../../../model/entities/index.ts';
import { HoldfastError } from '../../../model/errors.ts';
import { type ImportEntity, importEntities, importTarget } from '../../../model/import-targets.ts';
import type { EntityKey, FieldDef, Label, Language } from '../../../model/types.ts';
import { columnKindOf, no, yes } from '../words.ts';
import type { ColumnKind, WriteColumn } from '../write/types.ts';

/** Where a column's values come from: a field of the entity or of a class, the record's id, its attachments. */
type Source = 'own' | 'class' | 'id' | 'attachments';

export interface ExportColumn {
  readonly key: string;
  readonly source: Source;
  readonly field: FieldDef;
  readonly write: WriteColumn;
}

/** Columns that are no fields. */
const special: Readonly<Record<'id' | 'attachments', FieldDef>> = {
  id: { type: 'code', label: { zh: '内部编号', en: 'Internal ID' } },
  attachments: { type: 'list', label: { zh: '附件', en: 'Attachments' } },
};

/**
 * The columns of an export, in order.
 * @throws FIELD_UNKNOWN
 */
export function exportColumns(
  catalogue: Catalogue,
  entity: EntityKey,
  keys: readonly string[],
  language: Language,
): ExportColumn[] {
  const headers = new Set<string>();
  return keys.map((key) => {
    const { source, field } = fieldOf(catalogue, entity, key);
    const label = labelOf(catalogue, entity, key, field)[language];
    // Two classes may call different things the same.
    const header = headers.has(label) ? `${label} (${key})` : label;
    headers.add(header);
    const choices = choicesOf(catalogue, key, field, language);
    const write = { header, kind: kindOf(key, field), ...(choices.length > 0 ? { choices } : {}) };
    return { key, source, field, write };
  });
}

function fieldOf(catalogue: Catalogue, entity: EntityKey, key: string): { source: Source; field: FieldDef } {
  const fields = entity === 'relation' ? catalogue.fieldsOf('relation') : entityOf(entity).fields;
  if (Object.hasOwn(fields, key)) return { source: 'own', field: fields[key] as FieldDef };
  if (key === 'id' || key === 'attachments') return { source: key, field: special[key] };
  if (entity === 'asset') {
    const field = catalogue.attrField(key);
    if (field) return { source: 'class', field };
  }
  throw new HoldfastError('FIELD_UNKNOWN', { field: key });
}

/** As the import calls it, where the field's own label would not be found again, such as the ends of a relation. */
function labelOf(catalogue: Catalogue, entity: EntityKey, key: string, field: FieldDef): Label {
  const known = (importEntities as readonly string[]).includes(entity);
  return (known && importTarget(entity as ImportEntity, key, catalogue)?.label) || field.label;
}

/** Amounts get thousands marks; numbers that name something, such as a port, don't. */
function kindOf(key: string, field: FieldDef): ColumnKind {
  const kind = columnKindOf(field);
  return kind === 'integer' && (field.unit !== undefined || key === 'quantity') ? 'count' : kind;
}

function choicesOf(catalogue: Catalogue, key: string, field: FieldDef, language: Language): string[] {
  if (key === 'class') return catalogue.offeredClasses.map(({ label }) => label[language]);
  // Several of them in one cell are no drop-down.
  if (field.type === 'choices') return [];
  if (field.type === 'boolean') return [yes[language], no[language]];
  return Object.values(field.choices ?? {}).map(({ label }) => label[language]);
}
