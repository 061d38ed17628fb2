import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** An older Node of this machine, outside node_modules. */
function olderNode(): string | null {
  const folders = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  for (const folder of folders) {
    const file = path.join(folder, 'node');
    if (!existsSync(file)) continue;
    const { stdout } = spawnSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    if (Number(stdout.split('.')[0]) < 24) return file;
  }
  return null;
}

const old = olderNode();
const scripts = readdirSync(path.join(root, 'scripts')).filter((name) => name !== 'tool.mjs');
const entries = [
  'bin/holdfast.mjs',
  'bin/holdfast-server.mjs',
  ...scripts.filter((name) => name.endsWith('.mjs')).map((name) => `scripts/${name}`),
];
if (old === null)
  process.stdout.write('No Node older than 24 here: the entries under an old Node are not tried.\n');

describe.runIf(old !== null)('under an older Node', () => {
  it.each(entries)('%s prints one line and fails', (entry) => {
    const result = spawnSync(old ?? '', [path.join(root, entry)], { encoding: 'utf8' });
    expect(result.status).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(/^NODE_TOO_OLD: [^\n]+\n$/);
  });
});

describe('every entry', () => {
  it.each(entries)('%s checks the version before anything else is read', (entry) => {
    const text = readFileSync(path.join(root, entry), 'utf8');
    const statics = [...text.matchAll(/^import\s[^(]*?['"]([^'"]+)['"];/gm)].map((match) => match[1]);
    expect(statics).toEqual([expect.stringMatching(/require-node\.mjs$/)]);
  });
});
