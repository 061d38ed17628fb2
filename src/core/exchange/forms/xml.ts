import { decodeText } from '../read/xlsx/xml.ts';

/** The little XML that a form needs, over strings: forms are small, and most of their text stays as it is. */

export { decodeText };

/** An attribute's value by local name, decoded; undefined when the tag has none. */
export function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decodeText(value);
}

/** All attributes by local name. */
export function attributes(tag: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [, name, double, single] of tag.matchAll(
    /\s(?:\w+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    found[name as string] = decodeText(double ?? single ?? '');
  }
  return found;
}

/** The tag's attributes with one of them replaced, added, or taken away by null. */
export function withAttribute(tag: string, name: string, value: string | null): string {
  const text = value === null ? '' : ` ${name}="${value}"`;
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
  return pattern.test(tag) ? tag.replace(pattern, () => text) : `${tag}${text}`;
}
