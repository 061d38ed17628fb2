import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { Terminal } from '../support/cli.ts';

const at = new Terminal();
afterAll(() => at.tidy());

const table = [
  '资产编号,资产名称,类别,状态,存放地点,使用人,原值,购置日期',
  'SRV-1,核心交换服务器,服务器,在用,总部 / 机房,张晓岚,56000.50,2024-03-05',
  'SRV-2,数据库服务器,服务器,在用,总部 / 机房,张晓岚,48000,2024-03-05',
  ',,,,,,,',
  'NB-1,笔记本一,笔记本,在用,总部 / 301,李慕白川,8000,2024-02-30',
  'NB-2,笔记本二,笔记本,在库,总部 / 301,,7600,2024-05-01',
  'NB-2,笔记本二又一行,笔记本,在库,总部 / 301,,7600,2024-05-01',
  'ODD-1,怪东西,不存在的类别,在用,总部 / 301,,100,2024-05-01',
].join('\n');

describe('import', () => {
  beforeAll(() => {
    at.write('register.csv', table);
  });

  it('writes nothing, not even the file, when it is only to check', async () => {
    const ran = await at.run(['import', at.path('register.csv'), '--dry-run', '--json']);
    expect(ran.code).toBe(0);
    expect(ran.json()).toMatchObject({ rows: 6, rejected: 2, batch: null });
    expect(ran.json().problems.length).toBeGreaterThan(0);
    expect(existsSync(at.file)).toBe(false);
  });

  it('writes nothing and exits 2 in strict mode when a row is rejected', async () => {
    const ran = await at.run(['import', at.path('register.csv'), '--strict', '--json']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/^IMPORT_STRICT: 2 rows/);
    expect(ran.json()).toMatchObject({ rows: 6, created: 4, rejected: 2, batch: null });
    expect(existsSync(at.file)).toBe(false);
  });

  it('writes the good rows and accounts for all of them', async () => {
    const ran = await at.run([
      'import',
      at.path('register.csv'),
      '--json',
      '--as',
      '林资产',
      '--class',
      '家具',
    ]);
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(0);
    const { problems, batch, ...account } = ran.json();
    const counts = { rows: 6, created: 4, updated: 0, unchanged: 0, skipped: 0, rejected: 2 };
    expect(account).toEqual({
      ...counts,
      conflicts: [],
      missing: [],
      missingCount: 0,
      sheets: [{ ...counts, sheet: 'register', entity: 'asset' }],
      sheetsLeft: [],
      rejects: null,
    });
    expect(batch).toMatch(/^[0-9a-f-]{36}$/);
    const codes = problems.map((p: { row: number; code: string }) => `${p.row} ${p.code}`);
    expect(codes).toContain('5 DATE_IMPOSSIBLE');
    expect(codes).toContain('7 TAG_REPEATED');
    expect(codes).toContain('8 CLASS_UNKNOWN');
    expect(Object.keys(problems[0])).toEqual([
      'sheet',
      'row',
      'column',
      'value',
      'code',
      'message',
      'severity',
    ]);
  });

  it('finds nothing changed when the same file comes again', async () => {
    const ran = await at.run(['import', at.path('register.csv'), '--json', '--as', '林资产']);
    expect(ran.json()).toMatchObject({ rows: 6, created: 0, unchanged: 4, rejected: 2, batch: null });
  });

  it('makes no places and people with --no-create', async () => {
    at.write('more.csv', '资产编号,资产名称,存放地点\nNEW-1,新设备,没有的地方\n');
    const ran = await at.run([
      'import',
      at.path('more.csv'),
      '--no-create',
      '--json',
      '--dry-run',
      '--as',
      '林资产',
    ]);
    expect(ran.json().problems[0].code).toBe('REFERENCE_MISSING');
  });
});

describe('reading', () => {
  it('lists with a filter, as objects keyed by field', async () => {
    const ran = await at.run(['list', '--filter', 'class=server cost>50000', '--json']);
    expect(ran.json()).toHaveLength(1);
    expect(ran.json()[0]).toMatchObject({
      tag: 'SRV-1',
      name: '核心交换服务器',
      class: 'server',
      status: 'inUse',
      location: '总部 / 机房',
      user: '张晓岚',
      custodian: null,
      cost: 56000.5,
      purchaseDate: '2024-03-05',
    });
  });

  it('searches by pinyin initials, sorts and limits', async () => {
    const ran = await at.run(['list', '--search', 'sjk', '--json']);
    expect(ran.json().map((row: { tag: string }) => row.tag)).toEqual(['SRV-2']);
    const sorted = await at.run(['list', '--sort', '-tag', '--limit', '2', '--columns', 'tag', '--json']);
    expect(sorted.json().map((row: { tag: string }) => row.tag)).toEqual(['SRV-2', 'SRV-1']);
    const plain = await at.run(['list', '--columns', 'tag,name', '--filter', 'class=server']);
    expect(plain.stdout).toBe('tag\tname\nSRV-1\t核心交换服务器\nSRV-2\t数据库服务器\n');
  });

  it('prints an empty list as an empty list', async () => {
    const ran = await at.run(['list', '--filter', 'tag=nothing', '--json']);
    expect(ran.code).toBe(0);
    expect(ran.json()).toEqual([]);
  });

  it('keeps the word of an unknown category and uses the class that was asked for', async () => {
    const ran = await at.run(['show', 'odd-1', '--json']);
    expect(ran.json()).toMatchObject({
      class: 'furniture',
      category: '不存在的类别',
      relations: [],
      attachments: [],
    });
  });

  it('refuses a filter and a tag that are not right, each by its name', async () => {
    const filter = await at.run(['list', '--filter', 'colour=red', '--json']);
    expect(filter.code).toBe(1);
    expect(filter.stdout).toBe('');
    expect(filter.stderr).toMatch(/^FIELD_UNKNOWN: /);
    const tag = await at.run(['show', 'NOPE', '--lang', 'zh']);
    expect(tag.stderr).toBe('ASSET_NOT_FOUND: 没有编号为“NOPE”的资产。\n');
    expect(tag.code).toBe(1);
  });
});

