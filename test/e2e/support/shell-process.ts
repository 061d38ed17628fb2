import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

export interface ShellProcess {
  /** The one-time address to open. */
  link: string;
  origin: string;
  dataFile: string;
  /** All that the process printed, both streams. */
  output(): string;
  /** Asks it to stop as Ctrl+C does, waits, and answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it with SIGKILL, as a power cut would. */
  kill(): Promise<void>;
}

export interface ShellStart {
  /** Default: a new file in a temporary folder that goes away at `stop`. */
  dataFile?: string;
  /** Folder of the device's keys; default: a temporary one. */
  home?: string;
  demo?: boolean;
  /** Time to start, first build of the pages included, in milliseconds. */
  within?: number;
}

/** Starts the browser shell as `npm start -- --browser --no-open` does, in a process of its own. */
export async function startShell(start: ShellStart = {}): Promise<ShellProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-e2e-'));
  const dataFile = start.dataFile ?? path.join(folder, 'register.holdfast');
  const args = ['scripts/start.mjs', '--browser', '--no-open', '--data', dataFile];
  if (start.demo) args.push('--demo');
  const env = { ...process.env, HOLDFAST_HOME: start.home ?? path.join(folder, 'home'), LANG: 'en_US.UTF-8' };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => {
    output += piece;
  });
  child.stderr.on('data', (piece: Buffer) => {
    output += piece;
  });
  const link = await printedLink(child, () => output, start.within ?? 120_000);
  const end = (signal: NodeJS.Signals): Promise<number | null> =>
    ended(child, signal).finally(() => rmSync(folder, { recursive: true, force: true }));
  return {
    link,
    origin: new URL(link).origin,
    dataFile,
    output: () => output,
    stop: () => end('SIGINT'),
    kill: async () => {
      await ended(child, 'SIGKILL');
    },
  };
}

function printedLink(child: ChildProcess, output: () => string, within: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`The shell ${why}:\n${output()}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`did not start within ${within} ms`);
    }, within);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
    child.stdout?.on('data', () => {
      const link = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(output())?.[0];
      if (!link) return;
      clearTimeout(timer);
      resolve(link);
    });
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}
