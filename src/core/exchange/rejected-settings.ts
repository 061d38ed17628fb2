import type { Label } from '../../model/types.ts';
import { foldHeader, type ImportProfile, type ProfileSettings } from './profiles.ts';
import { cellText, type Workbook } from './read/types.ts';
import type { WriteSheet } from './write/types.ts';

/** The very hidden sheet in which a workbook of rejected rows keeps how they were imported. */
export const importedSheetName = '_holdfast_import';

/** Header of the column that says why a row was not imported. */
export const reasonHeader: Label = { zh: '未导入原因', en: 'Reason not imported' };

const reasonWords = new Set([foldHeader(reasonHeader.zh), foldHeader(reasonHeader.en)]);

/** Is this the column of reasons? It is never imported. */
export function isReasonHeader(header: string): boolean {
  return reasonWords.has(foldHeader(header));
}

/** How one sheet was imported; columns count as in the workbook of rejected rows. */
export interface RejectedSettings {
  readonly sheet: string;
  readonly headers: readonly string[];
  readonly settings: ProfileSettings;
}

export interface ImportedFrom {
  readonly id: string;
  /** Name of the file that was imported. */
  readonly name: string;
  readonly sheets: readonly RejectedSettings[];
}

/** Longest text in one cell; a longer one goes on in the next row. */
const piece = 30_000;

/** The sheet to be written behind the rejected rows. */
export function importedSheet(from: ImportedFrom): WriteSheet {
  const text = JSON.stringify(from);
  const rows: string[][] = [];
  for (let at = 0; at < text.length; at += piece) rows.push([text.slice(at, at + piece)]);
  return {
    name: importedSheetName,
    columns: [{ header: 'holdfast import 1', kind: 'text', width: 10 }],
    rows,
    state: 'veryHidden',
  };
}

/** How the rows of a workbook of rejected ones were imported, by sheet; empty for any other workbook. */
export function readImported(workbook: Workbook): ReadonlyMap<string, ImportProfile> {
  const sheet = workbook.sheets.find(({ name }) => name.toLowerCase() === importedSheetName);
  const profiles = new Map<string, ImportProfile>();
  if (!sheet) return profiles;
  try {
    let text = '';
    for (const { row, cells } of sheet.rows()) if (row > 1) text += cellText(cells[0]) ?? '';
    const { id, name, sheets } = JSON.parse(text) as ImportedFrom;
    for (const { sheet: of, headers, settings } of sheets) {
      profiles.set(of, { id, name, entity: settings.entity, headers, settings });
    }
  } catch {
    // Somebody wrote in it: the workbook is imported like any other.
    profiles.clear();
  }
  return profiles;
}
