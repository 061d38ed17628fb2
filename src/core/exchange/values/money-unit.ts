import { cellText, type Sheet } from '../read/types.ts';

/** Powers of ten that finance departments count money in. */
const powers: Readonly<Record<string, number>> = { 千: 3, 仟: 3, 万: 4, 萬: 4, 百万: 6, 亿: 8 };

/** `原值（万元）`, `净值(千元)`, `原值/万元`, `原值 单位：万元`. */
const unit = /(百万|[千仟万萬亿])元?\s*[)）\]】]|(百万|[千仟万萬亿])元\s*$/;

/** `原值（元）`: plain amounts, whatever stands over the table. */
const plain = /元\s*[)）\]】]?\s*$/;

/** `单位：万元`, `金额单位:人民币千元`. */
const stated = /单位\s*[:：]\s*(?:人民币)?\s*(百万|[千仟万萬亿])元/;

/**
 * The power of ten that a column counts its money in: 0 for plain amounts, 4 for 万元.
 * @param above what `unitAbove` gave; the column's own header goes first
 */
export function moneyUnit(header: string, above = ''): number {
  const text = header.normalize('NFKC').trim();
  const found = unit.exec(text);
  if (found) return powers[found[1] ?? found[2] ?? ''] ?? 0;
  return plain.test(text) ? 0 : (powers[above] ?? 0);
}

/** The unit that a line over the table states for all its amounts: 千, 万 ...; empty where there is none. */
export function unitAbove(sheet: Sheet, headerRow: number): string {
  for (const { row, cells } of sheet.rows()) {
    if (row >= headerRow) break;
    for (const cell of cells) {
      const found = stated.exec((cellText(cell) ?? '').normalize('NFKC'));
      if (found) return found[1] as string;
    }
  }
  return '';
}

/** The header of a column of money with the unit that stood over its table, so that it may stand without that line. */
export function headerWithUnit(header: string, above: string): string {
  const states = above === '' || moneyUnit(header) !== 0 || plain.test(header.normalize('NFKC').trim());
  return states ? header : `${header}（${above}元）`;
}
