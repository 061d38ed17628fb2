import { closeSync, existsSync, ftruncateSync, openSync, readdirSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as XLSX from 'xlsx';
import { failureLine, failureOf } from '../../src/cli/failure.ts';
import { chooseSheets, settingsOf } from '../../src/cli/import-settings.ts';
import type { Session } from '../../src/cli/session.ts';
import { type Core, openCore } from '../../src/contract/host.ts';
import { createClient, type HoldfastClient } from '../../src/contract/router/index.ts';
import { coreOptions } from '../../src/shell/core-options.ts';
import { Terminal } from '../support/cli.ts';
import { handmade, sheetParts, t, zipClaiming, zipOf } from '../unit/exchange/handmade.ts';

/**
 * Files that are not what they should be, through the whole way: read, planned, accounted for or refused by name. Most go
 * through the contract of one open register, one after the other, as in the app; a few through a process of their own.
 */
const at = new Terminal();
let core: Core;
let client: HoldfastClient;

beforeAll(async () => {
  at.write('first.csv', 'Asset tag,Name\nFIRST,one');
  expect((await at.run(['import', at.path('first.csv'), '--json', '--as', 'Nora'])).code).toBe(0);
  core = await openCore(coreOptions({ file: at.file, host: 'cli', quiet: true, configFolder: at.home }));
  client = createClient(core);
});
afterAll(async () => {
  await core?.close();
  at.tidy();
});

interface Counts {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  problems: { row: number; column: string; code: string; severity: string }[];
}

const adds = ({ created, updated, unchanged, skipped, rejected }: Counts) =>
  created + updated + unchanged + skipped + rejected;

/** Looks at every row of a file with the command line's choices, writing nothing; the counts must add up. */
async function dryRun(path: string): Promise<Counts> {
  const session = { client, core } as Session;
  const { file } = await client.files.open({ path });
  const { sheets, reading } = await chooseSheets(session, file, { create: true });
  const settings = sheets.map((sheet) => settingsOf(session, sheet, { create: true }));
  const asked = { file, sheets: settings, language: 'en', keepRows: true, ...reading } as const;
  for await (const step of await client.exchange.preview(asked)) {
    if (step.type !== 'done') continue;
    const { plan, ...counts } = step.result;
    const { rows } = await client.exchange.previewRows({ plan, offset: 0, limit: 500, only: 'problems' });
    core.imports.discard(plan);
    expect(adds({ ...counts, problems: [] })).toBe(counts.rows);
    return { ...counts, problems: rows.flatMap(({ problems }) => problems) };
  }
  throw new Error('the preview ended without a result');
}

/** Why a file is refused: the code of the error and its words, as the command line prints them. */
async function refused(path: string): Promise<string> {
  try {
    await dryRun(path);
  } catch (error) {
    return failureLine(failureOf(error), 'en');
  }
  throw new Error(`${path} was not refused`);
}

function bookOf(rows: unknown[][], bookType: XLSX.BookType = 'xlsx'): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'Assets');
  return XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
}

const good = () =>
  bookOf(Array.from({ length: 50 }, (_, i) => (i === 0 ? ['Asset tag', 'Name'] : [`T-${i}`, `thing ${i}`])));

/** The same bytes with some in the middle overwritten. */
function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf('xl/worksheets/sheet1.xml') + 60;
  copy.fill(0xa5, at, at + 40);
  return copy;
}

function encryptedOds(): Buffer {
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
    'content.xml': 'garbage',
  });
}

const sheetPart = 'xl/worksheets/sheet1.xml';

/** A workbook whose one sheet unpacks to a thousand times its size. */
function bomb(): Buffer {
  return zipClaiming(sheetParts(`<sheetData>${' '.repeat(120 * 1024 * 1024)}</sheetData>`), {});
}

/** A workbook whose sheet claims to be of this size. */
function claiming(size: number): Buffer {
  return zipClaiming(sheetParts('<sheetData><row r="1"><c><v>1</v></c></row></sheetData>'), {
    [sheetPart]: size,
  });
}

