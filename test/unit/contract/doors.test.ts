import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, type CoreOptions, openCore } from '../../../src/contract/host.ts';
import { createClient } from '../../../src/contract/router/index.ts';
import { commit } from '../../../src/core/log/commit.ts';
import { beginStage, stageDrafts } from '../../../src/core/log/stage.ts';
import { startRegister } from '../../../src/core/log/start.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { memoryDeviceStore } from '../../../src/core/store/devices.ts';
import { openRegister } from '../../../src/core/store/open.ts';
import type { EntityKey, Value } from '../../../src/model/index.ts';

let folder: string;
let options: CoreOptions;
let core: Core;
let me: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-doors-'));
  options = {
    file: join(folder, 'register.holdfast'),
    host: 'cli',
    configFolder: folder,
    version: '0',
    secrets: { protect: (plain) => plain, unprotect: (kept) => kept },
    devices: memoryDeviceStore(),
    workerEntry: new URL('../../../src/core/workers/worker.ts', import.meta.url),
    fetch,
    quiet: true,
  };
  core = await openCore(options);
  me = startRegister(core.reg, '测试台账', '周建林');
  core.reg.setLocalSetting('actor', me);
});
afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

const fails = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) });
const make = (entity: EntityKey, patch: Record<string, Value>, actor = me) =>
  commit(core.reg, { actor, kind: 'edit', label: '' }, [{ op: 'create', entity, patch }]);

describe('the procedures', () => {
  it('change working records by their own procedures only, in bulk too', async () => {
    const api = createClient(core);
    const [asset] = make('asset', { tag: 'PC-1', name: '台式机', class: 'desktop' }).records as [string];
    const [retirement] = make('retirement', { title: '报废', reason: 'obsolete', state: 'requested' })
      .records as [string];
    const [medium] = make('medium', { retirement, asset, serial: 'S1' }).records as [string];
    const bulk = (entity: EntityKey, id: string, patch: Record<string, string>) =>
      api.records.bulkUpdate({ entity, ids: [id], patch });
    await expect(bulk('retirement', retirement, { reason: 'broken' })).rejects.toEqual(
      fails('ENTITY_UNKNOWN'),
    );
    await expect(bulk('medium', medium, { serial: 'S2' })).rejects.toEqual(fails('ENTITY_UNKNOWN'));
    await expect(
      api.records.create({ entity: 'person', patch: { name: '某人', account: 'root' } }),
    ).rejects.toEqual(fails('FIELD_READONLY'));
  });

  it('let nobody act who has left or has no role', async () => {
    const api = createClient(core);
    const [left] = make('person', { name: '离职', role: 'assetManager', active: false }).records as [string];
    const [plain] = make('person', { name: '无角色' }).records as [string];
    for (const person of [left, plain])
      await expect(api.people.switch({ person })).rejects.toEqual(fails('PERSON_UNKNOWN'));
    expect(core.actor()).toBe(me);
  });

  it('say of an operation whether it is undone, however often that was turned', async () => {
    const api = createClient(core);
    const { batch } = make('asset', { tag: 'PC-1', name: '台式机', class: 'desktop' });
    let last = batch;
    for (const undone of [true, false, true]) {
      const steps = [];
      for await (const step of await api.batches.undo({ id: last })) steps.push(step);
      const end = steps.at(-1);
      last = end?.type === 'done' ? (end.result.batch as string) : '';
      const info = await api.batches.get({ id: batch });
      expect(info.undoneBy !== null).toBe(undone);
    }
  });

  it('take files whose names are long in Chinese', () => {
    const name = `${'盘点差异'.repeat(60)}.xlsx`;
    const { path } = core.files.reserve(name);
    expect(path.endsWith('.xlsx')).toBe(true);
    expect(() => core.files.begin(name)).not.toThrow();
  });
});

describe('opening after a crash', () => {
  const cutOff = (state: 'applying', actor: string) => {
    const batch = beginStage(core.reg, { actor, kind: 'import', label: '' });
    stageDrafts(core.reg, batch, [
      { op: 'create', entity: 'asset', patch: { tag: 'PC-9', name: '台式机', class: 'desktop' } },
    ]);
    core.reg.sql('UPDATE batch SET state = ? WHERE key = ?').run(state, batch.key);
    return batch.key;
  };

  it('finishes an import even when its person was deleted meanwhile', async () => {
    const [gone] = make('person', { name: '某人', role: 'assetManager' }).records as [string];
    cutOff('applying', gone);
    commit(core.reg, { actor: me, kind: 'edit', label: '' }, [{ op: 'delete', entity: 'person', id: gone }]);
    await core.close();
    core = await openCore(options);
    expect(core.reg.sql("SELECT 1 FROM asset WHERE tag = 'PC-9'").get()).toBeDefined();
  });

  it('lets the file go when it can not be finished, so that another try is not refused as busy', async () => {
    const key = cutOff('applying', me);
    core.reg.sql("UPDATE stage SET drafts = 'not a draft' WHERE batch = ?").run(key);
    await core.close();
    await expect(openCore(options)).rejects.toThrow();
    const reg = openRegister(options.file, core.reg.deps);
    reg.sql('DELETE FROM stage').run();
    reg.close();
    core = await openCore(options);
  });

  it('finishes an undo that a full disk cut off half way', async () => {
    const drafts = Array.from({ length: 1500 }, (_, i) => ({
      op: 'create' as const,
      entity: 'asset' as const,
      patch: { tag: `T-${i}`, name: '台式机', class: 'desktop' },
    }));
    const { batch } = commit(core.reg, { actor: me, kind: 'import', label: '' }, drafts);
    // Most are taken back, then the disk is full.
    const first = core.reg.sql('SELECT min(rid) FROM asset').pluck().get() as number;
    core.reg.db.exec(
      `CREATE TEMP TRIGGER full BEFORE UPDATE ON asset WHEN new.rid = ${first} BEGIN SELECT RAISE(FAIL, 'full'); END`,
    );
    await expect(undoBatch(core.reg, me, batch)).rejects.toThrow('full');
    const left = () => core.reg.sql('SELECT count(*) FROM asset WHERE deleted = 0').pluck().get();
    expect(left()).toBeGreaterThan(0);
    expect(left()).toBeLessThan(drafts.length);
    await core.close();
    core = await openCore(options);
    expect(left()).toBe(0);
  });
});
