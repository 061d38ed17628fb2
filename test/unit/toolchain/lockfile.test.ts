import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Entry {
  version?: string;
  resolved?: string;
  gypfile?: boolean;
  optionalDependencies?: Record<string, string>;
}

const file = path.resolve(import.meta.dirname, '../../../package-lock.json');
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };

describe('the lockfile', () => {
  it('names no download address, so that any registry serves it', () => {
    expect(Object.keys(packages).filter((name) => packages[name]?.resolved)).toEqual([]);
  });

  it('has every platform of every package, or npm ci refuses it', () => {
    const wanted = Object.entries(packages).flatMap(([at, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ at, name })),
    );
    const missing = wanted.filter(
      ({ at, name }) => !packages[`node_modules/${name}`] && !packages[`${at}/node_modules/${name}`],
    );
    expect(missing).toEqual([]);
  });

  it('keeps npm 10 from running node-gyp for a package that brings its binaries (npm drops the line: put it back)', () => {
    expect(packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
  });

  it('holds packages that must match to one version', () => {
    const versions = Object.keys(packages)
      .filter((name) => /^node_modules\/@orpc\/(client|contract|server|tanstack-query)$/.test(name))
      .map((name) => packages[name]?.version);
    expect(versions).toEqual(['1.16.1', '1.16.1', '1.16.1', '1.16.1']);
  });
});
