import { HoldfastError } from '../../../model/errors.ts';

/** An element with an id and plain elements under it, as iTop writes its objects. */
export interface XmlObject {
  readonly kind: string;
  readonly id: string;
  readonly fields: ReadonlyMap<string, string>;
}

const token =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!([A-Za-z]+)|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const mostDepth = 60;

interface Open {
  readonly tag: string;
  readonly object: { kind: string; id: string; fields: Map<string, string> } | null;
  text: string;
}

/**
 * The objects of a set: elements with an id, wherever they stand; elements without one are fields of the object around them.
 * @throws LANDSCAPE_CUT, LANDSCAPE_XML, LANDSCAPE_DEEP, FILE_UNSAFE for declarations of entities
 */
export function xmlObjects(text: string, name: string): XmlObject[] {
  const found: XmlObject[] = [];
  const open: Open[] = [];
  let at = 0;
  let begun = false;
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const between = text.slice(at, match.index);
    if (between.includes('<'))
      throw new HoldfastError('LANDSCAPE_XML', { file: name, detail: detailOf(between) });
    const top = open.at(-1);
    if (top) top.text += decoded(between);
    at = token.lastIndex;
    const [, cdata, declaration, closing, tag, attributes = '', empty] = match;
    if (declaration !== undefined) throw new HoldfastError('FILE_UNSAFE', { file: name });
    if (cdata !== undefined && top) top.text += cdata;
    if (tag === undefined) continue;
    begun = true;
    if (closing === '/') close(open, tag, name);
    else {
      const id = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes);
      const object = id ? { kind: tag, id: decoded(id[1] ?? id[2] ?? ''), fields: new Map() } : null;
      if (object) found.push(object);
      if (open.length >= mostDepth) throw new HoldfastError('LANDSCAPE_DEEP', { file: name });
      open.push({ tag, object, text: '' });
      if (empty === '/') close(open, tag, name);
    }
  }
  const rest = text.slice(at);
  if (open.length > 0 || rest.includes('<'))
    throw new HoldfastError('LANDSCAPE_CUT', { file: name, objects: found.length });
  if (!begun) throw new HoldfastError('LANDSCAPE_XML', { file: name, detail: detailOf(text) });
  return found;
}

function close(open: Open[], tag: string, name: string): void {
  const element = open.pop();
  if (element?.tag !== tag) throw new HoldfastError('LANDSCAPE_XML', { file: name, detail: `</${tag}>` });
  const owner = open.at(-1)?.object;
  const text = element.text.trim();
  if (owner && !element.object && text !== '') owner.fields.set(tag, text);
}

const detailOf = (text: string): string => text.trim().slice(0, 40);

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, word: string) => {
    if (word.startsWith('#')) {
      const code = word[1] === 'x' ? Number.parseInt(word.slice(2), 16) : Number(word.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    }
    return Object.hasOwn(entities, word) ? (entities[word] as string) : whole;
  });
}
