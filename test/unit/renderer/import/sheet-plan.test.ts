import { describe, expect, it } from 'vitest';
import type { ImportProfileInfo, SheetImport } from '../../../../src/contract/api/index.ts';
import {
  ambiguousDates,
  applyProfile,
  bothReadings,
  dateExample,
  firstHabits,
  keyTargets,
  lentDateOrder,
  profileFits,
  profileHeaders,
  profileSettings,
  repeatedTargets,
  sheetFault,
  startPlan,
} from '../../../../src/renderer/import/sheet-plan.ts';
import { splitOffers } from '../../../../src/renderer/import/split-offers.ts';
import { column, register, sheet } from './world.ts';

const plan = startPlan(register, firstHabits);
const withPlan = (change: Partial<SheetImport>): SheetImport => ({ ...plan, ...change });

describe('what keeps a sheet from being checked', () => {
  it('names nothing matched, a field matched twice, and a key without a column', () => {
    expect(sheetFault(register, plan)).toBeNull();
    expect(sheetFault(register, withPlan({ mapping: {} }))).toBe('nothing');
    expect(sheetFault(register, withPlan({ mapping: { '0': 'tag', '1': 'tag' } }))).toBe('repeated');
    expect(sheetFault(register, withPlan({ key: ['serial'] }))).toBe('noKey');
    expect(sheetFault(register, withPlan({ key: ['name', 'tag'] }))).toBeNull();
    const nameless = withPlan({ mode: 'update', mapping: { '1': 'name' } });
    expect(sheetFault(register, nameless)).toBe('noKey');
    expect(sheetFault(register, { ...nameless, key: ['name'] })).toBeNull();
  });

  it('waits for an answer where dates do not tell day from month', () => {
    const columns = [
      column(0, '编号', 'tag'),
      column(1, '购置日期', 'purchaseDate', { dateOrder: 'undecided', samples: ['3/5/24'] }),
      column(2, '备注', 'notes', { dateOrder: 'undecided' }),
    ];
    const dated = sheet('台账', columns);
    const start = startPlan(dated, firstHabits);
    expect(sheetFault(dated, start)).toBe('dates');
    expect(sheetFault(dated, { ...start, dateOrders: { '1': 'mdy' } })).toBeNull();
    // As text, or not imported at all, nobody has to know.
    expect(sheetFault(dated, { ...start, mapping: { '0': 'tag', '1': 'name' } })).toBeNull();
  });

  it('reads dates that do not tell as the other dates of the sheet, where those agree', () => {
    const columns = [
      column(0, '编号', 'tag'),
      column(1, '购置日期', 'purchaseDate', { dateOrder: 'undecided', samples: ['3/5/24'] }),
      column(2, '保修到期', 'warrantyEnd', { dateOrder: 'dmy' }),
      column(3, '启用日期', 'inServiceDate', { dateOrder: 'mdy' }),
    ];
    const two = sheet('台账', columns.slice(0, 3));
    const start = startPlan(two, firstHabits);
    expect([lentDateOrder(two, start), sheetFault(two, start)]).toEqual(['dmy', null]);
    expect(ambiguousDates(two, start).map(({ index }) => index)).toEqual([1]);
    const all = sheet('台账', columns);
    const differing = startPlan(all, firstHabits);
    expect([lentDateOrder(all, differing), sheetFault(all, differing)]).toEqual([null, 'dates']);
    // A column that is not imported lends nothing.
    expect(lentDateOrder(two, { ...start, mapping: { '0': 'tag', '1': 'purchaseDate' } })).toBeNull();
  });

  it('names the fields that stand at two columns', () => {
    expect([...repeatedTargets({ '0': 'tag', '1': 'name', '2': 'tag' })]).toEqual(['tag']);
  });
});

describe('a date in both readings', () => {
  it('reads short and long years', () => {
    expect(bothReadings('3/5/24')).toEqual({ dmy: '2024-05-03', mdy: '2024-03-05' });
    expect(bothReadings('３-５-1999')).toEqual({ dmy: '1999-05-03', mdy: '1999-03-05' });
    expect(bothReadings('2024-03-05')).toBeNull();
  });

  it('takes as an example what can be read both ways and differs', () => {
    expect(dateExample(['5/5/24', '25/3/24', '3/5/24'])?.text).toBe('3/5/24');
    expect(dateExample(['5/5/24'])).toBeNull();
  });
});

describe('a profile', () => {
  const profile: ImportProfileInfo = {
    id: '00000000-0000-0000-0000-000000000001',
    name: '行政部月报',
    entity: 'asset',
    headers: profileHeaders(register),
    settings: profileSettings(
      withPlan({
        mode: 'create',
        mapping: { '0': 'serial', '1': 'name', '2': 'purchaseDate', '3': 'notes' },
        dateOrders: { '2': 'dmy' },
        words: { class: { 台式机: 'desktop' } },
        edits: { '4': { '1': 'x' } },
        prefer: 'workbook',
      }),
    ),
  };
  const moved = sheet('十月', [
    column(0, '购置 日期', null),
    column(1, '新列', null),
    column(2, '编号', 'tag'),
    column(20_001, '编号', null, { source: 'fill' }),
  ]);

  it('finds its columns by their headers, wherever they stand', () => {
    const start = startPlan(moved, firstHabits);
    expect(profileFits(moved, profile)).toBe(2);
    expect(applyProfile(moved, start, profile)).toMatchObject({
      sheet: '十月',
      mode: 'create',
      mapping: { '0': 'purchaseDate', '2': 'serial' },
      dateOrders: { '0': 'dmy' },
      words: { class: { 台式机: 'desktop' } },
    });
  });

  it('remembers no cells that were put right and no side of conflicts', () => {
    expect(profile.settings).toMatchObject({ edits: {}, prefer: null, settled: {} });
    expect(applyProfile(moved, startPlan(moved, firstHabits), profile).edits).toEqual({});
  });

  it('is taken over when it was recognised', () => {
    const known = { ...moved, profile: { id: profile.id, name: profile.name, settings: profile.settings } };
    expect(startPlan(known, firstHabits)).toMatchObject({
      mode: 'create',
      headerRow: 2,
      mapping: { '2': 'tag' },
      words: { class: { 台式机: 'desktop' } },
    });
  });
});

it('offers what rows can be told apart by, the usual first', () => {
  expect(keyTargets(withPlan({ mapping: { '0': 'name', '1': 'cost', '2': 'tag', '3': 'photo' } }))).toEqual([
    'tag',
    'name',
    'cost',
  ]);
});

it('offers to split rows only where there is something to split', () => {
  const tagged = (sample: string) => sheet('台账', [column(0, '编号', 'tag', { samples: [sample] })]);
  const offers = (sample: string) => splitOffers(tagged(sample), startPlan(tagged(sample), firstHabits));
  expect(offers('GZ-0001')).toEqual({ quantity: false, ranges: null });
  expect(offers('0001~0020').ranges).toBe('0001~0020');
  expect(offers('GZ0001至GZ0020').ranges).toBe('GZ0001至GZ0020');
  expect(splitOffers(register, withPlan({ mapping: { '0': 'quantity' } })).quantity).toBe(true);
});
