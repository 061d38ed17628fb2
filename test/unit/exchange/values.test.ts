import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/exchange/read/types.ts';
import { parseBoolean } from '../../../src/core/exchange/values/boolean.ts';
import { parseChoice, WordList } from '../../../src/core/exchange/values/choice.ts';
import { dayMonthOrder, parseDate } from '../../../src/core/exchange/values/date.ts';
import { DecimalEvidence } from '../../../src/core/exchange/values/decimal-mark.ts';
import { parseIp, parseMac } from '../../../src/core/exchange/values/network.ts';
import { parseMoney, parseNumber } from '../../../src/core/exchange/values/number.ts';
import { cellParser } from '../../../src/core/exchange/values/parse.ts';
import { Problem } from '../../../src/core/exchange/values/problem.ts';
import { parseCode, parseList, parseText } from '../../../src/core/exchange/values/text.ts';
import { entities } from '../../../src/model/index.ts';

/** A problem by its code, with what is stored instead when that isn't nothing. */
function outcome(parsed: unknown): unknown {
  if (!(parsed instanceof Problem)) return parsed;
  return parsed.value === null ? `${parsed.severity} ${parsed.code}` : [parsed.code, parsed.value];
}

describe('dates', () => {
  it.each([
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['２０２４年３月５日', '2024-03-05'],
    ['20240305', '2024-03-05'],
    [' 2024-3-5 10:20:30 ', '2024-03-05'],
    ['2024-03-05T00:00:00Z', '2024-03-05'],
    ['2024/3/5 上午10:20', '2024-03-05'],
    ['2024年3月5日 10时20分', '2024-03-05'],
    ['3/5/2024 10:20 PM', '2024-03-05'],
    ['２０２４０３０５', '2024-03-05'],
    ['２０２４－０３－０５', '2024-03-05'],
    ['05-Mar-2024', '2024-03-05'],
    ['5th March, 2024', '2024-03-05'],
    ['2024 年 3 月 5 号', '2024-03-05'],
    ['5-Mar-24', '2024-03-05'],
    ['5 March 2024', '2024-03-05'],
    ['Mar 5, 2024', '2024-03-05'],
    ['3/5/24', '2024-03-05'],
    ['13/5/24', '2024-05-13'],
    ['12/31/1999', '1999-12-31'],
    ['6/1/85', '1985-06-01'],
    ['2000-02-29', '2000-02-29'],
    ['', null],
    ['—', null],
    ['无', null],
  ])('%j is %j', (text, expected) => {
    expect(outcome(parseDate(text, 'mdy'))).toBe(expected);
  });

  it.each(['2026-02-30', '2023/2/29', '2024年13月1日', '31/31/24', '20240230', '1900-02-29', '0024-01-01'])(
    '%j cannot be',
    (text) => {
      expect(outcome(parseDate(text, 'mdy'))).toBe('error DATE_IMPOSSIBLE');
    },
  );

  it.each(['soon', '2024', '12', '5-Xyz-24', '10:20', '36个月'])('%j is not read as a date', (text) => {
    expect(outcome(parseDate(text, 'mdy'))).toBe('error DATE_UNREADABLE');
  });

  it('a bare month counts from its first day, and says so', () => {
    expect(outcome(parseDate('2019年5月', 'mdy'))).toEqual(['DATE_DAY_ASSUMED', '2019-05-01']);
    expect(outcome(parseDate('2019.05', 'mdy'))).toEqual(['DATE_DAY_ASSUMED', '2019-05-01']);
  });

  it('serials are counted in days, times of day dropped', () => {
    expect(parseDate({ kind: 'date', serial: 45_356 }, 'mdy')).toBe('2024-03-05');
    expect(parseDate({ kind: 'date', serial: 45_356.999 }, 'mdy')).toBe('2024-03-05');
    expect(parseDate(45_356, 'mdy')).toBe('2024-03-05');
    expect(parseDate(20_240_305, 'mdy')).toBe('2024-03-05');
    expect(outcome(parseDate({ kind: 'date', serial: 0.5 }, 'mdy'))).toBe('error DATE_UNREADABLE');
    expect(outcome(parseDate({ kind: 'date', serial: 60 }, 'mdy'))).toBe('error DATE_IMPOSSIBLE');
    expect(outcome(parseDate(2024, 'mdy'))).toBe('error DATE_UNREADABLE');
  });

  it('day and month take the order that the column gives evidence for', () => {
    expect(dayMonthOrder(['3/5/24', '13/5/24'], 'mdy')).toBe('dmy');
    expect(dayMonthOrder(['3/5/24', '5/13/24'], 'dmy')).toBe('mdy');
    expect(dayMonthOrder(['3/5/24', '', null, 7], 'mdy')).toBe('mdy');
    expect(parseDate('3/5/24', 'dmy')).toBe('2024-05-03');
  });
});

