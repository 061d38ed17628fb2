import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { openCore } from '../../src/contract/host.ts';
import { createClient } from '../../src/contract/router/index.ts';
import { coreOptions } from '../../src/shell/core-options.ts';
import { Terminal } from '../support/cli.ts';

const open: Terminal[] = [];
afterAll(() => {
  for (const terminal of open) terminal.tidy();
});

/** A machine with a register of its own. */
function terminal(): Terminal {
  const made = new Terminal();
  open.push(made);
  return made;
}

const me = ['--as', '林资产', '--json'] as const;
const account = ({ rows, created, updated, unchanged, skipped, rejected }: Record<string, number>) => [
  rows,
  created,
  updated,
  unchanged,
  skipped,
  rejected,
];
const told = (answer: { problems: { row: number; code: string }[] }) =>
  answer.problems.map(({ row, code }) => `${row} ${code}`);

/** The same text in the encoding of Chinese Windows. */
const gbk = Buffer.from(
  'd7cab2fab1e0bac52cd7cab2fac3fbb3c62cc0e0b1f00a532d312cb7fecef1c6f72cb7fecef1c6f70a',
  'hex',
);

describe('text files', () => {
  it('are read in GBK, detected or said, with the delimiter said', async () => {
    const at = terminal();
    at.write('gbk.csv', gbk);
    const found = await at.run(['import', at.path('gbk.csv'), ...me]);
    expect(found.stderr).toBe('');
    expect(account(found.json())).toEqual([1, 1, 0, 0, 0, 0]);
    expect((await at.run(['show', 'S-1', '--json'])).json()).toMatchObject({
      name: '服务器',
      class: 'server',
    });
    at.write('pipes.txt', '资产编号|资产名称\nP-1|a;b,c\n');
    const said = await at.run([
      ...['import', at.path('pipes.txt'), '--delimiter', 'pipe', '--encoding', 'utf-8', ...me],
    ]);
    expect(account(said.json())).toEqual([1, 1, 0, 0, 0, 0]);
    expect((await at.run(['show', 'P-1', '--json'])).json().name).toBe('a;b,c');
    const wrong = await at.run(['import', at.path('gbk.csv'), '--encoding', 'klingon', ...me]);
    expect([wrong.code, wrong.stderr.split(':')[0]]).toEqual([64, 'COMMAND_INVALID']);
  });

  it('take the order of day and month that is said', async () => {
    const at = terminal();
    at.write('dates.csv', 'Asset tag,Name,Purchase date\nD-1,x,3/4/2024\n');
    await at.run(['import', at.path('dates.csv'), '--date-order', 'dmy', ...me]);
    expect((await at.run(['show', 'D-1', '--json'])).json().purchaseDate).toBe('2024-04-03');
    await at.run(['import', at.path('dates.csv'), '--date-order', 'mdy', ...me]);
    expect((await at.run(['show', 'D-1', '--json'])).json().purchaseDate).toBe('2024-03-04');
  });
});

describe('splitting', () => {
  it('makes single assets of quantities and of ranges, each only when it is said', async () => {
    const at = terminal();
    at.write('pieces.csv', '资产编号,名称,数量\n,椅子,3\nK-01~K-02,屏幕,2\n');
    const dry = async (...more: string[]) =>
      (await at.run(['import', at.path('pieces.csv'), '--dry-run', ...more, ...me])).json();
    expect(told(await dry())).toEqual(['2 TAG_ASSIGNED']);
    await at.run(['import', at.path('pieces.csv'), '--split', 'quantity,ranges', ...me]);
    const listed = (await at.run(['list', '--json'])).json();
    expect(listed.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['屏幕', '屏幕', '椅子', '椅子', '椅子'].sort(),
    );
    const wrong = await at.run(['import', at.path('pieces.csv'), '--split', 'amount', ...me]);
    expect([wrong.code, wrong.stderr.split(':')[0]]).toEqual([64, 'COMMAND_INVALID']);
  });
});

