import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidText } from '../../../src/core/log/pure/ids.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { closeSheet } from '../../../src/core/stocktake/close.ts';
import { annotateCount, recentCounts, undoCount } from '../../../src/core/stocktake/counts.ts';
import { resultLines } from '../../../src/core/stocktake/lines.ts';
import { startSheet } from '../../../src/core/stocktake/start.ts';
import { statusOf } from '../../../src/core/stocktake/status.ts';
import { StocktakeWorld } from '../../support/stocktake.ts';

let world: StocktakeWorld;

beforeEach(() => {
  world = new StocktakeWorld();
  world.place('3号楼');
  world.place('301', '3号楼');
  world.place('5号楼');
  world.person('陈晓燕');
  world.person('林志强');
});
afterEach(() => world.close());

function setUp(): string {
  const { places, people } = world;
  world.asset('PC-001', { location: places['301'], user: people.陈晓燕, serial: 'SN-9', ledgerNo: 'F-77' });
  world.asset('PC-002', { location: places['301'], formerTags: ['OLD-2'] });
  world.asset('PC-003', { location: places['5号楼'] });
  world.asset('PC-900', { location: places['5号楼'], status: 'retired' });
  return world.stocktake('', ['3号楼']);
}

const page = { offset: 0, limit: 100 };

