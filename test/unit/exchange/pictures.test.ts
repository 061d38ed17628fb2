import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { inspectWorkbook } from '../../../src/core/exchange/inspect.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import type { Sheet } from '../../../src/core/exchange/read/types.ts';
import { handmade, pixel, relationsXml, t } from './handmade.ts';
import { cellsOf } from './helpers.ts';

const sheetOf = (bytes: Buffer): Sheet => readWorkbook(bytes, { name: 'x.xlsx' }).sheets[0] as Sheet;
const placed = (sheet: Sheet) =>
  sheet.pictures.map(({ row, column, name, mime }) => ({ row, column, name, mime }));

describe('pictures in cells', () => {
  const wps = (formula: string) =>
    handmade(
      `<sheetData><row r="1">${t('A1', '资产编号')}${t('B1', '照片')}</row>
      <row r="2">${t('A2', 'A-1')}<c r="B2" t="str">${formula}</c></row></sheetData>`,
      {
        'xl/cellimages.xml': `<etc:cellImages><etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_0A1B" descr="D:\\照片\\服务器.png"/></xdr:nvPicPr>
          <xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>`,
        'xl/_rels/cellimages.xml.rels': relationsXml([['rId1', 'image', 'media/image1.png']]),
        'xl/media/image1.png': pixel,
      },
    );

  it.each([
    ['a formula', '<f>_xlfn.DISPIMG("ID_0A1B",1)</f><v>=DISPIMG("ID_0A1B",1)</v>'],
    ['a formula of its own', '<f>DISPIMG(&quot;ID_0A1B&quot;,1)</f><v/>'],
    ['nothing but the cached text', '<v>=DISPIMG("ID_0A1B",1)</v>'],
  ])('of WPS are found by %s, whose text is no value', (_, formula) => {
    const sheet = sheetOf(wps(formula));
    expect(placed(sheet)).toEqual([{ row: 2, column: 1, name: '服务器.png', mime: 'image/png' }]);
    expect(sheet.pictures[0]?.bytes().equals(pixel)).toBe(true);
    expect([...sheet.rows()][1]?.cells).toEqual(['A-1']);
  });

  it('become a column that is the photo, not the texts beside them', () => {
    const found = inspectWorkbook(readWorkbook(wps('<f>DISPIMG("ID_0A1B",1)</f>'), { name: 'x' }));
    expect(found.sheets[0]?.pictures).toBe(1);
    expect(found.sheets[0]?.columns.map(({ index, field, source }) => [index, field, source])).toEqual([
      [0, 'tag', 'cell'],
      [1, null, 'cell'],
      [60_001, 'photo', 'picture'],
    ]);
  });

  it('of Excel are found by their rich value, whose error is no value', () => {
    const bytes = handmade(
      `<sheetData><row r="3">${t('A3', 'x')}<c r="C3" t="e" vm="1"><v>#VALUE!</v></c><c r="D3" t="e"><v>#N/A</v></c></row></sheetData>`,
      {
        'xl/metadata.xml':
          '<metadata><futureMetadata name="XLRICHVALUE" count="1"><bk><extLst><ext><xlrd:rvb i="0"/></ext></extLst></bk></futureMetadata><valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>',
        'xl/richData/rdrichvalue.xml': '<rvData count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>',
        'xl/richData/richValueRel.xml': '<richValueRels><rel r:id="rId1"/></richValueRels>',
        'xl/richData/_rels/richValueRel.xml.rels': relationsXml([['rId1', 'image', '../media/image7.png']]),
        'xl/media/image7.png': pixel,
      },
    );
    expect(placed(sheetOf(bytes))).toEqual([{ row: 3, column: 2, name: 'image7.png', mime: 'image/png' }]);
    expect(cellsOf(readWorkbook(bytes, {}))[0]?.slice(2)).toEqual([
      undefined,
      { kind: 'error', text: '#N/A' },
    ]);
  });

  it('that float are those of the cell at their corner, as another program wrote them', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Assets');
    sheet.addRows([['Asset tag'], ['A-1'], ['A-2']]);
    const id = book.addImage({ buffer: pixel as unknown as ExcelJS.Buffer, extension: 'png' });
    sheet.addImage(id, { tl: { col: 2, row: 2 }, ext: { width: 20, height: 20 } });
    sheet.addImage(id, 'B2:B2');
    const read = sheetOf(Buffer.from(await book.xlsx.writeBuffer()));
    expect(placed(read).map(({ row, column, mime }) => [row, column, mime])).toEqual([
      [3, 2, 'image/png'],
      [2, 1, 'image/png'],
    ]);
  });

  it('that no browser shows, or that are not there, are left out', () => {
    const parts = {
      'xl/cellimages.xml':
        '<c><i><cNvPr name="ID_1"/><blip r:embed="rId1"/></i><i><cNvPr name="ID_2"/><blip r:embed="rId2"/></i></c>',
      'xl/_rels/cellimages.xml.rels': relationsXml([
        ['rId1', 'image', 'media/a.png'],
        ['rId2', 'image', 'media/gone.png'],
      ]),
      'xl/media/a.png': '<svg/>',
    };
    const cells = [1, 2, 3].map((n) => `<row r="${n}"><c r="A${n}"><f>DISPIMG("ID_${n}",1)</f></c></row>`);
    const sheet = sheetOf(handmade(`<sheetData>${cells.join('')}</sheetData>`, parts));
    expect([sheet.pictures, [...sheet.rows()]]).toEqual([[], []]);
  });
});
