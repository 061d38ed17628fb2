import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { targetOfHeader } from '../../../src/core/exchange/headers.ts';
import { inspectWorkbook } from '../../../src/core/exchange/inspect.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import { importEntities, importTarget, importTargetsOf } from '../../../src/model/import-targets.ts';
import { text } from './helpers.ts';

const lookAt = (csv: string, name = 'table.csv') => inspectWorkbook(text(csv), { name }).sheets[0];

describe('import targets', () => {
  it.each(importEntities)('of %s are known by both labels', (entity) => {
    const names = (key: string) => Object.values(importTarget(entity, key)?.label ?? {});
    for (const { key, label } of importTargetsOf(entity)) {
      for (const name of [label.zh, label.en]) {
        // Classes call some fields of theirs as assets call one; the common one wins.
        expect(names(targetOfHeader(name, entity) ?? ''), `${entity}.${key}`).toContain(name);
      }
    }
  });

  it('of assets have the internal id and the photo', () => {
    expect(importTarget('asset', 'id')?.field).toBeNull();
    expect(targetOfHeader('资产照片', 'asset')).toBe('photo');
    expect(targetOfHeader('ID', 'asset')).toBeUndefined();
  });
});

describe('what the rows of a sheet are', () => {
  it.each([
    ['asset', '资产编号,资产名称,使用部门,合同编号'],
    ['asset', 'Asset tag,Name,Category,Location,Status'],
    ['relation', '源资产编号,关系,目标资产编号,备注'],
    ['relation', 'Source tag,Relation,Target tag'],
    ['relation', '上级资产编号,关系类型,下级资产编号'],
    ['location', '地点编码,地点名称,上级地点'],
    ['location', 'Location name,Parent location,Address'],
    ['department', '部门编码,部门名称,上级部门'],
    ['person', '工号,姓名,部门,手机,邮箱'],
    ['person', 'Employee number,Full name,Email,Department'],
    ['organisation', '供应商编码,供应商名称,联系电话'],
    ['productModel', '型号名称,型号编码,品牌,类别'],
    ['contract', '合同编号,合同名称,乙方,签订日期,合同金额'],
    ['licence', '软件名称,授权数,许可密钥,到期日期'],
  ])('is %s by the headers %s', (entity, headers) => {
    const row = headers
      .split(',')
      .map((_, i) => `v${i}`)
      .join(',');
    expect(lookAt(`${headers}\n${row}\n${row}`)?.entity).toBe(entity);
  });

  it('is told by the name of the sheet where headers are too few', () => {
    expect(lookAt('名称,上级\na,\nb,a', '部门.csv')?.entity).toBe('department');
    expect(lookAt('名称,上级\na,\nb,a', '机房和房间.csv')?.entity).toBe('location');
    expect(lookAt('资产编号,名称\n1,a', '部门资产.csv')?.entity).toBe('asset');
    const licences = lookAt('许可证名称,产品密钥,数量\nOffice,X-1,20\nWPS,X-2,5', '许可证.csv');
    expect(licences?.entity).toBe('licence');
    expect(licences?.columns.map(({ field }) => field)).toEqual(['name', 'key', 'seats']);
  });

  it('maps relations to their ends', () => {
    const sheet = lookAt('源资产编号,关系,目标资产编号,源端口,备注\nA,依赖,B,1,x');
    expect(sheet?.columns.map(({ field }) => field)).toEqual([
      'source',
      'type',
      'target',
      'sourcePort',
      'notes',
    ]);
  });

  it('suggests all visible sheets that are registers, split ones too', () => {
    const book = XLSX.utils.book_new();
    const add = (name: string, rows: unknown[][]) =>
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
    add('说明', [['本表由信息中心填写'], ['填写时请注意']]);
    const assets = [
      ['资产编号', '名称', '使用部门'],
      ['1', 'a', 'b'],
    ];
    add('资产', assets);
    add('资产 (2)', assets);
    add('关系', [
      ['源资产编号', '关系', '目标资产编号'],
      ['1', '依赖', '2'],
    ]);
    add('旧', assets);
    add('空', [['资产编号', '名称', '使用部门']]);
    book.Workbook = { Sheets: [{}, {}, {}, {}, { Hidden: 1 }, {}] };
    const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    const found = inspectWorkbook(readWorkbook(bytes, { name: 'x.xlsx' }), {});
    expect([found.suggested, found.suggestedSheets]).toEqual([1, [1, 2, 3]]);
    expect(found.sheets[3]?.entity).toBe('relation');
  });
});

describe('exports of other programs', () => {
  it('GLPI’s columns are known', () => {
    const headers =
      'Name;Entity;Status;Manufacturers;Serial number;Types;Model;Operating system - Name;Locations;Inventory number;User;Alternate username;Technician in charge of the hardware;Group;Comments;Network - IP;Last update';
    const sheet = lookAt(`${headers}\n${headers.replace(/[^;]+/g, 'x')}`, 'glpi.csv');
    expect(sheet?.entity).toBe('asset');
    expect(sheet?.columns.map(({ field }) => field)).toEqual([
      'name',
      'owner',
      'status',
      'manufacturer',
      'serial',
      'class',
      'model',
      'os',
      'location',
      'tag',
      'user',
      'user.username',
      'custodian',
      'department',
      'notes',
      'ip',
      null,
    ]);
  });

  const corpus = new URL('../../../../shared/data/registers/', import.meta.url).pathname;
  if (!existsSync(corpus)) console.log(`skipped: Snipe-IT's samples, since ${corpus} is not there`);

  it.runIf(existsSync(corpus)).each([
    [
      'snipe-it-assets-sample.csv',
      'asset',
      ['tag', 'name', 'class', 'model', 'location', 'purchaseDate', 'cost', 'user.username', 'eolDate'],
    ],
    [
      'snipe-it-assets-sample-BLANKS.csv',
      'asset',
      ['tag', 'serial', 'user', 'name', 'class', 'model', 'warrantyMonths'],
    ],
    ['snipe-it-accessories-sample.csv', 'asset', ['name', 'class', 'quantity', 'location', 'modelNo']],
    ['snipe-it-consumables-sample.csv', 'asset', ['name', 'class', 'quantity', 'location', 'modelNo']],
    ['snipe-it-components-sample.csv', 'asset', ['name', 'class', 'quantity', 'serial', 'cost']],
    [
      'snipe-it-users-sample.csv',
      'person',
      ['firstName', 'lastName', 'email', 'username', 'phone', 'title', 'number', 'active'],
    ],
    ['snipe-it-locations-sample.csv', 'location', ['name', 'address']],
    ['snipe-it-models-sample.csv', 'productModel', ['name', 'class', 'manufacturer', 'number', 'notes']],
    [
      'snipe-it-licenses-sample.csv',
      'licence',
      ['name', 'key', 'manufacturer', 'seats', 'end', 'cost', 'supplier', 'notes'],
    ],
  ] as const)('%s holds records of %s', (file, entity, targets) => {
    const book = readWorkbook(readFileSync(`${corpus}${file}`), { name: file });
    const found = inspectWorkbook(book, { name: file });
    expect(found.sheets[0]?.entity).toBe(entity);
    expect(found.sheets[0]?.columns.map(({ field }) => field)).toEqual(expect.arrayContaining([...targets]));
    expect(found.suggestedSheets).toEqual([0]);
  });
});
