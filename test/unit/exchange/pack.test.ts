import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type PackInput, packJob } from '../../../src/core/exchange/pack/job.ts';
import { approveRetirement } from '../../../src/core/lifecycle/decide.ts';
import { requestRetirement } from '../../../src/core/lifecycle/request.ts';
import { assetByTag } from '../../../src/core/register/rows.ts';
import { createSheet } from '../../../src/core/stocktake/create.ts';
import { startSheet } from '../../../src/core/stocktake/start.ts';
import { openReader } from '../../../src/core/store/reader.ts';
import type { JobContext } from '../../../src/core/workers/jobs.ts';
import { TestRegister } from '../../support/register.ts';

const day = 86_400_000;

/** A register with a year behind it: assets made before, within and after the period that is asked for. */
class PackWorld {
  readonly test = new TestRegister();
  readonly from: number;
  readonly to: number;
  cancelled = false;

  constructor() {
    onTestFinished(() => this.test.close());
    this.test.reg.setMeta('timeZone', 'Asia/Shanghai');
    this.asset('OLD-1', 100_00);
    this.asset('OLD-2', 200_00);
    this.asset('OLD-3', 300_00);
    this.asset('USD-1', 50_00, 'USD');
    this.delete('OLD-3');
    this.pass();
    this.from = this.test.clock.now;
    this.asset('NEW-1', 1000_00);
    this.asset('GONE-1', 7_00);
    this.delete('GONE-1');
    this.edit('OLD-1', { cost: 110_00, name: '=改名' });
    this.edit('OLD-2', { currency: 'USD' });
    this.delete('USD-1');
    this.pass();
    this.to = this.test.clock.now;
    this.test.clock.now += day;
    this.asset('LATE-1', 9_999_00);
    this.edit('OLD-1', { name: '后来的名称' });
    this.delete('NEW-1');
  }

  pass(): void {
    this.test.clock.now += 30 * day;
  }

  asset(tag: string, cost: number, currency = 'CNY'): void {
    this.test.asset(tag, { cost, currency, kind: 'fixed' });
  }

  many(count: number): void {
    const assets = Array.from({ length: count }, (_, i) => ({ tag: `MANY-${i}`, name: 'x', cost: i }));
    this.test.commit(assets.map((patch) => ({ op: 'create', entity: 'asset', patch })));
  }

  edit(tag: string, patch: Record<string, string | number>): void {
    const id = assetByTag(this.test.reg, tag);
    this.test.commit([{ op: 'update', entity: 'asset', id, patch }]);
  }

  delete(tag: string): void {
    const id = assetByTag(this.test.reg, tag);
    this.test.commit([{ op: 'delete', entity: 'asset', id }]);
  }

  async pack(more: Partial<PackInput> = {}) {
    const reader = openReader(this.test.file);
    const context: JobContext = {
      register: () => reader,
      progress: () => {},
      cancelled: () => this.cancelled,
      part: () => {},
    };
    const path = join(this.test.folder, 'pack.xlsx');
    const input = {
      from: this.from,
      to: this.to,
      language: 'zh',
      actor: this.test.me,
      path,
      ...more,
    } as const;
    try {
      const result = await packJob(context, input);
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(path);
      return { result, book };
    } finally {
      reader.close();
    }
  }
}

function table(book: ExcelJS.Workbook, name: string): Record<string, unknown>[] {
  const sheet = book.getWorksheet(name) as ExcelJS.Worksheet;
  const headers = sheet.getRow(1).values as string[];
  const rows: Record<string, unknown>[] = [];
  sheet.eachRow((row, n) => {
    if (n > 1)
      rows.push(Object.fromEntries(headers.map((header, i) => [header, row.getCell(i || 1).value]).slice(1)));
  });
  return rows;
}

/** Item to figure and result, of the reconciliation's section that begins with a heading. */
function section(book: ExcelJS.Workbook, heading: string): string[] {
  const rows = table(book, '勾稽');
  const start = rows.findIndex((row) => row.项目 === heading);
  expect(start, `${heading} in ${rows.map((row) => row.项目)}`).toBeGreaterThanOrEqual(0);
  const lines: string[] = [];
  for (const row of rows.slice(start + 1)) {
    if (row.金额或数量 === null) break;
    lines.push(`${row.项目} ${row.金额或数量}${row.结果 ? ` ${row.结果}` : ''}`);
  }
  return lines;
}

