import { describe, expect, it } from 'vitest';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { account, ImportWorld, told } from './import-world.ts';

const labels = (records: Record<string, Record<string, unknown>>, key: string) =>
  Object.fromEntries(Object.entries(records).map(([name, values]) => [name, values[key]]));

describe('a workbook with several sheets', () => {
  it('comes in as one batch, in the order that references need, whatever the order of its sheets', async () => {
    const world = new ImportWorld();
    const path = await world.workbook({
      设备关系: [
        ['源资产编号', '关系类型', '目标资产编号', '备注'],
        ['SRV-1', '供电自', 'UPS-1', ''],
        ['UPS-1', '供电给', 'SRV-2', '反向写法'],
        ['SRV-1', 'connected to', 'SW-9', ''],
      ],
      资产台账: [
        ['资产编号', '名称', '类别', '存放地点', '使用人', '使用部门'],
        ['SRV-1', '数据库服务器', '服务器', '机房A', '张三', '运维组'],
        ['SRV-2', '应用服务器', '服务器', '总部/3号楼/机房A', 'E002', '信息中心/运维组'],
        ['UPS-1', '不间断电源', 'UPS', '机房A', '', ''],
      ],
      人员: [
        ['姓名', '工号', '部门', '邮箱'],
        ['张三', 'E001', '运维组', 'zhang@example.com'],
        ['李四', 'E002', '信息中心', ''],
      ],
      地点: [
        ['地点名称', '上级地点', '级别', '编码'],
        ['机房A', '3号楼', '房间', 'R-A'],
        ['3号楼', '总部', '楼', 'B-3'],
        ['总部', '', '园区', 'S-1'],
      ],
      部门: [
        ['部门名称', '上级部门', '部门编码'],
        ['运维组', '信息中心', 'D-2'],
        ['信息中心', '', 'D-1'],
      ],
    });
    const result = await world.import(path, { sheets: undefined });
    expect(told(result)).toEqual(['4 目标资产编号 END_MISSING']);
    expect(
      result.sheets.map(({ sheet, entity, rows, created, rejected }) => [
        sheet,
        entity,
        rows,
        created,
        rejected,
      ]),
    ).toEqual([
      ['部门', 'department', 2, 2, 0],
      ['人员', 'person', 2, 2, 0],
      ['地点', 'location', 3, 3, 0],
      ['资产台账', 'asset', 3, 3, 0],
      ['设备关系', 'relation', 3, 2, 1],
    ]);
    expect(account(result)).toEqual([13, 12, 0, 0, 0, 1]);
    expect(result.createdOthers).toEqual({});
    expect(world.records('location', 'name')).toMatchObject({
      机房A: { kind: 'room', code: 'R-A', parent: '总部 / 3号楼' },
      '3号楼': { kind: 'building', code: 'B-3' },
    });
    expect(world.assets()['SRV-1']).toMatchObject({
      location: '总部 / 3号楼 / 机房A',
      user: '张三',
      department: '信息中心 / 运维组',
    });
    expect(world.assets()['SRV-2']).toMatchObject({ user: '李四' });
    expect(world.relations()).toEqual(['SRV-1 poweredBy UPS-1', 'SRV-2 poweredBy UPS-1']);

    const cursor = world.test.reg.cursor();
    const again = await world.import(path, { sheets: undefined });
    expect(account(again)).toEqual([13, 0, 0, 12, 0, 1]);
    expect(world.test.reg.cursor()).toBe(cursor);

    await undoBatch(world.test.reg, world.test.me, result.batch as string);
    expect([world.assets(), world.records('location', 'name'), world.relations()]).toEqual([{}, {}, []]);
  });

  it('takes each sheet as its own settings say, and shows rows of one sheet alone', async () => {
    const world = new ImportWorld();
    world.test.asset('A-1', { name: '旧' });
    const path = await world.workbook({
      一: [
        ['资产编号', '名称'],
        ['A-1', '新'],
        ['A-2', '乙'],
      ],
      二: [
        ['资产编号', '名称'],
        ['A-1', '更新'],
        ['A-3', '丙'],
      ],
    });
    const base = { headerRow: 1, mapping: { 0: 'tag', 1: 'name' }, entity: 'asset' as const };
    const sheets = [
      { ...base, sheet: '一', mode: 'create' as const },
      { ...base, sheet: '二', mode: 'both' as const },
    ];
    const plan = await world.plan(path, { sheets }, true);
    expect(plan.summary.sheets.map(account)).toEqual([
      [2, 1, 0, 0, 1, 0],
      [2, 1, 0, 0, 0, 1],
    ]);
    const rows = world.imports.rows(plan.id, { offset: 0, limit: 10, only: 'all', sheet: '二' });
    expect(rows.rows.map(({ sheet, row, action }) => [sheet, row, action])).toEqual([
      ['二', 2, 'rejected'],
      ['二', 3, 'created'],
    ]);
    expect(rows.rows[0]?.problems[0]).toMatchObject({
      code: 'TAG_REPEATED',
      target: 'tag',
      params: { first: '一!2' },
    });
    const skipped = world.imports.rows(plan.id, { offset: 0, limit: 10, only: 'skipped' });
    expect(skipped.rows.map(({ sheet, row }) => [sheet, row])).toEqual([['一', 2]]);
  });
});

