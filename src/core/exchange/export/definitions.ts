import { isEntityKey } from '../../../model/entities/index.ts';
import { HoldfastError } from '../../../model/errors.ts';
import type { EntityKey, Language, Value } from '../../../model/types.ts';
import { commit, headsOf } from '../../log/commit.ts';
import { projectionRow } from '../../log/project.ts';
import { rowsByRid } from '../../register/rows.ts';
import type { Register } from '../../store/register.ts';
import { exportColumns } from './columns.ts';
import type { ExportFormat } from './types.ts';

/** An export that is done again and again. */
export interface ExportDefinition {
  readonly id: string;
  readonly name: string;
  readonly options: ExportDefinitionOptions;
}

export interface ExportDefinitionOptions {
  readonly entity: EntityKey;
  readonly filter?: string | undefined;
  readonly search?: string | undefined;
  readonly sort?: { readonly field: string; readonly descending: boolean } | undefined;
  readonly columns: readonly string[];
  readonly format: ExportFormat;
  readonly language: Language;
  readonly plain: boolean;
}

const formats: readonly ExportFormat[] = ['xlsx', 'csv', 'ods', 'jsonl'];

/** All saved exports, by name. */
export function exportDefinitions(reg: Register): ExportDefinition[] {
  const rids = reg
    .sql('SELECT rid FROM exportDefinition WHERE deleted = 0 ORDER BY name, rid')
    .pluck()
    .all() as number[];
  return rowsByRid(reg, 'exportDefinition', rids).flatMap(({ id, values }) => {
    const options = optionsOf(values);
    return options ? [{ id, name: String(values.name ?? ''), options }] : [];
  });
}

/**
 * The saved export of a name, without regard to case, for commands.
 * @throws EXPORT_DEFINITION_UNKNOWN
 */
export function exportDefinitionNamed(reg: Register, name: string): ExportDefinition {
  const wanted = name.trim().toLowerCase();
  const found = exportDefinitions(reg).find((one) => one.name.toLowerCase() === wanted);
  if (!found) throw new HoldfastError('EXPORT_DEFINITION_UNKNOWN', { name });
  return found;
}

/** One of a newer version, for records that this one does not know, is not offered. */
function optionsOf(values: Readonly<Record<string, Value>>): ExportDefinitionOptions | null {
  const { entity, filter, search, sort, columns, format, language, plain } = values;
  const known = formats.find((one) => one === format);
  if (!isEntityKey(entity) || !known || !Array.isArray(columns)) return null;
  return {
    entity,
    columns: columns as readonly string[],
    format: known,
    language: language === 'en' ? 'en' : 'zh',
    plain: plain === true,
    ...(typeof filter === 'string' ? { filter } : {}),
    ...(typeof search === 'string' ? { search } : {}),
    ...(typeof sort === 'string' ? { sort: readSort(sort) } : {}),
  };
}

function readSort(text: string): { field: string; descending: boolean } {
  return text.startsWith('-')
    ? { field: text.slice(1), descending: true }
    : { field: text, descending: false };
}

/**
 * Remembers an export under a name. Without an id, a name that is there already is given to the new settings.
 * @throws FIELD_UNKNOWN, RECORD_NOT_FOUND, and what the role forbids
 */
export function saveExportDefinition(
  reg: Register,
  actor: string,
  { id, name, options }: Omit<ExportDefinition, 'id'> & { readonly id?: string | undefined },
): ExportDefinition {
  const { entity, filter, search, sort, columns, format, language, plain } = options;
  // A name that is no column would fail at every run from then on.
  exportColumns(reg.catalogue, entity, columns, language);
  const patch: Record<string, Value> = {
    name: name.trim(),
    entity,
    filter: filter?.trim() || null,
    search: search?.trim() || null,
    sort: sort ? `${sort.descending ? '-' : ''}${sort.field}` : null,
    columns: [...columns],
    format,
    language,
    plain,
  };
  const wanted = name.trim().toLowerCase();
  const known = id ?? exportDefinitions(reg).find((one) => one.name.toLowerCase() === wanted)?.id;
  const draft =
    known === undefined
      ? { op: 'create' as const, entity: 'exportDefinition' as const, patch: { ...patch, owner: actor } }
      : {
          op: 'update' as const,
          entity: 'exportDefinition' as const,
          id: known,
          patch,
          base: baseOf(reg, known),
        };
  const saved = commit(reg, { actor, kind: 'edit', label: name.trim() }, [draft]).records[0] ?? known;
  const found = exportDefinitions(reg).find((one) => one.id === saved);
  if (!found) throw new HoldfastError('RECORD_NOT_FOUND', { id: String(saved) });
  return found;
}

/** @returns false when it was gone already */
export function removeExportDefinition(reg: Register, actor: string, id: string): boolean {
  const found = exportDefinitions(reg).find((one) => one.id === id);
  if (!found) return false;
  const draft = { op: 'delete' as const, entity: 'exportDefinition' as const, id, base: baseOf(reg, id) };
  commit(reg, { actor, kind: 'edit', label: found.name }, [draft]);
  return true;
}

/** The dialog shows all of it, and what is saved replaces all of it. */
function baseOf(reg: Register, id: string) {
  const rid = reg.keys.findRid(id);
  const row = rid === null ? undefined : projectionRow(reg, 'exportDefinition', rid);
  if (!row) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  return headsOf(reg, row);
}