describe('a file that can not be read', () => {
  const cases: [name: string, content: () => Buffer | string, message: RegExp][] = [
    ['corrupt.xlsx', () => corrupted(good()), /^FILE_CORRUPT: .*corrupt\.xlsx/],
    ['cut.xlsx', () => good().subarray(0, -200), /^FILE_CORRUPT: /],
    ['cut.xls', () => bookOf([['Asset tag'], ['1']], 'biff8').subarray(0, 1200), /^FILE_CORRUPT: /],
    ['secret.ods', encryptedOds, /^FILE_ENCRYPTED: .*secret\.ods/],
    [
      'letter.xlsx',
      () => zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }),
      /^FILE_NOT_WORKBOOK: .*Word/,
    ],
    [
      'page.xlsx',
      () => '<!DOCTYPE html><html><body><p>Please sign in</p></body></html>',
      /^FILE_NOT_WORKBOOK: .*HTML/,
    ],
    ['bomb.xlsx', bomb, /^FILE_TOO_LARGE: /],
    [
      'entities.xlsx',
      () =>
        handmade('<sheetData/>', {
          'xl/workbook.xml':
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook><sheets><sheet name="&a;" sheetId="1" r:id="rId1"/></sheets></workbook>',
        }),
      /^FILE_UNSAFE: /,
    ],
    ['blank.xlsx', () => bookOf([]), /^(FILE_EMPTY|SHEET_NO_ROWS|SHEET_NOT_FOUND|HEADER_NOT_FOUND): /],
    ['no-header.csv', () => '1,2,3\n4,5,6\n7,8,9', /^(MAPPING_EMPTY|HEADER_NOT_FOUND): /],
    ['wide.csv', () => `${'x,'.repeat(16_384)}x\n1`, /^FILE_TOO_LARGE: /],
    ['quote.csv', () => 'Asset tag,Name\nA-1,"never closed\nA-2,x', /^FILE_QUOTE_OPEN: .*2/],
  ];
  it.each(cases)('%s is refused by the right name', async (name, content, message) => {
    at.write(name, content());
    expect(await refused(at.path(name))).toMatch(message);
  });

  it.each([
    ['corrupt.xlsx', () => corrupted(good()), /^FILE_CORRUPT: /],
    ['bomb.xlsx', bomb, /^FILE_TOO_LARGE: /],
  ] as const)('%s is refused just so by a process of its own', async (name, content, message) => {
    const alone = new Terminal();
    onTestFinished(() => alone.tidy());
    const ran = await alone.run(['import', alone.write(name, content()), '--dry-run', '--as', 'Nora']);
    expect([ran.code, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toMatch(message);
  });

  it('of more than 2 GB is refused without being read', async () => {
    const fd = openSync(at.path('huge.csv'), 'w');
    writeSync(fd, 'Asset tag,Name\n');
    ftruncateSync(fd, 2.5 * 1024 ** 3);
    closeSync(fd);
    expect(await refused(at.path('huge.csv'))).toMatch(/^FILE_TOO_LARGE: /);
  });

  it.each([
    ['claims 4 GB', 0xfffffff0, /^FILE_TOO_LARGE: /],
    ['claims less than it unpacks to', 20, /^FILE_CORRUPT: /],
    ['claims more than it unpacks to', 2000, /^FILE_CORRUPT: /],
  ] as const)('whose sheet %s is refused', async (_, size, message) => {
    at.write('claims.xlsx', claiming(size));
    expect(await refused(at.path('claims.xlsx'))).toMatch(message);
  });

  it('leaves the register as it was', async () => {
    expect((await client.records.page({ entity: 'asset', offset: 0, limit: 10 })).rows).toHaveLength(1);
  });
});

