/** Marks and names that tell a currency apart; ¥ and 元 don't, and what has none is counted as the register's own. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/US\$|\bUSD\b|美元/i, 'USD'],
  [/HK\$|\bHKD\b|港[元币幣]/i, 'HKD'],
  [/€|\bEUR\b|欧元/i, 'EUR'],
  [/£|\bGBP\b|英镑/i, 'GBP'],
  [/\bJPY\b|日元|円/i, 'JPY'],
  [/(^|[^A-Z])\$/i, 'USD'],
];

/** The currency that an amount or the header over it names, as its key; null where it names none, or the yuan. */
export function currencyMark(text: string): string | null {
  const plain = text.normalize('NFKC');
  // Most amounts are bare numbers.
  if (/^[\d\s.,¥元-]*$/.test(plain)) return null;
  return marks.find(([mark]) => mark.test(plain))?.[1] ?? null;
}
