import { describe, expect, it } from 'vitest';
import type { Preview } from '../../../../src/contract/api/index.ts';
import { leaves, leftBlank, withLeave } from '../../../../src/renderer/import/leave.ts';
import { sideOf, withPreferred, withSettled } from '../../../../src/renderer/import/settle.ts';
import { firstHabits, startPlan } from '../../../../src/renderer/import/sheet-plan.ts';
import { choicesOf, unknownWords, withMeaning } from '../../../../src/renderer/import/words.ts';
import { register } from './world.ts';

const plan = startPlan(register, firstHabits);
const group = {
  sheet: '台账',
  code: 'DATE_IMPOSSIBLE',
  severity: 'error',
  column: '购置日期',
  target: 'purchaseDate',
  count: 3,
  rows: [3, 4, 9],
  leavable: true,
} as const;
const groups = [{ ...group, rows: [...group.rows] }] as Preview['groups'];

describe('leaving cells blank', () => {
  const left = { ...plan, ...withLeave(plan, 'DATE_IMPOSSIBLE', 'purchaseDate', true) };

  it('is decided for a kind of problem and taken back', () => {
    expect(leaves(left, 'DATE_IMPOSSIBLE', 'purchaseDate')).toBe(true);
    expect(leaves(left, 'DATE_IMPOSSIBLE', 'warrantyEnd')).toBe(false);
    expect(withLeave(left, 'DATE_IMPOSSIBLE', 'purchaseDate', false).leave).toEqual([]);
  });

  it('stays in sight once the check finds nothing to reject there', () => {
    expect(leftBlank({ 台账: left }, ['台账'], groups)).toEqual([]);
    expect(leftBlank({ 台账: left }, ['台账'], [])).toEqual([
      { sheet: '台账', code: 'DATE_IMPOSSIBLE', target: 'purchaseDate' },
    ]);
    expect(leftBlank({ 台账: left }, [], [])).toEqual([]);
  });
});

describe('unknown words', () => {
  const found = [
    { sheet: '台账', target: 'class', word: '光学仪器', count: 1 },
    { sheet: '台账', target: 'class', word: '电脑一体', count: 12 },
  ];

  it('come most frequent first, and stay when they were given a meaning', () => {
    const meant = { ...plan, ...withMeaning(plan, 'class', '电脑一体', 'desktop') };
    expect(unknownWords(found, { 台账: meant }, ['台账']).map(({ word }) => word)).toEqual([
      '电脑一体',
      '光学仪器',
    ]);
    expect(unknownWords([], { 台账: meant }, ['台账'])).toEqual([
      { sheet: '台账', target: 'class', word: '电脑一体', count: null, meaning: 'desktop' },
    ]);
    expect(withMeaning(meant, 'class', '电脑一体', null).words).toEqual({});
  });

  it('can mean what the field has choices for', () => {
    expect(Object.keys(choicesOf('asset', 'status') ?? {})).toContain('inUse');
    expect(choicesOf('asset', 'name')).toBeNull();
  });
});

it('settles values one by one or all at once', () => {
  const one = { ...plan, ...withSettled(plan, 5, 'user', 'workbook') };
  expect(sideOf(one, 5, 'user')).toBe('workbook');
  expect(sideOf(one, 5, 'cost')).toBeNull();
  const all = { ...one, ...withPreferred('register') };
  expect(sideOf(all, 5, 'user')).toBe('register');
  expect(sideOf({ ...all, ...withSettled(all, 6, 'cost', 'workbook') }, 6, 'cost')).toBe('workbook');
});