describe('a scan', () => {
  it('of an expected thing at its place is as expected', () => {
    const sheet = setUp();
    const answer = world.scan(sheet, 'PC-001', '301');
    expect(answer).toMatchObject({
      outcome: 'expected',
      expectedLocation: '3号楼 / 301',
      foundLocation: '3号楼 / 301',
      expectedUser: '陈晓燕',
    });
    expect(answer.asset?.tag).toBe('PC-001');
    expect(answer.count).not.toBeNull();
  });

  it('at a place that contains the expected one is as expected', () => {
    expect(world.scan(setUp(), 'PC-001', '3号楼').outcome).toBe('expected');
  });

  it('without a place says nothing about the place', () => {
    expect(world.scan(setUp(), 'PC-001').outcome).toBe('expected');
  });

  it('at another place is elsewhere', () => {
    const answer = world.scan(setUp(), 'PC-001', '5号楼');
    expect(answer).toMatchObject({
      outcome: 'elsewhere',
      expectedLocation: '3号楼 / 301',
      foundLocation: '5号楼',
    });
  });

  it('with another user is wrong user, and elsewhere comes before it', () => {
    const sheet = setUp();
    const user = world.people.林志强 as string;
    expect(world.scan(sheet, 'PC-001', '301', { user }).outcome).toBe('otherUser');
    expect(world.scan(sheet, 'PC-002', '5号楼', { user }).outcome).toBe('elsewhere');
  });

  it('of something outside the scope is unexpected and says where the register has it', () => {
    const answer = world.scan(setUp(), 'PC-003', '301');
    expect(answer).toMatchObject({ outcome: 'unexpected', expectedLocation: '5号楼' });
  });

  it('of something retired is retired', () => {
    expect(world.scan(setUp(), 'PC-900', '301').outcome).toBe('retired');
  });

  it.each([
    ['a tag in full-width digits and lower case', 'ｐｃ-００１'],
    ['a ledger number', 'f-77'],
    ['a serial', 'sn-9'],
    ['stray blanks around', '  PC-001\r'],
  ])('is found by %s', (_, label) => {
    expect(world.scan(setUp(), label, '301').asset?.tag).toBe('PC-001');
  });

  it('is found by a former tag, until that is taken off', () => {
    const sheet = setUp();
    expect(world.scan(sheet, 'old-2', '301').asset?.tag).toBe('PC-002');
    const id = world.scan(sheet, 'PC-002', '301').asset?.id as string;
    world.commit([{ op: 'update', entity: 'asset', id, patch: { formerTags: null } }]);
    expect(world.scan(sheet, 'old-2', '5号楼').outcome).toBe('unknown');
  });

  it.each(['', '   ', '\u0000\u0001', '---', 'A\ufffdB', 'X'.repeat(201)])(
    'of %j is invalid and leaves nothing',
    (label) => {
      const sheet = setUp();
      const before = world.reg.cursor();
      expect(world.scan(sheet, label, '301')).toMatchObject({ outcome: 'invalid', count: null, asset: null });
      expect(world.reg.cursor()).toBe(before);
    },
  );

  it('of an unknown label is kept, and stands once in the result however often it is read', () => {
    const sheet = setUp();
    expect(world.scan(sheet, '不明-1', '301').outcome).toBe('unknown');
    expect(world.scan(sheet, '不明-1', '301').outcome).toBe('unknown');
    expect(statusOf(world.reg, sheet).byOutcome.unknown).toBe(1);
    expect(resultLines(world.reg, sheet, { outcome: 'unknown' }, page).lines).toMatchObject([
      { tag: '不明-1', asset: null, scans: 2, foundLocation: '3号楼 / 301' },
    ]);
  });

  it('of the same thing at the same place is already counted: by whom and when, and nothing is written', () => {
    const sheet = setUp();
    const first = world.scan(sheet, 'PC-001', '301');
    const before = world.reg.cursor();
    const again = world.scan(sheet, 'sn-9', '301');
    expect(again.outcome).toBe('alreadyCounted');
    expect(again.count).toBe(first.count);
    expect(again.earlier).toEqual({ by: '周建林', at: first.at, location: '3号楼 / 301' });
    expect(world.reg.cursor()).toBe(before);
  });

  it('of the same thing at another place is a new count, and the newest place counts', () => {
    const sheet = setUp();
    world.scan(sheet, 'PC-001', '301');
    expect(world.scan(sheet, 'PC-001', '5号楼').outcome).toBe('elsewhere');
    expect(resultLines(world.reg, sheet, { outcome: 'elsewhere' }, page).lines).toMatchObject([
      { tag: 'PC-001', scans: 2, foundLocation: '5号楼' },
    ]);
    expect(world.scan(sheet, 'PC-001', '301').outcome).toBe('expected');
    expect(statusOf(world.reg, sheet).byOutcome).toEqual({ expected: 1 });
  });

  it('of a tag that is also the serial of another takes the tag', () => {
    const sheet = setUp();
    world.asset('SN-9');
    expect(world.scan(sheet, 'SN-9', '301').asset?.tag).toBe('SN-9');
  });

  it('of a serial that several things share takes the one that is expected', () => {
    world.asset('A-1', { serial: 'TWIN' });
    world.asset('A-2', { serial: 'TWIN', location: world.places['301'] });
    const sheet = world.stocktake('', ['301']);
    expect(world.scan(sheet, 'TWIN', '301').asset?.tag).toBe('A-2');
  });

  it('is refused on a draft and after the close', async () => {
    const sheet = setUp();
    await closeSheet(world.reg, world.me, sheet, false);
    expect(() => world.scan(sheet, 'PC-001')).toThrowError(
      expect.objectContaining({ code: 'STOCKTAKE_NOT_COUNTING' }),
    );
    expect(() => startSheet(world.reg, world.me, sheet)).toThrowError(
      expect.objectContaining({ code: 'STOCKTAKE_STATE' }),
    );
  });

  it('by someone whose role does not count is refused and not kept', () => {
    const sheet = setUp();
    world.me = world.person('只读', 'viewer');
    expect(() => world.scan(sheet, 'PC-001')).toThrowError(expect.objectContaining({ code: 'ROLE_FORBIDS' }));
    expect(statusOf(world.reg, sheet).counted).toBe(0);
  });

  it('survives the file being closed and opened', () => {
    const sheet = setUp();
    world.scan(sheet, 'PC-001', '301');
    world.reopen();
    expect(statusOf(world.reg, sheet)).toMatchObject({ expected: 2, counted: 1, notCounted: 1 });
    expect(world.scan(sheet, 'PC-001', '301').outcome).toBe('alreadyCounted');
  });
});

