import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeError, HoldfastError } from '../model/errors.ts';
import { systemLanguage } from '../shell/language.ts';
import { say } from '../shell/messages.ts';
import { parseStartOptions } from '../shell/options.ts';
import { runBrowserShell } from './browser-shell.ts';
import { findElectron } from './electron-binary.ts';
import { desktopIsStale, runBuilder } from './page-build.ts';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * `npm start`: the desktop window where Electron's program runs, else the browser shell, with one line that
 * says why. A failure is one line on stderr and exit code 1.
 */
export async function start(args: readonly string[]): Promise<void> {
  try {
    const options = parseStartOptions(args);
    if (!options.browser) {
      const found = findElectron(root);
      if ('program' in found) {
        await runDesktop(found.program, args);
        return;
      }
      process.stdout.write(`${say('noElectron', { reason: say(found.missing) })}\n`);
    }
    await runBrowserShell(root, options);
  } catch (error) {
    const known =
      error instanceof HoldfastError
        ? error
        : new HoldfastError('INTERNAL', { message: (error as Error).message });
    process.stderr.write(`${known.code}: ${describeError(known.code, known.params, systemLanguage())}\n`);
    process.exitCode = 1;
  }
}

/** Runs the desktop app to its end, built first when it is not, or is older than its sources. */
async function runDesktop(program: string, args: readonly string[]): Promise<void> {
  if (existsSync(path.join(root, 'src', 'main')) && desktopIsStale(root)) {
    process.stdout.write(`${say('building')}\n`);
    runBuilder(root, 'electron-vite', []);
  }
  const child = spawn(program, [root, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
