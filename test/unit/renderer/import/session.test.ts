import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../src/contract/api/index.ts';
import {
  addsUp,
  emptySession,
  type ImportSession,
  importOptions,
  matchFault,
  repeatedFields,
  suggestedMapping,
} from '../../../../src/renderer/import/session.ts';

const column = (index: number, header: string, field: string | null) => ({
  index,
  header,
  field,
  letter: 'A',
  samples: [],
  hidden: false,
  source: 'cell' as const,
  dateOrder: null,
});
const sheet = {
  hidden: false,
  entity: 'asset' as const,
  headerRows: 1,
  hiddenRows: 0,
  merged: 0,
  summaryRows: 0,
  pictures: 0,
  profile: null,
  roundTrip: null,
};
const inspection: Inspection = {
  file: 'f1',
  format: 'xlsx',
  encoding: null,
  delimiter: null,
  suggested: 0,
  suggestedSheets: [0],
  sheets: [
    {
      ...sheet,
      name: '台账',
      rows: 3,
      headerRow: 2,
      columns: [column(0, '编号', 'tag'), column(1, '名称', 'name'), column(2, '?', null)],
    },
    { ...sheet, name: '空表', rows: 0, headerRow: 1, columns: [column(0, '编号', 'tag')] },
    { ...sheet, name: '无表头', rows: 9, headerRow: 0, columns: [] },
  ],
};
const session: ImportSession = {
  ...emptySession,
  source: { file: 'f1', name: 'a.xlsx' },
  inspection,
  mapping: suggestedMapping(inspection, 0),
};

describe('matching columns', () => {
  it('starts with what was recognised', () => {
    expect(session.mapping).toEqual({ '0': 'tag', '1': 'name' });
    expect(matchFault(session)).toBeNull();
  });

  it('says what keeps it from being checked', () => {
    expect(matchFault({ ...session, sheet: 1 })).toBe('noRows');
    expect(matchFault({ ...session, sheet: 2 })).toBe('noHeader');
    expect(matchFault({ ...session, mapping: {} })).toBe('nothing');
    expect(matchFault({ ...session, mapping: { '0': 'tag', '2': 'tag' } })).toBe('repeated');
    const updating = { ...session.settings, mode: 'update' as const, key: 'serial' as const };
    expect(matchFault({ ...session, settings: updating })).toBe('noKey');
  });

  it('names the fields that stand at two columns', () => {
    expect([...repeatedFields({ '0': 'tag', '1': 'name', '2': 'tag' })]).toEqual(['tag']);
  });
});

it('asks for the sheet, header and matching that are on the screen', () => {
  expect(importOptions(session, 'en')).toMatchObject({
    file: 'f1',
    sheets: [{ sheet: '台账', headerRow: 2, mapping: { '0': 'tag', '1': 'name' }, mode: 'both' }],
    language: 'en',
  });
  expect(importOptions(emptySession, 'en')).toBeNull();
});

it('knows whether every row is accounted for', () => {
  const account = { rows: 10, created: 4, updated: 3, unchanged: 1, skipped: 1, rejected: 1 };
  expect(addsUp(account)).toBe(true);
  expect(addsUp({ ...account, rows: 11 })).toBe(false);
});
