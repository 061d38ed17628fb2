import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyRegister } from '../../../src/core/backup/verify.ts';
import type { Draft } from '../../../src/core/log/commit.ts';
import { type PreparedPart, Preparer } from '../../../src/core/log/prepare.ts';
import {
  applyStaged,
  beginStage,
  giveFieldKeys,
  type PartSource,
  readStaged,
  resumeStages,
  type StagedBatch,
  stageDrafts,
} from '../../../src/core/log/stage.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { pageRids } from '../../../src/core/register/list.ts';
import { openReader } from '../../../src/core/store/reader.ts';
import type { Register } from '../../../src/core/store/register.ts';
import { TestRegister } from '../../support/register.ts';

/** Prepares in this thread what a worker prepares in the app. */
class InlineParts implements PartSource {
  readonly #parts: PreparedPart[];
  prepared = 0;

  constructor(reg: Register, batch: StagedBatch) {
    const reader = openReader(reg.file);
    const rows = reg.sql('SELECT n, drafts FROM stage WHERE batch = ? ORDER BY n').all(batch.key) as Array<{
      n: number;
      drafts: string;
    }>;
    const preparer = new Preparer(reader, reg.keys.reserveRids(rows.length * 500), {
      newId: () => reg.newId(),
      random: (bytes) => randomBytes(bytes),
    });
    // As it crosses between threads.
    this.#parts = rows.map(({ n, drafts }) => structuredClone(preparer.prepare(n, readStaged(drafts))));
    for (const part of this.#parts) this.prepared += part.tableOf.filter((table) => table >= 0).length;
    reader.close();
  }

  take(): PreparedPart | null {
    return this.#parts.shift() ?? null;
  }

  get ended(): boolean {
    return this.#parts.length === 0;
  }

  async wait(): Promise<void> {}
  staged(): void {}
  written(): void {}
  async flush(): Promise<void> {}
  async stop(): Promise<void> {}
}

let here: TestRegister;
beforeEach(() => {
  here = new TestRegister();
});
afterEach(() => here.close());

const head = () => ({ actor: here.me, kind: 'import' as const, label: 'register.xlsx' });

function stage(drafts: readonly Draft[]): StagedBatch {
  const batch = beginStage(here.reg, head());
  giveFieldKeys(here.reg, drafts);
  stageDrafts(here.reg, batch, drafts);
  return batch;
}

/** Drafts of an import: what they point to first, ids fixed so that two registers can be compared. */
function drafts(count: number): Draft[] {
  const [location, model, user] = ['11', '22', '33'].map((n) => `018f0000-0000-7000-8000-0000000000${n}`) as [
    string,
    string,
    string,
  ];
  const assets = Array.from(
    { length: count },
    (_, i): Draft => ({
      op: 'create',
      entity: 'asset',
      id: `018f0000-0000-7000-8000-${String(i).padStart(12, '0')}`.replace('-8000-', '-9000-'),
      patch: {
        tag: `ZC-${i}`,
        name: i % 2 ? `核心服务器 ${i}` : `Server ${i} "rack"`,
        class: 'server',
        status: 'inUse',
        ...(i % 3 === 0 ? { serial: `ｓｎ${i}`, cost: i * 100, purchaseDate: '2024-03-05' } : {}),
        ...(i % 5 === 0 ? { location, model, user, notes: '第一行\n第二行\ud83d' } : {}),
        ...(i % 7 === 0 ? { memory: 64 } : {}),
        ...(i % 11 === 0 ? { formerTags: [`OLD-${i}`] } : {}),
      },
    }),
  );
  return [
    { op: 'create', entity: 'location', id: location, patch: { name: '总部' } },
    { op: 'create', entity: 'productModel', id: model, patch: { name: 'R750' } },
    { op: 'create', entity: 'person', id: user, patch: { name: '单雄信', phone: '13800000000' } },
    ...assets,
  ];
}

/** All that a register shows, without what differs by moment and device. */
function shown(reg: Register) {
  const entities = ['asset', 'location', 'productModel', 'person'] as const;
  const rows = entities.map((entity) =>
    (
      reg
        .sql(`SELECT hex(r.id) AS id, e.* FROM "${entity}" e JOIN record r ON r.rid = e.rid ORDER BY r.id`)
        .all() as Array<Record<string, unknown>>
    )
      .map(({ rid, created, changed_ms, changed_by, location, model, user, id, ...rest }) => ({
        id,
        ...rest,
        refs: [location, model, user].map((ref) => (ref ? reg.keys.uuid(ref as number) : null)),
      }))
      .filter(({ id }) => String(id).startsWith('018F0000')),
  );
  const search = ['核心', 'hxfwq', 'server 4', 'shan', 'ＳＮ3'].map(
    (text) => pageRids(reg, { entity: 'asset', search: text }, { offset: 0, limit: 5000 }).length,
  );
  const former = reg.sql('SELECT key FROM former_tag ORDER BY key').pluck().all();
  return { rows, search, former };
}

const verify = (reg: Register) =>
  verifyRegister(reg, { progress: () => {}, cancelled: () => false }).problems;

describe('a large batch that a worker prepares', () => {
  it('is the same in the end as one that is written draft by draft', async () => {
    const prepared = stage(drafts(1200));
    const source = new InlineParts(here.reg, prepared);
    expect(source.prepared).toBeGreaterThan(1000);
    expect(await applyStaged(here.reg, prepared, { source })).toEqual([]);
    const other = new TestRegister();
    try {
      const plain = beginStage(other.reg, { ...head(), actor: other.me });
      stageDrafts(other.reg, plain, drafts(1200));
      await applyStaged(other.reg, plain);
      expect(shown(here.reg)).toEqual(shown(other.reg));
      expect(shown(here.reg).search[0]).toBe(600);
      expect(verify(here.reg)).toEqual([]);
    } finally {
      other.close();
    }
  });

  it('does not take a tag that somebody took meanwhile, and says which draft that was', async () => {
    const batch = stage(drafts(30));
    const source = new InlineParts(here.reg, batch);
    here.asset('zc-7');
    const late = await applyStaged(here.reg, batch, { source });
    expect(late.map(({ row, index, code }) => [row, index, code])).toEqual([[1, 10, 'DUPLICATE_VALUE']]);
    expect(here.reg.sql('SELECT count(*) FROM asset').pluck().get()).toBe(30);
    expect(verify(here.reg)).toEqual([]);
  });

  it('does not point to a place that somebody deleted meanwhile', async () => {
    const place = here.commit([{ op: 'create', entity: 'location', patch: { name: '机房' } }])
      .records[0] as string;
    const patch = (tag: string) => ({ tag, name: tag, class: 'server', status: 'inUse' });
    const batch = stage([
      { op: 'create', entity: 'asset', patch: { ...patch('A'), location: place } },
      { op: 'create', entity: 'asset', patch: patch('B') },
    ]);
    const source = new InlineParts(here.reg, batch);
    expect(source.prepared).toBe(2);
    here.commit([{ op: 'delete', entity: 'location', id: place }]);
    const late = await applyStaged(here.reg, batch, { source });
    expect(late.map(({ index, code }) => [index, code])).toEqual([[0, 'REFERENCE_UNKNOWN']]);
    expect(here.reg.sql('SELECT tag FROM asset WHERE deleted = 0').pluck().all()).toEqual(['B']);
  });

  it('points to nothing that was refused within itself', async () => {
    const rows = drafts(3);
    // The place's parent is nowhere, so the place is refused, and with it the assets there.
    rows[0] = {
      op: 'create',
      entity: 'location',
      id: (rows[0] as { id: string }).id,
      patch: { parent: '018f0000-0000-7000-8000-00000000aaaa' },
    };
    const batch = stage(rows);
    const late = await applyStaged(here.reg, batch, { source: new InlineParts(here.reg, batch) });
    expect(late.map(({ index, code }) => [index, code])).toEqual([
      [0, expect.stringMatching(/REFERENCE_UNKNOWN|FIELD_REQUIRED/)],
      [3, 'REFERENCE_UNKNOWN'],
    ]);
    expect(verify(here.reg)).toEqual([]);
  });

  it('goes on where it was cut off, within a row of the stage too', async () => {
    const batch = stage(drafts(1500));
    const stop = new Error('pulled the plug');
    const cut = applyStaged(here.reg, batch, {
      source: new InlineParts(here.reg, batch),
      onProgress: () => {
        throw stop;
      },
    });
    await expect(cut).rejects.toBe(stop);
    const written = here.reg.sql('SELECT count(*) FROM change WHERE batch = ?').pluck().get(batch.key);
    expect(written).toBeGreaterThan(100);
    expect(written).toBeLessThan(1500);
    await resumeStages(here.reopen());
    expect(here.reg.sql('SELECT count(*) FROM asset').pluck().get()).toBe(1500);
    expect(here.reg.sql('SELECT count(*) FROM change WHERE batch = ?').pluck().get(batch.key)).toBe(1503);
    expect(here.reg.sql('SELECT count(*) FROM stage').pluck().get()).toBe(0);
    expect(verify(here.reg)).toEqual([]);
  });
});

describe('the undo of a large batch', () => {
  it('tells how far it is, and leaves what somebody touched', async () => {
    const batch = stage(drafts(600));
    await applyStaged(here.reg, batch, { source: new InlineParts(here.reg, batch) });
    const touched = here.reg.keys.uuid(
      here.reg.sql("SELECT rid FROM asset WHERE tag = 'ZC-5'").pluck().get() as number,
    );
    here.commit([{ op: 'update', entity: 'asset', id: touched, patch: { notes: '重要' } }]);
    const steps: Array<[number, number]> = [];
    const undone = await undoBatch(here.reg, here.me, batch.id, {
      onProgress: (done, total) => steps.push([done, total]),
    });
    expect(undone.restored).toBe(602);
    expect(undone.kept.map(({ id, field }) => [id, field])).toEqual([[touched, 'notes']]);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.at(-1)).toEqual([603, 603]);
    expect(here.reg.sql('SELECT tag FROM asset WHERE deleted = 0').pluck().all()).toEqual(['ZC-5']);
    expect(here.reg.sql('SELECT count(*) FROM former_tag').pluck().get()).toBe(0);
    expect(shown(here.reg).search[0]).toBe(1);
    expect(verify(here.reg)).toEqual([]);
    // And back again.
    const again = await undoBatch(here.reg, here.me, undone.batch as string);
    expect(again.restored).toBe(602);
    expect(shown(here.reg).search[0]).toBe(300);
  });

  it('ends a breach that stood because of it', async () => {
    const other = new TestRegister({ clock: here.clock });
    other.close();
    const batch = stage(drafts(10));
    await applyStaged(here.reg, batch, { source: new InlineParts(here.reg, batch) });
    const double = here.asset('X-1');
    const put = here.reg.sql("INSERT INTO attention(id, kind, record, detail) VALUES (?, 'breach', 1, '{}')");
    put.run('unique asset tag ZC-4');
    put.run('unique asset tag X-1');
    await undoBatch(here.reg, here.me, batch.id);
    expect(here.reg.sql('SELECT id FROM attention').pluck().all()).toEqual(['unique asset tag X-1']);
    expect(double).not.toBe('');
  });
});
