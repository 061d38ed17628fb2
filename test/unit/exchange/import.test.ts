import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { beginStage, resumeStages, stageDrafts } from '../../../src/core/log/stage.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { describeError } from '../../../src/model/errors.ts';
import { account, ImportWorld, told } from './import-world.ts';

describe('an import', () => {
  it('makes assets with all that they refer to, in one batch that can be taken back', async () => {
    const world = new ImportWorld();
    const result = await world.import(
      '固定资产台账,,,,,,,,\n资产编号,名称,类别,状态,存放地点,使用人,使用部门,购置日期,原值（元）\n' +
        'ZC-1,核心交换机,交换机,在用,总部/3号楼/机房A,张三(E001),信息中心,2024年3月5日,"¥12,345.60"\n' +
        'ZC-2,打印机,打印机,闲置,总部 > 3号楼,张三(E001),信息中心/运维组,2024/3/5,800\n',
    );
    expect(account(result)).toEqual([2, 2, 0, 0, 0, 0]);
    expect(result.problems).toEqual([]);
    expect(result.createdOthers).toEqual({ location: 3, department: 2, person: 1 });
    expect(world.assets()['ZC-1']).toMatchObject({
      name: '核心交换机',
      class: 'switch',
      status: 'inUse',
      location: '总部 / 3号楼 / 机房A',
      user: '张三',
      department: '信息中心',
      purchaseDate: '2024-03-05',
      cost: 1_234_560,
    });
    expect(world.assets()['ZC-2']).toMatchObject({
      location: '总部 / 3号楼',
      department: '信息中心 / 运维组',
    });
    expect(world.records('person', 'name').张三).toMatchObject({ number: 'E001' });

    await undoBatch(world.test.reg, world.test.me, result.batch as string);
    expect(world.assets()).toEqual({});
    expect(world.records('location', 'name')).toEqual({});
  });

  it('is unchanged when the same file comes again, with not one log entry', async () => {
    const world = new ImportWorld();
    const file = '资产编号,名称,存放地点,购置日期,保修期\nA-1,服务器,机房,2024-01-31,1\nA-2,台式机,机房,,\n';
    await world.import(file);
    const cursor = world.test.reg.cursor();
    const again = await world.import(file);
    expect(account(again)).toEqual([2, 0, 0, 2, 0, 0]);
    expect(again.batch).toBe(null);
    expect(world.test.reg.cursor()).toBe(cursor);
  });

  it('updates what differs and keeps what the file leaves blank', async () => {
    const world = new ImportWorld();
    await world.import('资产编号,名称,备注\nA-1,旧名,留着\n');
    const result = await world.import('资产编号,名称,备注\na-1,新名,\n');
    expect(account(result)).toEqual([1, 0, 1, 0, 0, 0]);
    expect(world.assets()['a-1']).toMatchObject({ name: '新名', notes: '留着' });
    const cleared = await world.import('资产编号,名称,备注\na-1,新名,\n', { blank: 'clear' });
    expect(account(cleared)).toEqual([1, 0, 1, 0, 0, 0]);
    expect(world.assets()['a-1']?.notes).toBeUndefined();
  });

  it('rejects the later rows of a repeated tag, and writes the others', async () => {
    const world = new ImportWorld();
    const result = await world.import('Asset Tag,Name\nA-1,first\nB-1,other\nＡ-1 ,again\na-1,thrice\n');
    expect(account(result)).toEqual([4, 2, 0, 0, 0, 2]);
    expect(told(result)).toEqual(['4 Asset Tag TAG_REPEATED', '5 Asset Tag TAG_REPEATED']);
    expect(result.problems[0]?.params.first).toBe(2);
    expect(Object.keys(world.assets()).sort()).toEqual(['A-1', 'B-1']);
  });

  it('rejects rows with dates that cannot be, says where, and makes nothing for them', async () => {
    const world = new ImportWorld();
    const result = await world.import(
      'Asset Tag,Name,Location,Purchase Date,Cost\nA-1,x,Nowhere,2026-02-30,1\nA-2,y,Hall,2026-02-28,abc\nA-3,z,Hall,2026-02-28,5\n',
    );
    expect(account(result)).toEqual([3, 1, 0, 0, 0, 2]);
    expect(told(result)).toEqual(['2 Purchase Date DATE_IMPOSSIBLE', '3 Cost MONEY_UNREADABLE']);
    const [problem] = result.problems;
    expect(problem?.value).toBe('2026-02-30');
    expect(describeError(problem?.code as string, problem?.params ?? {}, 'zh')).toBe(
      '“2026-02-30”不是存在的日期。请核对年、月、日后改正，如 2026-03-05。',
    );
    expect(Object.keys(world.records('location', 'name'))).toEqual(['Hall']);
  });

  it('puts an unknown category into the fallback class, keeps the word and warns', async () => {
    const world = new ImportWorld();
    const result = await world.import('Asset Tag,Name,Category\nA-1,x,Ornamental Railings\nA-2,y,Laptops\n', {
      fallbackClass: 'furniture',
    });
    expect(told(result)).toEqual(['2 Category CLASS_UNKNOWN']);
    expect(world.assets()['A-1']).toMatchObject({ class: 'furniture', category: 'Ornamental Railings' });
    expect(world.assets()['A-2']).toMatchObject({ class: 'laptop' });
  });

  it('assigns a tag to a row without one, matches by serial first, and refuses a row that is nothing', async () => {
    const world = new ImportWorld();
    await world.import('资产编号,名称,序列号,类别\nA-1,服务器,SN-9,服务器\nHF-SRV-00007,x,,服务器\n');
    const result = await world.import(
      '资产编号,名称,序列号,类别,备注\n,改名,sn-9,服务器,\n,新服务器,,服务器,\nHF-SRV-00008,y,,服务器,\n,,,,只有备注\n',
    );
    expect(account(result)).toEqual([4, 2, 1, 0, 0, 1]);
    expect(told(result)).toEqual(['3 资产编号 TAG_ASSIGNED', '5 ROW_NO_IDENTITY']);
    expect(world.assets()['A-1']).toMatchObject({ name: '改名' });
    expect(world.assets()['HF-SRV-00009']).toMatchObject({ name: '新服务器' });
  });

  it('says that a damaged serial is lost but keeps the asset; a damaged tag costs the row', async () => {
    const world = new ImportWorld();
    const result = await world.import('Asset Tag,Name,Serial\nA-1,x,5.02E+18\n5.02E+18,y,S-2\n');
    expect(told(result)).toEqual(['2 Serial CODE_DAMAGED', '3 Asset Tag CODE_DAMAGED']);
    expect(account(result)).toEqual([2, 1, 0, 0, 0, 1]);
    expect(world.assets()['A-1']?.serial).toBeUndefined();
  });

  it('takes only new or only known rows when told so', async () => {
    const world = new ImportWorld();
    await world.import('Asset Tag,Name\nA-1,x\n');
    const both = 'Asset Tag,Name\nA-1,y\nA-2,z\n';
    const created = await world.import(both, { mode: 'create' });
    expect(account(created)).toEqual([2, 1, 0, 0, 1, 0]);
    const updated = await world.import('Asset Tag,Name\nA-1,y\nA-3,z\n', { mode: 'update' });
    expect(account(updated)).toEqual([2, 0, 1, 0, 1, 0]);
    expect(told(updated)).toEqual(['3 RECORD_ABSENT']);
  });

  it('creates nothing that is missing when told not to', async () => {
    const world = new ImportWorld();
    world.test.commit([{ op: 'create', entity: 'location', patch: { name: '机房' } }]);
    const result = await world.import('资产编号,名称,存放地点\nA-1,x,机房\nA-2,y,库房\n', {
      createMissing: false,
    });
    expect(account(result)).toEqual([2, 1, 0, 0, 0, 1]);
    expect(told(result)).toEqual(['3 存放地点 REFERENCE_MISSING']);
  });

  it('does not guess between two people of one name, and takes the number', async () => {
    const world = new ImportWorld();
    world.test.commit([
      { op: 'create', entity: 'person', patch: { name: '李伟', number: 'E1' } },
      { op: 'create', entity: 'person', patch: { name: '李伟', number: 'E2' } },
    ]);
    const result = await world.import('资产编号,名称,使用人\nA-1,x,李伟\nA-2,y,E2\nA-3,z,李伟（E1）\n');
    expect(told(result)).toEqual(['2 使用人 REFERENCE_AMBIGUOUS']);
    expect(account(result)).toEqual([3, 2, 0, 0, 0, 1]);
    expect(result.createdOthers).toEqual({});
  });

  it('finds a place by the end of its path when only one fits, and says when several do', async () => {
    const world = new ImportWorld();
    await world.import(
      '资产编号,名称,存放地点\nA-1,x,总部/1号楼/机房\nA-2,x,分部/1号楼/机房\nA-3,x,总部/2号楼/库房\n',
    );
    const result = await world.import(
      '资产编号,名称,存放地点\nB-1,x,库房\nB-2,x,1号楼/机房\nB-3,x,2号楼/新间\n',
    );
    expect(told(result)).toEqual(['3 存放地点 REFERENCE_AMBIGUOUS']);
    expect(world.assets()['B-1']?.location).toBe('总部 / 2号楼 / 库房');
    expect(world.assets()['B-3']?.location).toBe('总部 / 2号楼 / 新间');
  });

  it('counts warranty months from the purchase date, to the last day of a shorter month', async () => {
    const world = new ImportWorld();
    const result = await world.import(
      'Asset Tag,Name,Purchase Date,Warranty\nA-1,x,2023-01-31,1\nA-2,y,,12\nA-3,z,2024-02-29,12\n',
    );
    expect(told(result)).toEqual(['3 Warranty WARRANTY_UNPLACED']);
    const assets = world.assets();
    expect([assets['A-1']?.warrantyEnd, assets['A-3']?.warrantyEnd]).toEqual(['2023-02-28', '2025-02-28']);
  });

  it('knows statuses by many words, keeps what only a procedure may change', async () => {
    const world = new ImportWorld();
    const first = await world.import(
      'Asset Tag,Name,Status\nA-1,x,Ready to Deploy\nA-2,y,Archived\nA-3,z,Mauve\n',
    );
    expect(told(first)).toEqual(['4 Status STATUS_UNKNOWN']);
    expect(world.assets()).toMatchObject({
      'A-1': { status: 'inStock' },
      'A-2': { status: 'retired' },
      'A-3': { status: 'inStock' },
    });
    const second = await world.import('Asset Tag,Status\nA-1,Retired\nA-2,In use\n');
    expect(told(second)).toEqual(['2 Status STATUS_KEPT', '3 Status STATUS_KEPT']);
    expect(account(second)).toEqual([2, 0, 0, 2, 0, 0]);
  });

  it('fills the fields of a class, and says when a class has no such field', async () => {
    const world = new ImportWorld();
    const result = await world.import(
      '资产编号,名称,类别,内存,车牌号\nA-1,s,服务器,64GB,\nA-2,c,车辆,,京A12345\nA-3,f,家具,8,\n',
    );
    expect(told(result)).toEqual(['4 内存 FIELD_NOT_OF_CLASS']);
    expect(world.assets()).toMatchObject({ 'A-1': { memory: 64 }, 'A-2': { plate: '京A12345' } });
  });

  it('refuses a header with nothing under it, and a mapping of nothing', async () => {
    const world = new ImportWorld();
    await expect(world.import('资产编号,名称\n,\n')).rejects.toMatchObject({ code: 'SHEET_NO_ROWS' });
    await expect(world.import('foo,bar\n1,2\n')).rejects.toMatchObject({ code: 'MAPPING_EMPTY' });
    const request = { sheet: 'register', headerRow: 1 };
    await expect(
      world.import('资产编号,名称\n1,2\n', { ...request, mapping: { 0: 'tag', 1: 'tag' } }),
    ).rejects.toMatchObject({ code: 'MAPPING_REPEATED' });
  });

  it('checks the rows anew when somebody changed the register after the check', async () => {
    const world = new ImportWorld();
    const plan = await world.plan('资产编号,名称\nA-1,文件里的\n');
    expect(plan.summary.created).toBe(1);
    world.test.asset('A-1', { name: '别人建的' });
    const result = await world.imports.run(plan.id, world.test.me);
    expect(account(result)).toEqual([1, 0, 1, 0, 0, 0]);
  });

  it('can be cancelled while the rows are checked, and leaves nothing', async () => {
    const world = new ImportWorld();
    const lines = Array.from({ length: 20_000 }, (_, i) => `A-${i},x,新地点${i}`);
    const path = world.file(`资产编号,名称,存放地点\n${lines.join('\n')}\n`);
    const abort = new AbortController();
    const cursor = world.test.reg.cursor();
    const phases = new Set<string>();
    const onProgress = (phase: string) => {
      phases.add(phase);
      if (phase === 'check') abort.abort();
    };
    const work = { signal: abort.signal, onProgress };
    const checked = world.imports.plan(path, 'register.csv', { language: 'zh' }, world.test.me, true, work);
    await expect(checked).rejects.toMatchObject({ code: 'CANCELLED' });
    expect([...phases]).toEqual(['read', 'check']);
    expect(world.test.reg.cursor()).toBe(cursor);
  });

  it('can be cancelled before it writes, and leaves nothing', async () => {
    const world = new ImportWorld();
    const lines = Array.from({ length: 12_000 }, (_, i) => `A-${i},x`);
    const plan = await world.plan(`资产编号,名称\n${lines.join('\n')}\n`);
    const cursor = world.test.reg.cursor();
    const abort = new AbortController();
    const run = world.imports.run(plan.id, world.test.me, {
      signal: abort.signal,
      onProgress: (phase) => phase === 'stage' && abort.abort(),
    });
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(world.test.reg.cursor()).toBe(cursor);
    expect(world.test.reg.sql('SELECT count(*) FROM stage').pluck().get()).toBe(0);
    expect(world.test.reg.sql("SELECT count(*) FROM batch WHERE kind = 'import'").pluck().get()).toBe(0);
  });

  it('lets others work meanwhile, and says which row lost its tag to them', async () => {
    const world = new ImportWorld();
    const lines = Array.from({ length: 3000 }, (_, i) => `A-${i},x`);
    const plan = await world.plan(`资产编号,名称\n${lines.join('\n')}\n`);
    let taken = false;
    const result = await world.imports.run(plan.id, world.test.me, {
      onProgress: (phase) => {
        if (phase !== 'write' || taken) return;
        taken = true;
        world.test.asset('A-2999', { name: '抢先登记' });
      },
    });
    expect(account(result)).toEqual([3000, 2999, 0, 0, 0, 1]);
    expect(result.problems).toMatchObject([
      { sheet: 'register', row: 3001, value: 'A-2999', code: 'DUPLICATE_VALUE', severity: 'error' },
    ]);
    expect(result.sheets).toMatchObject([{ created: 2999, rejected: 1 }]);
    expect(result.records).toBe(2999);
    expect(world.assets()['A-2999']).toMatchObject({ name: '抢先登记' });
    const stored = world.test.reg
      .sql("SELECT summary FROM batch WHERE kind = 'import'")
      .pluck()
      .get() as string;
    expect(JSON.parse(stored)).toMatchObject({ created: 2999, rejected: 1, file: 'register.csv' });
  });

  it('says in its account also what was refused only when a cut-off import went on', async () => {
    const world = new ImportWorld();
    const { reg, me } = world.test;
    const sheet = { sheet: '资产', entity: 'asset', created: 2, updated: 0, rejected: 0 };
    const summary = { created: 2, updated: 0, rejected: 0, records: 2, sheets: [sheet] };
    const batch = beginStage(reg, { actor: me, kind: 'import', label: 'x', summary });
    const drafts = ['A-1', 'A-2'].map((tag, i) => ({
      op: 'create' as const,
      entity: 'asset' as const,
      patch: { tag, class: 'server', status: 'inUse' },
      at: [0, i + 2, 1],
    }));
    stageDrafts(reg, batch, drafts);
    reg.sql("UPDATE batch SET state = 'applying' WHERE key = ?").run(batch.key);
    world.test.asset('A-2');
    await resumeStages(reg);
    const stored = reg.sql('SELECT summary FROM batch WHERE key = ?').pluck().get(batch.key) as string;
    expect(JSON.parse(stored)).toMatchObject({
      created: 1,
      rejected: 1,
      records: 1,
      sheets: [{ created: 1, rejected: 1 }],
      late: [{ sheet: '资产', row: 3, code: 'DUPLICATE_VALUE' }],
    });
  });

  it('keeps photos of what was refused out with it', async () => {
    const world = new ImportWorld();
    const { reg, me } = world.test;
    const batch = beginStage(reg, { actor: me, kind: 'import', label: 'x', summary: {} });
    const drafts = ['A-1', 'A-2'].flatMap((tag) => {
      const id = reg.newId();
      const photo = { record: id, name: `${tag}.png`, mime: 'image/png', size: 1, sha256: 'a'.repeat(64) };
      return [
        {
          op: 'create' as const,
          entity: 'asset' as const,
          id,
          patch: { tag, class: 'server', status: 'inUse' },
        },
        { op: 'create' as const, entity: 'attachment' as const, patch: photo },
      ];
    });
    stageDrafts(reg, batch, drafts);
    reg.sql("UPDATE batch SET state = 'applying' WHERE key = ?").run(batch.key);
    world.test.asset('A-2');
    await resumeStages(reg);
    expect(reg.sql('SELECT name FROM attachment WHERE deleted = 0').pluck().all()).toEqual(['A-1.png']);
  });

  it('shows the plan row by row, with what is there now beside it', async () => {
    const world = new ImportWorld();
    await world.import('资产编号,名称,存放地点,原值\nA-1,旧,甲,10\n');
    const plan = await world.plan('资产编号,名称,存放地点,原值\nA-1,新,乙,20\nA-2,x,甲,坏\n', {}, true);
    const all = world.imports.rows(plan.id, { offset: 0, limit: 10, only: 'all' });
    expect(all.total).toBe(2);
    expect(all.rows[0]).toMatchObject({
      row: 2,
      action: 'updated',
      cells: { 0: 'A-1', 1: '新', 2: '乙', 3: '20' },
      before: { 1: '旧', 2: '甲', 3: '10.00' },
    });
    const rejected = world.imports.rows(plan.id, { offset: 0, limit: 10, only: 'rejected' });
    expect(rejected.rows.map((row) => row.row)).toEqual([3]);
    expect(plan.summary.groups).toMatchObject([
      { code: 'MONEY_UNREADABLE', severity: 'error', count: 1, rows: [3] },
    ]);
  });

  it('refuses what the role of the person does not allow', async () => {
    const world = new ImportWorld();
    const [viewer] = world.test.commit([
      { op: 'create', entity: 'person', patch: { name: '访客', role: 'viewer' } },
    ]).records;
    const path = world.file('资产编号,名称\nA-1,x\n');
    const plan = await world.imports.plan(path, 'x.csv', { language: 'zh' }, viewer as string, false);
    expect([plan.summary.rejected, plan.summary.groups[0]?.code]).toEqual([1, 'ROLE_FORBIDS']);
  });

  it('makes no places or people for someone who may only make assets of his department', async () => {
    const world = new ImportWorld();
    const [it] = world.test.commit([
      { op: 'create', entity: 'department', patch: { name: '信息中心' } },
    ]).records;
    const patch = { name: '部门资产员', role: 'coordinator', department: it as string };
    const [person] = world.test.commit([{ op: 'create', entity: 'person', patch }]).records;
    const path = world.file(
      '资产编号,名称,使用部门,存放地点\nA-1,x,信息中心,\nA-2,x,信息中心,新机房\nA-3,x,新部门,\n',
    );
    const plan = await world.imports.plan(path, 'x.csv', { language: 'zh' }, person as string, false);
    expect([plan.summary.created, plan.summary.rejected, plan.summary.willCreate]).toEqual([1, 2, {}]);
  });

  it('takes headers named like parts of an object for what they are', async () => {
    const world = new ImportWorld();
    const result = await world.import('__proto__,constructor,资产编号,名称\nx,y,A-1,z\n');
    expect(account(result)).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it('leaves no temporary files behind', async () => {
    // A folder of its own: other tests make and remove such files in the common one meanwhile.
    const own = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
    vi.stubEnv('TMPDIR', own);
    try {
      const world = new ImportWorld();
      await world.import('资产编号,名称\nA-1,x\n');
      expect(readdirSync(own)).not.toEqual([]);
      world.imports.clear();
      expect(readdirSync(own).filter((name) => name.startsWith('holdfast-import-'))).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      rmSync(own, { recursive: true, force: true });
    }
  });
});

const registers = new URL('../../../../shared/data/registers/', import.meta.url).pathname;
if (!existsSync(registers))
  console.log(`skipped: imports of real registers, since ${registers} is not there`);

describe.runIf(existsSync(registers))('real registers', () => {
  it('the Snipe-IT sample comes in whole, with users from their name, account and email', async () => {
    const world = new ImportWorld();
    const result = await world.import(`${registers}snipe-it-assets-sample.csv`);
    expect(account(result)).toEqual([22, 22, 0, 0, 0, 0]);
    expect(world.assets()['WBH-2841795']).toMatchObject({
      user: 'Gage McCrackem',
      purchaseDate: '2022-11-14',
      cost: 129_294,
      class: 'otherEquipment',
      category: 'Structural and Misc Steel (Fabrication)',
      status: 'inUse',
      eolDate: '2028-10-27',
    });
    expect(world.records('person', 'username').gmccrackem2a).toMatchObject({
      email: 'gmccrackem2a@bing.com',
    });
  });

  it('every row of BLANKS is accounted for', async () => {
    const world = new ImportWorld();
    const result = await world.import(`${registers}snipe-it-assets-sample-BLANKS.csv`);
    const [rows, ...parts] = account(result);
    expect(rows).toBe(200);
    expect(parts.reduce((a, b) => a + b, 0)).toBe(200);
    expect(Object.keys(world.assets())).toHaveLength(result.created);
    expect(result.problems.filter(({ code }) => code === 'CODE_DAMAGED').length).toBeGreaterThan(150);
    expect(world.assets()['970882174-8']).toMatchObject({ warrantyEnd: '2017-06-05', status: 'idle' });
  });
});
