import { HoldfastError } from '../../../model/errors.ts';
import { limits } from './limits.ts';
import type { Source } from './source.ts';
import { attributesOf, isNamed, newTag, nextTag } from './xlsx/xml.ts';
import { inflateEntry, type ZipEntry } from './zip.ts';

/**
 * OpenDocument says "this cell 16,384 times, this row a million times" in a few bytes. Counts what that would become, and
 * refuses what no memory could hold; empty cells and rows, which every program repeats to the end of the sheet, are free.
 * @throws FILE_TOO_LARGE
 */
export function refuseRepetition(bytes: Source, entries: readonly ZipEntry[], file: string): void {
  const entry = entries.find(({ name }) => name === 'content.xml');
  if (!entry) return;
  const xml = inflateEntry(bytes, entry, file);
  const tag = newTag();
  let cells = 0;
  let inRow = 0;
  let rowRepeat = 1;
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    if (isNamed(xml, tag, 'table-row')) {
      if (!tag.closing) {
        rowRepeat = repeatOf(attributesOf(xml, tag)['number-rows-repeated']);
        inRow = 0;
      } else cells += inRow * rowRepeat;
    } else if (!tag.closing && isNamed(xml, tag, 'table-cell')) {
      const attributes = attributesOf(xml, tag);
      if (attributes['value-type'] !== undefined) inRow += repeatOf(attributes['number-columns-repeated']);
    }
    if (cells + inRow > limits.cells) throw new HoldfastError('FILE_TOO_LARGE', { file });
  }
}

function repeatOf(text: string | undefined): number {
  const times = Number(text ?? 1);
  return Number.isFinite(times) && times > 0 ? times : 1;
}
