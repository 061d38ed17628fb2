import { HoldfastError } from '../../model/errors.ts';
import { type ImportEntity, importEntities } from '../../model/import-targets.ts';
import type { JsonObject } from '../../model/types.ts';
import { commit } from '../log/commit.ts';
import { rowsByRid } from '../register/rows.ts';
import type { Register } from '../store/register.ts';
import { columnSource, virtualColumns } from './read/mark-columns.ts';
import { foldWord } from './values/choice.ts';

/** What is remembered of an import, beside what belongs to one file: the names of sheets, edited cells, settled conflicts. */
export interface ProfileSettings {
  readonly entity: ImportEntity;
  /** By column index, which is a position in the profile's headers; columns made of marks have theirs from 20,000 on. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Order of day and month, by column index. */
  readonly dateOrders?: Readonly<Record<string, 'dmy' | 'mdy'>>;
  /** What stands before the decimals, by column index. */
  readonly decimalMarks?: Readonly<Record<string, '.' | ','>>;
  readonly [setting: string]: unknown;
}

/** How a table of a certain shape was imported. */
export interface ImportProfile {
  readonly id: string;
  readonly name: string;
  readonly entity: ImportEntity;
  /** By column index; empty where a column has no name. */
  readonly headers: readonly string[];
  readonly settings: ProfileSettings;
}

/** A column of a sheet, as far as recognising it needs. */
export interface NamedColumn {
  readonly index: number;
  readonly header: string;
  readonly source: string;
}

/** A profile with its columns where the sheet has them. */
export interface FittedProfile {
  readonly id: string;
  readonly name: string;
  readonly settings: ProfileSettings;
}

/** Headers are compared without case, width, spaces and punctuation. */
export function foldHeader(header: string): string {
  return foldWord(header) || header.trim();
}

/** All profiles of the register, by name. */
export function listProfiles(reg: Register): ImportProfile[] {
  const rids = reg
    .sql('SELECT rid FROM importProfile WHERE deleted = 0 ORDER BY name, rid')
    .pluck()
    .all() as number[];
  return rowsByRid(reg, 'importProfile', rids).flatMap(({ id, values }) => {
    const kept = values.settings as (JsonObject & { headers?: readonly string[] }) | undefined;
    const entity = importEntities.find((key) => key === values.entity);
    if (!kept || !entity) return [];
    const { headers = [], ...settings } = kept;
    const fitting = { mapping: {}, ...settings, entity } as unknown as ProfileSettings;
    return [{ id, name: String(values.name ?? ''), entity, headers, settings: fitting }];
  });
}

/** The profile of a name, without regard to case; null when there is none. */
export function profileNamed(reg: Register, name: string): ImportProfile | null {
  const wanted = name.trim().toLowerCase();
  return listProfiles(reg).find((profile) => profile.name.toLowerCase() === wanted) ?? null;
}

/** What holds for one file only. */
const ofOneFile: ReadonlySet<string> = new Set([
  'sheet',
  'headerRow',
  'headerRows',
  'edits',
  'settled',
  'prefer',
  'entity',
]);

/**
 * Remembers settings under a name. Saving under a name that is there replaces what it stood for.
 * @param headers by column index
 * @throws RECORD_NOT_FOUND, and what the role forbids
 */
export function saveProfile(
  reg: Register,
  actor: string,
  {
    id,
    name,
    headers,
    settings,
  }: Omit<ImportProfile, 'id' | 'entity'> & { readonly id?: string | undefined },
): ImportProfile {
  const kept = Object.fromEntries(
    Object.entries(settings).filter(([key, value]) => !ofOneFile.has(key) && value !== undefined),
  );
  const patch = {
    name,
    entity: settings.entity,
    headers: [...new Set(headers.map(foldHeader).filter((header) => header !== ''))],
    settings: { headers, ...kept } as JsonObject,
  };
  const known = id ?? profileNamed(reg, name)?.id;
  const head = { actor, kind: 'edit' as const, label: name };
  const draft =
    known === undefined
      ? { op: 'create' as const, entity: 'importProfile' as const, patch: { ...patch, owner: actor } }
      : { op: 'update' as const, entity: 'importProfile' as const, id: known, patch };
  const saved = commit(reg, head, [draft]).records[0] as string;
  const profile = listProfiles(reg).find((one) => one.id === saved);
  if (!profile) throw new HoldfastError('RECORD_NOT_FOUND', { id: saved });
  return profile;
}

