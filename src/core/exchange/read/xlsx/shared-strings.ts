import { decodeText, isNamed, newTag, nextTag } from './xml.ts';

/** Texts by number. */
export interface SharedTexts {
  at(index: number): string | undefined;
}

/** The texts that cells refer to by number. Formatting of rich text is left out, readings (rPh) too. */
export function readSharedStrings(xml: Buffer): string[] {
  const texts: string[] = [];
  const tag = newTag();
  let at = 0;
  while (nextTag(xml, at, tag)) {
    at = tag.end;
    if (tag.closing || !isNamed(xml, tag, 'si')) continue;
    if (tag.empty) texts.push('');
    else {
      const read = readRichText(xml, at, 'si');
      texts.push(read.text);
      at = read.end;
    }
  }
  return texts;
}

/**
 * Joins the texts inside an element.
 * @param from first byte inside
 * @param element local name of the element
 */
export function readRichText(xml: Buffer, from: number, element: string): { text: string; end: number } {
  const tag = newTag();
  let text = '';
  let at = from;
  let phonetic = false;
  while (nextTag(xml, at, tag)) {
    at = tag.end;
    if (tag.closing) {
      if (isNamed(xml, tag, element)) return { text: decodeText(text), end: at };
      if (isNamed(xml, tag, 'rPh')) phonetic = false;
    } else if (tag.empty) {
      // `<t/>` and the like hold nothing.
    } else if (isNamed(xml, tag, 'rPh')) phonetic = true;
    else if (isNamed(xml, tag, 't')) {
      const end = xml.indexOf(60, at);
      if (end < 0) break;
      if (!phonetic && end > at) text += xml.toString('utf8', at, end);
      at = end;
    }
  }
  return { text, end: at };
}