describe('a file with odd content', () => {
  it('may have headers named like parts of every object', async () => {
    at.write('proto.csv', 'Asset tag,__proto__,constructor,toString,Name\nP-1,a,b,c,d\n');
    expect(await dryRun(at.path('proto.csv'))).toMatchObject({ rows: 1, created: 1 });
  });

  it('may use a million rows without filling them', async () => {
    const empty = Array.from(
      { length: 1_048_574 },
      (_, i) => `<row r="${i + 3}" s="1"><c r="A${i + 3}" s="1"/></row>`,
    );
    const used = `<row r="1">${t('A1', 'Asset tag')}${t('B1', 'Name')}</row><row r="2">${t('A2', 'M-1')}${t('B2', 'x')}</row>`;
    at.write('used.xlsx', handmade(`<sheetData>${used}${empty.join('')}</sheetData>`));
    expect(await dryRun(at.path('used.xlsx'))).toMatchObject({ rows: 1, created: 1 });
  }, 60_000);

  it('may be 16,384 columns wide', async () => {
    const header = ['Asset tag', 'Name', ...Array.from({ length: 16_382 }, (_, i) => `c${i}`)];
    at.write('wide.xlsx', bookOf([header, ['W-1', 'x', ...header.slice(2)]]));
    expect(await dryRun(at.path('wide.xlsx'))).toMatchObject({ rows: 1, created: 1 });
  }, 60_000);

  it('may hold cells of 32,767 characters: too long for a name, not for notes', async () => {
    const long = '长'.repeat(32_767);
    at.write(
      'long.xlsx',
      bookOf([
        ['Asset tag', 'Name', 'Notes'],
        ['L-1', 'x', long],
        ['L-2', long, 'x'],
      ]),
    );
    const { created, rejected, problems } = await dryRun(at.path('long.xlsx'));
    expect([created, rejected]).toEqual([1, 1]);
    expect(problems.find(({ severity }) => severity === 'error')).toMatchObject({
      row: 3,
      code: 'TEXT_TOO_LONG',
    });
  });

  it('may repeat a header: the first is taken, the others wait for a person', async () => {
    at.write('twice.csv', 'Asset tag,Name,Name,Asset tag\nD-1,first,second,x\n');
    expect(await dryRun(at.path('twice.csv'))).toMatchObject({ rows: 1, created: 1 });
  });

  it('may have errors and formulas: cached values count, errors are told, what was never computed is empty', async () => {
    at.write(
      'formulas.xlsx',
      handmade(`<sheetData><row r="1">${t('A1', 'Asset tag')}${t('B1', 'Name')}${t('C1', 'Notes')}${t('D1', 'Serial')}</row>
        <row r="2">${t('A2', 'F-1')}<c r="B2" t="str"><f>A2&amp;"x"</f><v>F-1x</v></c><c r="C2"><f>1+1</f></c><c r="D2" t="e"><v>#N/A</v></c></row></sheetData>`),
    );
    const { created, problems } = await dryRun(at.path('formulas.xlsx'));
    expect(created).toBe(1);
    expect(problems).toEqual([expect.objectContaining({ row: 2, column: 'Serial', code: 'CELL_ERROR' })]);
  });

  it('may mix types in a column: each cell is understood or named', async () => {
    at.write(
      'mixed.xlsx',
      bookOf([
        ['Asset tag', 'Name', 'Purchase date', 'Cost'],
        [1001, 3.5, new Date(Date.UTC(2024, 2, 5)), 12.5],
        ['00123', true, '2024年3月5日', '¥1,234.50'],
        ['X', 'x', 'soon', 'much'],
        ['Y', 'y', 45_356, '(1.50)'],
      ]),
    );
    const { created, rejected, problems } = await dryRun(at.path('mixed.xlsx'));
    expect([created, rejected]).toEqual([3, 1]);
    const codes = problems.filter(({ row }) => row === 4).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['DATE_UNREADABLE', 'MONEY_UNREADABLE']));
  });

  it('may be anything: what is read is accounted for', async () => {
    const junk = Array.from({ length: 60 }, (_, i) =>
      Array.from(
        { length: 8 },
        (_, c) => ['=1+1', '\u0000', '😀', -0, '1e999', null, '#REF!', ' '][(i * 3 + c) % 8],
      ),
    );
    at.write(
      'junk.xlsx',
      bookOf([['Asset tag', 'Name', 'Cost', 'Purchase date', 'IP', 'MAC', 'Status', 'User'], ...junk]),
    );
    expect((await dryRun(at.path('junk.xlsx'))).rows).toBeGreaterThan(50);
  });
});

const corpus = new URL('../../../shared/data/', import.meta.url).pathname;
if (!existsSync(corpus)) console.log(`skipped: real workbooks and registers, since ${corpus} is not there`);

describe.runIf(existsSync(corpus))('every real file', () => {
  const files = existsSync(corpus)
    ? ['workbooks', 'registers'].flatMap((folder) =>
        readdirSync(`${corpus}${folder}`).map((file) => `${folder}/${file}`),
      )
    : [];
  const passwords = /password/;

  it.each(files)(
    '%s is imported with every row accounted for, or refused with the right reason',
    async (file) => {
      const path = `${corpus}${file}`;
      if (passwords.test(file)) {
        expect(await refused(path)).toMatch(/^FILE_ENCRYPTED: /);
        return;
      }
      const outcome = await dryRun(path).catch((error) => failureOf(error).code);
      if (typeof outcome === 'object') expect(outcome.rows).toBeGreaterThan(0);
      else {
        // A workbook that is no register: nothing in it could be matched.
        expect(file).toMatch(/^workbooks\//);
        expect(outcome).toMatch(/^(MAPPING_EMPTY|SHEET_NO_ROWS|HEADER_NOT_FOUND)$/);
      }
    },
  );
});
