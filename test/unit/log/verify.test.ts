import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyRegister } from '../../../src/core/backup/verify.ts';
import { TestRegister } from '../../support/register.ts';

let here: TestRegister;
beforeEach(() => {
  here = new TestRegister();
});
afterEach(() => here.close());

const found = () =>
  verifyRegister(here.reg, { progress: () => {}, cancelled: () => false }).problems.map((p) => p.code);

describe('verifying a register', () => {
  it('notices that the newest entries were cut away, projection and all', () => {
    here.asset('SW-1');
    const id = here.asset('SW-2');
    expect(found()).toEqual([]);
    const rid = here.reg.keys.findRid(id);
    here.reg.db.prepare('DELETE FROM seal WHERE n = (SELECT max(n) FROM seal)').run();
    here.reg.db.prepare('DELETE FROM change WHERE record = ?').run(rid);
    here.reg.db.prepare('DELETE FROM asset WHERE rid = ?').run(rid);
    expect(found()).toEqual(['CHAIN_BROKEN']);
  });

  it('notices a row that no entry stands behind', () => {
    here.reg.db.exec(
      "INSERT INTO asset(rid, tag, tag_key, created, changed_ms, changed_by) VALUES (900, 'X-1', 'X-1', 1, 1, 1)",
    );
    expect(found()).toEqual(['PROJECTION_DIFFERS']);
  });
});
