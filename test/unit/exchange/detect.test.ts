import { existsSync, readdirSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { readWorkbook, readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import { describeError, HoldfastError } from '../../../src/model/errors.ts';
import { cellsOf, workbookBytes } from './helpers.ts';

function refusal(bytes: Buffer): HoldfastError {
  try {
    readWorkbook(bytes, { name: 'file.xlsx' });
  } catch (error) {
    if (error instanceof HoldfastError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

function zipOf(files: Record<string, string>): Buffer {
  const container = XLSX.CFB.utils.cfb_new({ root: 'R' });
  for (const [name, content] of Object.entries(files)) {
    XLSX.CFB.utils.cfb_add(container, name, Buffer.from(content));
  }
  return XLSX.CFB.write(container, { fileType: 'zip', type: 'buffer', compression: true }) as Buffer;
}

describe('the seven letters _x0041_', () => {
  it('are a character in a workbook of Microsoft, and themselves in OpenDocument', () => {
    const text = 'a_x0041_b _x005F_ _X00e9_ _x12 __x0042_';
    const rows = [['h'], [text]];
    expect(cellsOf(readWorkbook(workbookBytes(rows, 'ods'), { name: 'x.ods' }))[1]).toEqual([text]);
  });
});

describe('what a file is', () => {
  it('is told by its content for every workbook format', () => {
    for (const format of ['xlsx', 'xlsm', 'xlsb', 'biff8', 'ods'] as const) {
      const book = readWorkbook(
        workbookBytes(
          [
            ['编号', '名称'],
            ['00123', '服务器'],
          ],
          format,
        ),
        { name: 'x.txt' },
      );
      expect(cellsOf(book)).toEqual([
        ['编号', '名称'],
        ['00123', '服务器'],
      ]);
    }
  });

  it('refuses an empty file', () => {
    expect(refusal(Buffer.alloc(0)).code).toBe('FILE_EMPTY');
    expect(refusal(Buffer.from('\ufeff  \r\n ')).code).toBe('FILE_EMPTY');
  });

  it('names what a renamed file really is', () => {
    const html = refusal(Buffer.from('<html><body><p>Please sign in</p></body></html>'));
    expect([html.code, html.params.what]).toEqual(['FILE_NOT_WORKBOOK', 'HTML']);
    const table = '<html><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></html>';
    expect(refusal(Buffer.from(table)).code).toBe('FILE_WEB_PAGE');
    // Web systems call their reports .xls; such a page is read.
    expect(readWorkbook(Buffer.from(table), { name: 'report.xls' }).format).toBe('html');
    const word = refusal(zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }));
    expect([word.code, word.params.what]).toEqual(['FILE_NOT_WORKBOOK', 'Word']);
    expect(refusal(Buffer.from('%PDF-1.7\n')).params.what).toBe('PDF');
    expect(refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])).params.what).toBe('PNG');
    expect(refusal(Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 37) % 256))).code).toBe(
      'FILE_NOT_WORKBOOK',
    );
  });

  it('says that an encrypted workbook is encrypted', () => {
    const container = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(64));
    XLSX.CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(64));
    const error = refusal(XLSX.CFB.write(container, { type: 'buffer' }) as Buffer);
    expect(error.code).toBe('FILE_ENCRYPTED');
    expect(describeError(error.code, error.params, 'zh')).toContain('“file.xlsx”有密码保护');
    const manifest = '<manifest:manifest><manifest:encryption-data/></manifest:manifest>';
    expect(refusal(zipOf({ 'content.xml': 'x', 'META-INF/manifest.xml': manifest })).code).toBe(
      'FILE_ENCRYPTED',
    );
  });

  it('says that a truncated or altered workbook is damaged, wherever it is cut', () => {
    const whole = workbookBytes([['编号'], ...Array.from({ length: 200 }, (_, i) => [`A-${i * 7919}`])]);
    for (const length of [6, 40, 500, whole.length >> 1, whole.length - 30]) {
      expect(refusal(whole.subarray(0, length)).code).toBe('FILE_CORRUPT');
    }
    const altered = Buffer.from(whole);
    const sheet = altered.indexOf('xl/worksheets/sheet1.xml') + 40;
    for (let i = 0; i < 20; i++) altered[sheet + i] = (altered[sheet + i] as number) ^ 0x5a;
    expect(refusal(altered).code).toBe('FILE_CORRUPT');
  });

  it('refuses a zip bomb before inflating it, also when its directory lies about the size', () => {
    const bomb = bombOf(100 * 1024 * 1024, 100 * 1024 * 1024);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(refusal(bomb).code).toBe('FILE_TOO_LARGE');
    expect(refusal(bombOf(100 * 1024 * 1024, 1000)).code).toBe('FILE_CORRUPT');
  });

  it('refuses an OpenDocument that repeats a few cells without end, but not one whose empty rest is repeated', () => {
    const ods = (row: string) =>
      zipOf({
        mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
        'META-INF/manifest.xml': '<manifest:manifest/>',
        'styles.xml': '<office:document-styles/>',
        'content.xml': `<office:document-content><office:body><office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>编号</text:p></table:table-cell></table:table-row>${row}</table:table></office:spreadsheet></office:body></office:document-content>`,
      });
    const cell = 'table:number-columns-repeated="16384"';
    const row = 'table:number-rows-repeated="1048575"';
    const full = `<table:table-row ${row}><table:table-cell ${cell} office:value-type="float" office:value="1"/></table:table-row>`;
    expect(refusal(ods(full)).code).toBe('FILE_TOO_LARGE');
    const empty = readWorkbook(
      ods(`<table:table-row ${row}><table:table-cell ${cell}/></table:table-row>`),
      {},
    );
    expect(cellsOf(empty)).toEqual([['编号']]);
  });

  it('refuses XML entities', () => {
    const files = {
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml':
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook><sheets><sheet name="&a;" sheetId="1"/></sheets></workbook>',
    };
    expect(refusal(zipOf(files)).code).toBe('FILE_UNSAFE');
  });

  it('says that a file is not there', async () => {
    await expect(readWorkbookFile('/nowhere/at-all.xlsx')).rejects.toThrow(
      expect.objectContaining({ code: 'FILE_NOT_FOUND' }),
    );
  });
});

