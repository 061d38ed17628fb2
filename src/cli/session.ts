import { existsSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { type Core, openCore, openCoreForReading } from '../contract/host.ts';
import { createClient, type HoldfastClient } from '../contract/router/index.ts';
import { checkPin, hasPin } from '../core/register/people.ts';
import { HoldfastError, type Language } from '../model/index.ts';
import { coreOptions } from '../shell/core-options.ts';
import { findOne } from './find.ts';
import { parseMoment } from './moment.ts';
import type { Output } from './output.ts';
import { pastClient } from './past.ts';

export interface Cli {
  readonly file: string;
  readonly language: Language;
  readonly out: Output;
  /** Who acts, as typed after `--as`. */
  readonly as: string | null;
  /** The day or moment as of which a command reads, as typed after `--as-of`. */
  readonly asOf: string | null;
  /** Fires on Ctrl C while a command writes; one that only reads just ends. */
  readonly interrupt: AbortController;
  readonly signal: AbortSignal;
}

/** An open register and the door to it. */
export interface Session extends Cli {
  readonly core: Core;
  readonly client: HoldfastClient;
  /** The moment as of which this command reads, milliseconds since 1970; null for the present. */
  readonly at: number | null;
  /** A file that was made for this command shall not stay, though the command did what it was asked. */
  discardNew(): void;
}

const options = (cli: Cli) =>
  coreOptions({ file: cli.file, host: 'cli', quiet: true, language: cli.language });

/**
 * Runs a command that only reads; it works while the app has the register open.
 * @throws HoldfastError PERSON_UNKNOWN, PIN_WRONG, both only of a person who is named
 */
export async function reading<T>(cli: Cli, work: (session: Session) => Promise<T>): Promise<T> {
  const core = openCoreForReading(options(cli));
  try {
    const client = createClient(core);
    const session = { ...cli, core, client, at: null, discardNew: () => {} };
    await readAsSomebody(session);
    if (cli.asOf === null) return await work(session);
    const at = parseMoment('--as-of', cli.asOf, core.reg.meta('timeZone') ?? 'UTC', 'end');
    return await work({ ...session, at, client: pastClient(client, at) });
  } finally {
    await core.close();
  }
}

export interface WriteOptions {
  /** Names the register and its first person when the file is new; default yes. */
  readonly start?: boolean;
}

/**
 * Runs a command that writes. A file that was made for a command that failed is removed again.
 * @throws HoldfastError DATABASE_BUSY while another process has the register open, PERSON_UNKNOWN, PIN_WRONG
 */
export async function writing<T>(
  cli: Cli,
  work: (session: Session) => Promise<T>,
  { start = true }: WriteOptions = {},
): Promise<T> {
  const fresh = !existsSync(cli.file);
  const core = await openCore(options(cli));
  const stop = () => cli.interrupt.abort();
  process.once('SIGINT', stop);
  let keep = false;
  let discarded = false;
  const discardNew = () => {
    discarded = true;
  };
  try {
    const session = { ...cli, core, client: createClient(core), at: null, discardNew };
    if (start) await becomeSomebody(session);
    const result = await work(session);
    keep = !discarded;
    return result;
  } finally {
    process.off('SIGINT', stop);
    await core.close();
    if (fresh && !keep) removeRegister(cli.file);
  }
}

function removeRegister(file: string): void {
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${file}${end}`, { force: true });
}

async function becomeSomebody(session: Session): Promise<void> {
  const { client, as } = session;
  if (!(await isStarted(session))) {
    const registerName = path.basename(session.file, path.extname(session.file)) || 'Holdfast';
    await client.app.start({ registerName, personName: as ?? systemUser() });
    return;
  }
  await actAsNamed(session);
}

/** @throws HoldfastError PERSON_UNKNOWN, PIN_WRONG */
async function actAsNamed(session: Session): Promise<void> {
  const { core, client, as } = session;
  const person = as === null ? await defaultPerson(session) : await findOne(client, 'person', as);
  if (person === null) throw new HoldfastError('PERSON_UNKNOWN', { name: as ?? systemUser() });
  if (hasPin(core.reg, person) && !checkPin(core.reg, person, process.env.HOLDFAST_PIN ?? ''))
    throw new HoldfastError('PIN_WRONG');
  core.actAs(person);
}

async function isStarted({ client }: Session): Promise<boolean> {
  return (await client.app.info()).started;
}

/**
 * Reading needs nobody, but what is read may say who read it, such as the cover of an export. Only who is named with `--as` must
 * be known and have his PIN at hand: nobody puts somebody else's name on a cover.
 */
async function readAsSomebody(session: Session): Promise<void> {
  if (session.as !== null) return actAsNamed(session);
  try {
    const person = await defaultPerson(session);
    if (person !== null && !hasPin(session.core.reg, person)) session.core.actAs(person);
  } catch {
    // A damaged register can still be checked and backed up.
  }
}

/** The operating system's user where he is in the register, else who last acted in the app on this file. */
async function defaultPerson({ client, core }: Session): Promise<string | null> {
  try {
    const found = await findOne(client, 'person', systemUser());
    if (found !== null) return found;
  } catch (cause) {
    if (!(cause instanceof HoldfastError && cause.code === 'NAME_AMBIGUOUS')) throw cause;
  }
  return core.actorId;
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that no account has.
    return process.env.USER ?? process.env.USERNAME ?? 'holdfast';
  }
}
