import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const program = path.join(root, 'bin', 'holdfast-server.mjs');

/** A central server in a process of its own, with its data in an embedded SQLite file. */
export interface TestServer {
  url(): string;
  /** Runs a server command such as `admin create NAME`; the password is the one of `startServer`. */
  command(...args: string[]): void;
  /** Takes the server down, as its operator would. */
  down(): Promise<void>;
  /** Brings it back on the same address with the same data. */
  up(): Promise<void>;
  /** Ends it for good and removes its data. */
  remove(): Promise<void>;
}

export async function startServer(password: string): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-e2e-server-'));
  const data = path.join(folder, 'server.db');
  const env: NodeJS.ProcessEnv = { ...process.env, HOLDFAST_PASSWORD: password };
  delete env.DATABASE_URL;
  let port = '0';
  let url = '';
  let child: ChildProcess | null = null;
  const up = async (): Promise<void> => {
    child = spawn(process.execPath, [program, '--data', data, '--port', port], { env, stdio: 'pipe' });
    url = await address(child);
    port = new URL(url).port;
  };
  const down = async (): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await gone;
  };
  await up();
  return {
    url: () => url,
    command: (...args) => {
      execFileSync(process.execPath, [program, '--data', data, ...args], { env, stdio: 'pipe' });
    },
    up,
    down,
    remove: async () => {
      await down();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where the server says that it listens. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (piece: Buffer): void => {
      said += piece;
      const found = /listening on (\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`The server ended: ${said}`)));
  });
}