describe('money', () => {
  it.each([
    ['1234.56', 123_456],
    ['¥1,234.56', 123_456],
    ['￥１，２３４．５', 123_450],
    ['$ 1,234', 123_400],
    ['1.234,56 €', 123_456],
    ["1'234.50", 123_450],
    ['(500.00)', -50_000],
    ['-500', -50_000],
    ['500.00-', -50_000],
    ['1.5万', 1_500_000],
    ['1.5万元', 1_500_000],
    ['12 万元', 12_000_000],
    ['?2,000.00', 200_000],
    ['（1,234.50）', -123_450],
    ['人民币 1,000.00 元整', 100_000],
    ['€1.234,56', 123_456],
    ['￥1，234．5６', 123_456],
    ['1234元', 123_400],
    ['RMB 10', 1000],
    ['.5', 50],
    ['1,23', 123],
    ['12,345', 1_234_500],
    ['90071992547409.91', 9_007_199_254_740_991],
    ['-', null],
    ['  ', null],
  ])('%j is %j', (text, expected) => {
    expect(outcome(parseMoney(text))).toBe(expected);
  });

  it.each(['abc', '12 台', '?', '12?', '1.2.3', '1,2,3', '1-2', '90071992547409.92', '¥'])(
    '%j is not money',
    (text) => {
      expect(outcome(parseMoney(text))).toBe('error MONEY_UNREADABLE');
    },
  );

  it.each([
    ['.', '1.234', ['MONEY_ROUNDED', 123]],
    ['.', '1,234', 123_400],
    [',', '1.234', 123_400],
    [',', '1,234', ['MONEY_ROUNDED', 123]],
    [',', '1.234,56', 123_456],
    [',', '12,5', 1250],
    [',', '12.50', 1250],
    [',', '1.234.567', 123_456_700],
  ] as const)('in a column with a decimal %j, %j is %j', (mark, text, expected) => {
    expect(outcome(parseMoney(text, mark))).toEqual(expected);
  });

  it.each([
    [['1.234,56', '1.234'], ','],
    [['¥1,234.56', '1.234'], '.'],
    [['12,5', '1,234'], ','],
    [['1.234.567'], ','],
    [['1,234,567'], '.'],
    [['1.234', '1,234', '', null, 5], null],
    [['1.234,56', '1,234.56'], null],
  ] as const)('the values %j decide for %j', (cells, mark) => {
    const evidence = new DecimalEvidence();
    for (const cell of cells) evidence.look(cell);
    expect(evidence.mark).toBe(mark);
  });

  it('numbers come out exact although floats are not', () => {
    for (const [amount, minor] of [
      [0.07, 7],
      [1.005, 101],
      [4.35, 435],
      [1e9 + 0.01, 100_000_000_001],
      [-0.29, -29],
    ]) {
      const parsed = parseMoney(amount as number);
      expect(parsed instanceof Problem ? parsed.value : parsed).toBe(minor);
    }
  });

  it('more than two decimals are rounded, and said so', () => {
    expect(outcome(parseMoney('10.125'))).toEqual(['MONEY_ROUNDED', 1013]);
    expect(outcome(parseMoney(10.126))).toEqual(['MONEY_ROUNDED', 1013]);
    expect(outcome(parseMoney('10.100'))).toBe(1010);
  });
});