describe('modes, keys and blanks', () => {
  it('creates or updates only, finds records by the key that is said, clears on request', async () => {
    const at = terminal();
    at.write('first.csv', 'Asset tag,Name,Serial number,Notes\nA-1,one,SN-1,keep me\n');
    await at.run(['import', at.path('first.csv'), ...me]);
    at.write('second.csv', 'Asset tag,Name,Serial number,Notes\nA-9,renamed,SN-1,\nA-2,two,SN-2,\n');
    const run = (...more: string[]) => at.run(['import', at.path('second.csv'), ...more, '--dry-run', ...me]);
    expect(account((await run('--key', 'serial', '--mode', 'update')).json())).toEqual([2, 0, 1, 0, 1, 0]);
    expect(account((await run('--mode', 'create')).json())).toEqual([2, 2, 0, 0, 0, 0]);
    expect((await run('--key', 'colour')).stderr).toMatch(/^COMMAND_INVALID: /);
    const cleared = await at.run([
      ...[
        'import',
        at.path('second.csv'),
        '--key',
        'Serial number',
        '--mode',
        'update',
        '--blank',
        'clear',
        ...me,
      ],
    ]);
    expect(account(cleared.json())).toEqual([2, 0, 1, 0, 1, 0]);
    expect((await at.run(['show', 'A-9', '--json'])).json()).toMatchObject({ name: 'renamed', notes: null });
  });

  it('leaves cells with a kind of problem blank instead of rejecting their rows', async () => {
    const at = terminal();
    at.write('bad.csv', 'Asset tag,Name,Purchase date\nB-1,one,2024-02-30\nB-2,two,2024-02-28\n');
    const strict = await at.run(['import', at.path('bad.csv'), '--strict', ...me]);
    expect(strict.code).toBe(2);
    const left = await at.run([
      ...['import', at.path('bad.csv'), '--strict', '--leave', 'DATE_IMPOSSIBLE:purchaseDate', ...me],
    ]);
    expect(left.stderr).toBe('');
    expect(account(left.json())).toEqual([2, 2, 0, 0, 0, 0]);
    expect((await at.run(['show', 'B-1', '--json'])).json().purchaseDate).toBe(null);
  });
});

