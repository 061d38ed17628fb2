import { HoldfastError, type Value } from '../../model/index.ts';
import { commit, type Draft } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { type BulkItem, type BulkResult, bulkWrite } from './bulk.ts';
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
 * @param also written in the same batch, such as the number of the change
 * @throws HoldfastError RELATION_TYPE_UNKNOWN, RELATION_SELF, RELATION_DUPLICATE, RELATION_CLASS, RELATION_CARDINALITY,
 *   TREE_CYCLE (for hierarchies), REFERENCE_UNKNOWN
 */
export function addRelation(
  reg: Register,
  actor: string,
  relation: NewRelation,
  also: readonly Draft[] = [],
): { id: string; batch: string } {
  return reg.transaction(() => {
    demandType(reg, relation.type);
    const { source, target } = relation;
    const given = Object.entries(relation).filter(([, value]) => value !== undefined);
    const patch = Object.fromEntries(given) as Record<string, Value>;
    const label = `${nameOf(reg, source)} → ${nameOf(reg, target)}`;
    const done = commit(reg, { actor, kind: 'relation', label }, [
      { op: 'create', entity: 'relation', patch },
      ...also,
    ]);
    return { id: done.records[0] as string, batch: done.batch };
  });
}

/** How each of many assets is related to one: `out` means that they are the sources. */
export interface ManyRelations extends Omit<NewRelation, 'source' | 'target'> {
  readonly direction: 'out' | 'in';
  readonly other: string;
}

/**
 * Relates many assets to one as one batch. What can't be related (already so, of a class that may not) is listed.
 * @throws HoldfastError RELATION_TYPE_UNKNOWN
 */
export function relateMany(
  reg: Register,
  actor: string,
  assets: readonly string[],
  { direction, other, ...relation }: ManyRelations,
): Promise<BulkResult> {
  demandType(reg, relation.type);
  const given = Object.entries(relation).filter(([, value]) => value !== undefined);
  const common = Object.fromEntries(given) as Record<string, Value>;
  const items = assets.map((id): BulkItem => {
    const [source, target] = direction === 'out' ? [id, other] : [other, id];
    return { id, draft: { op: 'create', entity: 'relation', patch: { ...common, source, target } } };
  });
  return bulkWrite(reg, { actor, kind: 'relation', label: nameOf(reg, other) }, 'asset', items);
}

/** @throws HoldfastError RELATION_TYPE_UNKNOWN */
export function demandType(reg: Register, type: string): void {
  if (!Object.hasOwn(reg.catalogue.relationTypes, type)) throw unknownType(reg, type);
}

export function unknownType(reg: Register, type: string): HoldfastError {
  const known = Object.keys(reg.catalogue.relationTypes).join(', ');
  return new HoldfastError('RELATION_TYPE_UNKNOWN', { type, known });
}

function nameOf(reg: Register, id: string): string {
  return labelOfId(reg, 'asset', id) ?? id;
}
