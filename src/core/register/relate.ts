import { HoldfastError, type RelationTypeDef, relationTypes } from '../../model/index.ts';
import { commit } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { labelOfId } from './labels.ts';

export interface NewRelation {
  readonly source: string;
  readonly type: string;
  readonly target: string;
  readonly sourcePort?: string | undefined;
  readonly targetPort?: string | undefined;
}

/**
 * Relates two assets.
 * @throws HoldfastError RELATION_SELF, RELATION_DUPLICATE, TREE_CYCLE (for hierarchies), RECORD_NOT_FOUND
 */
export function addRelation(
  reg: Register,
  actor: string,
  relation: NewRelation,
): { id: string; batch: string } {
  return reg.transaction(() => {
    refuseWrong(reg, relation);
    const { sourcePort, targetPort, source, type, target } = relation;
    const patch = { source, type, target, sourcePort: sourcePort ?? null, targetPort: targetPort ?? null };
    const label = `${nameOf(reg, source)} → ${nameOf(reg, target)}`;
    const done = commit(reg, { actor, kind: 'relation', label }, [
      { op: 'create', entity: 'relation', patch },
    ]);
    return { id: done.records[0] as string, batch: done.batch };
  });
}

function refuseWrong(reg: Register, { source, type, target, sourcePort, targetPort }: NewRelation): void {
  const def: RelationTypeDef | undefined = Object.hasOwn(relationTypes, type)
    ? relationTypes[type as keyof typeof relationTypes]
    : undefined;
  if (!def)
    throw new HoldfastError('VALUE_INVALID', {
      field: 'type',
      value: type,
      expected: Object.keys(relationTypes).join(', '),
    });
  if (source === target) throw new HoldfastError('RELATION_SELF');
  const [from, to] = [ridOf(reg, source), ridOf(reg, target)];
  const same =
    'SELECT 1 FROM relation WHERE source = ? AND type = ? AND target = ? AND sourcePort IS ? AND targetPort IS ? AND deleted = 0';
  const exists = reg.sql(same);
  // A cable has no direction: A–B is B–A.
  const mirrored =
    def.symmetric === true &&
    exists.get(to, type, from, targetPort ?? null, sourcePort ?? null) !== undefined;
  if (mirrored || exists.get(from, type, to, sourcePort ?? null, targetPort ?? null) !== undefined) {
    throw new HoldfastError('RELATION_DUPLICATE', {
      source: nameOf(reg, source),
      target: nameOf(reg, target),
    });
  }
  if (def.hierarchy && reaches(reg, to, type, from))
    throw new HoldfastError('TREE_CYCLE', { name: nameOf(reg, source) });
}

function reaches(reg: Register, start: number, type: string, goal: number): boolean {
  const next = reg.sql('SELECT target FROM relation WHERE source = ? AND type = ? AND deleted = 0').pluck();
  const seen = new Set<number>();
  const queue = [start];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === goal) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    queue.push(...(next.all(at, type) as number[]));
  }
  return false;
}

function ridOf(reg: Register, id: string): number {
  const rid = reg.keys.findRid(id);
  if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  return rid;
}

function nameOf(reg: Register, id: string): string {
  return labelOfId(reg, 'asset', id) ?? id;
}
