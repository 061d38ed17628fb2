import * as z from 'zod';
import { HoldfastError, modelVersion } from '../../model/index.ts';
import { wireDevice } from '../log/wire-out.ts';
import type { Register } from '../store/register.ts';
import { accountInfo, joinAnswer, sessionAnswer } from '../wire/protocol.ts';
import { serverAddress } from './address.ts';
import { adoptRegister, isEmptyRegister } from './adopt.ts';
import { ServerCalls } from './http.ts';
import { suggestMapping, writeMapping } from './people.ts';
import { loadSettings, logStart, type SyncSettings, saveSettings } from './settings.ts';
import type { SignInResult, SyncDeps, SyncTimings } from './types.ts';

export type SignedIn = Omit<SignInResult, 'sync'>;

/**
 * Signs this device in at a server and tells how the two registers stand to each other. The password is not kept.
 * @throws HoldfastError SERVER_ADDRESS_INVALID, SIGN_IN_FAILED, RATE_LIMITED, DEVICE_REVOKED, ALREADY_JOINED and those of
 *   the way there
 */
export async function signIn(
  reg: Register,
  deps: SyncDeps,
  timings: SyncTimings,
  request: { readonly server: string; readonly user: string; readonly password: string },
): Promise<SignedIn> {
  const calls = new ServerCalls(deps.fetch, serverAddress(request.server));
  const before = loadSettings(reg);
  const answer = await calls.json('/v1/session', sessionAnswer, {
    method: 'POST',
    json: {
      user: request.user,
      password: request.password,
      device: wireDevice(reg, reg.device.key),
      modelVersion,
    },
    timeout: timings.ask,
  });
  const { token, account, register } = answer;
  const accounts = await calls.json('/v1/accounts', z.array(accountInfo), { token, timeout: timings.ask });
  const join = relationTo(reg, register?.id ?? null);
  const people = join === 'upload' || join === 'same' ? suggestMapping(reg, accounts, account.name) : [];
  const shown = accounts.map(({ name, displayName }) => ({ name, displayName }));
  if (before?.joined) {
    // A place in another server's log is not given up for a server that this register has nothing to do with.
    if (join === 'mismatch' || join === 'adopt') return { join: 'mismatch', people: [], accounts: shown };
    if (join === 'upload' && before.token !== null && before.server !== calls.server) {
      throw new HoldfastError('ALREADY_JOINED', { server: before.server });
    }
  }
  const known = before !== null && join !== 'mismatch';
  const settings: SyncSettings = {
    server: calls.server,
    account: account.name,
    device: reg.device.id,
    token: deps.secrets.protect(token),
    joined: known && before.joined && join === 'same',
    epoch: known ? before.epoch : null,
    cursor: known ? before.cursor : logStart.cursor,
    chain: known ? before.chain : logStart.chain,
    lastSync: before?.lastSync ?? null,
    recovering: known && before.recovering,
  };
  saveSettings(reg, settings);
  return { join, people, accounts: shown };
}

function relationTo(reg: Register, theirs: string | null): SignedIn['join'] {
  if (theirs === null) return 'upload';
  if (theirs === reg.id) return 'same';
  return isEmptyRegister(reg) ? 'adopt' : 'mismatch';
}

/**
 * Joins after signing in: a server without a register takes ours, an empty file takes over the server's.
 * @param mapping local person to account; only an administrator's counts
 * @throws HoldfastError NOT_SIGNED_IN, REGISTER_MISMATCH, JOIN_NEEDS_ADMINISTRATOR, ACCOUNT_UNKNOWN
 */
export async function join(
  reg: Register,
  deps: SyncDeps,
  timings: SyncTimings,
  mapping: Readonly<Record<string, string>>,
): Promise<void> {
  const settings = loadSettings(reg);
  if (!settings?.token) throw new HoldfastError('NOT_SIGNED_IN');
  const calls = new ServerCalls(deps.fetch, settings.server);
  const token = deps.secrets.unprotect(settings.token);
  const head = await calls.json('/v1/head', headRegister, { token, timeout: timings.ask });
  const relation = relationTo(reg, head.register?.id ?? null);
  if (relation === 'mismatch') throw new HoldfastError('REGISTER_MISMATCH');
  const adopting = relation === 'adopt' ? head.register : null;
  const register = adopting ?? {
    id: reg.id,
    name: reg.meta('name') || 'Holdfast',
    timeZone: reg.meta('timeZone') ?? 'UTC',
  };
  const answer = await calls.json('/v1/join', joinAnswer, {
    method: 'POST',
    token,
    json: { register, mapping: adopting ? {} : mapping },
    timeout: timings.ask,
  });
  const { person } = answer.account;
  reg.transaction(() => {
    if (adopting) {
      adoptRegister(reg, answer.register);
      if (person) reg.setLocalSetting('actor', person);
    } else if (person && answer.account.role === 'administrator') {
      writeMapping(reg, person, mapping, answer.accounts);
    }
    const fresh = settings.epoch === null || adopting !== null;
    saveSettings(reg, {
      ...settings,
      joined: true,
      // A known epoch that differs makes the next run read the log anew.
      ...(fresh ? { epoch: answer.epoch, ...logStart } : {}),
    });
  });
}

const headRegister = z.object({ register: joinAnswer.shape.register.nullable() });

/** Voids the token at the server, when it can be reached, and forgets it here. What was synced stays. */
export async function signOut(reg: Register, deps: SyncDeps, timings: SyncTimings): Promise<void> {
  const settings = loadSettings(reg);
  if (!settings?.token) return;
  const calls = new ServerCalls(deps.fetch, settings.server);
  const token = deps.secrets.unprotect(settings.token);
  saveSettings(reg, { ...settings, token: null });
  try {
    await calls.text('/v1/session', { method: 'DELETE', token, timeout: timings.ask });
  } catch {
    // The administrator can still revoke the device; without the token nothing here can use it.
  }
}