describe('numbers', () => {
  const months = { whole: true, min: 1, max: 1200, unit: { zh: '月', en: 'months' } };
  it.each([
    ['36', 36],
    ['36个月', 36],
    ['3 年', 36],
    ['5 years', 60],
    [36, 36],
    ['1,000', 1000],
  ] as [Cell, number][])('%j months are %j', (cell, expected) => {
    expect(parseNumber(cell, months)).toBe(expected);
  });

  it('out of range, broken or of another unit are errors', () => {
    expect(outcome(parseNumber('0', months))).toBe('error NUMBER_OUT_OF_RANGE');
    expect(outcome(parseNumber(1201, months))).toBe('error NUMBER_OUT_OF_RANGE');
    expect(outcome(parseNumber('1.5', months))).toBe('error NUMBER_NOT_WHOLE');
    expect(outcome(parseNumber('36 GB', months))).toBe('error NUMBER_UNREADABLE');
    expect(outcome(parseNumber('many', { whole: false }))).toBe('error NUMBER_UNREADABLE');
  });

  it('counting words and storage units are understood', () => {
    expect(parseNumber('20台', { whole: false, min: 0 })).toBe(20);
    expect(parseNumber('2TB', { whole: true, unit: { zh: 'GB', en: 'GB' } })).toBe(2048);
    expect(parseNumber('5%', { whole: false, unit: { zh: '%', en: '%' } })).toBe(5);
  });
});

describe('codes', () => {
  it('stay what they are, character by character', () => {
    expect(parseCode('00123', 200)).toBe('00123');
    expect(parseCode(' ＺＣ－００１ ', 200)).toBe('ZC-001');
    expect(parseCode(210_235, 200)).toBe('210235');
    expect(parseCode({ kind: 'coded', value: 123, text: '00123' }, 200)).toBe('00123');
    expect(parseCode(123_456_789_012_345, 200)).toBe('123456789012345');
    expect(parseCode('1E5F', 200)).toBe('1E5F');
    expect(parseCode(true, 200)).toBe('TRUE');
  });

  it('that a spreadsheet has ruined are reported, not stored', () => {
    for (const cell of [
      '5.02E+18',
      '6.37702E+15',
      '5e18',
      5.02e18,
      1_234_567_890_123_450,
      { kind: 'coded', value: 5e18, text: '5' },
    ]) {
      expect(outcome(parseCode(cell as Cell, 200))).toBe('warning CODE_DAMAGED');
    }
    expect(outcome(parseCode({ kind: 'date', serial: 45_000 }, 200))).toBe('warning CODE_BECAME_DATE');
    expect(outcome(parseCode({ kind: 'error', text: '#N/A' }, 200))).toBe('warning CELL_ERROR');
  });

  it('that are too long are an error', () => {
    expect(outcome(parseCode('x'.repeat(201), 200))).toBe('error TEXT_TOO_LONG');
  });
});

describe('yes and no', () => {
  it.each([
    ['是', true],
    ['Y', true],
    ['ＴＲＵＥ', true],
    [1, true],
    ['√', true],
    ['否', false],
    ['no', false],
    [0, false],
    [true, true],
    [' ', null],
  ] as [Cell, unknown][])('%j is %j', (cell, expected) => {
    expect(parseBoolean(cell)).toBe(expected);
  });
  it('anything else is an error', () => {
    expect(outcome(parseBoolean('maybe'))).toBe('error BOOLEAN_UNREADABLE');
  });
});

describe('choices', () => {
  const words = new WordList(Object.entries(entities.asset.fields.status.choices ?? {}));
  it.each([
    ['在用', 'inUse'],
    ['In Use', 'inUse'],
    ['in-use', 'inUse'],
    ['ｉｎ　ｕｓｅ', 'inUse'],
    ['inUse', 'inUse'],
    ['Ready to Deploy', 'inStock'],
    ['状态/闲置', 'idle'],
    ['', null],
  ])('%j is %j', (text, expected) => {
    expect(parseChoice(text, words)).toBe(expected);
  });
  it('an unknown word is dropped with a warning', () => {
    expect(outcome(parseChoice('蓝色', words))).toBe('warning CHOICE_UNKNOWN');
  });
});

