import type { EntityKey, Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { foldText } from '../store/text.ts';

/** Derived tables that belong to one entity alone: paths of trees, expected lines of stocktakes. */
export function projectSpecial(
  reg: Register,
  key: EntityKey,
  rid: number,
  values: Readonly<Record<string, Value>>,
  deleted: boolean,
): void {
  if (key === 'location' || key === 'department') writePaths(reg, key, rid, deleted);
  else if (key === 'expectation') writeExpectedLines(reg, values, deleted);
}

export const pathSeparator = ' / ';

/** The path of a node and of everything under it. Cycles from concurrent moves end where they close. */
function writePaths(reg: Register, key: 'location' | 'department', rid: number, deleted: boolean): void {
  const put = reg.sql('INSERT OR REPLACE INTO tree_path(rid, entity, path, folded) VALUES (?, ?, ?, ?)');
  const children = reg.sql(`SELECT rid FROM "${key}" WHERE parent = ? AND deleted = 0`).pluck();
  if (deleted) reg.sql('DELETE FROM tree_path WHERE rid = ?').run(rid);
  const todo: number[] = deleted ? (children.all(rid) as number[]) : [rid];
  const seen = new Set<number>();
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const path = pathOf(reg, key, node);
    put.run(node, key, path, foldPath(path));
    todo.push(...(children.all(node) as number[]));
  }
}

/** `总部/3号楼` and `总部 / 3号楼` are the same place. */
export function foldPath(path: string): string {
  return path
    .split(/\s*[/\\>›→]\s*/)
    .map(foldText)
    .filter(Boolean)
    .join('/');
}

function pathOf(reg: Register, key: 'location' | 'department', rid: number): string {
  const names: string[] = [];
  const seen = new Set<number>();
  const get = reg.sql(`SELECT name, parent FROM "${key}" WHERE rid = ?`);
  for (let at: number | null = rid; at !== null && !seen.has(at); ) {
    seen.add(at);
    const row = get.get(at) as { name: string | null; parent: number | null } | undefined;
    if (!row) break;
    names.unshift(row.name ?? '');
    at = row.parent;
  }
  return names.join(pathSeparator);
}

type Line = readonly [asset: string, location: string | null, user: string | null, status: string | null];

function writeExpectedLines(reg: Register, values: Readonly<Record<string, Value>>, deleted: boolean): void {
  const stocktake = values.stocktake;
  const lines = (values.lines as { lines?: readonly Line[] } | undefined)?.lines;
  if (typeof stocktake !== 'string' || !Array.isArray(lines)) return;
  const sheet = reg.keys.rid(stocktake, 'stocktake');
  const put = reg.sql(
    'INSERT OR REPLACE INTO expected_line(stocktake, asset, location, user, status) VALUES (?, ?, ?, ?, ?)',
  );
  const drop = reg.sql('DELETE FROM expected_line WHERE stocktake = ? AND asset = ?');
  const rid = (id: string | null, entity: EntityKey) => (id === null ? null : reg.keys.rid(id, entity));
  for (const [asset, location, user, status] of lines as readonly Line[]) {
    const key = reg.keys.rid(asset, 'asset');
    if (deleted) drop.run(sheet, key);
    else put.run(sheet, key, rid(location, 'location'), rid(user, 'person'), status);
  }
}
