import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeShelfFolder } from '../../../src/contract/shelf-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'shelf-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the folder of files on their way', () => {
  it('is rid of what a killed export left behind, and keeps what others still use', () => {
    const mine = makeShelfFolder(root);
    writeFileSync(join(mine, 'export.xlsx.part'), 'half');
    // A process that has ended: its number is free.
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const left = join(root, basename(mine).replace(`-${process.pid}-`, `-${ended}-`));
    mkdirSync(left);
    writeFileSync(join(left, 'export.xlsx.part'), 'half');
    const foreign = join(root, 'holdfast-files-00000000-1-x');
    mkdirSync(foreign);
    makeShelfFolder(root);
    expect(existsSync(left)).toBe(false);
    expect(readdirSync(mine)).toEqual(['export.xlsx.part']);
    expect(existsSync(foreign)).toBe(true);
  });
});
