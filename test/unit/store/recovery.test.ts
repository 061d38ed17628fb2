import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../../src/core/backup/backup.ts';
import { restoreBackup } from '../../../src/core/backup/restore.ts';
import { startRegister } from '../../../src/core/log/start.ts';
import { openRegister } from '../../../src/core/store/open.ts';
import { TestRegister } from '../../support/register.ts';

let here: TestRegister;
beforeEach(() => {
  here = new TestRegister();
});
afterEach(() => here.close());

const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe('restoring', () => {
  it('replaces a register that is damaged, and keeps the damaged one with its write-ahead log', () => {
    here.asset('SW-1');
    const backup = backUp(here.file, 'manual', here.clock.now);
    here.reg.close();
    writeFileSync(here.file, 'nothing of this is a database any more, and never will be');
    writeFileSync(`${here.file}-wal`, 'its log');
    const former = restoreBackup(backup.file, here.file, here.clock.now) as string;
    expect(readFileSync(former, 'utf8')).toContain('nothing of this');
    expect(readFileSync(`${former}-wal`, 'utf8')).toBe('its log');
    expect(existsSync(`${here.file}-wal`)).toBe(false);
    here.reg = openRegister(here.file, here.deps());
    expect(here.reg.sql('SELECT tag FROM asset').pluck().get()).toBe('SW-1');
  });
});

describe('opening a register file', () => {
  it('goes on where the making of a file was cut off', () => {
    for (const name of ['empty', 'header']) {
      const file = join(here.folder, `${name}.holdfast`);
      writeFileSync(file, '');
      if (name === 'header') {
        const db = new Database(file);
        db.pragma('journal_mode = WAL');
        db.close();
      }
      const reg = openRegister(file, here.deps());
      expect(startRegister(reg, '台账', '周建林')).toBeTypeOf('string');
      reg.close();
    }
  });

  it('says what is wrong with a folder that it may not write', () => {
    const file = join(here.folder, 'other.holdfast');
    mkdirSync(`${file}.lock`);
    expect(() => openRegister(file, here.deps())).toThrowError(code('FILE_NOT_WRITABLE'));
    expect(() => openRegister(join(here.file, 'below.holdfast'), here.deps())).toThrowError(
      code('FILE_NOT_WRITABLE'),
    );
  });

  it('becomes a new device when its key can no longer be read', () => {
    const before = here.reg.device.id;
    here.reg.close();
    const secrets = {
      protect: (plain: string) => `new ${plain}`,
      unprotect: (kept: string) => {
        if (!kept.startsWith('new ')) throw new Error('the keyring is another one');
        return kept.slice(4);
      },
    };
    here.reg = openRegister(here.file, { ...here.deps(), secrets });
    expect(here.reg.device.id).not.toBe(before);
    here.asset('SW-1');
    here.reg.close();
    here.reg = openRegister(here.file, { ...here.deps(), secrets });
    expect(here.reg.sql('SELECT count(*) FROM asset').pluck().get()).toBe(1);
  });

  it('keeps few compiled statements however many filters were asked', () => {
    for (let i = 0; i < 3000; i++) here.reg.sql(`SELECT ${i}`).get();
    expect(here.reg.statementCount).toBeLessThan(1100);
    expect(here.reg.sql('SELECT 1').get()).toEqual({ 1: 1 });
  });

  it('lets no listener make a commit look failed', () => {
    const heard: number[] = [];
    here.reg.onCommit(() => {
      throw new Error('a window that is gone');
    });
    here.reg.onCommit(({ seq }) => heard.push(seq));
    expect(() => here.asset('SW-1')).not.toThrow();
    expect(heard).toHaveLength(1);
  });
});
