import { listAttention } from '../../core/attention/list.ts';
import { discardRejected, resendRejected, settleConflict } from '../../core/attention/settle.ts';
import { os } from './base.ts';

const ok = { ok: true as const };

export const attentionRouter = os.attention.router({
  list: os.attention.list.handler(({ context }) => listAttention(context.core.reg) as never),
  settle: os.attention.settle.handler(({ context, input }) => {
    settleConflict(context.core.reg, context.core.actor(), input.conflict, input.change, input.fields);
    return ok;
  }),
  discard: os.attention.discard.handler(({ context, input }) => {
    discardRejected(context.core.reg, context.core.actor(), input.change);
    return ok;
  }),
  resend: os.attention.resend.handler(({ context, input }) => {
    resendRejected(context.core.reg, context.core.actor(), input.change);
    return ok;
  }),
});
