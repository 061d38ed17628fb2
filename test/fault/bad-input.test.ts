import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { openCore } from '../../src/contract/host.ts';
import { coreOptions } from '../../src/shell/core-options.ts';
import { Terminal } from '../support/cli.ts';

const at = new Terminal();
const good = at.file;
afterAll(() => at.tidy());

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const rows = [
  ['Asset tag', 'Name', 'Purchase date'],
  ['T-1', 'Thing', '2024-03-05'],
];

function workbook(bookType: XLSX.BookType = 'xlsx'): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'Assets');
  return XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
}

function encrypted(): Buffer {
  const container = XLSX.CFB.utils.cfb_new();
  XLSX.CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(64));
  XLSX.CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(64));
  return XLSX.CFB.write(container, { type: 'buffer' }) as Buffer;
}

async function refused(args: readonly string[], code: string): Promise<string> {
  const ran = await at.run(args);
  expect(ran.stderr).toMatch(new RegExp(`^${code}: .+\n$`));
  expect(ran.stdout).toBe('');
  expect(ran.code).toBe(1);
  return ran.stderr;
}

beforeAll(async () => {
  at.write('good.csv', rows.map((row) => row.join(',')).join('\n'));
  const ran = await at.run(['import', at.path('good.csv'), '--json', '--as', 'Nora']);
  expect(ran.json().created).toBe(1);
});

