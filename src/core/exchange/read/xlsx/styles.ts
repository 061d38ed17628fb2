import { type FormatKind, formatKind, implicitFormat } from '../formats.ts';
import { attributesOf, isNamed, newTag, nextTag } from './xml.ts';

/** What a cell style makes of a number. */
export interface CellStyle {
  readonly kind: FormatKind;
  /** The number format. */
  readonly format: string;
}

export const plainStyle: CellStyle = { kind: 'number', format: 'General' };

/** Cell styles in the order in which cells refer to them. */
export function readStyles(xml: Buffer): CellStyle[] {
  const formats = new Map<number, string>();
  const styles: CellStyle[] = [];
  const tag = newTag();
  let inCells = false;
  let at = 0;
  while (nextTag(xml, at, tag)) {
    at = tag.end;
    if (isNamed(xml, tag, 'cellXfs')) inCells = !tag.closing && !tag.empty;
    else if (tag.closing) continue;
    else if (isNamed(xml, tag, 'numFmt')) {
      const { numFmtId, formatCode } = attributesOf(xml, tag);
      formats.set(Number(numFmtId), formatCode ?? 'General');
    } else if (inCells && isNamed(xml, tag, 'xf')) {
      const id = Number(attributesOf(xml, tag).numFmtId ?? 0);
      const format = formats.get(id) ?? implicitFormat(id);
      styles.push({ kind: formatKind(format), format });
    }
  }
  return styles;
}
