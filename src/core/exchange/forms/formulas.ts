import { escapeText } from '../write/escape.ts';
import { type FormRow, type FormSheetXml, formulaOf } from './cells.ts';
import { translate } from './shift.ts';
import { attribute } from './xml.ts';

/**
 * Formulas that were filled down stand once, and the other cells refer to the first. When rows move in between, each needs
 * its own.
 */
export function expandShared(sheet: FormSheetXml): FormRow[] {
  const masters = new Map<string, { row: number; column: number; text: string }>();
  for (const row of sheet.rows) {
    for (const cell of row.cells) {
      const formula = formulaOf(cell);
      const group = formula ? attribute(formula.tag, 'si') : undefined;
      if (formula && group !== undefined && formula.text !== '' && !masters.has(group))
        masters.set(group, { row: row.row, column: cell.column, text: formula.text });
    }
  }
  if (masters.size === 0) return sheet.rows;
  return sheet.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => {
      const formula = formulaOf(cell);
      const master = formula ? masters.get(attribute(formula.tag, 'si') ?? '') : undefined;
      if (!formula || !master || attribute(formula.tag, 't') !== 'shared') return cell;
      const text = formula.text || translate(master.text, row.row - master.row, cell.column - master.column);
      const { prefix } = sheet;
      return { ...cell, inner: `<${prefix}f>${escapeText(text)}</${prefix}f>` };
    }),
  }));
}

/** Takes away the values that were once computed; the spreadsheet computes them anew when it opens the file. */
export function withoutComputed(xml: string): string {
  return xml.replace(
    /<((?:\w+:)?)c\b([^>]*)>([\s\S]*?)<\/\1c>/g,
    (whole, prefix: string, attributes: string, inner: string) => {
      if (!/<(?:\w+:)?f\b/.test(inner)) return whole;
      const kept = inner.replace(/<((?:\w+:)?)v\b[^>]*?(?:\/>|>[^<]*<\/\1v>)/g, '');
      return `<${prefix}c${attributes.replace(/\st=(?:"\w+"|'\w+')/, '')}>${kept}</${prefix}c>`;
    },
  );
}
