/** Powers of ten that finance departments count money in. */
const powers: Readonly<Record<string, number>> = { 千: 3, 仟: 3, 万: 4, 萬: 4, 百万: 6, 亿: 8 };

/** `原值（万元）`, `净值(千元)`, `原值/万元`, `原值 单位：万元`. */
const unit = /(百万|[千仟万萬亿])元?\s*[)）\]】]|(百万|[千仟万萬亿])元\s*$/;

/** The power of ten that a column's header counts its money in: 0 for plain amounts, 4 for 万元. */
export function moneyUnit(header: string): number {
  const found = unit.exec(header.normalize('NFKC').trim());
  return powers[found?.[1] ?? found?.[2] ?? ''] ?? 0;
}
