import { escapeAttribute } from './escape.ts';

/** Spreadsheets refuse a workbook whose sheet has more. */
const linksPerSheet = 65_530;
/** Spreadsheets refuse longer ones. */
const linkChars = 2079;

const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';

/** The links of one sheet. */
export class SheetLinks {
  private readonly cells: { at: string; target: string; inside: boolean }[] = [];

  /** Whether the cell became a link: not when a spreadsheet would refuse it, or there is no room. */
  add(at: string, link: string): boolean {
    if (this.cells.length >= linksPerSheet) return false;
    const inside = link.startsWith('#');
    const target = inside ? link.slice(1) : linkTarget(link);
    if (target === null || target === '' || target.length > linkChars) return false;
    this.cells.push({ at, target, inside });
    return true;
  }

  /** The element of the sheet; the links outside name relations from `firstRelation` on. */
  xml(firstRelation: number): string {
    if (this.cells.length === 0) return '';
    let relation = firstRelation;
    const links = this.cells.map(({ at, target, inside }) =>
      inside
        ? `<hyperlink ref="${at}" location="${escapeAttribute(target)}"/>`
        : `<hyperlink ref="${at}" r:id="rId${relation++}"/>`,
    );
    return `<hyperlinks>${links.join('')}</hyperlinks>`;
  }

  relations(first: number): string[] {
    return this.cells
      .filter(({ inside }) => !inside)
      .map(
        ({ target }, i) =>
          `<Relationship Id="rId${first + i}" Type="${type}" Target="${escapeAttribute(target)}" TargetMode="External"/>`,
      );
  }
}

/** As a URI that every spreadsheet reads; null for schemes that could run something, and for what is no URI. */
function linkTarget(link: string): string | null {
  const text = link.toWellFormed();
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return relativeTarget(text);
  if (!['http', 'https', 'mailto', 'file'].includes(scheme) || !URL.canParse(text)) return null;
  return new URL(text).href;
}

/** A path beside the workbook. */
function relativeTarget(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no path has
  if (/[\u0000-\u001f]/.test(text) || /^[\\/]{2}/.test(text)) return null;
  return encodeURI(text.replaceAll('\\', '/')).replaceAll('#', '%23').replaceAll('?', '%3F');
}
