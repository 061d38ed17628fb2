import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, listBackups } from '../../../src/core/backup/backup.ts';
import { restoreBackup } from '../../../src/core/backup/restore.ts';
import { openRegister } from '../../../src/core/store/open.ts';
import { TestRegister } from '../../support/register.ts';

let here: TestRegister;
beforeEach(() => {
  here = new TestRegister();
});
afterEach(() => here.close());

const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe('opening a register file', () => {
  it('refuses a file that is something else and leaves it untouched', () => {
    const file = join(here.folder, 'photo.holdfast');
    writeFileSync(file, 'PNG and other things, long enough to look like something');
    const before = readFileSync(file);
    expect(() => openRegister(file, here.deps())).toThrowError(code('DATABASE_NOT_HOLDFAST'));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses an SQLite database of another program', () => {
    const file = join(here.folder, 'other.db');
    const db = new Database(file);
    db.exec('CREATE TABLE notes(text)');
    db.close();
    expect(() => openRegister(file, here.deps())).toThrowError(code('DATABASE_NOT_HOLDFAST'));
  });

  it('refuses a register of a newer version', () => {
    here.reg.db.pragma('user_version = 99');
    here.reg.close();
    expect(() => openRegister(here.file, here.deps())).toThrowError(code('DATABASE_NEWER'));
  });

  it('lets one process write and others read', () => {
    expect(() => openRegister(here.file, here.deps())).toThrowError(code('DATABASE_BUSY'));
    const reader = openRegister(here.file, here.deps(), { readonly: true });
    here.asset('SW-1');
    expect(reader.sql('SELECT count(*) FROM asset').pluck().get()).toBe(1);
    reader.close();
  });
});

describe('device identity', () => {
  it('stays the same when a register is closed and opened again', () => {
    const id = here.reg.device.id;
    expect(here.reopen().device.id).toBe(id);
  });

  it('is new for a copy, for a file restored by hand, and for one that came from elsewhere', () => {
    const id = here.reg.device.id;
    here.reg.close();
    const copy = join(here.folder, 'copy.holdfast');
    copyFileSync(here.file, copy);
    const second = openRegister(copy, here.deps());
    expect(second.device.id).not.toBe(id);
    second.close();
    here.reg = openRegister(here.file, here.deps());
    here.asset('SW-1');
    here.reg.close();
    copyFileSync(copy, here.file);
    here.reg = openRegister(here.file, here.deps());
    expect(here.reg.device.id).not.toBe(id);
  });
});

describe('backup', () => {
  it('is a checked copy made while the register is in use, and can be restored', () => {
    here.asset('SW-1');
    const backup = backUp(here.file, 'manual', here.clock.now);
    expect(listBackups(here.file)).toHaveLength(1);
    const device = here.reg.device.id;
    here.asset('SW-2');
    expect(() => restoreBackup(backup.file, here.file, here.clock.now)).toThrowError(code('DATABASE_BUSY'));
    here.reg.close();
    const former = restoreBackup(backup.file, here.file, here.clock.now);
    expect(existsSync(former as string)).toBe(true);
    here.reg = openRegister(here.file, here.deps());
    expect(here.reg.sql('SELECT count(*) FROM asset').pluck().get()).toBe(1);
    expect(here.reg.device.id).not.toBe(device);
  });

  it('refuses a damaged backup and changes nothing', () => {
    here.asset('SW-1');
    const { file } = backUp(here.file, 'manual', here.clock.now);
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096 * 3, 4096 * 6);
    writeFileSync(file, bytes);
    here.reg.close();
    const before = readFileSync(here.file);
    expect(() => restoreBackup(file, here.file, here.clock.now)).toThrowError(
      expect.objectContaining({ code: expect.stringMatching(/DAMAGED/) }),
    );
    expect(readFileSync(here.file).equals(before)).toBe(true);
    here.reg = openRegister(here.file, here.deps());
  });
});
