import * as z from 'zod';
import {
  accountInfo as accountShape,
  joinAnswer,
  joinRequest,
  sessionAnswer,
  sessionRequest,
} from '../../core/wire/protocol.ts';
import { accountInfo, listAccounts } from '../accounts/account.ts';
import { signIn } from '../accounts/session.ts';
import { orgRow } from '../log/append.ts';
import { join, registerOf } from '../log/join.ts';
import { type App, authenticate, refuseOldModel, type ServerContext } from './context.ts';

/** Signing in and joining. */
export function sessionRoutes(app: App, context: ServerContext): void {
  const { storage, org, metrics } = context;

  app.post(
    '/v1/session',
    {
      config: { rateLimit: { max: 120, timeWindow: 60_000 } },
      schema: {
        summary: 'Sign in; the device gets a token of its own',
        body: sessionRequest,
        response: { 200: sessionAnswer },
      },
    },
    async (request) => {
      refuseOldModel(request.body.modelVersion);
      try {
        const { token, account } = await signIn(storage, org, request.body, request.ip, context.now());
        metrics.signIns.inc({ result: 'accepted' });
        const row = await orgRow(storage.db, org);
        return { token, account: accountInfo(account), register: registerOf(row), epoch: row.epoch };
      } catch (error) {
        metrics.signIns.inc({ result: 'refused' });
        throw error;
      }
    },
  );

  app.delete(
    '/v1/session',
    {
      schema: {
        summary: 'Sign out: the token is void',
        response: { 200: z.object({ ok: z.literal(true) }) },
      },
    },
    async (request) => {
      const { device } = await authenticate(context, request);
      await storage.db.deleteFrom('session').where('org', '=', org).where('device', '=', device.id).execute();
      return { ok: true as const };
    },
  );

  app.post(
    '/v1/join',
    { schema: { summary: 'Join a register', body: joinRequest, response: { 200: joinAnswer } } },
    async (request) => {
      const caller = await authenticate(context, request);
      return join(storage, org, caller, request.body, context.now());
    },
  );

  app.get(
    '/v1/accounts',
    { schema: { summary: 'Accounts, to map local people to', response: { 200: z.array(accountShape) } } },
    async (request) => {
      await authenticate(context, request);
      return (await listAccounts(storage.db, org)).filter((row) => row.active === 1).map(accountInfo);
    },
  );
}