/** A workbook whose sheet inflates to `size` bytes while its directory promises `promised`. */
function bombOf(size: number, promised: number): Buffer {
  const name = Buffer.from('xl/workbook.xml');
  const types = Buffer.from('[Content_Types].xml');
  const data = deflateRawSync(Buffer.alloc(size, 32));
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of [types, name]) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(file.length, 26);
    parts.push(local, file, data);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(promised, 24);
    entry.writeUInt16LE(file.length, 28);
    entry.writeUInt32LE(offset, 42);
    central.push(entry, file);
    offset += local.length + file.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(2, 8);
  end.writeUInt16LE(2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

const corpus = new URL('../../../../shared/data/', import.meta.url).pathname;
if (!existsSync(corpus)) console.log(`skipped: real workbooks, since ${corpus} is not there`);

describe.runIf(existsSync(corpus))('real files', () => {
  it('are read, or refused as encrypted, none of them with any other error', async () => {
    const refused: string[] = [];
    for (const folder of ['workbooks', 'registers']) {
      for (const file of readdirSync(`${corpus}${folder}`)) {
        try {
          const book = await readWorkbookFile(`${corpus}${folder}/${file}`);
          expect([...(book.sheets[0]?.rows() ?? [])].length, file).toBeGreaterThan(0);
        } catch (error) {
          expect((error as HoldfastError).code, file).toBe('FILE_ENCRYPTED');
          refused.push(file);
        }
      }
    }
    expect(refused).toEqual(['biff5_password_2002_40_xor.xls', 'password_2002_40_972000.xls']);
  });

  it('hold dates of both date systems, equal to the text beside them', async () => {
    for (const file of [
      '1904_1900.ods',
      '1904_1900.xls',
      '1904_1900.xlsx',
      '1904_1904.xls',
      '1904_1904.xlsb',
      '1904_1904.xlsx',
    ]) {
      const [, , , row] = cellsOf(await readWorkbookFile(`${corpus}workbooks/${file}`));
      const date = row?.[1];
      const expected = row?.[2] as string;
      expect(date, file).toMatchObject({ kind: 'date' });
      const serial = (date as { serial: number }).serial;
      expect(new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10), file).toBe(expected);
    }
  });

  it('give all 200 rows of the classic-Mac file and its unnamed columns', async () => {
    const book = await readWorkbookFile(`${corpus}registers/snipe-it-assets-sample-BLANKS.csv`);
    const rows = cellsOf(book);
    expect(rows).toHaveLength(201);
    expect(rows[0]).toHaveLength(21);
    expect(rows[2]?.[9]).toBe('5.02E+18');
  });
});
