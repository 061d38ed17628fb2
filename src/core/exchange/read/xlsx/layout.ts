import { limits } from '../limits.ts';
import type { Merge } from '../types.ts';
import { attributesOf, isNamed, newTag, nextTag } from './xml.ts';

/** What stands before the cells: hidden columns, and how far the sheet says it reaches. */
export interface SheetHead {
  readonly hiddenColumns: ReadonlySet<number>;
  /** 0 where it isn't told. */
  readonly rowCount: number;
  readonly columnCount: number;
}

export function readHead(xml: Buffer): SheetHead {
  const hiddenColumns = new Set<number>();
  let size = { bottom: 0, right: -1 };
  const tag = newTag();
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    if (tag.closing) continue;
    if (isNamed(xml, tag, 'sheetData')) break;
    if (isNamed(xml, tag, 'dimension')) size = parseRange(attributesOf(xml, tag).ref ?? '') ?? size;
    else if (isNamed(xml, tag, 'col')) {
      const { min, max, hidden, width } = attributesOf(xml, tag);
      if (!/^(1|true|on)$/.test(hidden ?? '') && !(width !== undefined && Number(width) === 0)) continue;
      const last = Math.min(Number(max), limits.columns);
      for (let c = Math.max(1, Number(min)); c <= last; c++) hiddenColumns.add(c - 1);
    }
  }
  return { hiddenColumns, rowCount: size.bottom, columnCount: size.right + 1 };
}

/** What stands behind the cells. */
export interface SheetTail {
  readonly merges: readonly Merge[];
  /** Relation ids of the drawings. */
  readonly drawings: readonly string[];
}

export function readTail(xml: Buffer): SheetTail {
  const merges: Merge[] = [];
  const drawings: string[] = [];
  const tag = newTag();
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    if (tag.closing) continue;
    if (isNamed(xml, tag, 'mergeCell')) {
      const range = parseRange(attributesOf(xml, tag).ref ?? '');
      if (range && merges.length < limits.merges) merges.push(range);
    } else if (isNamed(xml, tag, 'drawing')) {
      const { id } = attributesOf(xml, tag);
      if (id !== undefined) drawings.push(id);
    }
  }
  return { merges, drawings };
}

/** `B2:D5`, or a single cell; null when it is neither. */
function parseRange(ref: string): Merge | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(ref);
  if (!match) return null;
  const left = columnIndex(match[1] as string);
  const top = Number(match[2]);
  const right = match[3] === undefined ? left : columnIndex(match[3]);
  const bottom = match[4] === undefined ? top : Number(match[4]);
  return right < limits.columns && bottom <= 1_048_576 && top >= 1 ? { top, left, bottom, right } : null;
}

function columnIndex(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