describe('other records than assets', () => {
  it('people are known by number, account, mail address or name, and updated by the first that fits', async () => {
    const world = new ImportWorld();
    const sheet = { entity: 'person' as const };
    await world.import('姓名,工号,邮箱\n张三,E1,a@x.cn\n李四,,b@x.cn\n王五,,\n', sheet);
    const result = await world.import(
      '姓名,工号,邮箱,部门,职务\n张三丰,e1,a@x.cn,财务部,\n李四,E2,b@x.cn,,会计\n王五,,,财务部,出纳\n王五,E9,,,\n',
      sheet,
    );
    expect(account(result)).toEqual([4, 0, 3, 0, 0, 1]);
    expect(told(result)).toEqual(['5 姓名 ROW_REPEATED']);
    expect(world.records('person', 'name')).toMatchObject({
      张三丰: { number: 'e1', department: '财务部' },
      李四: { number: 'E2', title: '会计' },
    });
    expect(result.createdOthers).toEqual({ department: 1 });
  });

  it('organisations, models, contracts and licences come in, are found again and updated', async () => {
    const world = new ImportWorld();
    const organisation = { entity: 'organisation' as const };
    await world.import('资产编号,名称,品牌,型号\nA-1,x,联想,M920\n');
    const first = await world.import(
      '单位名称,编码,类型,电话\n联想,V-1,厂商,400-1\n华为,V-2,供应商,\n',
      organisation,
    );
    expect(account(first)).toEqual([2, 1, 1, 0, 0, 0]);
    expect(world.records('organisation', 'name').联想).toMatchObject({ code: 'V-1', phone: '400-1' });

    const model = { entity: 'productModel' as const };
    const models = await world.import(
      '型号名称,型号编码,品牌,类别\nM920,10SF,联想,台式机\nM920,10SG,华为,台式机\n',
      model,
    );
    expect(account(models)).toEqual([2, 1, 1, 0, 0, 0]);

    const contract = { entity: 'contract' as const };
    await world.import(
      '合同编号,合同名称,乙方,金额,结束日期\nHT-1,维保,华为,"12,000.50",2026-12-31\n',
      contract,
    );
    const contracts = await world.import('合同编号,合同名称,金额\nht-1,维保,13000\nHT-2,,1\n', contract);
    expect(account(contracts)).toEqual([2, 0, 1, 0, 0, 1]);
    expect(told(contracts)).toEqual(['3 合同名称 FIELD_REQUIRED']);
    expect(world.records('contract', 'number')['ht-1']).toMatchObject({
      amount: 1_300_000,
      supplier: '华为',
      end: '2026-12-31',
    });

    const licence = { entity: 'licence' as const };
    await world.import('软件名称,许可密钥,授权数\nOffice,AAA,10\nOffice,BBB,20\n', licence);
    const licences = await world.import('软件名称,许可密钥,授权数\nOffice,BBB,25\nOffice,,5\n', licence);
    expect(account(licences)).toEqual([2, 0, 1, 0, 0, 1]);
    expect(licences.problems[0]).toMatchObject({ code: 'KEY_AMBIGUOUS', params: { count: 2 } });
  });

  it('places are known by path, by name and parent, or by code, and can be moved; never under themselves', async () => {
    const world = new ImportWorld();
    const sheet = { entity: 'location' as const };
    await world.import('地点路径,编码\n总部/1号楼/机房,R1\n总部/2号楼,B2\n', sheet);
    expect(Object.keys(world.records('location', 'name')).sort()).toEqual(['1号楼', '2号楼', '总部', '机房']);
    const result = await world.import(
      '名称,上级地点,编码,地址\n机房,总部/2号楼,R1,东门\n2号楼,总部/2号楼/机房,B2,\n1号楼,总部,,西门\n',
      sheet,
    );
    expect(told(result)).toEqual(['3 上级地点 TREE_CYCLE']);
    expect(account(result)).toEqual([3, 0, 2, 0, 0, 1]);
    expect(labels(world.records('location', 'name'), 'parent')).toMatchObject({ 机房: '总部 / 2号楼' });
  });

  it('relations refuse what a relation made by hand refuses, and know assets by former tag and serial', async () => {
    const world = new ImportWorld();
    world.test.asset('A-1', { formerTags: ['OLD-1'] });
    world.test.asset('A-2', { serial: 'SN-2' });
    world.test.asset('A-3', { serial: 'SAME' });
    world.test.asset('A-4', { serial: 'SAME' });
    const sheet = { entity: 'relation' as const };
    const head = '源资产编号,关系类型,目标资产编号,源端口,目标端口\n';
    const first = await world.import(
      `${head}OLD-1,包含,sn-2,,\nA-2,包含,A-3,,\nA-1,连接,A-2,eth0,p1\n`,
      sheet,
    );
    expect(told(first)).toEqual([]);
    const result = await world.import(
      `${head}A-1,包含,A-2,,\nA-3,包含,A-1,,\nA-1,依赖,A-1,,\nA-2,连接,A-1,p1,eth0\nA-1,看守,A-2,,\nA-1,依赖,SAME,,\nA-1,依赖,A-2,,\nA-2,被依赖,A-1,,\n`,
      sheet,
    );
    expect(told(result)).toEqual([
      '3 源资产编号 TREE_CYCLE',
      '4 目标资产编号 RELATION_SELF',
      '6 关系类型 CHOICE_UNKNOWN',
      '7 目标资产编号 REFERENCE_AMBIGUOUS',
      '9 ROW_REPEATED',
    ]);
    expect(account(result)).toEqual([8, 1, 0, 3, 0, 4]);
    expect(world.relations()).toEqual([
      'A-1 connectedTo A-2',
      'A-1 contains A-2',
      'A-1 dependsOn A-2',
      'A-2 contains A-3',
    ]);
  });
});
