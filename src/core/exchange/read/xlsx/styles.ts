import { type FormatKind, formatKind, implicitFormat } from '../formats.ts';
import { type FillBeingRead, fillColour } from './colours.ts';
import type { Mark } from './marks.ts';
import { attributesOf, newTag, nextTag, type Tag } from './xml.ts';

/** What a cell style makes of a number. */
export interface CellStyle {
  readonly kind: FormatKind;
  /** The number format. */
  readonly format: string;
}

export const plainStyle: CellStyle = { kind: 'number', format: 'General' };

export interface Styles {
  /** In the order in which cells refer to them. */
  readonly cells: readonly CellStyle[];
  /** Marks that styles make; 0 is none. */
  readonly marks: readonly Mark[];
  /** By style, which of the marks; null where no style marks anything. */
  readonly markOf: Uint16Array | null;
}

export const noStyles: Styles = { cells: [], marks: [], markOf: null };

/**
 * Cell styles, with what they mark cells with.
 * @param theme colours of the theme, for fills that refer to them
 */
export function readStyles(xml: Buffer, theme: readonly string[] = []): Styles {
  const formats = new Map<number, string>();
  const cells: CellStyle[] = [];
  const struck: boolean[] = [];
  const fills: (string | null)[] = [];
  const indexed: string[] = [];
  const marks: Mark[] = [{ fill: null, strike: false }];
  const markOf: number[] = [];
  const known = new Map<string, number>();
  const tag = newTag();
  // Fonts and fills of differential styles stand in `dxfs` and are no cell's.
  let section = '';
  let fill: FillBeingRead | null = null;
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    const name = xml.toString('latin1', tag.nameStart, tag.nameEnd);
    if (sections.has(name)) section = tag.closing || tag.empty ? '' : name;
    else if (tag.closing) {
      if (name === 'fill' && section === 'fills') fills.push(fill ? fillColour(fill, theme, indexed) : null);
    } else if (name === 'numFmt' && section === 'numFmts') {
      const { numFmtId, formatCode } = attributesOf(xml, tag);
      formats.set(Number(numFmtId), formatCode ?? 'General');
    } else if (name === 'font' && section === 'fonts') struck.push(false);
    else if (name === 'strike' && section === 'fonts') {
      struck[struck.length - 1] = !/^(0|false|off)$/.test(attributesOf(xml, tag).val ?? '1');
    } else if (section === 'fills') fill = readFill(xml, tag, name, fill, fills);
    else if (name === 'rgbColor') indexed.push(attributesOf(xml, tag).rgb ?? '');
    else if (name === 'xf' && section === 'cellXfs') {
      const { numFmtId, fontId, fillId } = attributesOf(xml, tag);
      const id = Number(numFmtId ?? 0);
      const format = formats.get(id) ?? implicitFormat(id);
      cells.push({ kind: formatKind(format), format });
      const mark = { fill: fills[Number(fillId ?? 0)] ?? null, strike: struck[Number(fontId ?? 0)] === true };
      markOf.push(markNumber(mark, marks, known));
    }
  }
  return { cells, marks, markOf: marks.length > 1 ? Uint16Array.from(markOf) : null };
}

const sections = new Set([
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'dxfs',
  'tableStyles',
]);

function readFill(
  xml: Buffer,
  tag: Tag,
  name: string,
  fill: FillBeingRead | null,
  fills: (string | null)[],
): FillBeingRead | null {
  if (name === 'fill') {
    if (tag.empty) fills.push(null);
    return null;
  }
  if (name === 'patternFill') return { pattern: attributesOf(xml, tag).patternType ?? 'none', colour: null };
  if (name === 'gradientFill') return { pattern: 'solid', colour: null };
  const colours =
    fill?.pattern === 'solid'
      ? name === 'fgColor' || name === 'color'
      : name === 'bgColor' || name === 'fgColor';
  if (!fill || !colours || fill.colour !== null) return fill;
  return { ...fill, colour: attributesOf(xml, tag) };
}

function markNumber(mark: Mark, marks: Mark[], known: Map<string, number>): number {
  if (mark.fill === null && !mark.strike) return 0;
  const key = `${mark.fill}${mark.strike}`;
  let number = known.get(key);
  if (number === undefined) {
    // A workbook has some 64,000 styles at most; what is beyond a Uint16 goes unmarked.
    if (marks.length > 65_000) return 0;
    number = marks.push(mark) - 1;
    known.set(key, number);
  }
  return number;
}
