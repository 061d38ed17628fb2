/** The little XML that workbooks need, over bytes: their parts reach hundreds of megabytes. */

export const lt = 60;
export const gt = 62;
const slash = 47;
const quote = 34;
const apostrophe = 39;
const colon = 58;
const equals = 61;

/** A tag that was found: where its local name stands, and where its attributes end. */
export interface Tag {
  /** Position of `<`. */
  at: number;
  nameStart: number;
  nameEnd: number;
  /** First byte behind `>`. */
  end: number;
  closing: boolean;
  /** `<x/>`. */
  empty: boolean;
}

export function newTag(): Tag {
  return { at: 0, nameStart: 0, nameEnd: 0, end: 0, closing: false, empty: false };
}

/** Finds the next tag from `from`; false when there is none. A `>` inside an attribute's quotes doesn't end a tag. */
export function nextTag(xml: Uint8Array, from: number, tag: Tag): boolean {
  const { length } = xml;
  let i = from;
  while (i < length && xml[i] !== lt) i++;
  if (i >= length) return false;
  tag.at = i++;
  tag.closing = xml[i] === slash;
  if (tag.closing) i++;
  tag.nameStart = i;
  let c = xml[i] as number;
  while (i < length && c > 32 && c !== gt && c !== slash) {
    // What stands before a colon is the namespace's prefix.
    if (c === colon) tag.nameStart = i + 1;
    c = xml[++i] as number;
  }
  tag.nameEnd = i;
  let open = 0;
  while (i < length) {
    c = xml[i] as number;
    if (open !== 0) {
      if (c === open) open = 0;
    } else if (c === gt) break;
    else if (c === quote || c === apostrophe) open = c;
    i++;
  }
  if (i >= length) return false;
  tag.empty = xml[i - 1] === slash;
  tag.end = i + 1;
  return true;
}

/** Is the tag's local name this word (ASCII)? */
export function isNamed(xml: Uint8Array, tag: Tag, name: string): boolean {
  if (tag.nameEnd - tag.nameStart !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (xml[tag.nameStart + i] !== name.charCodeAt(i)) return false;
  return true;
}

/** All attributes of a tag by local name, decoded. For the few tags where speed doesn't matter. */
export function attributesOf(xml: Buffer, tag: Tag): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  let i = tag.nameEnd;
  while (i < tag.end) {
    while (i < tag.end && (xml[i] as number) <= 32) i++;
    let start = i;
    while (i < tag.end && xml[i] !== equals && xml[i] !== gt && xml[i] !== slash && (xml[i] as number) > 32) {
      if (xml[i] === colon) start = i + 1;
      i++;
    }
    const name = xml.toString('latin1', start, i);
    while (i < tag.end && xml[i] !== quote && xml[i] !== apostrophe) i++;
    const open = xml[i];
    const valueStart = ++i;
    while (i < tag.end && xml[i] !== open) i++;
    if (i < tag.end && name !== '') found[name] = decodeText(xml.toString('utf8', valueStart, i));
    i++;
  }
  return found;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves entities and the `_xHHHH_` that spreadsheets write for characters which XML can't carry. */
export function decodeText(text: string): string {
  // XML has line feeds only; a carriage return that is meant stands as an escape.
  let out = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (out.includes('&')) {
    out = out.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[name as string] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
  }
  if (!out.includes('_x')) return out;
  return out.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex as string, 16)),
  );
}
