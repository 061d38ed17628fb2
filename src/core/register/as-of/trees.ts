import type { EntityKey } from '../../../model/index.ts';
import { foldPath, pathSeparator } from '../../log/special.ts';
import type { Register } from '../../store/register.ts';

interface Node {
  readonly rid: number;
  readonly name: string | null;
  readonly parent: number | null;
  readonly deleted: number;
}

/**
 * Shows the paths of trees as their entities' views have them: one renamed site changes the path of every room in it, so they
 * are all made anew. Trees have thousands of nodes, not millions.
 * @returns what takes it back, to be run last statement first
 */
export function shadowTrees(reg: Register, entities: readonly EntityKey[]): string[] {
  reg.db.exec(
    `CREATE TEMP TABLE past_tree_path(rid INTEGER PRIMARY KEY, entity TEXT NOT NULL, path TEXT NOT NULL, folded TEXT NOT NULL);
     CREATE INDEX temp.past_tree_path_folded ON past_tree_path(entity, folded)`,
  );
  const put = reg.db.prepare(
    'INSERT INTO temp.past_tree_path(rid, entity, path, folded) VALUES (?, ?, ?, ?)',
  );
  for (const entity of entities) {
    const nodes = reg.db
      .prepare(`SELECT rid, name, parent, deleted FROM "${entity}"`)
      .all() as readonly Node[];
    const byRid = new Map(nodes.map((node) => [node.rid, node]));
    for (const node of nodes) {
      if (node.deleted === 1) continue;
      const path = pathOf(byRid, node);
      put.run(node.rid, entity, path, foldPath(path));
    }
  }
  const names = entities.map((entity) => `'${entity}'`).join(', ');
  reg.db.exec(
    `CREATE TEMP VIEW tree_path AS SELECT * FROM main.tree_path WHERE entity NOT IN (${names})
       UNION ALL SELECT * FROM temp.past_tree_path`,
  );
  return ['DROP TABLE temp.past_tree_path', 'DROP VIEW temp.tree_path'];
}

/** Cycles from concurrent moves end where they close. */
function pathOf(nodes: ReadonlyMap<number, Node>, from: Node): string {
  const names: string[] = [];
  const seen = new Set<number>();
  for (let at: Node | undefined = from; at && !seen.has(at.rid); ) {
    seen.add(at.rid);
    names.unshift(at.name ?? '');
    at = at.parent === null ? undefined : nodes.get(at.parent);
  }
  return names.join(pathSeparator);
}
