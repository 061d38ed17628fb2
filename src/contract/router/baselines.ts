import {
  acknowledgeDrift,
  approveBaseline,
  baselinesCovering,
  createBaseline,
  listBaselines,
  readBaseline,
  removeBaseline,
} from '../../core/baseline/baselines.ts';
import type { BaselineInfo } from '../api/baselines.ts';
import { os } from './base.ts';

export const baselinesRouter = os.baselines.router({
  list: os.baselines.list.handler(({ context }) => listBaselines(context.core.reg) as BaselineInfo[]),
  get: os.baselines.get.handler(
    ({ context, input }) => readBaseline(context.core.reg, input.id) as BaselineInfo,
  ),
  create: os.baselines.create.handler(({ context, input }) => {
    const { core } = context;
    return createBaseline(core.reg, core.comparisons, core.actor(), input);
  }),
  approve: os.baselines.approve.handler(({ context, input }) =>
    approveBaseline(context.core.reg, context.core.actor(), input.id),
  ),
  remove: os.baselines.remove.handler(({ context, input }) =>
    removeBaseline(context.core.reg, context.core.actor(), input.id),
  ),
  covering: os.baselines.covering.handler(async ({ context, input }) => {
    const { core } = context;
    const found = await baselinesCovering(core.reg, core.comparisons, input.assets);
    return found.map(({ id, name }) => ({ id, name }));
  }),
  acknowledge: os.baselines.acknowledge.handler(({ context, input }) => {
    const { core } = context;
    return acknowledgeDrift(core.reg, core.comparisons, core.actor(), input);
  }),
});
