import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeField, checkField } from '../../../src/core/definitions/change-field.ts';
import { changeClass, removeClass, restoreClass } from '../../../src/core/definitions/classes.ts';
import { orderFields, removeField, restoreField } from '../../../src/core/definitions/fields.ts';
import { listClasses, listFields } from '../../../src/core/definitions/list.ts';
import { usageOf } from '../../../src/core/definitions/usage.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { pageRids, pageSql } from '../../../src/core/register/list.ts';
import type { Value } from '../../../src/model/index.ts';
import { DefiningRegister, failure } from './world.ts';

let world: DefiningRegister;
beforeEach(() => {
  world = new DefiningRegister();
});
afterEach(() => world.close());

const found = (filter: string, sort?: { field: string; descending: boolean }) =>
  pageRids(world.reg, { entity: 'asset', filter, sort }, { offset: 0, limit: 100 }).map(
    (rid) => world.reg.sql('SELECT tag FROM asset WHERE rid = ?').pluck().get(rid) as string,
  );

describe('a class made by the user', () => {
  it('inherits fields, is filtered with its parent and hands out its own prefix', () => {
    const key = world.class({ zh: '刀片服务器', en: 'Blade server', parent: 'server', prefix: 'BLD' });
    expect(key).toBe('bladeServer');
    world.field({ zh: '槽位', en: 'Slot', type: 'integer', class: key });
    const blade = world.asset('B-1', { class: key, cpu: '2 x 6330', slot: 3 });
    expect(world.values(blade)).toMatchObject({ cpu: '2 x 6330', slot: 3 });
    expect(found('class=server')).toEqual(['B-1']);
    expect(found('class=刀片服务器 slot>2')).toEqual(['B-1']);
    expect(failure(() => world.asset('S-1', { slot: 1 }))).toMatchObject({ code: 'FIELD_UNKNOWN' });
    expect(world.reg.catalogue.classPath(key).map((def) => def.key)).toEqual([
      'hardware',
      'computer',
      'server',
      key,
    ]);
    expect(world.reg.catalogue.isDataBearing(key)).toBe(true);
  });

  it('is not deleted while there are assets of it, but can be hidden', () => {
    const key = world.class({ zh: '无人机', parent: 'hardware' });
    expect(key).toBe('wuRenJi');
    const drone = world.asset('D-1', { class: key });
    expect(failure(() => removeClass(world.reg, world.me, key))).toMatchObject({
      code: 'CLASS_IN_USE',
      params: { assets: 1, children: 0 },
    });
    changeClass(world.reg, world.me, key, { hidden: true });
    expect(world.reg.catalogue.offeredClasses.some((def) => def.key === key)).toBe(false);
    expect(world.reg.catalogue.classOf(key)?.label.zh).toBe('无人机');
    world.commit([{ op: 'update', entity: 'asset', id: drone, patch: { class: 'otherEquipment' } }]);
    removeClass(world.reg, world.me, key);
    expect(failure(() => world.asset('D-2', { class: key }))).toMatchObject({ code: 'VALUE_INVALID' });
    restoreClass(world.reg, world.me, key);
    world.asset('D-2', { class: key });
  });

  it('keeps its key and can not stand under itself', () => {
    const upper = world.class({ en: 'Upper' });
    const lower = world.class({ en: 'Lower', parent: upper });
    expect(failure(() => changeClass(world.reg, world.me, upper, { parent: lower }))).toMatchObject({
      code: 'CLASS_CIRCLE',
    });
    changeClass(world.reg, world.me, upper, { en: 'Renamed', key: 'other' });
    expect(world.reg.catalogue.classOf(upper)?.label.en).toBe('Renamed');
    expect(failure(() => world.class({ key: upper, en: 'Again' }))).toMatchObject({
      code: 'DUPLICATE_VALUE',
    });
    expect(failure(() => world.class({ key: '1x', en: 'Bad' }))).toMatchObject({
      code: 'DEFINITION_KEY_INVALID',
    });
  });

  it('says which statuses its assets pass through', () => {
    const key = world.class({ en: 'Licence dongle', lifecycle: ['inStock', 'inUse'] });
    expect(failure(() => world.asset('K-1', { class: key, status: 'inRepair' }))).toMatchObject({
      code: 'STATUS_NOT_FOR_CLASS',
    });
    const dongle = world.asset('K-1', { class: key });
    const repair = () =>
      world.commit([{ op: 'update', entity: 'asset', id: dongle, patch: { status: 'inRepair' } }]);
    expect(failure(repair)).toMatchObject({ code: 'STATUS_NOT_FOR_CLASS' });
  });
});

