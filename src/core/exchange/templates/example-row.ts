import type { Language } from '../../../model/types.ts';
import { type Cell, cellText } from '../read/types.ts';
import { foldWord } from '../values/choice.ts';

/** What stands in the first column of a template's example row; long enough that nothing real is called so. */
export const exampleMarkers: Readonly<Record<Language, string>> = {
  zh: '示例行（不会导入）',
  en: 'Example (not imported)',
};

const folded = new Set(Object.values(exampleMarkers).map(foldWord));

/** Is this the example row of a template, which an import leaves out? */
export function isExampleRow(cells: readonly (Cell | undefined)[]): boolean {
  for (const cell of cells) {
    if (cell === null || cell === undefined || cell === '') continue;
    // Nearly every row ends here.
    if (typeof cell !== 'string' || cell.length > 40) return false;
    return folded.has(foldWord(cellText(cell) ?? ''));
  }
  return false;
}
