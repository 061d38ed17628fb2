import {
  approveRetirement,
  disposeRetirement,
  rejectRetirement,
  withdrawRetirement,
} from '../../core/lifecycle/decide.ts';
import { listRetirements, retirementInfo } from '../../core/lifecycle/info.ts';
import { addMedium, removeMedium, updateMedium } from '../../core/lifecycle/media.ts';
import { renumberRetirement } from '../../core/lifecycle/renumber.ts';
import { requestRetirement } from '../../core/lifecycle/request.ts';
import type { RetirementInfo } from '../api/work.ts';
import type { Core } from '../host.ts';
import { os } from './base.ts';

export const retirementsRouter = os.retirements.router({
  list: os.retirements.list.handler(
    ({ context, input }) => listRetirements(context.core.reg, input.state) as never,
  ),
  get: os.retirements.get.handler(({ context, input }) => info(context.core, input.id)),
  request: os.retirements.request.handler(({ context, input }) => {
    const { core } = context;
    return info(core, requestRetirement(core.reg, core.actor(), input));
  }),
  approve: os.retirements.approve.handler(({ context, input }) => {
    const { core } = context;
    approveRetirement(core.reg, core.actor(), input.id, input);
    return info(core, input.id);
  }),
  reject: os.retirements.reject.handler(({ context, input }) => {
    const { core } = context;
    rejectRetirement(core.reg, core.actor(), input.id, input.note);
    return info(core, input.id);
  }),
  withdraw: os.retirements.withdraw.handler(({ context, input }) => {
    const { core } = context;
    withdrawRetirement(core.reg, core.actor(), input.id);
    return info(core, input.id);
  }),
  renumber: os.retirements.renumber.handler(({ context, input }) => {
    const { core } = context;
    renumberRetirement(core.reg, core.actor(), input.id);
    return info(core, input.id);
  }),
  addMedium: os.retirements.addMedium.handler(({ context, input }) => {
    const { core } = context;
    addMedium(core.reg, core.actor(), input.retirement, input.asset, input.values);
    return info(core, input.retirement);
  }),
  updateMedium: os.retirements.updateMedium.handler(({ context, input }) => {
    const { core } = context;
    return info(core, updateMedium(core.reg, core.actor(), input.medium, input.values));
  }),
  removeMedium: os.retirements.removeMedium.handler(({ context, input }) => {
    const { core } = context;
    return info(core, removeMedium(core.reg, core.actor(), input.medium));
  }),
  dispose: os.retirements.dispose.handler(({ context, input }) => {
    const { core } = context;
    disposeRetirement(core.reg, core.actor(), input.id, input);
    return info(core, input.id);
  }),
});

function info(core: Core, id: string): RetirementInfo {
  return retirementInfo(core.reg, core.actor(), id) as never;
}
