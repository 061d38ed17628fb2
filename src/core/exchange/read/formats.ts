import { sheetLibrary } from './library.ts';

/** What a number format makes of a number: a date, a code with leading zeros or letters, or just a number. */
export type FormatKind = 'number' | 'date' | 'code';

const known = new Map<string, FormatKind>([['General', 'number']]);

/**
 * Classifies a number format once. A code format is one whose text can't be had back from the number:
 * zeros before the point with no digit marks, such as 00000 or 000-0000 or "SN"0.
 */
export function formatKind(format: string): FormatKind {
  let kind = known.get(format);
  if (kind === undefined) {
    kind = classify(format);
    if (known.size < 10_000) known.set(format, kind);
  }
  return kind;
}

function classify(format: string): FormatKind {
  const first = format.split(';', 1)[0] as string;
  if (isDateFormat(first)) return 'date';
  // Colours and conditions go; locale marks such as [$¥-804] are currency.
  const bare = first.replace(/\[\$[^\]]*\]/g, '¥').replace(/\[[^\]]*\]/g, '');
  const digits = bare.replace(/"[^"]*"|\\./g, 'x').replace(/[_*]./g, '');
  if (/[#?.,%Ee@/¥$€£]/.test(digits) || digits.includes('General')) return 'number';
  if (/0{2,}/.test(digits) || /0[^0]+0/.test(digits)) return 'code';
  return /"[^"]*\p{L}[^"]*"\s*0/u.test(bare) ? 'code' : 'number';
}

/** Has it letters of a date or time outside of quotes, escapes, colours and locale marks? `[h]` counts hours. */
function isDateFormat(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return bare !== 'General' && /[ymdhsb]|上午|下午|AM\/PM|A\/P/i.test(bare.replace(/general/gi, ''));
}

/** The number as the format shows it. */
export function formatNumber(format: string, value: number): string {
  try {
    return sheetLibrary().SSF.format(format, value);
  } catch {
    return String(value);
  }
}

/**
 * Formats that programs may use by number alone, in the sense the East Asian and other locales give them.
 */
const implicit: Readonly<Record<number, string>> = {
  5: '#,##0',
  6: '#,##0',
  7: '#,##0.00',
  8: '#,##0.00',
  23: 'General',
  24: 'General',
  25: 'General',
  26: 'General',
  27: 'yyyy/m',
  28: 'm/d',
  29: 'm/d',
  30: 'm/d/yy',
  31: 'yyyy/m/d',
  32: 'h:mm',
  33: 'h:mm:ss',
  34: 'h:mm',
  35: 'h:mm:ss',
  36: 'yyyy/m',
  41: '#,##0',
  42: '#,##0',
  43: '#,##0.00',
  44: '#,##0.00',
  50: 'yyyy/m',
  51: 'm/d',
  52: 'yyyy/m',
  53: 'm/d',
  54: 'm/d',
  55: 'h:mm',
  56: 'h:mm:ss',
  57: 'yyyy/m',
  58: 'm/d',
  59: '0',
  60: '0.00',
  61: '#,##0',
  62: '#,##0.00',
  67: '0%',
  68: '0.00%',
  71: 'm/d/yy',
  72: 'm/d/yy',
  73: 'd-mmm-yy',
  74: 'd-mmm',
  75: 'mmm-yy',
  76: 'h:mm',
  77: 'h:mm:ss',
  78: 'm/d/yy h:mm',
  79: 'mm:ss',
  80: '[h]:mm:ss',
};

const builtin: Readonly<Record<number, string>> = {
  14: 'm/d/yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
};

/** The format that a number without a declaration means. */
export function implicitFormat(id: number): string {
  return implicit[id] ?? builtin[id] ?? 'General';
}
