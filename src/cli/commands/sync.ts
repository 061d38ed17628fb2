import type { Command } from 'commander';
import type { SyncState } from '../../contract/api/app.ts';
import { HoldfastError } from '../../model/index.ts';
import { Exit, exitCodes } from '../failure.ts';
import { type Cli, type Session, writing } from '../session.ts';
import { iso } from '../shape.ts';

interface Options {
  server?: string;
  user?: string;
}

export function addSync(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('sync')
    .description(
      out.say(
        '与服务器同步；首次给出 --server 和 --user，密码取自 HOLDFAST_PASSWORD 或标准输入',
        'Sync with a server; the first time with --server and --user, the password from HOLDFAST_PASSWORD or standard input',
      ),
    )
    .option('--server <url>', out.say('服务器地址', 'address of the server'))
    .option('--user <name>', out.say('服务器账号', 'account on the server'))
    .action((options: Options, command: Command) =>
      // An empty file takes over the server's register: it must not be started as one of its own first.
      writing(cli(command), (session) => sync(session, options), { start: false }),
    );
}

async function sync(session: Session, options: Options): Promise<void> {
  const { client, out } = session;
  if (options.server !== undefined) await signIn(session, options.server, options.user ?? session.as);
  const state = await client.sync.now();
  const answer = { ...state, lastSync: iso(state.lastSync) };
  await out.answer(answer, () => [
    out.say(
      `${state.server}：${state.state}，待发送 ${state.pending}，待处理 ${state.attention}`,
      `${state.server}: ${state.state}, ${state.pending} to send, ${state.attention} need attention`,
    ),
  ]);
  refuseFailed(state);
}

/** Signs in and, for a file that has not joined yet, joins; people of the same name become one. */
async function signIn(session: Session, server: string, user: string | null): Promise<void> {
  const { client } = session;
  if (user === null) throw new HoldfastError('COMMAND_INVALID', { reason: '--user' });
  const signed = await client.sync.signIn({ server, user, password: await password() });
  if (signed.join === 'same') return;
  if (signed.join === 'mismatch') throw new HoldfastError('REGISTER_MISMATCH');
  const mapping = Object.fromEntries(
    signed.people.flatMap(({ person, account }) => (account === null ? [] : [[person, account]])),
  );
  await client.sync.join({ mapping });
}

function refuseFailed(state: SyncState): void {
  if (state.error !== null && state.error.code !== 'CLOCK_OFF') throw new Exit(state.error, exitCodes.failed);
}

/** Never from the command line: other users of the machine can read that. */
async function password(): Promise<string> {
  const given = process.env.HOLDFAST_PASSWORD;
  if (given !== undefined && given !== '') return given;
  if (process.stdin.isTTY) throw new HoldfastError('PASSWORD_MISSING');
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  const [line = ''] = Buffer.concat(parts).toString('utf8').split(/\r?\n/);
  if (line === '') throw new HoldfastError('PASSWORD_MISSING');
  return line;
}