describe('network addresses', () => {
  it('of hardware come in any usual form', () => {
    for (const form of ['aa:bb:cc:dd:ee:0f', 'AA-BB-CC-DD-EE-0F', 'aabb.ccdd.ee0f', 'AABBCCDDEE0F']) {
      expect(parseMac(form)).toBe('AA:BB:CC:DD:EE:0F');
    }
    expect(parseMac('aabbccddee0f; 001122334455')).toBe('AA:BB:CC:DD:EE:0F, 00:11:22:33:44:55');
    expect(outcome(parseMac('aa:bb'))).toBe('warning MAC_INVALID');
  });
  it('of IP may have a prefix, leading zeros and company', () => {
    expect(parseIp('10.0.0.1')).toBe('10.0.0.1');
    expect(parseIp('010.000.000.001')).toBe('10.0.0.1');
    expect(parseIp('10.0.0.1/24')).toBe('10.0.0.1/24');
    expect(parseIp('fe80::1')).toBe('fe80::1');
    expect(parseIp('10.0.0.1、10.0.0.2')).toBe('10.0.0.1, 10.0.0.2');
    expect(outcome(parseIp('10.0.0.256'))).toBe('warning IP_INVALID');
    expect(outcome(parseIp('10.0.0.1/33'))).toBe('warning IP_INVALID');
  });
});

describe('text', () => {
  it('is cleaned of what nobody can see', () => {
    expect(parseText('\u0000a\u200bb\ud800 ', 100, false)).toBe('ab\ufffd');
    expect(parseText('a\r\nb\tc', 100, false)).toBe('a b c');
    expect(parseText('a\r\nb\rc', 100, true)).toBe('a\nb\nc');
    expect(parseText('👩‍💻 张三', 100, false)).toBe('👩‍💻 张三');
    expect(parseText(3.5, 100, false)).toBe('3.5');
    expect(parseText({ kind: 'date', serial: 45_356 }, 100, false)).toBe('2024-03-05');
    expect(parseText('　', 100, false)).toBe(null);
  });
  it('is never cut without a word', () => {
    expect(outcome(parseText('x'.repeat(11), 10, false))).toBe('error TEXT_TOO_LONG');
  });
  it('may be a list', () => {
    expect(parseList('a、b, c；\nd', 100)).toEqual(['a', 'b', 'c', 'd']);
    expect(parseList(' , ', 100)).toBe(null);
  });
});

describe('cells of another kind than their column', () => {
  it('are understood where they can be, and else a problem of their cell', () => {
    expect(parseText(true, 100, false)).toBe('TRUE');
    expect(parseText({ kind: 'coded', value: 7, text: '007' }, 100, false)).toBe('007');
    expect(parseCode(3.14, 100)).toBe('3.14');
    expect(outcome(parseMoney(true))).toBe('error MONEY_UNREADABLE');
    expect(outcome(parseMoney({ kind: 'date', serial: 45_356 }))).toBe('error MONEY_UNREADABLE');
    expect(outcome(parseDate(true, 'mdy'))).toBe('error DATE_UNREADABLE');
    expect(outcome(parseBoolean({ kind: 'date', serial: 45_356 }))).toBe('error BOOLEAN_UNREADABLE');
    for (const parse of [parseMoney, parseBoolean, parseMac, parseIp]) {
      expect((parse({ kind: 'error', text: '#N/A' }) as Problem).severity).toBe('warning');
    }
  });
});

describe('a column', () => {
  it('is parsed by the type of its field', () => {
    const { fields } = entities.asset;
    const parse = (key: keyof typeof fields, cell: Cell) =>
      cellParser(key, fields[key], { order: 'mdy' })(cell);
    expect(parse('cost', '1,000')).toBe(100_000);
    expect(parse('purchaseDate', '2024/3/5')).toBe('2024-03-05');
    expect(parse('status', '在用')).toBe('inUse');
    expect(parse('mac', 'aabbccddee0f')).toBe('AA:BB:CC:DD:EE:0F');
    expect(parse('formerTags', 'A、B')).toEqual(['A', 'B']);
    expect(parse('notes', 'a\r\nb')).toBe('a\nb');
  });
});