describe('a file that is no spreadsheet to import', () => {
  const cases: Array<[name: string, content: string | Buffer, code: string]> = [
    ['empty.xlsx', '', 'FILE_EMPTY'],
    ['empty.csv', '', 'FILE_EMPTY'],
    ['picture.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'FILE_NOT_WORKBOOK'],
    ['letter.csv', '%PDF-1.7\n%âãÏÓ', 'FILE_NOT_WORKBOOK'],
    ['truncated.xlsx', workbook().subarray(0, 700), 'FILE_CORRUPT'],
    ['secret.xlsx', encrypted(), 'FILE_ENCRYPTED'],
    ['header.csv', 'Asset tag,Name,Serial number\n', 'SHEET_NO_ROWS'],
  ];
  it.each(cases)('%s is refused by name, and nothing is written', async (name, content, code) => {
    at.file = good;
    at.write(name, content);
    await refused(['import', at.path(name), '--as', 'Nora'], code);
    const listed = (await at.run(['list', '--columns', 'tag', '--json'])).json();
    expect(listed.map((row: { tag: string }) => row.tag)).toEqual(['T-1']);
    // A new register is not left behind by an import that was refused.
    at.file = at.path(`new-${name}.holdfast`);
    await refused(['import', at.path(name)], code);
    expect(existsSync(at.file)).toBe(false);
    at.file = good;
  });

  it('says so in Chinese when asked to', async () => {
    at.write('secret.xlsx', encrypted());
    const ran = await at.run(['import', at.path('secret.xlsx'), '--as', 'Nora', '--lang', 'zh']);
    expect(ran.stderr).toBe(
      'FILE_ENCRYPTED: “secret.xlsx”有密码保护。请先用 Excel 或 WPS 去掉密码再导入。\n',
    );
  });

  it('a file or sheet that is not there is named', async () => {
    expect(await refused(['import', at.path('nowhere.csv'), '--as', 'Nora'], 'FILE_NOT_FOUND')).toContain(
      'nowhere',
    );
    at.write('book.xlsx', workbook());
    await refused(['import', at.path('book.xlsx'), '--sheet', 'Costs', '--as', 'Nora'], 'SHEET_NOT_FOUND');
  });
});

describe('a row that can not be', () => {
  it('is rejected with its reason while the others come in', async () => {
    at.file = at.path('rows.holdfast');
    at.write(
      'rows.csv',
      [
        'Asset tag,Name,Purchase date,Cost',
        'R-1,first,2024-03-05,10',
        'R-1,the same tag,2024-03-05,10',
        'R-2,a day that is not,2023-02-29,10',
        'R-3,no number,2024-03-05,ten',
        ',,,',
        'R-4,last,2024-03-05,10',
      ].join('\n'),
    );
    const ran = await at.run(['import', at.path('rows.csv'), '--json', '--as', 'Nora']);
    const { rows: all, created, rejected, problems, batch } = ran.json();
    expect(ran.code).toBe(0);
    expect({ all, created, rejected }).toEqual({ all: 5, created: 5 - rejected, rejected });
    expect(batch).not.toBeNull();
    const errors = problems.filter((p: { severity: string }) => p.severity === 'error');
    expect(errors.map((p: { row: number; code: string }) => `${p.row} ${p.code}`)).toEqual(
      expect.arrayContaining(['3 TAG_REPEATED', '4 DATE_IMPOSSIBLE']),
    );
    expect(new Set(errors.map((p: { row: number }) => p.row)).size).toBe(rejected);
    const tags = (await at.run(['list', '--columns', 'tag', '--json'])).json();
    expect(tags).toHaveLength(created);
    at.file = good;
  });
});

describe('a file that is no register', () => {
  const commands = [['list'], ['set', 'T-1', 'notes=x'], ['verify']];

  it('is refused and left as it was', async () => {
    const other = at.path('other.db');
    const db = new Database(other);
    db.exec('CREATE TABLE accounts(id)');
    db.close();
    at.write('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    for (const file of [other, at.path('picture.png')]) {
      const before = digest(file);
      at.file = file;
      for (const args of commands) await refused(args, 'DATABASE_NOT_HOLDFAST');
      expect(digest(file)).toBe(before);
    }
    at.file = good;
  });

  it('of a newer version is refused and left as it was', async () => {
    at.file = at.path('newer.holdfast');
    copyFileSync(good, at.file);
    const db = new Database(at.file);
    db.pragma('user_version = 99');
    db.close();
    for (const args of commands) await refused(args, 'DATABASE_NEWER');
    at.file = good;
  });

  it('that is damaged is said to be', async () => {
    at.file = at.path('damaged.holdfast');
    const bytes = readFileSync(good);
    // The header stays; the pages after it are somebody else's.
    bytes.fill(0xa5, 4096, Math.min(bytes.length, 40_960));
    writeFileSync(at.file, bytes);
    const ran = await at.run(['verify']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^(DATABASE_DAMAGED|VERIFY_FAILED): /);
    at.file = good;
  });

  it('that is not there, or is a folder, is named', async () => {
    at.file = at.path('missing.holdfast');
    await refused(['list'], 'FILE_NOT_FOUND');
    expect(existsSync(at.file)).toBe(false);
    mkdirSync(at.path('folder.holdfast'));
    at.file = at.path('folder.holdfast');
    await refused(['list'], 'DATABASE_NOT_HOLDFAST');
    at.file = good;
  });
});

describe('a history that was tampered with', () => {
  it('is found by verify, which names the first bad entry', async () => {
    at.file = at.path('tampered.holdfast');
    copyFileSync(good, at.file);
    const db = new Database(at.file);
    db.prepare("UPDATE change SET patch = replace(patch, 'Thing', 'Thong')").run();
    db.close();
    const ran = await at.run(['verify', '--json']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^VERIFY_FAILED: /);
    const { ok, problems } = ran.json();
    expect(ok).toBe(false);
    expect(problems[0].code).toBe('CHAIN_BROKEN');
    expect(problems[0].message).toMatch(/^Entry \d+ of device [0-9a-f-]{36}/);
    at.file = good;
  });
});

describe('a register that another process has open', () => {
  it('can be read, is not written, and is free again when that process is gone', async () => {
    const core = await openCore(coreOptions({ file: good, host: 'cli', quiet: true, configFolder: at.home }));
    try {
      expect((await at.run(['list', '--json'])).json()).toHaveLength(1);
      expect((await at.run(['show', 'T-1'])).code).toBe(0);
      expect((await at.run(['verify'])).code).toBe(0);
      const busy = await refused(['set', 'T-1', 'notes=x', '--as', 'Nora'], 'DATABASE_BUSY');
      expect(busy).toContain('in use by another Holdfast process');
      await refused(['import', at.path('good.csv'), '--as', 'Nora'], 'DATABASE_BUSY');
      await refused(['restore', good], 'DATABASE_BUSY');
    } finally {
      await core.close();
    }
    expect((await at.run(['set', 'T-1', 'notes=x', '--as', 'Nora'])).code).toBe(0);
  });
});

describe('a server that is none of ours', () => {
  it('is told apart from one that is down, and nothing is joined', async () => {
    const server = createServer((_, answer) => answer.end('<html>It works!</html>'));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const run = (address: string) =>
      at.run(['sync', '--server', address, '--user', 'nora'], {
        env: { HOLDFAST_PASSWORD: 'correct horse 7' },
      });
    try {
      expect((await run(url)).stderr).toMatch(/^NOT_HOLDFAST_SERVER: /);
    } finally {
      server.close();
    }
    expect((await run(url)).stderr).toMatch(/^SERVER_UNREACHABLE: /);
    expect((await run('ftp://example')).stderr).toMatch(/^SERVER_ADDRESS_INVALID: /);
  });
});
