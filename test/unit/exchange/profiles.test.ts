import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspectKnown } from '../../../src/core/exchange/known-sheets.ts';
import {
  fitProfile,
  listProfiles,
  type ProfileSettings,
  profileNamed,
  removeProfile,
  saveProfile,
} from '../../../src/core/exchange/profiles.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import { TestRegister } from '../../support/register.ts';
import { text } from './helpers.ts';
import { RoundTripWorld } from './round-trip-world.ts';

function register(): TestRegister {
  const test = new TestRegister();
  onTestFinished(() => test.close());
  return test;
}

const headers = ['台账号', '品名', '', '归口', '启用'];
const settings: ProfileSettings = {
  entity: 'asset',
  sheet: '设备',
  headerRow: 3,
  mapping: { 0: 'tag', 1: 'name', 3: 'class', 4: 'inServiceDate', 20001: 'notes' },
  dateOrders: { 4: 'dmy' },
  words: { class: { 台式: 'desktop' } },
  mode: 'both',
  edits: { 5: { 0: 'x' } },
  prefer: 'workbook',
};

function save(test: TestRegister, name = '行政部设备') {
  return saveProfile(test.reg, test.me, { name, headers, settings });
}

describe('an import profile', () => {
  it('remembers the settings, without what belongs to one file', () => {
    const test = register();
    const { id } = save(test);
    expect(listProfiles(test.reg)).toEqual([
      {
        id,
        name: '行政部设备',
        entity: 'asset',
        headers,
        settings: {
          entity: 'asset',
          mapping: settings.mapping,
          dateOrders: { 4: 'dmy' },
          words: { class: { 台式: 'desktop' } },
          mode: 'both',
        },
      },
    ]);
  });

  it('is replaced by saving under its name, and can be renamed and removed', () => {
    const test = register();
    const { id } = save(test);
    expect(save(test).id).toBe(id);
    saveProfile(test.reg, test.me, { id, name: 'Office', headers, settings });
    expect(profileNamed(test.reg, ' office ')?.id).toBe(id);
    expect(profileNamed(test.reg, '行政部设备')).toBeNull();
    expect(removeProfile(test.reg, test.me, id)).toBe(true);
    expect(removeProfile(test.reg, test.me, id)).toBe(false);
    expect(listProfiles(test.reg)).toEqual([]);
  });

  it('is recognised by its headers, wherever the columns stand, and maps them', () => {
    const test = register();
    const { id } = save(test);
    const book = text('启 用,新列,归口,品名,台账号\n5/3/24,x,台式,电脑,A1\n');
    const found = inspectKnown(test.reg, book);
    const [sheet] = found.sheets;
    expect(found.suggestedSheets).toEqual([0]);
    expect(sheet?.profile).toMatchObject({ id, name: '行政部设备' });
    expect(sheet?.profile?.settings.mapping).toEqual({
      4: 'tag',
      3: 'name',
      2: 'class',
      0: 'inServiceDate',
      20003: 'notes',
    });
    expect(sheet?.profile?.settings.dateOrders).toEqual({ 0: 'dmy' });
    expect(sheet?.columns.map(({ field }) => field)).toEqual(['inServiceDate', null, 'class', 'name', 'tag']);
  });

  it('does not fit where a matched column is missing, nor where most others are', () => {
    const test = register();
    save(test);
    const profileOf = (content: string) => inspectKnown(test.reg, text(content)).sheets[0]?.profile ?? null;
    expect(profileOf('台账号,品名,归口\nA1,电脑,台式\n')).toBeNull();
    saveProfile(test.reg, test.me, {
      name: 'wide',
      headers: ['Asset Tag', 'Name', 'a', 'b', 'c', 'd', 'e'],
      settings: { entity: 'asset', mapping: { 0: 'tag', 1: 'name' } },
    });
    expect(profileOf('Asset Tag,Name,x\n1,2,3\n')).toBeNull();
    expect(profileOf('Asset Tag,Name,a,b,c\n1,2,3,4,5\n')?.name).toBe('wide');
  });

  it('that agrees with more of the sheet goes before others', () => {
    const test = register();
    const columns = { entity: 'asset' as const, mapping: { 0: 'tag', 1: 'name' } };
    saveProfile(test.reg, test.me, { name: 'two', headers: ['编号', '名称'], settings: columns });
    saveProfile(test.reg, test.me, { name: 'three', headers: ['编号', '名称', '位置'], settings: columns });
    const named = (content: string) => inspectKnown(test.reg, text(content)).sheets[0]?.profile?.name;
    expect(named('编号,名称,位置\n1,2,3\n')).toBe('three');
    expect(named('编号,名称\n1,2\n')).toBe('two');
  });

  it('is left aside where a person says that the rows are something else', () => {
    const test = register();
    save(test);
    const book = text('台账号,品名,归口,启用\nA1,电脑,台式,2024-03-05\n');
    const [sheet] = inspectKnown(test.reg, book, { entity: 'person' }).sheets;
    expect([sheet?.entity, sheet?.profile]).toEqual(['person', null]);
  });

  it('can be laid over a sheet that it does not quite fit', () => {
    const test = register();
    const profile = save(test);
    const columns = [{ index: 2, header: '品名', source: 'cell' }];
    expect(fitProfile(profile, columns).settings.mapping).toEqual({ 2: 'name', 20002: 'notes' });
  });
});

describe('a workbook that was exported', () => {
  it('is known by its hidden columns, which are no columns of data, and mapped as it was exported', async () => {
    const world = new RoundTripWorld();
    save(world.test);
    const id = world.test.asset('A1');
    const path = await world.write([id], ['tag', 'name', 'status', 'cost']);
    const found = inspectKnown(world.reg, readWorkbook(readFileSync(path), { name: 'out.xlsx' }));
    expect(found.sheets.map(({ name }) => name)).toEqual(['资产']);
    expect(found.suggestedSheets).toEqual([0]);
    expect(found.sheets[0]).toMatchObject({
      entity: 'asset',
      profile: null,
      roundTrip: { own: true, register: '测试台账', rows: 1 },
    });
    expect(found.sheets[0]?.columns.map(({ header, field }) => [header, field])).toEqual([
      ['资产编号', 'tag'],
      ['名称', 'name'],
      ['状态', 'status'],
      ['原值', 'cost'],
    ]);
  });

  it('is found by our own header, whatever stands around it', () => {
    const test = register();
    const key = test.asset('A1');
    const book = text(`固定资产台账\n内容,内容二,_holdfast_key\n资产编号,名称,${key}\n`);
    const [sheet] = inspectKnown(test.reg, book).sheets;
    expect(sheet).toMatchObject({ headerRow: 2, headerRows: 1, rows: 1, roundTrip: { own: true } });
    expect(sheet?.columns.map(({ header }) => header)).toEqual(['内容', '内容二']);
  });

  it('as text is known by its keys', () => {
    const test = register();
    const id = test.asset('A1');
    const table = (key: string) =>
      inspectKnown(test.reg, text(`资产编号,名称,_holdfast_key,_holdfast_version\nA1,x,${key},v1\n`))
        .sheets[0]?.roundTrip;
    expect(table(id)).toEqual({ own: true, register: '', at: 0, rows: 1 });
    expect(table('k0192aaaa000070008000000000000000')?.own).toBe(false);
  });
});
