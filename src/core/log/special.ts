import type { EntityKey, Value } from '../../model/index.ts';
import { keepAttrIndexes } from '../store/definitions.ts';
import type { Register } from '../store/register.ts';
import { foldCode, foldText } from '../store/text.ts';
import { writeCountedLine } from './counted-lines.ts';
import { writeExpectedLines } from './expected-lines.ts';

/**
 * Derived tables that belong to one entity alone: paths of trees, former tags, lines of stocktakes.
 * @param fresh true when the record had no row before
 */
export function projectSpecial(
  reg: Register,
  key: EntityKey,
  rid: number,
  values: Readonly<Record<string, Value>>,
  deleted: boolean,
  fresh: boolean,
): void {
  if (key === 'asset') writeFormerTags(reg, rid, values, deleted, fresh);
  else if (key === 'location' || key === 'department') writePaths(reg, key, rid, deleted);
  else if (key === 'count') writeCountedLine(reg, rid, values, fresh);
  else if (key === 'expectation') writeExpectedLines(reg, values, deleted);
  else if (key === 'fieldDef') {
    reg.touch(key);
    keepAttrIndexes(reg.db, reg.catalogue);
  }
}

/** Labels that an asset carried before are still found by a scan. */
function writeFormerTags(
  reg: Register,
  rid: number,
  values: Readonly<Record<string, Value>>,
  deleted: boolean,
  fresh: boolean,
): void {
  if (!fresh) reg.sql('DELETE FROM former_tag WHERE asset = ?').run(rid);
  const tags = values.formerTags;
  if (deleted || !Array.isArray(tags)) return;
  const put = reg.sql('INSERT OR IGNORE INTO former_tag(key, asset) VALUES (?, ?)');
  for (const tag of tags) if (typeof tag === 'string' && tag !== '') put.run(foldCode(tag), rid);
}

export const pathSeparator = ' / ';

/** The path of a node and of everything under it. Cycles from concurrent moves end where they close. */
function writePaths(reg: Register, key: 'location' | 'department', rid: number, deleted: boolean): void {
  const put = reg.sql('INSERT OR REPLACE INTO tree_path(rid, entity, path, folded) VALUES (?, ?, ?, ?)');
  const children = reg.sql(`SELECT rid FROM "${key}" WHERE parent = ? AND deleted = 0`).pluck();
  if (deleted) reg.sql('DELETE FROM tree_path WHERE rid = ?').run(rid);
  const queue: number[] = deleted ? (children.all(rid) as number[]) : [rid];
  const seen = new Set<number>();
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const path = pathOf(reg, key, node);
    put.run(node, key, path, foldPath(path));
    queue.push(...(children.all(node) as number[]));
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
