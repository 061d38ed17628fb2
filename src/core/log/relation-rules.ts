import { HoldfastError, type RelationTypeDef, type Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';

type Patch = Readonly<Record<string, Value>>;

/** A relation by the keys of its ends. */
export interface Edge {
  readonly source: number;
  readonly type: string;
  readonly target: number;
  readonly sourcePort: string | null;
  readonly targetPort: string | null;
}

const port = (value: Value | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** Null while an end or the type is missing. */
export function edgeOf(reg: Register, values: Patch): Edge | null {
  const { source, type, target, sourcePort, targetPort } = values;
  if (typeof source !== 'string' || typeof target !== 'string' || typeof type !== 'string') return null;
  const [from, to] = [reg.keys.findRid(source), reg.keys.findRid(target)];
  if (from === null || to === null) return null;
  return { source: from, type, target: to, sourcePort: port(sourcePort), targetPort: port(targetPort) };
}

/**
 * Refuses a relation that its type does not allow, or that is there already.
 * @param self the relation itself, when it is changed
 * @throws HoldfastError RELATION_SELF, RELATION_DUPLICATE, RELATION_CLASS, RELATION_CARDINALITY, TREE_CYCLE
 */
export function refuseRelation(reg: Register, values: Patch, self: number | null): void {
  const edge = edgeOf(reg, values);
  const def = edge && reg.catalogue.relationType(edge.type);
  if (!edge || !def) return;
  if (edge.source === edge.target) throw new HoldfastError('RELATION_SELF');
  if (sameEdges(reg, def, edge).some((rid) => rid !== self))
    throw new HoldfastError('RELATION_DUPLICATE', {
      source: nameOf(reg, edge.source),
      target: nameOf(reg, edge.target),
    });
  const wrong = wrongEnd(reg, def, edge);
  if (wrong) throw new HoldfastError('RELATION_CLASS', wrong);
  for (const end of ['source', 'target'] as const) {
    const others = crowd(reg, def, edge, end).filter((rid) => rid !== self);
    if (others.length > 0)
      throw new HoldfastError('RELATION_CARDINALITY', {
        asset: nameOf(reg, edge[end]),
        type: (end === 'source' ? def.label : def.inverse).zh,
        count: others.length + 1,
      });
  }
  if (def.hierarchy && chain(reg, edge.type, edge.target, edge.source, self))
    throw new HoldfastError('TREE_CYCLE', { name: nameOf(reg, edge.source) });
}

const same = `SELECT rid FROM relation WHERE source = ? AND type = ? AND target = ? AND sourcePort IS ?
  AND targetPort IS ? AND deleted = 0`;

/** Relations that say the same as this one; a cable has no direction: A–B is B–A. */
export function sameEdges(reg: Register, def: RelationTypeDef, edge: Edge): number[] {
  const { source, type, target, sourcePort, targetPort } = edge;
  const find = reg.sql(same).pluck();
  const found = find.all(source, type, target, sourcePort, targetPort) as number[];
  const mirrored = def.symmetric ? (find.all(target, type, source, targetPort, sourcePort) as number[]) : [];
  return [...new Set([...found, ...mirrored])];
}

/** The parameters of RELATION_CLASS where an end is of a class that the type does not allow there; null where all is well. */
export function wrongEnd(reg: Register, def: RelationTypeDef, edge: Edge) {
  for (const [end, allowed] of [
    ['source', def.sources],
    ['target', def.targets],
  ] as const) {
    if (!allowed) continue;
    const key = reg.sql('SELECT "class" FROM asset WHERE rid = ? AND deleted = 0').pluck().get(edge[end]) as
      | string
      | null
      | undefined;
    // An end that is not here, or was deleted, is another matter.
    if (key === undefined) continue;
    const path = reg.catalogue.classPath(key ?? '').map((one) => one.key);
    if (allowed.some((one) => path.includes(one))) continue;
    return {
      type: def.label.zh,
      end,
      asset: nameOf(reg, edge[end]),
      allowed: allowed.map((one) => reg.catalogue.classOf(one)?.label.zh ?? one).join('、'),
    };
  }
  return null;
}

/** All relations at an end that may have one only; none where it may have many. The edge itself need not be there yet. */
export function crowd(reg: Register, def: RelationTypeDef, edge: Edge, end: 'source' | 'target'): number[] {
  const { cardinality } = def;
  const single = cardinality === 'oneToOne' || cardinality === (end === 'source' ? 'manyToOne' : 'oneToMany');
  if (!single) return [];
  return reg
    .sql(`SELECT rid FROM relation WHERE ${end} = ? AND type = ? AND deleted = 0 LIMIT 50`)
    .pluck()
    .all(edge[end], edge.type) as number[];
}

/** The assets on the way from one to another along a type, both included; null where there is none. */
export function chain(
  reg: Register,
  type: string,
  from: number,
  to: number,
  without: number | null = null,
): number[] | null {
  const next = reg
    .sql('SELECT target FROM relation WHERE source = ? AND type = ? AND deleted = 0 AND rid IS NOT ?')
    .pluck();
  const before = new Map<number, number>([[from, 0]]);
  const queue = [from];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === to) {
      const way: number[] = [];
      for (let step = at; step !== 0; step = before.get(step) ?? 0) way.unshift(step);
      return way;
    }
    for (const target of next.all(at, type, without) as number[]) {
      if (before.has(target)) continue;
      before.set(target, at);
      queue.push(target);
    }
  }
  return null;
}

export function nameOf(reg: Register, rid: number): string {
  const row = reg.sql('SELECT tag, name FROM asset WHERE rid = ?').get(rid) as
    | { tag: string | null; name: string | null }
    | undefined;
  return row ? [row.tag, row.name].filter(Boolean).join(' ') : '';
}