describe('editing', () => {
  it('sets fields by key or label, keeps the history and takes the edit back', async () => {
    const set = await at.run([
      'set',
      'NB-2',
      '状态=闲置',
      'location=总部 / 机房',
      'cost=7000',
      'user=张晓岚',
      '--json',
      '--as',
      '林资产',
    ]);
    expect(set.stderr).toBe('');
    const { batch } = set.json();
    const history = (await at.run(['history', 'NB-2', '--json'])).json();
    expect(history.slice(0, 4)).toEqual(
      [
        ['status', 'inStock', 'idle'],
        ['location', '总部 / 301', '总部 / 机房'],
        ['cost', 7600, 7000],
        ['user', null, '张晓岚'],
      ].map(([field, from, to]) =>
        expect.objectContaining({ actor: '林资产', batch, kind: 'edit', field, from, to }),
      ),
    );
    expect(Object.keys(history[0])).toEqual([
      'at',
      'actor',
      'device',
      'batch',
      'kind',
      'field',
      'from',
      'to',
    ]);
    const undo = await at.run(['undo', batch, '--json', '--as', '林资产']);
    expect(undo.json()).toMatchObject({ restored: 1, kept: [] });
    expect((await at.run(['show', 'NB-2', '--json'])).json()).toMatchObject({
      status: 'inStock',
      cost: 7600,
      user: null,
    });
  });

  it('refuses what cannot be, and writes nothing of it', async () => {
    const cases: Array<[string, string, number]> = [
      ['cost=viel', 'MONEY_UNREADABLE', 1],
      ['purchaseDate=2024-02-30', 'DATE_IMPOSSIBLE', 1],
      ['status=retired', 'STATUS_NOT_ALLOWED', 1],
      ['user=Niemand', 'REFERENCE_MISSING', 1],
      ['tag=SRV-1', 'DUPLICATE_VALUE', 1],
      ['lastCounted=2024-01-01', 'FIELD_READONLY', 1],
      ['nonsense', 'ASSIGNMENT_INVALID', 64],
    ];
    for (const [assignment, code, exit] of cases) {
      const ran = await at.run(['set', 'NB-2', assignment, '--as', '林资产']);
      expect(ran.stderr.split(':')[0], assignment).toBe(code);
      expect(ran.code, assignment).toBe(exit);
    }
    expect((await at.run(['history', 'NB-2', '--json'])).json()[0].kind).toBe('undo');
  });

  it('relates, says what is affected, and ends the relation', async () => {
    const made = await at.run(['relate', 'SRV-2', 'hosts', 'NB-2', '--json', '--as', '林资产']);
    expect(made.json().relation).toMatch(/^[0-9a-f-]{36}$/);
    expect((await at.run(['show', 'NB-2', '--json'])).json().relations).toEqual([
      {
        type: 'runsOn',
        direction: 'out',
        tag: 'SRV-2',
        name: '数据库服务器',
        sourcePort: null,
        targetPort: null,
      },
    ]);
    const impact = (await at.run(['impact', 'SRV-2', '--json'])).json();
    expect(impact).toEqual([expect.objectContaining({ tag: 'NB-2', depth: 1, path: ['SRV-2', 'NB-2'] })]);
    const removed = await at.run([
      'relate',
      'NB-2',
      'runsOn',
      'SRV-2',
      '--remove',
      '--json',
      '--as',
      '林资产',
    ]);
    expect(removed.code).toBe(0);
    const unknown = await at.run(['relate', 'NB-2', 'loves', 'SRV-2', '--as', '林资产']);
    expect(unknown.stderr).toMatch(/^RELATION_TYPE_UNKNOWN: /);
  });

  it('says who is not in the register, and what is not a command', async () => {
    const nobody = await at.run(['set', 'NB-2', 'notes=x', '--as', 'Niemand']);
    expect(nobody.stderr).toMatch(/^PERSON_UNKNOWN: /);
    const command = await at.run(['dance']);
    expect(command.code).toBe(64);
    expect(command.stderr).toMatch(/^COMMAND_INVALID: /);
    expect((await at.run(['list', '--nope'])).code).toBe(64);
    expect((await at.run(['--help'])).code).toBe(0);
  });
});

describe('export', () => {
  it('writes what the list shows, to be read by another library', async () => {
    const out = at.path('out.xlsx');
    const ran = await at.run(['export', '--out', out, '--filter', 'class=server', '--lang', 'zh', '--json']);
    expect(ran.json()).toMatchObject({ file: out, rows: 2, cut: 0 });
    const book = XLSX.read(readFileSync(out));
    const rows = XLSX.utils.sheet_to_json(
      book.Sheets[book.SheetNames[0] as string] as XLSX.WorkSheet,
    ) as Array<Record<string, unknown>>;
    expect(rows.map((row) => row.资产编号)).toEqual(['SRV-1', 'SRV-2']);
  });

  it('refuses a name that is no spreadsheet', async () => {
    const ran = await at.run(['export', '--out', at.path('out.pdf')]);
    expect(ran.stderr).toMatch(/^FORMAT_UNKNOWN: /);
    expect(existsSync(at.path('out.pdf'))).toBe(false);
  });
});
