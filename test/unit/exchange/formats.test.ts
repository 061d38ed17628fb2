import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { formatKind, formatNumber, implicitFormat } from '../../../src/core/exchange/read/formats.ts';

describe('number formats', () => {
  it.each([
    ['General', 'number'],
    ['0.00', 'number'],
    ['#,##0.00;[Red]-#,##0.00', 'number'],
    ['"¥"#,##0.00', 'number'],
    ['[$€-407] #,##0', 'number'],
    ['0.00"元"', 'number'],
    ['0"台"', 'number'],
    ['0%', 'number'],
    ['0.00E+00', 'number'],
    ['@', 'number'],
    ['_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['[$-804]yyyy/m/d', 'date'],
    ['[h]:mm:ss', 'date'],
    ['h:mm AM/PM', 'date'],
    ['[DBNum1][$-804]yyyy"年"m"月"', 'date'],
    ['00000', 'code'],
    ['000-0000', 'code'],
    ['"SN"0', 'code'],
  ])('%j is a %s', (format, kind) => {
    expect(formatKind(format)).toBe(kind);
  });

  it('agree with SheetJS on every built-in date', () => {
    for (let id = 0; id < 50; id++) {
      const theirs = XLSX.SSF.get_table()[id] as string | undefined;
      if (theirs !== undefined)
        expect(formatKind(implicitFormat(id)) === 'date', `${id}`).toBe(XLSX.SSF.is_date(theirs));
    }
  });

  it('show codes as they were meant', () => {
    expect(formatNumber('00000', 42)).toBe('00042');
    expect(formatNumber('"SN"0', 7)).toBe('SN7');
  });
});
