import type { Value } from '../../../model/types.ts';
import { Problem } from '../values/problem.ts';
import { demandRequired, type EntityRules, type Match, type RuleContext } from './entity-rules.ts';
import type { RowValues } from './row-values.ts';

const separator = /\s*[/\\>›→]\s*/;

/** The names of a path from the top down. */
export function pathParts(path: string): string[] {
  return path
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Places and departments: known by their path, or by name and parent. */
export function treeRules(entity: 'location' | 'department', context: RuleContext): EntityRules {
  const { references } = context.directory;
  const parentMapped = Object.values(context.options.mapping).some(
    (target) => target === 'parent' || target === 'path',
  );
  return {
    prepare: takePathApart,
    lookup(values, key): Match | null | undefined {
      if (key[0] !== 'name') return undefined;
      const name = String(values.name);
      const { parent } = values;
      if (typeof parent === 'string' || parentMapped) {
        const id = references.child(entity, typeof parent === 'string' ? parent : null, name);
        return id === undefined ? null : { id, count: 1 };
      }
      const nodes = references.nodesNamed(entity, name);
      return nodes.length === 0 ? null : { id: nodes[0] as string, count: nodes.length };
    },
    settle(row, existing) {
      const id = existing?.id;
      const { parent } = row.values;
      if (typeof id !== 'string' || typeof parent !== 'string') return;
      if (!references.isWithin(entity, parent, id)) return;
      const name = String(existing?.name ?? row.values.name ?? '');
      context.report.add(row, 'parent', name, new Problem('TREE_CYCLE', 'error', { params: { name } }));
    },
    complete: (row) => demandRequired(entity, row, context),
    note: (id, values) => references.note(entity, id, values),
  };
}

/** 总部/3号楼/机房A, in a column for paths or for names, is 机房A under 总部/3号楼. */
function takePathApart(row: RowValues): void {
  const { values } = row;
  const { path } = values;
  delete values.path;
  const own: Value | undefined = path ?? (values.parent === undefined ? values.name : undefined);
  if (typeof own !== 'string') return;
  const parts = pathParts(own);
  const name = parts.pop();
  if (name === undefined) return;
  values.name = name;
  if (parts.length > 0) values.parent = parts.join('/');
}
