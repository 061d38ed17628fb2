import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { coverSheet } from '../../../src/core/exchange/write/cover.ts';
import type { WriteBook, WriteCell, WriteColumn } from '../../../src/core/exchange/write/types.ts';
import { writeWorkbook } from '../../../src/core/exchange/write/workbook.ts';
import { temporaryFolder } from './helpers.ts';

async function written(book: WriteBook): Promise<{ path: string; read: ExcelJS.Workbook }> {
  const path = join(temporaryFolder(), 'out.xlsx');
  await writeWorkbook(path, book);
  const read = new ExcelJS.Workbook();
  await read.xlsx.readFile(path);
  return { path, read };
}

const text = (header: string, more: Partial<WriteColumn> = {}): WriteColumn => ({
  header,
  kind: 'text',
  ...more,
});

function table(
  columns: readonly WriteColumn[],
  rows: readonly WriteCell[][] = [['x']],
  name = '表',
): WriteBook {
  return { sheets: [{ name, columns, rows }] };
}

describe('sheets', () => {
  it('can be hidden, or hidden so that no menu shows them; the first visible one is open', async () => {
    const sheet = (name: string, state?: 'hidden' | 'veryHidden') => ({
      name,
      columns: [text('a')],
      rows: [['x']],
      ...(state ? { state } : {}),
    });
    const { read } = await written({
      sheets: [sheet('藏', 'hidden'), sheet('看'), sheet('深藏', 'veryHidden')],
    });
    expect(read.worksheets.map(({ state }) => state)).toEqual(['hidden', 'visible', 'veryHidden']);
    expect(read.views[0]?.activeTab).toBe(1);
  });

  it('that are written late keep their place, and may state what the others held', async () => {
    let seen = 0;
    function* counted(): Generator<WriteCell[]> {
      for (const value of ['a', 'b', 'c']) {
        seen++;
        yield [value];
      }
    }
    const cover = coverSheet('说明', '台账', () => [
      { label: '行数', value: seen, kind: 'count' },
      { heading: '附注' },
      { text: '长\n'.repeat(3) },
    ]);
    const { read } = await written({
      sheets: [cover, { name: '数据', columns: [text('a')], rows: counted() }],
      active: 1,
    });
    expect(read.worksheets.map(({ name }) => name)).toEqual(['说明', '数据']);
    const [first] = read.worksheets as [ExcelJS.Worksheet];
    expect(first.getCell('A1').value).toBe('台账');
    expect(first.getCell('B3').value).toBe(3);
    expect(first.autoFilter ?? null).toBeNull();
    expect(first.views[0]?.state).toBe('normal');
    expect(read.views[0]?.activeTab).toBe(1);
  });

  it('print one page wide, across, with the header on every page', async () => {
    const { read } = await written(table([text('a'), text('b')], [['x', 'y']], "O'Brien 的表"));
    const setup = read.worksheets[0]?.pageSetup;
    expect(setup).toMatchObject({ orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
    expect(setup?.printTitlesRow).toBe('1:1');
    expect(read.worksheets[0]?.headerFooter.oddFooter).toContain('&P');
  });
});

describe('columns', () => {
  it('can be hidden, and still stand in the filter; the first one seen stays in sight', async () => {
    const { read } = await written(
      table([text('key', { hidden: true }), text('a'), text('b')], [['k', 'x', 'y']]),
    );
    const sheet = read.worksheets[0] as ExcelJS.Worksheet;
    expect(sheet.getColumn(1).hidden).toBe(true);
    expect(sheet.autoFilter).toBe('A1:C2');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 1 });
  });

  it('explain themselves by notes and prompts', async () => {
    const prompt = { title: '资产编号', text: '必填，不可重复' };
    const { read } = await written(
      table([text('编号', { note: '第一行\n<第二行> & "引号"', tone: 'required', prompt })]),
    );
    const sheet = read.worksheets[0] as ExcelJS.Worksheet;
    const note = sheet.getCell('A1').note as ExcelJS.Comment;
    expect(note.texts?.map((part) => part.text).join('')).toBe('第一行\n<第二行> & "引号"');
    expect(sheet.getCell('A2').dataValidation).toMatchObject({
      promptTitle: '资产编号',
      prompt: '必填，不可重复',
    });
  });

  it('offer long lists, and lists with commas, from a hidden sheet', async () => {
    const many = Array.from({ length: 300 }, (_, i) => `地点 ${i}`);
    const commas = ['a, b', 'c'];
    const columns = [
      text('长', { choices: many }),
      text('逗号', { choices: commas }),
      text('又', { choices: many }),
      text('短', { choices: ['是', '否'] }),
    ];
    const { read } = await written({ ...table(columns), lists: { name: '取值' } });
    const sheet = read.worksheets[0] as ExcelJS.Worksheet;
    const formulas = ['A2', 'B2', 'C2', 'D2'].map((at) => sheet.getCell(at).dataValidation.formulae?.[0]);
    expect(formulas).toEqual(['list_1', 'list_2', 'list_1', '"是,否"']);
    const lists = read.getWorksheet('取值') as ExcelJS.Worksheet;
    expect(lists.state).toBe('hidden');
    expect(lists.getCell('A301').value).toBe('地点 299');
    expect(lists.getCell('B2').value).toBe('a, b');
    expect(read.definedNames.getRanges('list_1').ranges).toEqual(["'取值'!$A$2:$A$301"]);
  });

  it('refuse or warn of what breaks their rule', async () => {
    const columns: WriteColumn[] = [
      {
        header: '日期',
        kind: 'date',
        rule: { type: 'date', min: '2000-01-01', max: '2099-12-31' },
        strict: true,
      },
      { header: '数量', kind: 'count', rule: { type: 'whole', min: 1 } },
    ];
    const { read } = await written(table(columns, []));
    const sheet = read.worksheets[0] as ExcelJS.Worksheet;
    expect(sheet.getCell('A2').dataValidation).toMatchObject({ type: 'date', operator: 'between' });
    expect(sheet.getCell('A2').dataValidation.errorStyle ?? 'stop').toBe('stop');
    expect(sheet.getCell('B2').dataValidation).toMatchObject({
      type: 'whole',
      operator: 'greaterThanOrEqual',
      errorStyle: 'warning',
    });
  });

  it('have thousands marks for amounts and none for numbers that name something', async () => {
    const columns: WriteColumn[] = [
      { header: '数量', kind: 'count' },
      { header: '端口', kind: 'integer' },
      { header: '占比', kind: 'percent' },
    ];
    const { read } = await written(table(columns, [[1200, 8080, 0.256]]));
    const sheet = read.worksheets[0] as ExcelJS.Worksheet;
    expect(['A2', 'B2', 'C2'].map((at) => sheet.getCell(at).numFmt)).toEqual(['#,##0', '0', '0.00%']);
  });
});