/** @returns false when it was gone already */
export function removeProfile(reg: Register, actor: string, id: string): boolean {
  const profile = listProfiles(reg).find((one) => one.id === id);
  if (!profile) return false;
  commit(reg, { actor, kind: 'edit', label: profile.name }, [{ op: 'delete', entity: 'importProfile', id }]);
  return true;
}

/** The share of a profile's headers that a sheet must have, beside all that are matched. */
const leastShare = 0.6;

/**
 * The profile that fits a sheet best: all its matched headers are there, and most of the others. Further columns are
 * allowed; the more of both sides that agree, the better it fits.
 */
export function recogniseProfile(
  profiles: readonly ImportProfile[],
  columns: readonly NamedColumn[],
): FittedProfile | null {
  let best: FittedProfile | null = null;
  let bestScore = 0;
  for (const profile of profiles) {
    const places = placesOf(profile.headers, columns);
    const named = profile.headers.filter((header) => header !== '').length;
    const matched = Object.keys(profile.settings.mapping).map((index) => columnSource(Number(index)).of);
    if (named < 2 || matched.length === 0 || !matched.every((index) => places.has(index))) continue;
    const there = columns.filter(({ source, header }) => source === 'cell' && header !== '').length;
    const score = places.size / (named + there - places.size);
    if (places.size / named < leastShare || score <= bestScore) continue;
    bestScore = score;
    best = { id: profile.id, name: profile.name, settings: moved(profile, places) };
  }
  return best;
}

/** A profile laid over a sheet, as far as the sheet has its columns. */
export function fitProfile(profile: ImportProfile, columns: readonly NamedColumn[]): FittedProfile {
  const { id, name } = profile;
  return { id, name, settings: moved(profile, placesOf(profile.headers, columns)) };
}

/** Where a profile's columns stand in a sheet. Of headers that repeat, the first means the first. */
function placesOf(headers: readonly string[], columns: readonly NamedColumn[]): Map<number, number> {
  const there = new Map<string, number[]>();
  for (const { index, header, source } of columns) {
    const folded = foldHeader(header);
    if (source === 'cell' && folded !== '') there.set(folded, [...(there.get(folded) ?? []), index]);
  }
  const places = new Map<number, number>();
  // Columns of a table without a header are known by where they stand.
  if (headers.length > 0 && headers.every((header) => header === '')) {
    for (const { index, source } of columns) if (source === 'cell') places.set(index, index);
    return places;
  }
  headers.forEach((header, index) => {
    const place = there.get(foldHeader(header))?.shift();
    if (place !== undefined) places.set(index, place);
  });
  return places;
}

function moved({ settings }: ImportProfile, places: ReadonlyMap<number, number>): ProfileSettings {
  const move = <T>(byColumn: Readonly<Record<string, T>> | undefined): Record<string, T> => {
    const out: Record<string, T> = {};
    for (const [index, value] of Object.entries(byColumn ?? {})) {
      const { of, source } = columnSource(Number(index));
      const place = places.get(of);
      if (place !== undefined) out[place + (source === 'cell' ? 0 : virtualColumns[source])] = value;
    }
    return out;
  };
  const { mapping, dateOrders, decimalMarks } = settings;
  const moved = { mapping: move(mapping), dateOrders: move(dateOrders) };
  return { ...settings, ...moved, ...(decimalMarks ? { decimalMarks: move(decimalMarks) } : {}) };
}