describe('several sheets', () => {
  it('come in one go, in the order of their references, each with its own account', async () => {
    const at = terminal();
    const book = XLSX.utils.book_new();
    const add = (name: string, rows: unknown[][]) =>
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
    add('关系', [
      ['源资产编号', '关系类型', '目标资产编号'],
      ['VM-1', '运行于', 'SRV-1'],
    ]);
    add('资产', [
      ['资产编号', '资产名称', '类别', '存放地点'],
      ['SRV-1', '服务器一', '服务器', '总部 / 机房'],
      ['VM-1', '虚拟机一', '虚拟机', ''],
    ]);
    add('地点', [
      ['地点路径', '编码', '地址'],
      ['总部 / 机房', 'R-1', '中山路 1 号'],
    ]);
    at.write('book.xlsx', XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const ran = await at.run(['import', at.path('book.xlsx'), ...me]);
    expect(ran.stderr).toBe('');
    const answer = ran.json();
    const sheets = answer.sheets.map((one: Record<string, unknown>) => [one.sheet, one.entity, one.created]);
    expect([...sheets].sort()).toEqual([
      ['关系', 'relation', 1],
      ['地点', 'location', 1],
      ['资产', 'asset', 2],
    ]);
    expect(account(answer)).toEqual([4, 4, 0, 0, 0, 0]);
    const shown = (await at.run(['show', 'VM-1', '--json'])).json();
    expect(shown.relations).toMatchObject([{ type: 'runsOn', tag: 'SRV-1', direction: 'out' }]);
    const one = await at.run(['import', at.path('book.xlsx'), '--sheet', '资产', '--dry-run', ...me]);
    expect(account(one.json())).toEqual([2, 0, 0, 2, 0, 0]);
  });
});

describe('sheets that are not taken', () => {
  it('are told with their rows', async () => {
    const at = terminal();
    const book = new ExcelJS.Workbook();
    const head = ['资产编号', '资产名称', '类别'];
    book.addWorksheet('资产').addRows([head, ['A-1', '一', '服务器']]);
    book
      .addWorksheet('旧表', { state: 'hidden' })
      .addRows([head, ['H-1', '藏', '服务器'], ['H-2', '藏', '服务器']]);
    await book.xlsx.writeFile(at.path('hidden.xlsx'));
    const ran = await at.run(['import', at.path('hidden.xlsx'), ...me]);
    expect(account(ran.json())).toEqual([1, 1, 0, 0, 0, 0]);
    expect(ran.json().sheetsLeft).toEqual([{ sheet: '旧表', hidden: true, rows: 2 }]);
    const hidden = await at.run(['import', at.path('hidden.xlsx'), '--sheet', '旧表', ...me]);
    expect(account(hidden.json())).toEqual([2, 2, 0, 0, 0, 0]);
  });
});

describe('a round trip', () => {
  async function exported(at: Terminal): Promise<void> {
    at.write('first.csv', 'Asset tag,Name,Notes\nR-1,one,as it was\nR-2,two,as it was\n');
    await at.run(['import', at.path('first.csv'), ...me]);
    const out = at.path('out.xlsx');
    await at.run(['export', '--out', out, '--columns', 'tag,name,notes', '--lang', 'en']);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(out);
    const sheet = book.worksheets.find(({ name }) => name === 'Assets') as ExcelJS.Worksheet;
    sheet.getCell('B2').value = 'only in the workbook';
    sheet.getCell('C2').value = 'the workbook’s';
    await book.xlsx.writeFile(out);
    await at.run(['set', 'R-1', 'notes=the register’s', ...me]);
    await at.run(['set', 'R-2', 'name=only in the register', ...me]);
  }
  const both = {
    row: 2,
    field: 'notes',
    base: 'as it was',
    register: 'the register’s',
    workbook: 'the workbook’s',
  };

  it('tells what was changed on both sides, and keeps the register’s value until somebody says', async () => {
    const at = terminal();
    await exported(at);
    const dry = await at.run(['import', at.path('out.xlsx'), '--dry-run', ...me]);
    expect(dry.stderr).toBe('');
    expect(dry.json().conflicts).toMatchObject([both]);
    const ran = await at.run(['import', at.path('out.xlsx'), ...me]);
    expect(ran.json().conflicts).toMatchObject([both]);
    expect((await at.run(['show', 'R-1', '--json'])).json()).toMatchObject({
      name: 'only in the workbook',
      notes: 'the register’s',
    });
    expect((await at.run(['show', 'R-2', '--json'])).json().name).toBe('only in the register');
  });

  it('names the records whose rows were deleted from the workbook, and leaves them alone', async () => {
    const at = terminal();
    await exported(at);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(at.path('out.xlsx'));
    book.worksheets.find(({ name }) => name === 'Assets')?.spliceRows(3, 1);
    await book.xlsx.writeFile(at.path('out.xlsx'));
    const { id } = (await at.run(['show', 'R-2', '--json'])).json();
    const dry = await at.run(['import', at.path('out.xlsx'), '--dry-run', ...me]);
    const gone = { missing: [{ label: 'R-2 only in the register', id }], missingCount: 1, sheetsLeft: [] };
    expect(dry.json()).toMatchObject(gone);
    const ran = await at.run(['import', at.path('out.xlsx'), ...me]);
    expect(ran.json()).toMatchObject(gone);
    const text = await at.run(['import', at.path('out.xlsx'), '--dry-run', '--as', '林资产']);
    expect(text.stdout).toContain('R-2 only in the register [missing]');
    expect((await at.run(['show', 'R-2', '--json'])).json().name).toBe('only in the register');
  });

  it('settles them with --prefer', async () => {
    const at = terminal();
    await exported(at);
    const ran = await at.run(['import', at.path('out.xlsx'), '--prefer', 'workbook', ...me]);
    expect(ran.json().conflicts).toMatchObject([{ ...both, settled: 'workbook' }]);
    expect((await at.run(['show', 'R-1', '--json'])).json().notes).toBe('the workbook’s');
  });
});

describe('rejected rows', () => {
  it('are written as a workbook, put right and imported again', async () => {
    const at = terminal();
    at.write('bad.csv', '资产编号,资产名称,购置日期,原值\nJ-1,好的,2024-02-28,1\nJ-2,坏日期,2024-02-30,2\n');
    const rejects = at.path('rejects.xlsx');
    const ran = await at.run(['import', at.path('bad.csv'), '--rejects', rejects, ...me, '--lang', 'zh']);
    expect(ran.stderr).toBe('');
    expect(account(ran.json())).toEqual([2, 1, 0, 0, 0, 1]);
    expect(ran.json().rejects).toBe(rejects);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(rejects);
    const sheet = book.worksheets.find(({ state }) => state === 'visible') as ExcelJS.Worksheet;
    const headers = sheet.getRow(1).values as string[];
    expect(headers).toContain('未导入原因');
    sheet.getCell(2, headers.indexOf('购置日期')).value = '2024-02-29';
    await book.xlsx.writeFile(rejects);
    const again = await at.run(['import', rejects, ...me]);
    expect(again.stderr).toBe('');
    expect(account(again.json())).toEqual([1, 1, 0, 0, 0, 0]);
    expect(told(again.json())).toEqual([]);
    expect((await at.run(['show', 'J-2', '--json'])).json()).toMatchObject({
      purchaseDate: '2024-02-29',
      cost: 2,
    });
    const none = await at.run(['import', at.path('rejects.xlsx'), '--rejects', at.path('none.xlsx'), ...me]);
    expect(none.json().rejects).toBe(null);
  });
});

describe('a profile', () => {
  it('says which column is what, and which key counts', async () => {
    const at = terminal();
    at.write('first.csv', 'Asset tag,Name,Serial number\nA-1,one,SN-1\n');
    await at.run(['import', at.path('first.csv'), ...me]);
    const core = await openCore(
      coreOptions({ file: at.file, host: 'cli', quiet: true, configFolder: at.home }),
    );
    await createClient(core).exchange.saveProfile({
      name: '月报',
      headers: ['甲', '乙', '丙'],
      settings: {
        sheet: '',
        entity: 'asset',
        headerRow: 1,
        mapping: { 0: 'serial', 1: 'name', 2: 'notes' },
        key: ['serial'],
        mode: 'update',
      },
    });
    await core.close();
    at.write('report.csv', '丙,甲,乙\nfrom the report,SN-1,renamed\n,SN-2,new\n');
    const ran = await at.run(['import', at.path('report.csv'), '--header-row', '1', '--map', '月报', ...me]);
    expect(ran.stderr).toBe('');
    expect(account(ran.json())).toEqual([2, 0, 1, 0, 1, 0]);
    expect((await at.run(['show', 'A-1', '--json'])).json()).toMatchObject({
      name: 'renamed',
      notes: 'from the report',
    });
  });

  it('that is not there is named', async () => {
    const at = terminal();
    at.write('first.csv', 'Asset tag,Name\nA-1,one\n');
    const ran = await at.run(['import', at.path('first.csv'), '--map', '月报', ...me]);
    expect([ran.code, ran.stderr.split(':')[0]]).toEqual([1, 'PROFILE_UNKNOWN']);
  });
});

describe('a JSON file', () => {
  it('of neither NetBox nor GLPI is named as such, not refused for its columns', async () => {
    const at = terminal();
    at.write('other.json', '{"hello": "world"}');
    const ran = await at.run(['import', at.path('other.json'), ...me]);
    expect([ran.code, ran.stderr.split(':')[0]]).toEqual([1, 'LANDSCAPE_NOT_FOUND']);
  });
});