describe('cells', () => {
  it('can be coloured, whatever they hold', async () => {
    const columns: WriteColumn[] = [
      { header: '原值', kind: 'money' },
      { header: '日期', kind: 'date' },
    ];
    const rows: WriteCell[][] = [
      [
        { value: 123_450, tone: 'bad' },
        { value: '2024-03-05', tone: 'changed' },
      ],
      [{ value: null, tone: 'warning' }],
    ];
    const { read } = await written(table(columns, rows));
    const sheet = read.worksheets[0] as ExcelJS.Worksheet;
    const fill = (at: string) => (sheet.getCell(at).fill as ExcelJS.FillPattern).fgColor?.argb;
    expect([fill('A2'), fill('B2'), fill('A3')]).toEqual(['FFFEE2E2', 'FFDBEAFE', 'FFFEF3C7']);
    expect(sheet.getCell('A2').value).toBe(1234.5);
    expect(sheet.getCell('A2').numFmt).toBe('#,##0.00');
    expect(sheet.getCell('B2').value).toEqual(new Date('2024-03-05'));
  });

  it('link to addresses, files and sheets, and never to what could run', async () => {
    const links = [
      'https://例子.cn/a?b=1&c="d"',
      'file:///D:/附件/照片 1.jpg',
      'photos/照片 #1.jpg',
      '#说明!A1',
      'javascript:alert(1)',
      '\\\\host\\share\\x',
      'mailto:a@b.cn',
    ];
    const { path, read } = await written(
      table(
        [text('x')],
        links.map((link) => [{ value: 'v', link }]),
      ),
    );
    const sheet = read.worksheets[0] as ExcelJS.Worksheet;
    const found = links.map(
      (_, i) => (sheet.getCell(`A${i + 2}`).value as ExcelJS.CellHyperlinkValue)?.hyperlink ?? null,
    );
    expect(found.slice(0, 3)).toEqual([
      'https://xn--fsqu00a.cn/a?b=1&c=%22d%22',
      `file:///D:/${encodeURI('附件/照片 1')}.jpg`,
      `photos/${encodeURI('照片')}%20%231.jpg`,
    ]);
    expect(found.slice(4)).toEqual([null, null, 'mailto:a@b.cn']);
    const cell = XLSX.read(readFileSync(path)).Sheets.表?.A5 as XLSX.CellObject;
    expect(cell.l?.Target).toBe('#说明!A1');
  });
});