describe('a built-in class', () => {
  it('takes fields and can be hidden and coloured, and nothing else', () => {
    changeClass(world.reg, world.me, 'furniture', { hidden: true, colour: '#336699' });
    expect(world.reg.catalogue.classOf('furniture')).toMatchObject({ hidden: true, colour: '#336699' });
    expect(failure(() => changeClass(world.reg, world.me, 'furniture', { zh: '桌子' }))).toMatchObject({
      code: 'DEFINITION_BUILT_IN',
    });
    expect(failure(() => removeClass(world.reg, world.me, 'furniture'))).toMatchObject({
      code: 'DEFINITION_BUILT_IN',
    });
    world.field({ en: 'Wood', type: 'text', class: 'furniture' });
    expect(world.values(world.asset('F-1', { class: 'furniture', wood: '胡桃木' })).wood).toBe('胡桃木');
    expect(listClasses(world.reg).find(({ key }) => key === 'furniture')).toMatchObject({
      builtin: true,
      hidden: true,
      zh: '家具',
    });
  });

  it('comes back as it was when that is undone', async () => {
    const { batch } = changeClass(world.reg, world.me, 'server', { hidden: true });
    await undoBatch(world.reg, world.me, batch);
    expect(world.reg.catalogue.classOf('server')?.hidden).toBeUndefined();
    changeClass(world.reg, world.me, 'server', { icon: 'tower' });
    expect(world.reg.catalogue.classOf('server')).toMatchObject({ icon: 'tower' });
  });
});

