import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '../model/errors.ts';

/** What the built pages are made of, relative to the project's folder. */
const sources = ['src/renderer', 'src/model', 'src/contract/api', 'vite.renderer.config.ts', 'package.json'];

/** Whether the pages are not built, or older than what they are made of. */
export function pagesAreStale(root: string): boolean {
  return isOlder(root, 'out/renderer/index.html', sources);
}

/** The same for the desktop app, which is made of all sources. */
export function desktopIsStale(root: string): boolean {
  return pagesAreStale(root) || isOlder(root, 'out/main/index.js', ['src', 'electron.vite.config.ts']);
}

function isOlder(root: string, product: string, madeOf: readonly string[]): boolean {
  const built = newest(path.join(root, product));
  return madeOf.some((source) => newest(path.join(root, source)) > built);
}

/**
 * Answers the folder of the built pages, building them first when that is needed. A build goes to a folder
 * of its own and is then put in place, so that a shell that serves the old one is not cut off half-way.
 *
 * @throws HoldfastError PAGE_NOT_BUILT, PAGE_BUILD_FAILED
 */
export function builtPages(root: string, onBuild: () => void): string {
  const folder = path.join(root, 'out', 'renderer');
  const built = existsSync(path.join(folder, 'index.html'));
  if (!existsSync(path.join(root, 'src', 'renderer', 'index.html'))) {
    if (built) return folder;
    throw new HoldfastError('PAGE_NOT_BUILT');
  }
  if (!pagesAreStale(root)) return folder;
  onBuild();
  const fresh = path.join(root, 'out', `renderer-${process.pid}`);
  const configFile = path.join(root, 'vite.renderer.config.ts');
  try {
    runBuilder(root, 'vite', ['--config', configFile, '--outDir', fresh, '--emptyOutDir']);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  keepRecentAssets(folder, fresh);
  const past = path.join(root, 'out', `renderer-past-${process.pid}`);
  if (existsSync(folder)) renameSync(folder, past);
  renameSync(fresh, folder);
  rmSync(past, { recursive: true, force: true });
  return folder;
}

/** Milliseconds for which the parts of an older build are kept: pages that are open fetch theirs as they need them. */
const recent = 86_400_000;

/** Brings the parts of the build that is in place along; their names carry a hash, so none stands for another. */
function keepRecentAssets(from: string, to: string): void {
  const old = path.join(from, 'assets');
  if (!existsSync(old)) return;
  for (const name of readdirSync(old)) {
    const part = path.join(old, name);
    const copy = path.join(to, 'assets', name);
    if (existsSync(copy) || Date.now() - statSync(part).mtimeMs > recent) continue;
    cpSync(part, copy, { preserveTimestamps: true });
  }
}

/**
 * Runs a build tool to its end in a process of its own, always for production: whoever started us may have
 * set NODE_ENV to something else.
 *
 * @throws HoldfastError PAGE_BUILD_FAILED
 */
export function runBuilder(root: string, tool: 'vite' | 'electron-vite', options: readonly string[]): void {
  const program = path.join(root, 'node_modules', tool, 'bin', `${tool}.js`);
  const args = [program, 'build', '--logLevel', 'error', ...options];
  const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: undefined };
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) return;
  const said = stderr.split('\n').filter((line) => line.trim() !== '');
  // Before the first error the tool says only that there are some.
  const reason = said.find((line) => /\[[A-Z_]+\]|Error:/.test(line)) ?? said[0] ?? String(status);
  throw new HoldfastError('PAGE_BUILD_FAILED', { reason });
}

/** Time of the latest change at or below a path, in milliseconds; 0 when there is nothing. */
function newest(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(file).reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), 0);
}