describe('a count that was made', () => {
  it('is taken back by undo, and the one before decides again', () => {
    const sheet = setUp();
    world.scan(sheet, 'PC-001', '301');
    const second = world.scan(sheet, 'PC-001', '5号楼');
    undoCount(world.reg, world.me, second.count as string);
    expect(statusOf(world.reg, sheet).byOutcome).toEqual({ expected: 1 });
    const [first] = recentCounts(world.reg, sheet, 10);
    undoCount(world.reg, world.me, first?.count as string);
    expect(statusOf(world.reg, sheet)).toMatchObject({ counted: 0, byOutcome: {}, notCounted: 2 });
    expect(() => undoCount(world.reg, world.me, first?.count as string)).toThrowError(
      expect.objectContaining({ code: 'COUNT_NOT_FOUND' }),
    );
  });

  it('takes condition and note, and a user who is not the expected one changes what it says', () => {
    const sheet = setUp();
    const { count } = world.scan(sheet, 'PC-001', '301');
    const note = { condition: 'damaged', notes: '屏幕碎裂', user: world.people.林志强 as string } as const;
    annotateCount(world.reg, world.me, count as string, note);
    expect(resultLines(world.reg, sheet, { outcome: 'otherUser' }, page).lines).toMatchObject([
      { tag: 'PC-001', condition: 'damaged', notes: '屏幕碎裂', expectedUser: '陈晓燕', foundUser: '林志强' },
    ]);
    annotateCount(world.reg, world.me, count as string, { user: world.people.陈晓燕 as string });
    expect(statusOf(world.reg, sheet).byOutcome).toEqual({ expected: 1 });
  });

  it('stands in the recent ones, newest first', () => {
    const sheet = setUp();
    world.scan(sheet, 'PC-001', '301');
    world.scan(sheet, '不明-1', '301');
    world.scan(sheet, 'PC-003', '301');
    const recent = recentCounts(world.reg, sheet, 2);
    expect(recent.map((answer) => [answer.scan, answer.outcome])).toEqual([
      ['PC-003', 'unexpected'],
      ['不明-1', 'unknown'],
    ]);
  });
});

describe('the counts of one person', () => {
  const batches = () =>
    world.reg.db.prepare("SELECT key FROM batch WHERE kind = 'scan' ORDER BY key").pluck().all() as number[];
  const newest = () =>
    uuidText(
      world.reg.db.prepare('SELECT id FROM batch WHERE key = ?').pluck().get(batches().at(-1)) as Buffer,
    );

  it('are one batch until there is a long pause, and each person has his own', () => {
    const sheet = setUp();
    world.scan(sheet, 'PC-001', '301');
    world.scan(sheet, 'PC-002', '301');
    expect(batches().length).toBe(1);
    world.clock.now += 16 * 60_000;
    world.scan(sheet, 'PC-003', '301');
    expect(batches().length).toBe(2);
    world.me = world.person('王磊', 'technician');
    world.scan(sheet, 'PC-900', '301');
    expect(batches().length).toBe(3);
  });

  it('are taken back together, and what is counted afterwards stands by itself', async () => {
    const sheet = setUp();
    world.scan(sheet, 'PC-001', '301');
    world.scan(sheet, 'PC-002', '301');
    await undoBatch(world.reg, world.me, newest());
    expect(statusOf(world.reg, sheet)).toMatchObject({ counted: 0, byOutcome: {} });
    expect(world.scan(sheet, 'PC-001', '301').outcome).toBe('expected');
    expect(statusOf(world.reg, sheet).counted).toBe(1);
    await undoBatch(world.reg, world.me, newest());
    expect(statusOf(world.reg, sheet).counted).toBe(0);
  });

  it('do not go into a batch that was rolled back', () => {
    const sheet = setUp();
    expect(() =>
      world.reg.transaction(() => {
        world.scan(sheet, 'PC-001', '301');
        throw new Error('power');
      }),
    ).toThrow('power');
    expect(statusOf(world.reg, sheet).counted).toBe(0);
    expect(world.scan(sheet, 'PC-002', '301').outcome).toBe('expected');
    const dangling = 'SELECT count(*) FROM change WHERE batch NOT IN (SELECT key FROM batch)';
    expect(world.reg.db.prepare(dangling).pluck().get()).toBe(0);
  });
});