describe('a field made by the user', () => {
  it.each<[string, object, Value, Value]>([
    ['mac', {}, '001a.2b3c.4d5e', '00:1A:2B:3C:4D:5E'],
    ['ip', {}, ' 2001:0DB8::0:1 ', '2001:db8::1'],
    ['ip', {}, '10.1.0.0/255.255.0.0', '10.1.0.0/16'],
    ['url', {}, 'wiki.example.cn/x', 'https://wiki.example.cn/x'],
    ['email', {}, 'Ops@Example.CN', 'Ops@example.cn'],
    [
      'choices',
      {
        choices: [
          { key: 'a', zh: '甲' },
          { key: 'b', zh: '乙' },
        ],
      },
      ['b', 'a', 'b'],
      ['b', 'a'],
    ],
    ['number', { unit: 'kW', min: 0, max: 10 }, 2.5, 2.5],
    ['boolean', {}, true, true],
    ['money', {}, 120000, 120000],
  ])('of type %s keeps its value in normal form', (type, more, given, kept) => {
    world.field({ key: 'extra', zh: '附加', type, ...more });
    expect(world.values(world.asset('A-1', { extra: given })).extra).toEqual(kept);
  });

  it.each<[string, object, Value]>([
    ['mac', {}, '00:1A:2B'],
    ['ip', {}, '10.0.0.300'],
    ['url', {}, 'javascript:alert(1)'],
    ['email', {}, 'nobody'],
    ['choices', { choices: [{ key: 'a', zh: '甲' }] }, ['a', 'c']],
    ['number', { max: 10 }, 11],
    ['boolean', {}, 'yes'],
  ])('of type %s refuses what it can not be', (type, more, given) => {
    world.field({ key: 'extra', zh: '附加', type, ...more });
    expect(failure(() => world.asset('A-1', { extra: given }))).toMatchObject({ code: 'VALUE_INVALID' });
  });

  it('is required, unique, patterned and filled in as it says', () => {
    world.field({ key: 'contractNo', zh: '合同号', required: true, class: 'server' });
    world.field({ key: 'bios', zh: 'BIOS 编号', unique: true, pattern: 'B-\\d{3}' });
    world.field({
      key: 'region',
      zh: '区域',
      type: 'choice',
      choices: [{ key: 'north', zh: '北' }],
      default: 'north',
    });
    expect(failure(() => world.asset('S-1'))).toMatchObject({ code: 'FIELD_REQUIRED' });
    const first = world.asset('S-1', { contractNo: 'HT-1', bios: 'B-001' });
    expect(world.values(first).region).toBe('north');
    expect(world.values(world.asset('S-2', { contractNo: 'HT-2', region: null })).region).toBeUndefined();
    expect(failure(() => world.asset('S-3', { contractNo: 'HT-1', bios: 'b-001' }))).toMatchObject({
      code: 'VALUE_PATTERN',
    });
    expect(failure(() => world.asset('S-3', { contractNo: 'HT-1', bios: 'B-001' }))).toMatchObject({
      code: 'DUPLICATE_VALUE',
      params: { field: 'bios', value: 'B-001', other: 'S-1 名称 S-1' },
    });
    world.asset('P-1', { class: 'desktop' });
  });

  it('can not take the name of one that is there', () => {
    expect(failure(() => world.field({ key: 'serial', zh: '序列号' }))).toMatchObject({
      code: 'DEFINITION_KEY_TAKEN',
    });
    expect(failure(() => world.field({ key: 'cpu', zh: '处理器' }))).toMatchObject({
      code: 'DEFINITION_KEY_TAKEN',
    });
    expect(world.field({ zh: '电源', en: 'CPU' })).toBe('cpu2');
  });

  it('is hidden when it is removed and shows its values when it comes back', () => {
    world.field({ key: 'colour', zh: '颜色' });
    const asset = world.asset('A-1', { colour: '黑' });
    removeField(world.reg, world.me, 'colour');
    expect(world.reg.catalogue.fieldsOf('asset', 'server').colour).toBeUndefined();
    expect(world.values(asset).colour).toBe('黑');
    expect(failure(() => world.field({ key: 'colour', zh: '又一' }))).toMatchObject({
      code: 'DEFINITION_KEY_REMOVED',
    });
    restoreField(world.reg, world.me, 'colour');
    expect(found('colour=黑')).toEqual(['A-1']);
  });

  it('stands in the order and the group that were chosen', () => {
    for (const key of ['one', 'two', 'three'])
      world.field({ key, zh: key, group: key === 'two' ? 'finance' : '机房' });
    orderFields(world.reg, world.me, ['three', 'one']);
    expect(listFields(world.reg).map(({ key }) => key)).toEqual(['three', 'one', 'two']);
    const fields = world.reg.catalogue.fieldsOf('asset', 'server');
    expect(Object.keys(fields).slice(-3)).toEqual(['three', 'one', 'two']);
    expect([fields.three?.heading?.zh, fields.two?.group]).toEqual(['机房', 'finance']);
  });

  it('is filtered and sorted by number, date, choice, several choices, reference and yes or no', () => {
    const owner = world.commit([{ op: 'create', entity: 'person', patch: { name: '王芳' } }])
      .records[0] as string;
    world.field({ key: 'watts', zh: '功率', type: 'number', unit: 'W' });
    world.field({ key: 'checked', zh: '检查日', type: 'date' });
    world.field({
      key: 'tags',
      zh: '标签',
      type: 'choices',
      choices: [
        { key: 'x', zh: '甲类' },
        { key: 'xy', zh: '乙类' },
      ],
    });
    world.field({ key: 'expert', zh: '专家', type: 'ref', target: 'person' });
    world.field({ key: 'leased', zh: '租用', type: 'boolean' });
    world.asset('A-1', { watts: 5, checked: '2026-03-01', tags: ['x'], expert: owner, leased: true });
    world.asset('A-2', { watts: 40, checked: '2025-03-01', tags: ['xy'], leased: false });
    world.asset('A-3', {});
    expect(found('watts>9')).toEqual(['A-2']);
    expect(found('checked<2026-01-01')).toEqual(['A-2']);
    expect(found('tags=甲类')).toEqual(['A-1']);
    expect(found('tags~乙')).toEqual(['A-2']);
    expect(found('expert=王芳')).toEqual(['A-1']);
    expect(found('expert!=')).toEqual(['A-1']);
    expect(found('leased=是')).toEqual(['A-1']);
    expect(found('', { field: 'watts', descending: true })).toEqual(['A-2', 'A-1', 'A-3']);
    expect(found('expert!=', { field: 'expert', descending: false })).toEqual(['A-1']);
    expect(usageOf(world.reg)).toMatchObject({ fields: { watts: 2, expert: 1 }, classes: { server: 3 } });
  });

  it('that is indexed is found and sorted by its index, and the index goes with the wish', async () => {
    world.field({ key: 'watts', zh: '功率', type: 'number', indexed: true });
    world.field({ key: 'rackNo', zh: '柜号', indexed: true });
    const plan = (filter: string, field = 'tag') => {
      const page = pageSql(
        world.reg,
        { entity: 'asset', filter, sort: { field, descending: false } },
        { offset: 0, limit: 50 },
      );
      const rows = world.reg.db.prepare(`EXPLAIN QUERY PLAN ${page.sql}`).all(...page.params) as Array<{
        detail: string;
      }>;
      return rows.map(({ detail }) => detail).join('; ');
    };
    expect(plan('watts=5')).toMatch(/USING INDEX asset_attr_watts \(<expr>=\?\)$/);
    expect(plan('watts>5', 'watts')).toMatch(/USING INDEX asset_attr_watts \(<expr>>\? AND <expr><\?\)$/);
    expect(plan('', 'watts')).toMatch(/USING INDEX asset_attr_watts$/);
    expect(plan('rackNo=a-1')).toMatch(/USING INDEX asset_attr_rackNo/);
    await changeField(world.reg, world.me, 'watts', { indexed: false });
    expect(plan('watts=5')).not.toContain('asset_attr_watts');
    world.reopen();
    expect(plan('rackNo=a-1')).toMatch(/USING INDEX asset_attr_rackNo/);
  });
});

