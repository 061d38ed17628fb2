import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ShellMessage } from '../shell/messages.ts';

/** The Electron program, or why it can't be used. */
export type ElectronFinding = { program: string } | { missing: ShellMessage };

/**
 * Looks for Electron's program without importing the package: `import 'electron'` starts a download that
 * blocks for minutes where the network forbids it.
 *
 * @param root the project's folder
 */
export function findElectron(root: string, platform = process.platform, env = process.env): ElectronFinding {
  const program = installedElectron(root, env);
  if (program === null) return { missing: 'electronMissing' };
  if (platform === 'linux') {
    if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return { missing: 'noDisplay' };
    if (process.getuid?.() === 0) return { missing: 'asRoot' };
  }
  const trial = spawnSync(program, ['--version'], { timeout: 15_000, stdio: 'ignore' });
  return trial.status === 0 ? { program } : { missing: 'electronFails' };
}

/** Path of Electron's program when it has been downloaded, else null. */
export function installedElectron(root: string, env = process.env): string | null {
  const folder = path.join(root, 'node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist');
  const program = path.join(dist, readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}
