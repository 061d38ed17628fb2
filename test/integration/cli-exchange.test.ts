import { existsSync, readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openCore } from '../../src/contract/host.ts';
import { createClient } from '../../src/contract/router/index.ts';
import { coreOptions } from '../../src/shell/core-options.ts';
import { Terminal } from '../support/cli.ts';

const at = new Terminal();
afterAll(() => at.tidy());

const me = ['--as', '林资产'] as const;
const table = [
  '资产编号,资产名称,类别,状态,存放地点,使用人,原值,购置日期',
  'SRV-1,核心交换服务器,服务器,在用,总部 / 机房,张晓岚,56000.50,2024-03-05',
  'SRV-2,=数据库服务器,服务器,在用,总部 / 机房,张晓岚,48000,2024-03-05',
  'NB-1,笔记本一,笔记本,闲置,总部 / 301,,8000,2024-02-28',
].join('\n');

beforeAll(async () => {
  at.write('register.csv', table);
  const ran = await at.run(['import', at.path('register.csv'), '--json', ...me]);
  expect(ran.stderr).toBe('');
});

async function workbook(file: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return book;
}

const tagsOf = (sheet: ExcelJS.Worksheet | undefined): unknown[] => sheet?.getColumn(1).values.slice(2) ?? [];

describe('export', () => {
  it('writes every format, and says checksum and log position', async () => {
    for (const extension of ['xlsx', 'csv', 'ods', 'jsonl']) {
      const out = at.path(`all.${extension}`);
      const ran = await at.run(['export', '--out', out, '--columns', 'tag,name', '--json']);
      expect(ran.stderr).toBe('');
      expect(ran.json()).toEqual({
        file: out,
        rows: 3,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        cursor: expect.any(Number),
        cut: 0,
      });
      expect(existsSync(out)).toBe(true);
    }
    const lines = readFileSync(at.path('all.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).tag)).toEqual(['NB-1', 'SRV-1', 'SRV-2']);
  });

  it('puts the person of --as on the cover, who must be known, though it only reads', async () => {
    const out = at.path('by.xlsx');
    const args = ['export', '--out', out, '--columns', 'tag', '--lang', 'zh', '--json'];
    expect((await at.run([...args, '--as', '张晓岚'])).stderr).toBe('');
    const cover = (await workbook(out)).getWorksheet('说明');
    const lines: unknown[] = [];
    cover?.eachRow((row) => lines.push(`${row.getCell(1).value}: ${row.getCell(2).value}`));
    expect(lines).toContain('导出人: 张晓岚');
    expect((await at.run([...args, '--as', '查无此人'])).stderr).toMatch(/^PERSON_UNKNOWN: /);
  });

  it('narrows by filter and class, leaves keys and cover out with --plain, names headers by --lang', async () => {
    const out = at.path('plain.xlsx');
    const ran = await at.run([
      ...['export', '--out', out, '--class', '服务器', '--filter', 'cost>50000'],
      ...['--columns', 'tag,cost', '--plain', '--lang', 'zh', '--json'],
    ]);
    expect(ran.stderr).toBe('');
    const book = await workbook(out);
    expect(book.worksheets.filter(({ state }) => state === 'visible')).toHaveLength(1);
    expect(book.worksheets[0]?.getRow(1).values).toEqual([undefined, '资产编号', '原值']);
    expect(tagsOf(book.worksheets[0])).toEqual(['SRV-1']);
  });

  it('shows the register as of the end of a day', async () => {
    const out = at.path('past.csv');
    const before = await at.run([
      'export',
      '--out',
      out,
      '--as-of',
      '2020-01-01',
      '--columns',
      'tag',
      '--json',
    ]);
    expect(before.json().rows).toBe(0);
    const today = new Date().toISOString().slice(0, 10);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const now = await at.run(['export', '--out', out, '--as-of', tomorrow, '--columns', 'tag', '--json']);
    expect(now.json().rows).toBe(3);
    const wrong = await at.run(['export', '--out', out, '--as-of', '2024-02-30']);
    expect([wrong.code, wrong.stderr.split(':')[0]]).toEqual([64, 'COMMAND_INVALID']);
    expect(today <= tomorrow).toBe(true);
  });

  it('has in a list of the past what no asset holds any more; what is still to come is the present', async () => {
    const past = new Terminal();
    onTestFinished(() => past.tidy());
    past.write('one.csv', '资产编号,名称,类别\nA-1,一号,服务器\n');
    expect((await past.run(['import', past.path('one.csv'), ...me])).stderr).toBe('');
    expect((await past.run(['set', 'A-1', 'cpu=双路 EPYC', ...me])).stderr).toBe('');
    const then = new Date().toISOString();
    expect((await past.run(['set', 'A-1', 'cpu=', ...me])).stderr).toBe('');
    const out = past.path('past.jsonl');
    expect((await past.run(['export', '--out', out, '--as-of', then])).stderr).toBe('');
    expect(JSON.parse(readFileSync(out, 'utf8')).cpu).toBe('双路 EPYC');
    const book = past.path('later.xlsx');
    await past.run(['export', '--out', book, '--as-of', '2999-12-31', '--lang', 'zh']);
    const cover = (await workbook(book)).getWorksheet('说明');
    const lines: unknown[] = [];
    cover?.eachRow((row) => lines.push(`${row.getCell(1).value}: ${row.getCell(2).value}`));
    expect(lines).toContain('数据时点: 导出时的现状');
  });

  it('says in a word why a place cannot be written to', async () => {
    const ran = await at.run(['export', '--out', at.path('nowhere/list.csv'), '--columns', 'tag']);
    expect([ran.code, ran.stderr.split(':')[0]]).toEqual([1, 'FILE_NOT_WRITABLE']);
    expect(ran.stderr).toContain('ENOENT');
    expect(ran.stderr).not.toContain('copyfile');
  });

  it('runs a saved definition, of which parts can be replaced', async () => {
    const core = await openCore(
      coreOptions({ file: at.file, host: 'cli', quiet: true, configFolder: at.home }),
    );
    await createClient(core).exchange.saveExportDefinition({
      name: '服务器月报',
      options: {
        entity: 'asset',
        columns: ['name', 'tag'],
        filter: 'class=server',
        sort: { field: 'tag', descending: true },
        format: 'xlsx',
        language: 'zh',
        plain: true,
      },
    });
    await core.close();
    const out = at.path('report.csv');
    const ran = await at.run(['export', '--definition', '服务器月报', '--out', out, '--json']);
    expect(ran.stderr).toBe('');
    expect(ran.json().rows).toBe(2);
    const lines = readFileSync(out, 'utf8').replace('\ufeff', '').trim().split('\r\n');
    expect(lines).toEqual(['名称,资产编号', "'=数据库服务器,SRV-2", '核心交换服务器,SRV-1']);
    const more = ['--columns', 'tag', '--lang', 'en', '--filter', 'class=laptop'];
    await at.run(['export', '--definition', '服务器月报', '--out', out, ...more]);
    expect(readFileSync(out, 'utf8')).toMatch(/Asset tag\r\nNB-1\r\n$/);
  });

  it('refuses a definition, a class and a format that are not there', async () => {
    const codes: string[] = [];
    for (const more of [['--definition', '月报'], ['--class', 'spoon'], []]) {
      const out = more.length > 0 ? at.path('x.xlsx') : at.path('x.pdf');
      const ran = await at.run(['export', '--out', out, ...more]);
      expect(ran.code).toBe(1);
      codes.push(ran.stderr.split(':')[0] as string);
    }
    expect(codes).toEqual(['DEFINITION_UNKNOWN', 'CLASS_NOT_FOUND', 'FORMAT_UNKNOWN']);
  });
});

describe('template', () => {
  it('makes a workbook to fill in, in the language asked for', async () => {
    const out = at.path('template.xlsx');
    const ran = await at.run(['template', '--class', 'server', '--lang', 'zh', '--out', out, '--json']);
    expect(ran.stderr).toBe('');
    expect(ran.json()).toEqual({ file: out });
    const sheet = (await workbook(out)).getWorksheet('服务器');
    expect(sheet?.getCell('A2').value).toBe('示例行（不会导入）');
    expect(sheet?.getRow(1).values).toContain('内存');
    const english = await at.run(['template', '--entity', 'location', '--out', out, '--json']);
    expect(english.code).toBe(0);
    expect((await workbook(out)).getWorksheet('Locations')?.getRow(1).values).toContain('Name *');
  });
});

describe('form', () => {
  it('is filled for one asset, or for all that a filter finds', async () => {
    const form = new ExcelJS.Workbook();
    const sheet = form.addWorksheet('清单');
    sheet.getCell('A1').value = '共 {{count}} 项，{{nothing}}';
    sheet.getRow(2).values = ['{{*tag}}', '{{*name}}', '{{*cost}}'];
    await form.xlsx.writeFile(at.path('form.xlsx'));
    const out = at.path('filled.xlsx');
    const one = await at.run(['form', at.path('form.xlsx'), 'SRV-2', '--out', out, '--json']);
    expect(one.stderr).toBe('');
    expect(one.json()).toEqual({
      file: out,
      rows: 1,
      shape: 'list',
      problems: [
        {
          sheet: '清单',
          cell: 'A1',
          mark: 'nothing',
          code: 'FORM_MARK_UNKNOWN',
          message: expect.stringContaining('“nothing”'),
        },
      ],
    });
    expect((await workbook(out)).worksheets[0]?.getCell('B2').value).toBe('=数据库服务器');
    const all = await at.run([
      'form',
      at.path('form.xlsx'),
      '--filter',
      'class=server',
      '--out',
      out,
      '--json',
    ]);
    expect(all.json().rows).toBe(2);
    expect(tagsOf((await workbook(out)).worksheets[0])).toEqual(['SRV-1', 'SRV-2']);
    const none = await at.run(['form', at.path('form.xlsx'), '--filter', 'tag=nothing', '--out', out]);
    expect(none.stderr).toMatch(/^FORM_NO_RECORDS: /);
  });
});

describe('pack', () => {
  it('has register, changes and totals that agree', async () => {
    const out = at.path('pack.xlsx');
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const period = ['--from', '2020-01-01', '--to', tomorrow];
    const ran = await at.run(['pack', ...period, '--out', out, '--lang', 'zh', '--json']);
    expect(ran.stderr).toBe('');
    expect(ran.json()).toMatchObject({ file: out, differing: 0 });
    const book = await workbook(out);
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      '封面',
      '勾稽',
      '资产清单',
      '合计',
      '期间变更',
      '盘点',
      '盘点差异',
      '报废处置',
      '存储介质',
      '待处理',
      '人员与角色',
    ]);
    expect(tagsOf(book.getWorksheet('资产清单'))).toEqual(['NB-1', 'SRV-1', 'SRV-2']);
    const backwards = await at.run(['pack', '--from', tomorrow, '--to', '2020-01-01', '--out', out]);
    expect([backwards.code, backwards.stderr.split(':')[0]]).toEqual([1, 'PERIOD_INVALID']);
  });
});