describe('a field that changes its type', () => {
  it('converts its values as one operation that can be undone', async () => {
    world.field({ key: 'watts', zh: '功率', type: 'text' });
    const [one, two, three] = ['400', '1,200.5', '不详'].map((watts, n) =>
      world.asset(`A-${n}`, { watts }),
    ) as [string, string, string];
    const check = await checkField(world.reg, 'watts', { type: 'number' });
    expect(check).toMatchObject({ values: 3, converted: 2, unchanged: 0, kept: 1 });
    expect(check.examples).toEqual([{ asset: three, label: 'A-2 名称 A-2', value: '不详' }]);
    await expect(changeField(world.reg, world.me, 'watts', { type: 'number' })).rejects.toMatchObject({
      code: 'FIELD_VALUES_LEFT',
      params: { count: 1 },
    });
    expect(world.values(one).watts).toBe('400');
    const done = await changeField(world.reg, world.me, 'watts', { type: 'number' }, { keep: true });
    expect(done).toMatchObject({ converted: 2, kept: 1 });
    expect([one, two, three].map((id) => world.values(id).watts)).toEqual([400, 1200.5, '不详']);
    expect(world.breaches()).toEqual([
      { code: 'VALUE_UNFIT', params: { name: '功率', field: 'watts', value: '不详' } },
    ]);
    expect(found('watts>1')).toEqual(['A-0', 'A-1']);
    world.commit([{ op: 'update', entity: 'asset', id: three, patch: { watts: 7 } }]);
    expect(world.breaches()).toEqual([]);
    const undone = await undoBatch(world.reg, world.me, done.batch);
    expect(undone.restored).toBe(3);
    expect([one, two].map((id) => world.values(id).watts)).toEqual(['400', '1,200.5']);
    // Somebody corrected it meanwhile: what he wrote stands, and does not fit the old type.
    expect(world.breaches()).toMatchObject([{ code: 'VALUE_UNFIT', params: { value: '7' } }]);
  });

  it.each<[Record<string, unknown>, Value, Record<string, unknown>, Value]>([
    [{ type: 'choice', choices: [{ key: 'a', zh: '甲' }] }, 'a', { type: 'text' }, '甲'],
    [
      { type: 'text' },
      '甲、乙',
      {
        type: 'choices',
        choices: [
          { key: 'a', zh: '甲' },
          { key: 'b', zh: '乙' },
        ],
      },
      ['a', 'b'],
    ],
    [{ type: 'choice', choices: [{ key: 'a', zh: '甲' }] }, 'a', { type: 'choices' }, ['a']],
    [{ type: 'text' }, '2026年3月5日', { type: 'date' }, '2026-03-05'],
    [{ type: 'text' }, '是', { type: 'boolean' }, true],
    [{ type: 'boolean' }, true, { type: 'text' }, '是'],
    [{ type: 'number' }, 12.5, { type: 'money' }, 1250],
    [{ type: 'money' }, 1250, { type: 'number' }, 12.5],
    [{ type: 'text' }, '10.0.0.1', { type: 'ip' }, '10.0.0.1'],
    [{ type: 'integer' }, 3, { type: 'text' }, '3'],
  ])('turns %j %j into %j', async (before, value, after, expected) => {
    world.field({ key: 'extra', zh: '附加', ...before });
    const asset = world.asset('A-1', { extra: value });
    await changeField(world.reg, world.me, 'extra', after);
    expect(world.values(asset).extra).toEqual(expected);
    expect(world.breaches()).toEqual([]);
  });

  it('refuses to be unique while values are shared', async () => {
    world.field({ key: 'code', zh: '代码' });
    world.asset('A-1', { code: 'x' });
    world.asset('A-2', { code: 'X' });
    await expect(changeField(world.reg, world.me, 'code', { unique: true })).rejects.toMatchObject({
      code: 'FIELD_NOT_UNIQUE',
      params: { count: 1 },
    });
  });

  it('cut off half way lists what does not fit at the next opening', async () => {
    world.field({ key: 'watts', zh: '功率' });
    world.asset('A-1', { watts: '400' });
    world.reg.setConverting('watts');
    world.commit([
      {
        op: 'update',
        entity: 'fieldDef',
        id: world.reg.catalogue.recordOf('field', 'watts') as string,
        patch: { type: 'number' },
      },
    ]);
    expect(world.breaches()).toEqual([]);
    const { resumeConversion } = await import('../../../src/core/definitions/change-field.ts');
    resumeConversion(world.reopen());
    expect(world.breaches()).toMatchObject([{ code: 'VALUE_UNFIT' }]);
  });
});
