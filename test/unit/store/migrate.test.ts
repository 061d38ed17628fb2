import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listBackups } from '../../../src/core/backup/backup.ts';
import { backupBeforeMigration } from '../../../src/core/backup/schedule.ts';
import { rowValues } from '../../../src/core/store/codec.ts';
import { openRegister } from '../../../src/core/store/open.ts';
import { TestRegister } from '../../support/register.ts';

let here: TestRegister;
beforeEach(() => {
  here = new TestRegister();
});
afterEach(() => here.close());

/** Takes from the file what the first version did not have, and puts what a newer one had sent into the attributes. */
function makeOld(incomplete: string): void {
  here.reg.close();
  const db = new Database(here.file);
  db.exec('ALTER TABLE asset DROP COLUMN incomplete');
  db.prepare("UPDATE asset SET attrs = json_object('incomplete', json(?), 'cores', 8)").run(incomplete);
  db.exec('DROP TABLE exportDefinition');
  db.pragma('user_version = 1');
  db.close();
}

describe('opening a register of an older version', () => {
  it('makes columns and tables of what is new, keeps what a newer version had sent, and backs up first', () => {
    here.asset('SW-1');
    here.commit([
      {
        op: 'create',
        entity: 'exportDefinition',
        patch: { name: '月报', entity: 'asset', columns: ['tag'] },
      },
    ]);
    makeOld('["cost"]');
    here.reg = openRegister(here.file, here.deps(), { beforeMigration: backupBeforeMigration });
    const row = here.reg.sql('SELECT * FROM asset').get() as never;
    expect(rowValues(here.reg.keys, 'asset', row)).toMatchObject({
      tag: 'SW-1',
      incomplete: ['cost'],
      cores: 8,
    });
    expect(here.reg.sql('SELECT name FROM exportDefinition').pluck().get()).toBe('月报');
    expect(listBackups(here.file).map((backup) => backup.reason)).toEqual(['migration']);
  });

  it('is not read before it was opened for writing once', () => {
    makeOld('[]');
    expect(() => openRegister(here.file, here.deps(), { readonly: true })).toThrowError(
      expect.objectContaining({ code: 'DATABASE_OLDER' }),
    );
    here.reg = openRegister(here.file, here.deps());
  });
});
