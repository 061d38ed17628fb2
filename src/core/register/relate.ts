import { HoldfastError, type Value } from '../../model/index.ts';
import { commit } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { labelOfId } from './labels.ts';

export interface NewRelation {
  readonly source: string;
  readonly type: string;
  readonly target: string;
  readonly sourcePort?: string | null | undefined;
  readonly targetPort?: string | null | undefined;
  readonly cable?: string | null | undefined;
  readonly role?: string | null | undefined;
  /** `YYYY-MM-DD`. */
  readonly since?: string | null | undefined;
  readonly notes?: string | null | undefined;
}

/**
 * Relates two assets.
 * @throws HoldfastError RELATION_TYPE_UNKNOWN, RELATION_SELF, RELATION_DUPLICATE, RELATION_CLASS, RELATION_CARDINALITY,
 *   TREE_CYCLE (for hierarchies), REFERENCE_UNKNOWN
 */
export function addRelation(
  reg: Register,
  actor: string,
  relation: NewRelation,
): { id: string; batch: string } {
  return reg.transaction(() => {
    demandType(reg, relation.type);
    const { source, target } = relation;
    const given = Object.entries(relation).filter(([, value]) => value !== undefined);
    const patch = Object.fromEntries(given) as Record<string, Value>;
    const label = `${nameOf(reg, source)} → ${nameOf(reg, target)}`;
    const done = commit(reg, { actor, kind: 'relation', label }, [
      { op: 'create', entity: 'relation', patch },
    ]);
    return { id: done.records[0] as string, batch: done.batch };
  });
}

/** @throws HoldfastError RELATION_TYPE_UNKNOWN */
export function demandType(reg: Register, type: string): void {
  if (!Object.hasOwn(reg.catalogue.relationTypes, type))
    throw new HoldfastError('RELATION_TYPE_UNKNOWN', { type });
}

function nameOf(reg: Register, id: string): string {
  return labelOfId(reg, 'asset', id) ?? id;
}
