import { foldText } from '../../store/text.ts';
import { cellText } from '../read/types.ts';
import type { DataRow } from './sheet-rows.ts';
import { pathParts } from './tree-rules.ts';
import type { SheetOptions } from './types.ts';

interface Node {
  readonly row: DataRow;
  /** Folded names from the top down, as far as the row says them. */
  readonly path: readonly string[];
}

/** The rows of a tree so that each stands after the row of its parent. Rows that name each other in a circle stay in order. */
export function parentsFirst(rows: readonly DataRow[], options: SheetOptions): DataRow[] {
  const nodes = rows.map((row) => ({ row, path: pathOf(row, options) }));
  const byName = new Map<string, Node[]>();
  for (const node of nodes) {
    const name = node.path.at(-1);
    if (name === undefined) continue;
    const same = byName.get(name);
    if (same) same.push(node);
    else byName.set(name, [node]);
  }
  const done = new Set<Node>();
  const sorted: DataRow[] = [];
  for (const node of nodes) {
    const chain: Node[] = [];
    for (let at: Node | undefined = node; at && !done.has(at); at = parentOf(at, byName)) {
      done.add(at);
      chain.push(at);
    }
    while (chain.length > 0) sorted.push((chain.pop() as Node).row);
  }
  return sorted;
}

/** The row whose name the node's parent has; of several, the one whose own path agrees. */
function parentOf({ path }: Node, byName: ReadonlyMap<string, readonly Node[]>): Node | undefined {
  const above = path.slice(0, -1);
  const same = byName.get(above.at(-1) ?? '') ?? [];
  return same.length < 2
    ? same[0]
    : same.find(
        (node) =>
          node.path.join('/').endsWith(above.join('/')) || above.join('/').endsWith(node.path.join('/')),
      );
}

function pathOf({ cells }: DataRow, { mapping }: SheetOptions): string[] {
  const text = (target: string): string | null => {
    const column = Object.entries(mapping).find(([, mapped]) => mapped === target);
    return column ? cellText(cells[Number(column[0])]) : null;
  };
  const own = text('path') ?? text('name') ?? '';
  const parent = text('path') === null ? (text('parent') ?? '') : '';
  return [...pathParts(parent), ...pathParts(own)].map(foldText);
}
