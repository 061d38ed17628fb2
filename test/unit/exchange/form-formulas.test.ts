import { describe, expect, it } from 'vitest';
import { RowMap, shiftFormula, translate } from '../../../src/core/exchange/forms/shift.ts';

/** Row 5 is written three times, rows 8 and 9 together twice. */
const map = new RowMap([
  { first: 5, last: 5, copies: 3 },
  { first: 8, last: 9, copies: 2 },
]);
const shift = (formula: string, own = true) => shiftFormula(formula, { sheet: 'My list', map, own });

describe('rows that are repeated', () => {
  it('move what stands below them', () => {
    expect([4, 5, 6, 8, 9, 10].map((row) => map.start(row))).toEqual([4, 5, 8, 10, 11, 14]);
    expect([5, 8, 9, 10].map((row) => map.end(row))).toEqual([7, 12, 13, 14]);
    expect(map.range('A5:C5 D6 A1:F10')).toBe('A5:C7 D8 A1:F14');
  });
});

describe('a formula beside repeated rows', () => {
  it.each([
    ['SUM(D5:D5)', 'SUM(D5:D7)'],
    ['SUM(D5)', 'SUM(D5:D7)'],
    ['D5+D6', 'D5+D8'],
    ['$D$6*A$10+$B11', '$D$8*A$14+$B15'],
    ['SUM(D8:D9)/COUNTA(A:A)', 'SUM(D10:D13)/COUNTA(A:A)'],
    ['LOG10(D6)&"D6 and ""D10"""', 'LOG10(D8)&"D6 and ""D10"""'],
    ["'My list'!D6+Other!D6+'Other one'!D6", "'My list'!D8+Other!D6+'Other one'!D6"],
    ['[1]Sheet1!D6+Table1[D6]', '[1]Sheet1!D6+Table1[D6]'],
    ['SUM(5:5)', 'SUM(5:7)'],
    ['Q1_2024+taxes6*XFE6', 'Q1_2024+taxes6*XFE6'],
  ])('%s becomes %s', (formula, moved) => {
    expect(shift(formula)).toBe(moved);
  });

  it('of another sheet follows only what names the sheet', () => {
    expect(shift("'My list'!D10+D10", false)).toBe("'My list'!D14+D10");
  });

  it('within a repeated row goes down with its copy', () => {
    const block = map.blockOf(5);
    const copy = (formula: string, index: number) =>
      shiftFormula(formula, {
        sheet: 'My list',
        map,
        own: true,
        copy: { block: block as NonNullable<typeof block>, index },
      });
    expect(copy('C5*D5', 2)).toBe('C7*D7');
    expect(copy('D5/D$10', 1)).toBe('D6/D$14');
    expect(copy('SUM($D$5:D5)', 2)).toBe('SUM($D$5:D7)');
    expect(copy('E4+D5', 1)).toBe('E5+D6');
  });

  it('that shares another’s text is moved by rows and columns', () => {
    expect(translate('A1*$B1+C$1+SUM(A1:B2)', 2, 1)).toBe('B3*$B3+D$1+SUM(B3:C4)');
  });
});
