import type { Source } from './source.ts';
import { attributesOf, isNamed, newTag, nextTag } from './xlsx/xml.ts';
import { inflateEntry, type ZipEntry } from './zip.ts';

export interface HiddenLines {
  /** From 1. */
  readonly hiddenRows: ReadonlySet<number>;
  /** From 0. */
  readonly hiddenColumns: ReadonlySet<number>;
}

/** Beyond these every program repeats lines to the end of the sheet. */
const most = 1_048_576;

/** Hidden rows and columns of an OpenDocument workbook, which SheetJS doesn't tell, by the sheet's name. */
export function odsLayouts(
  bytes: Source,
  entries: readonly ZipEntry[],
  file: string,
): Map<string, HiddenLines> {
  const layouts = new Map<string, HiddenLines>();
  const entry = entries.find(({ name }) => name === 'content.xml');
  if (!entry) return layouts;
  const xml = inflateEntry(bytes, entry, file);
  if (!xml.includes('table:visibility=')) return layouts;
  const tag = newTag();
  let rows = new Set<number>();
  let columns = new Set<number>();
  let row = 0;
  let column = 0;
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    if (tag.closing) continue;
    if (isNamed(xml, tag, 'table')) {
      rows = new Set();
      columns = new Set();
      row = 0;
      column = 0;
      layouts.set(attributesOf(xml, tag).name ?? '', { hiddenRows: rows, hiddenColumns: columns });
    } else if (isNamed(xml, tag, 'table-row')) {
      const told = attributesOf(xml, tag);
      row = addLines(rows, row + 1, told.visibility, told['number-rows-repeated']) - 1;
    } else if (isNamed(xml, tag, 'table-column')) {
      const told = attributesOf(xml, tag);
      column = addLines(columns, column, told.visibility, told['number-columns-repeated']);
    }
  }
  return layouts;
}

/** Gives the number of the line behind these. */
function addLines(
  lines: Set<number>,
  first: number,
  visibility: string | undefined,
  repeated: string | undefined,
): number {
  const times = Number(repeated ?? 1);
  const next = first + (times >= 1 ? times : 1);
  if (visibility === 'collapse' || visibility === 'filter') {
    for (let line = first; line < Math.min(next, most); line++) lines.add(line);
  }
  return next;
}
