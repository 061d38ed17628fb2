import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElectron, installedElectron } from '../../../src/local/electron-binary.ts';

/** A project whose Electron is a shell script that ends with the given code. */
function projectWithElectron(exitCode: number): string {
  const root = mkdtempSync(path.join(tmpdir(), 'holdfast-electron-'));
  const folder = path.join(root, 'node_modules', 'electron');
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  writeFileSync(path.join(folder, 'path.txt'), 'electron');
  writeFileSync(path.join(folder, 'dist', 'electron'), `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(path.join(folder, 'dist', 'electron'), 0o755);
  return root;
}

describe('looking for Electron', () => {
  it('says that it is missing where it was never downloaded', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'holdfast-electron-'));
    expect(findElectron(root, 'linux', { DISPLAY: ':0' })).toEqual({ missing: 'electronMissing' });
  });

  it('does not take the mark of a download for the program itself', () => {
    const root = projectWithElectron(0);
    expect(installedElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })).toBeNull();
  });

  it('needs a display on Linux', () => {
    expect(findElectron(projectWithElectron(0), 'linux', {})).toEqual({ missing: 'noDisplay' });
  });

  it.runIf(process.platform !== 'win32')('takes a program that runs and no other', () => {
    const root = projectWithElectron(0);
    const program = path.join(root, 'node_modules', 'electron', 'dist', 'electron');
    expect(findElectron(root, 'darwin', {})).toEqual({ program });
    expect(findElectron(projectWithElectron(1), 'darwin', {})).toEqual({ missing: 'electronFails' });
  });
});
