import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { password, type World } from './world.ts';

const entry = join(import.meta.dirname, '../../../bin/holdfast-server.mjs');

export interface ServerProcess {
  readonly url: string;
  /** Runs a server command beside the running server; answers what it printed. */
  command(args: readonly string[]): string;
  /** What the server wrote to stderr so far. */
  errors(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** The server as its own process, as `npm run server` starts it. */
export async function startProcess(
  world: World,
  databaseUrl?: string,
  file = join(world.folder, `process-${randomUUID()}.db`),
  port = 0,
): Promise<ServerProcess> {
  const env = {
    ...process.env,
    HOLDFAST_PASSWORD: password,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  const child = spawn(process.execPath, [entry, '--port', String(port), '--data', file], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      const address = /listening on (\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the server ended: ${errors}`)));
  });
  const kill = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    return ended;
  };
  world.later(() => kill('SIGKILL'));
  const command = (args: readonly string[]): string =>
    execFileSync(process.execPath, [entry, '--data', file, ...args], { env, encoding: 'utf8' });
  return { url, command, errors: () => errors, kill };
}
