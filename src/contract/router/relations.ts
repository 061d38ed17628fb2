import { type ChangeNumber, referenceDraft } from '../../core/baseline/change-reference.ts';
import { commit, type Draft } from '../../core/log/commit.ts';
import { graphAt } from '../../core/register/graph.ts';
import { withAttributes } from '../../core/register/graph-attributes.ts';
import { graphBookName } from '../../core/register/graph-book.ts';
import { countCap } from '../../core/register/graph-count.ts';
import { type Reach, rootRids } from '../../core/register/graph-hops.ts';
import { impact } from '../../core/register/impact/impact.ts';
import { labelOfId } from '../../core/register/labels.ts';
import { isQuick, pageRids } from '../../core/register/list.ts';
import { neighbours } from '../../core/register/neighbours.ts';
import { addRelation, relateMany } from '../../core/register/relate.ts';
import { totalsOf } from '../../core/register/totals.ts';
import { HoldfastError } from '../../model/index.ts';
import type { Core } from '../host.ts';
import { os } from './base.ts';

/** The change number that a person gave, written in the same batch. */
const referenced = (change: ChangeNumber | undefined, actor: string): Draft[] =>
  change ? [referenceDraft(change, actor, null)] : [];

export const relationsRouter = os.relations.router({
  of: os.relations.of.handler(({ context, input }) => neighbours(context.core.reg, input.asset)),
  add: os.relations.add.handler(({ context, input }) => {
    const { change, ...relation } = input;
    const actor = context.core.actor();
    return addRelation(context.core.reg, actor, relation, referenced(change, actor));
  }),
  addMany: os.relations.addMany.handler(({ context, input }) => {
    const { assets, ...relation } = input;
    return relateMany(context.core.reg, context.core.actor(), assets, relation) as never;
  }),
  remove: os.relations.remove.handler(({ context, input }) => {
    const { core } = context;
    const rid = core.reg.keys.findRid(input.relation);
    if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id: input.relation });
    const ends = core.reg.sql('SELECT source FROM relation WHERE rid = ?').pluck().get(rid) as
      | number
      | undefined;
    const label = ends === undefined ? '' : (labelOfId(core.reg, 'asset', core.reg.keys.uuid(ends)) ?? '');
    const done = commit(core.reg, { actor: core.actor(), kind: 'relation', label }, [
      { op: 'delete', entity: 'relation', id: input.relation },
      ...referenced(input.change, core.actor()),
    ]);
    return { id: input.relation, batch: done.batch };
  }),
  graph: os.relations.graph.handler(async ({ context, input, signal }) => {
    const { reg } = context.core;
    const { limit, places = false, attributes = false } = input;
    const started = await startOf(context.core, input, limit, signal);
    const found = graphAt(reg, started.rids, { ...reachOf(input), limit, places });
    const edges = attributes ? withAttributes(reg, found.edges) : found.edges;
    const truncated = found.truncated || (started.total ?? 0) > started.rids.length;
    return {
      ...found,
      edges,
      truncated,
      ...(started.total === null ? {} : { starts: started.total }),
    } as never;
  }),
  reach: os.relations.reach.handler(async ({ context, input, signal }) => {
    const { rids } = await startOf(context.core, input, countCap, signal);
    return context.core.pool.run('reach', { roots: rids, reach: reachOf(input) }, signal ? { signal } : {});
  }),
  path: os.relations.path.handler(({ context, input, signal }) => {
    const { from, to, types, direction } = input;
    const query = { ...(types ? { types } : {}), ...(direction ? { direction } : {}) };
    return context.core.pool.run('path', { from, to, query }, signal ? { signal } : {});
  }),
  workbook: os.relations.workbook.handler(async ({ context, input, signal }) => {
    const { pool, files, reg, actorId } = context.core;
    const name = graphBookName(reg, input.title, input.language);
    const { id, path } = files.reserve(name);
    const by = labelOfId(reg, 'person', actorId) ?? '';
    const { rows } = await pool.run('graphBook', { ...input, path, by }, signal ? { signal } : {});
    return { file: id, name, rows };
  }),
  impact: os.relations.impact.handler(
    ({ context, input }) => impact(context.core.reg, input.assets, input.limit) as never,
  ),
});

interface AskedReach {
  readonly hops: number;
  readonly direction?: 'out' | 'in' | 'both' | undefined;
  readonly types?: string[] | undefined;
  readonly classes?: string[] | undefined;
}

function reachOf({ hops, direction, types, classes }: AskedReach): Reach {
  return {
    hops,
    ...(direction ? { direction } : {}),
    ...(types ? { types } : {}),
    ...(classes ? { classes } : {}),
  };
}

/**
 * Where a graph starts: the assets named, then what the filter finds, in the order of tags.
 * @returns `total`: how many the filter finds in all; null without one
 */
async function startOf(
  { reg, pool }: Core,
  { roots, filter }: { readonly roots: readonly string[]; readonly filter?: string | undefined },
  limit: number,
  signal: AbortSignal | undefined,
): Promise<{ rids: number[]; total: number | null }> {
  const named = rootRids(reg, roots);
  if (!filter?.trim()) return { rids: named, total: null };
  const query = { entity: 'asset' as const, filter };
  const quick = isQuick(reg, query);
  const options = signal ? { signal } : {};
  const window = { offset: 0, limit };
  const found = quick ? pageRids(reg, query, window) : await pool.run('page', { query, window }, options);
  if (found.length < limit) return { rids: [...new Set([...named, ...found])], total: found.length };
  const { count } = quick ? totalsOf(reg, query) : await pool.run('totals', query, options);
  return { rids: [...new Set([...named, ...found])].slice(0, limit), total: count };
}
