import { os } from './base.ts';

export const syncRouter = os.sync.router({
  status: os.sync.status.handler(({ context }) => context.core.sync.status()),
  signIn: os.sync.signIn.handler(({ context, input }) => context.core.sync.signIn(input)),
  join: os.sync.join.handler(({ context, input }) => context.core.sync.join(input)),
  now: os.sync.now.handler(({ context }) => context.core.sync.now()),
  signOut: os.sync.signOut.handler(({ context }) => context.core.sync.signOut()),
  pending: os.sync.pending.handler(({ context, input }) => context.core.sync.pending(input.limit) as never),
});
