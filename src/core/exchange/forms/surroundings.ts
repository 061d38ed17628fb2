import { escapeText } from '../write/escape.ts';
import { height, type RowMap, shiftFormula } from './shift.ts';
import { decodeText } from './xml.ts';

/** Whatever of a sheet's XML names cells outside of its rows: merges, validations, formats, links, breaks. */
export function moveSurroundings(xml: string, sheet: string, renamed: string, map: RowMap): string {
  if (map.still && sheet === renamed) return xml;
  const start = xml.search(/<(?:\w+:)?sheetData>/);
  const end = xml.search(/<\/(?:\w+:)?sheetData>/);
  if (start < 0 || end < 0) return xml;
  const formula = (text: string) => shiftFormula(text, { sheet, renamed, map, own: true });
  const head = xml
    .slice(0, start)
    .replace(/(<(?:\w+:)?dimension\b[^>]*\bref=")([^"]*)(")/, (_, a, ref, z) => a + map.range(ref) + z);
  const tail = moveMerges(xml.slice(end), map)
    .replace(
      /(<(?:\w+:)?(?:hyperlink|autoFilter|sortState|sortCondition)\b[^>]*?\bref=")([^"]*)(")/g,
      (_, a, ref, z) => a + map.range(ref) + z,
    )
    .replace(/(\bsqref=")([^"]*)(")/g, (_, a, ref, z) => a + map.range(ref) + z)
    .replace(/(<xm:sqref>)([^<]*)/g, (_, a, ref) => a + map.range(ref))
    .replace(
      /(<(?:\w+:)?(?:formula[12]?|f)\b[^>]*>)([^<]+)(?=<)/g,
      (_, a, text) => a + escapeText(formula(decodeText(text))),
    )
    .replace(/<((?:\w+:)?)rowBreaks\b[\s\S]*?<\/\1rowBreaks>/, (breaks) =>
      breaks.replace(/(\bid=")(\d+)(")/g, (_, a, row, z) => a + map.end(Number(row)) + z),
    );
  return head + xml.slice(start, end) + tail;
}

/** Cells merged within a repeated row are merged in each of its copies. */
function moveMerges(tail: string, map: RowMap): string {
  return tail.replace(/<((?:\w+:)?)mergeCells\b[^>]*>[\s\S]*?<\/\1mergeCells>/, (whole, prefix: string) => {
    const refs: string[] = [];
    for (const [, ref = ''] of whole.matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="([^"]*)"/g)) {
      const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? [];
      const block = map.blockOf(Number(top));
      if (!block || block !== map.blockOf(Number(bottom))) {
        refs.push(map.range(ref));
        continue;
      }
      for (let i = 0; i < block.copies; i++) {
        const by = i * height(block);
        refs.push(`${left}${map.start(Number(top)) + by}:${right}${map.start(Number(bottom)) + by}`);
      }
    }
    const cells = refs.map((ref) => `<${prefix}mergeCell ref="${ref}"/>`).join('');
    return `<${prefix}mergeCells count="${refs.length}">${cells}</${prefix}mergeCells>`;
  });
}

/** Pictures and shapes go with the rows that they are anchored to. Rows count from 0 there. */
export function moveDrawing(xml: string, map: RowMap): string {
  return xml.replace(/(<(?:\w+:)?row>)(\d+)(?=<)/g, (_, a, row) => a + (map.start(Number(row) + 1) - 1));
}

export function moveComments(xml: string, map: RowMap): string {
  return xml.replace(
    /(<(?:\w+:)?(?:comment|threadedComment)\b[^>]*?\bref=")([^"]*)(")/g,
    (_, a, ref, z) => a + map.cell(ref) + z,
  );
}

/** The old drawing format that holds the boxes of comments. */
export function moveVml(xml: string, map: RowMap): string {
  return xml
    .replace(/(<x:Row>\s*)(\d+)/g, (_, a, row) => a + (map.start(Number(row) + 1) - 1))
    .replace(/(<x:Anchor>)([^<]*)/g, (_, a, anchor: string) => {
      const n = anchor.split(',').map((part) => part.trim());
      if (n.length !== 8) return a + anchor;
      const top = map.start(Number(n[2]) + 1) - 1;
      const by = top - Number(n[2]);
      n[2] = String(top);
      n[6] = String(Number(n[6]) + by);
      return a + n.join(', ');
    });
}

export function moveTable(xml: string, map: RowMap): string {
  return xml.replace(/(\bref=")([A-Z]+\d+:[A-Z]+\d+)(")/g, (_, a, ref, z) => a + map.range(ref) + z);
}

/** Formulas of other parts that name the sheet: other sheets' cells, charts, names. */
export function moveReferences(
  xml: string,
  element: string,
  sheet: string,
  renamed: string,
  map: RowMap,
): string {
  const pattern = new RegExp(`(<(?:\\w+:)?${element}\\b[^>]*>)([^<]+)(?=<)`, 'g');
  return xml.replace(
    pattern,
    (_, open: string, text: string) =>
      open + escapeText(shiftFormula(decodeText(text), { sheet, renamed, map, own: false })),
  );
}
