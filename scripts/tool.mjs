// Runs tools of node_modules with the Node that runs us, and with its folder first on PATH for their children.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

const packages = {
  vitest: 'vitest',
  tsc: 'typescript',
  biome: '@biomejs/biome',
  'electron-vite': 'electron-vite',
  'electron-builder': 'electron-builder',
};

/** The script behind a tool's command name. */
function toolPath(name) {
  const folder = path.join(root, 'node_modules', packages[name]);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** Runs a tool to its end, its output being ours; answers its exit code. */
export function runTool(name, args, env = {}) {
  const PATH = path.dirname(process.execPath) + path.delimiter + process.env.PATH;
  const result = spawnSync(process.execPath, [toolPath(name), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH, ...env },
  });
  return result.status ?? 1;
}
