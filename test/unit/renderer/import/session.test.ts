import { describe, expect, it } from 'vitest';
import type { Preview } from '../../../../src/contract/api/index.ts';
import {
  addsUp,
  chosenRows,
  emptySession,
  firstView,
  type ImportSession,
  importOptions,
  isStale,
  matchFault,
  sheetRead,
  uncheckedEdits,
  viewAfter,
  withEdit,
} from '../../../../src/renderer/import/session.ts';
import { column, inspectionOf, openSession, people, register, sheet } from './world.ts';

const both = openSession(inspectionOf([register, people], { suggestedSheets: [0, 1] }));

describe('sheets of a workbook', () => {
  it('starts with those that were suggested, each with its own matching', () => {
    expect(both.chosen).toEqual(['台账', '人员']);
    expect(both.sheet).toBe('台账');
    expect(both.plans.台账?.mapping).toEqual({ '0': 'tag', '1': 'name', '2': 'purchaseDate' });
    expect(both.plans.人员).toMatchObject({ entity: 'person', mapping: { '0': 'number', '1': 'name' } });
    expect(chosenRows(both)).toBe(5);
    expect(matchFault(both)).toBeNull();
  });

  it('says of which sheet what keeps it from being checked, the one in sight first', () => {
    const empty = sheet('空表', [column(0, '编号', 'tag')], { rows: 0 });
    const headless = sheet('无表头', [], { headerRow: 0 });
    const session = openSession(inspectionOf([register, empty, headless], { suggestedSheets: [0, 1, 2] }));
    expect(matchFault(session)).toEqual({ fault: 'noRows', sheet: '空表' });
    expect(matchFault({ ...session, sheet: '无表头' })).toEqual({ fault: 'noHeader', sheet: '无表头' });
    expect(matchFault({ ...session, chosen: [] })).toEqual({ fault: 'noSheets', sheet: '' });
    expect(matchFault({ ...session, chosen: ['台账'] })).toBeNull();
  });

  it('keeps the other sheets when one is read anew', () => {
    const mapped = { ...both.plans.人员, mapping: { '1': 'name' } } as ImportSession['plans'][string];
    const session = { ...both, plans: { ...both.plans, 人员: mapped } };
    const higher = { ...register, headerRow: 1, columns: [column(0, '编号', 'serial')] };
    const next = sheetRead(session, inspectionOf([higher, people]), '台账');
    expect(next.plans.人员).toBe(mapped);
    expect(next.plans.台账).toMatchObject({ headerRow: 1, mapping: { '0': 'serial' } });
    expect(next.chosen).toEqual(['台账', '人员']);
    expect(next.inspection?.sheets[0]).toBe(higher);
  });

  it('asks for the chosen sheets as they are on the screen', () => {
    expect(importOptions({ ...both, chosen: ['人员'] }, 'en')).toMatchObject({
      file: 'f1',
      sheets: [{ sheet: '人员', entity: 'person', headerRow: 2, mapping: { '0': 'number', '1': 'name' } }],
      language: 'en',
    });
    expect(importOptions(both, 'zh')?.sheets).toHaveLength(2);
    expect(importOptions(emptySession, 'en')).toBeNull();
    expect(importOptions({ ...both, chosen: [] }, 'en')).toBeNull();
  });
});

describe('cells put right', () => {
  const checked: ImportSession = {
    ...both,
    preview: {} as Preview,
    checked: { chosen: both.chosen, plans: both.plans },
  };
  const place = { sheet: '台账', row: 7, column: 2 };

  it('make the check stale until it is made anew', () => {
    expect(isStale(checked)).toBe(false);
    const edited = withEdit(checked, place, '2023-02-30', '2023-02-28');
    expect(edited.plans.台账?.edits).toEqual({ '7': { '2': '2023-02-28' } });
    expect(isStale(edited)).toBe(true);
    expect(uncheckedEdits(edited)).toBe(1);
    const again = { ...edited, checked: { chosen: edited.chosen, plans: edited.plans } };
    expect(isStale(again)).toBe(false);
    expect(uncheckedEdits(again)).toBe(0);
  });

  it('remember what stood in the file, and go back to it without a trace', () => {
    const edited = withEdit(checked, place, '2023-02-30', '2023-02-28');
    const twice = withEdit(edited, place, '2023-02-28', '2023-03-01');
    expect(twice.originals.台账).toEqual({ '7': { '2': '2023-02-30' } });
    const back = withEdit(twice, place, '2023-03-01', '2023-02-30');
    expect(back.plans.台账?.edits).toEqual({});
    expect(uncheckedEdits(back)).toBe(0);
  });

  it('change nothing when the text is the same', () => {
    expect(withEdit(checked, place, 'a', 'a')).toBe(checked);
  });
});

it('knows whether every row is accounted for', () => {
  const account = { rows: 10, created: 4, updated: 3, unchanged: 1, skipped: 1, rejected: 1 };
  expect(addsUp(account)).toBe(true);
  expect(addsUp({ ...account, rows: 11 })).toBe(false);
});

it('shows all rows again when a new check leaves none of the kind that was looked at', () => {
  const account = { rows: 3, created: 3, updated: 0, unchanged: 0, skipped: 0, rejected: 0 };
  const preview = {
    ...account,
    sheets: [{ ...account, sheet: '台账', entity: 'asset' }],
  } as unknown as Preview;
  const after = (only: 'rejected' | 'created' | 'problems') =>
    viewAfter({ ...firstView, only, reveal: 4 }, preview, '台账');
  expect(after('rejected')).toMatchObject({ only: 'all', reveal: undefined });
  expect(after('created').only).toBe('created');
  expect(after('problems').only).toBe('problems');
});
