import { commit } from '../../core/log/commit.ts';
import { graph } from '../../core/register/graph.ts';
import { impact } from '../../core/register/impact/impact.ts';
import { labelOfId } from '../../core/register/labels.ts';
import { neighbours } from '../../core/register/neighbours.ts';
import { addRelation } from '../../core/register/relate.ts';
import { HoldfastError } from '../../model/index.ts';
import { os } from './base.ts';

export const relationsRouter = os.relations.router({
  of: os.relations.of.handler(({ context, input }) => neighbours(context.core.reg, input.asset)),
  add: os.relations.add.handler(({ context, input }) =>
    addRelation(context.core.reg, context.core.actor(), input),
  ),
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
    ]);
    return { id: input.relation, batch: done.batch };
  }),
  graph: os.relations.graph.handler(({ context, input }) => {
    const { roots, hops, types, classes, limit } = input;
    const chosen = { ...(types ? { types } : {}), ...(classes ? { classes } : {}) };
    return graph(context.core.reg, { roots, hops, limit, ...chosen });
  }),
  impact: os.relations.impact.handler(
    ({ context, input }) => impact(context.core.reg, input.assets, input.limit) as never,
  ),
});
