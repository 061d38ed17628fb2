import type { HoldfastClient } from '../contract/router/index.ts';
import { type EntityKey, entityOf, formatFilter, HoldfastError } from '../model/index.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The record that a person's words mean: an id, a code, a name or, in a tree, a path such as `HQ / Building 1`.
 * @returns its id, null when there is none
 * @throws HoldfastError NAME_AMBIGUOUS
 */
export async function findOne(
  client: HoldfastClient,
  entity: EntityKey,
  text: string,
): Promise<string | null> {
  const wanted = text.trim();
  if (uuid.test(wanted)) return wanted;
  const def = entityOf(entity);
  if (def.parent) return findInTree(client, entity, wanted);
  const found = new Set<string>();
  for (const field of [...(def.searchCodes ?? []), def.title]) {
    for (const row of await rowsWith(client, entity, field, wanted)) found.add(row.id);
    // A number or account names one person even where two share a name.
    if (found.size === 1) break;
  }
  return only(found, wanted);
}

async function findInTree(client: HoldfastClient, entity: EntityKey, text: string): Promise<string | null> {
  const def = entityOf(entity);
  const codes = await rowsWith(client, entity, 'code', text);
  if (codes.length === 1) return (codes[0] as { id: string }).id;
  const names = fold(text);
  const rows = await rowsWith(client, entity, def.title, lastPart(text));
  const paths = rows.map((row) => ({
    id: row.id,
    path: fold(`${row.labels[def.parent as string] ?? ''}/${row.values[def.title]}`),
  }));
  const whole = paths.filter((p) => p.path.join('/') === names.join('/'));
  if (whole.length > 0) return only(new Set(whole.map((p) => p.id)), text);
  const ending = paths.filter((p) => p.path.slice(-names.length).join('/') === names.join('/'));
  return only(new Set(ending.map((p) => p.id)), text);
}

const fold = (path: string) =>
  path
    .split(/\s*[/\\>›→]\s*/)
    .map((name) => name.normalize('NFKC').trim().toLowerCase())
    .filter(Boolean);

function lastPart(path: string): string {
  return (path.split(/[/\\>›→]/).at(-1) ?? '').trim();
}

async function rowsWith(client: HoldfastClient, entity: EntityKey, field: string, value: string) {
  if (value === '') return [];
  const filter = formatFilter({ terms: [{ field, operator: '=', values: [value] }], words: [] });
  return (await client.records.page({ entity, filter, offset: 0, limit: 100 })).rows;
}

function only(found: ReadonlySet<string>, name: string): string | null {
  if (found.size > 1) throw new HoldfastError('NAME_AMBIGUOUS', { name, count: found.size });
  return [...found][0] ?? null;
}

/** @throws HoldfastError REFERENCE_MISSING */
export async function findReference(
  client: HoldfastClient,
  entity: EntityKey,
  field: string,
  text: string,
): Promise<string> {
  const id = await findOne(client, entity, text);
  if (id === null) throw new HoldfastError('REFERENCE_MISSING', { field, value: text });
  return id;
}

/** @throws HoldfastError ASSET_NOT_FOUND */
export async function assetIds(client: HoldfastClient, tags: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const tag of tags) ids.push((await client.records.byTag({ tag })).id);
  return ids;
}