describe('an auditor’s pack', () => {
  it('has the register as it was at the end of the period', async () => {
    const { book } = await new PackWorld().pack();
    const assets = table(book, '资产清单');
    expect(assets.map((row) => [row.资产编号, row.名称, row.原值, row.币种])).toEqual([
      ['NEW-1', '名称 NEW-1', 1000, '人民币'],
      ['OLD-1', '=改名', 110, '人民币'],
      ['OLD-2', '名称 OLD-2', 200, '美元'],
    ]);
  });

  it('lists every change of the period, and no other', async () => {
    const { book } = await new PackWorld().pack();
    const changes = table(book, '期间变更').map((row) => [
      row.编号或名称,
      row.操作,
      row.字段,
      row.原值,
      row.新值,
    ]);
    expect(changes).toEqual([
      ['NEW-1', '新增', null, null, expect.stringContaining('资产编号=NEW-1; 名称=名称 NEW-1')],
      ['GONE-1', '新增', null, null, expect.any(String)],
      ['GONE-1', '删除', null, null, null],
      ['OLD-1', '修改', '名称', '名称 OLD-1', '=改名'],
      ['OLD-1', '修改', '原值', '100.00', '110.00'],
      ['OLD-2', '修改', '币种', '人民币', '美元'],
      ['USD-1', '删除', null, null, null],
    ]);
    const [first] = table(book, '期间变更');
    expect(first).toMatchObject({ 操作人: '周建林', 设备: 'laptop', 来源: '编辑' });
  });

  it('shows the arithmetic from start to end, from the log and from the tables', async () => {
    const { book, result } = await new PackWorld().pack();
    expect(section(book, '数量')).toEqual([
      '期初 3',
      '+ 新增 1',
      '+ 恢复 0',
      '− 删除 1',
      '= 推算期末 3',
      '期末 3 相符',
    ]);
    expect(section(book, '原值 · 固定资产 · 人民币')).toEqual([
      '期初 300',
      '+ 新增 1000',
      '+ 恢复 0',
      '− 删除 0',
      '± 原值调整 10',
      '± 性质或币种改变 -200',
      '= 推算期末 1110',
      '期末 1110 相符',
      '资产清单原值合计 1110 相符',
    ]);
    expect(section(book, '原值 · 固定资产 · 美元')).toContain('= 推算期末 200');
    expect(section(book, '内容')).toEqual([
      '期末 3',
      '资产清单行数 3 相符',
      '期间变更项数 7',
      '期间变更行数 7 相符',
    ]);
    expect(result).toMatchObject({ differing: 0 });
    expect(result.compared).toBeGreaterThan(5);
  });

  it('shows no arithmetic of costs for a kind that costs nothing', async () => {
    const world = new PackWorld();
    world.test.asset('FREE-1', { kind: 'thirdParty', currency: 'CNY' });
    const { book } = await world.pack({ to: world.test.clock.now });
    const headings = table(book, '勾稽').map((row) => String(row.项目));
    expect(headings.filter((item) => item.startsWith('原值 · '))).toEqual([
      '原值 · 固定资产 · 人民币',
      '原值 · 固定资产 · 美元',
    ]);
    expect(table(book, '合计').map((row) => row.币种)).toContain('人民币');
  });

  it('never adds what is owned and what is leased together, by status and class neither', async () => {
    const world = new PackWorld();
    world.edit('OLD-2', { kind: 'leased', currency: 'CNY' });
    world.edit('OLD-1', { status: 'inUse' });
    world.edit('OLD-2', { status: 'inUse' });
    const { book } = await world.pack({ to: world.test.clock.now });
    const inUse = table(book, '合计').filter((row) => row.项目 === '按状态' && row.分项 === '在用');
    expect(inUse.map((row) => [row.资产性质, row.币种, row.数量, row.原值])).toEqual(
      expect.arrayContaining([
        ['固定资产', '人民币', 2, 10109],
        ['租赁', '人民币', 1, 200],
      ]),
    );
    const byClass = table(book, '合计').filter((row) => row.项目 === '按类别');
    expect(new Set(byClass.map((row) => row.资产性质))).toEqual(new Set(['固定资产', '租赁']));
  });

  it('says in words what a stocktake was about', async () => {
    const world = new PackWorld();
    const { reg } = world.test;
    world.edit('OLD-1', { class: 'laptop' });
    const id = createSheet(reg, world.test.me, {
      name: '盘点一',
      filter: 'class=server,laptop',
      locations: [],
      due: null,
    });
    startSheet(reg, world.test.me, id);
    const { book } = await world.pack({ to: world.test.clock.now });
    const [first] = table(book, '盘点');
    expect(Object.values(first ?? {})).toContain('类别 是 服务器或笔记本');
  });

  it('says where tables and log differ', async () => {
    const world = new PackWorld();
    // Somebody changed the table behind the log's back.
    world.test.reg.sql("UPDATE asset SET cost = 12300 WHERE tag = 'OLD-2'").run();
    const { book, result } = await world.pack();
    expect(result.differing).toBe(1);
    expect(section(book, '原值 · 固定资产 · 美元').join('\n')).toMatch(/期末 123 不符\n差额 -77/);
    const cover = book.getWorksheet('封面') as ExcelJS.Worksheet;
    const lines: string[] = [];
    cover.eachRow((row) => lines.push(`${row.getCell(1).value}: ${row.getCell(2).value}`));
    expect(lines).toContain('勾稽: 有 1 项勾稽不符');
  });

  it('names period, person, log position and the hash of each sheet on its cover', async () => {
    const world = new PackWorld();
    const { book, result } = await world.pack();
    const cover = book.worksheets[0] as ExcelJS.Worksheet;
    const lines: string[] = [];
    cover.eachRow((row) => lines.push(`${row.getCell(1).value}: ${row.getCell(2).value}`));
    expect(lines).toContain('台账: 测试台账');
    expect(lines).toContain('制作人: 周建林');
    expect(lines).toContain(`变更记录号: ${result.cursor}`);
    expect(lines).toContain('勾稽: 各项勾稽全部相符');
    for (const { name } of book.worksheets.slice(1))
      expect(
        lines.some((line) => line.startsWith(`${name}: `) && /SHA-256 [0-9a-f]{64}$/.test(line)),
        name,
      ).toBe(true);
    expect(result.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await world.pack()).result.sha256).toBe(result.sha256);
  });

  it('states a hash of the reconciliation that anybody can compute from its cells', async () => {
    const { book } = await new PackWorld().pack();
    const hash = createHash('sha256');
    const sheet = book.getWorksheet('勾稽') as ExcelJS.Worksheet;
    for (let n = 1; n <= sheet.rowCount; n++)
      hash.update(`${[1, 2, 3, 4].map((c) => String(sheet.getRow(n).getCell(c).value ?? '')).join('\t')}\n`);
    const lines: string[] = [];
    book.worksheets[0]?.eachRow((row) => lines.push(String(row.getCell(2).value)));
    expect(lines.join('\n')).toContain(hash.digest('hex'));
  });

  it('has the retirements of the period with their approvals and media', async () => {
    const world = new PackWorld();
    const { reg } = world.test;
    const approver = world.test.commit([
      { op: 'create', entity: 'person', patch: { name: '吴审批', role: 'approver' } },
    ]).records[0] as string;
    const from = world.test.clock.now;
    const id = requestRetirement(reg, world.test.me, {
      title: '报废一批',
      assets: [assetByTag(reg, 'OLD-1')],
      reason: 'broken',
      explanation: '',
    });
    approveRetirement(reg, approver, id, { note: '同意', approvalNo: 'OA-7' });
    const { book, result } = await world.pack({ from, to: world.test.clock.now });
    expect(table(book, '报废处置')[0]).toMatchObject({
      标题: '报废一批',
      申请人: '周建林',
      审批人: '吴审批',
      资产编号: 'OLD-1',
      原值: 110,
      信息清除已证明: '否',
    });
    expect(table(book, '存储介质')).toHaveLength(1);
    expect(table(book, '人员与角色').map((row) => row.姓名)).toEqual(['吴审批', '周建林']);
    expect(result.differing).toBe(0);
  });

  it('can be cancelled and leaves no file; a period that ends before it begins is refused', async () => {
    const world = new PackWorld();
    await expect(world.pack({ from: 2, to: 1 })).rejects.toMatchObject({ code: 'PERIOD_INVALID' });
    const nowhere = join(world.test.folder, 'missing', 'pack.xlsx');
    await expect(world.pack({ path: nowhere })).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE' });
    world.many(600);
    world.cancelled = true;
    await expect(world.pack({ to: world.test.clock.now })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(join(world.test.folder, 'pack.xlsx'))).toBe(false);
  });

  it('lets go of the register when it is broken off in the middle', async () => {
    const world = new PackWorld();
    world.many(3000);
    const reader = openReader(world.test.file);
    let steps = 0;
    const context: JobContext = {
      register: () => reader,
      progress: () => {},
      // Late enough that sheets are being written.
      cancelled: () => ++steps > 9,
      part: () => {},
    };
    const path = join(world.test.folder, 'pack.xlsx');
    const input = { from: 0, to: world.test.clock.now, language: 'en', actor: null, path } as const;
    await expect(packJob(context, input)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(reader.db.inTransaction).toBe(false);
    expect(reader.sql('SELECT count(*) FROM asset').pluck().get()).toBe(3007);
    reader.close();
  });
});
