import { type CellStyle, readStyles } from '../read/xlsx/styles.ts';
import { escapeAttribute } from '../write/escape.ts';
import { sharedTexts } from './cells.ts';
import { hasMarks, repeats } from './fill-sheet.ts';
import { type FormScope, marksIn } from './marks.ts';
import { type FormPackage, relationsPath } from './package.ts';
import { attribute, attributes, decodeText, withAttribute } from './xml.ts';

export interface FormSheet {
  readonly name: string;
  readonly path: string;
}

interface DefinedName {
  readonly name: string;
  readonly text: string;
}

const nameTag = /<((?:\w+:)?)definedName\b([^>]*)>([^<]*)<\/\1definedName>/g;

/** A form's workbook part and what its sheets share. */
export class FormWorkbook {
  readonly package: FormPackage;
  readonly path: string;
  readonly shared: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly date1904: boolean;
  sheets: FormSheet[];

  constructor(form: FormPackage) {
    this.package = form;
    this.path = form.relations('').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
    const relations = form.relations(this.path);
    const part = (type: string) => relations.find((relation) => relation.type === type)?.target ?? '';
    this.shared = sharedTexts(form.text(part('sharedStrings')));
    const styles = form.bytes(part('styles'));
    this.styles = styles ? readStyles(styles).cells : [];
    const xml = form.text(this.path);
    this.date1904 = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(xml);
    const targets = new Map(relations.map(({ id, target, type }) => [id, { target, type }]));
    this.sheets = [...xml.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].flatMap(([tag]) => {
      const { name = '', id = '' } = attributes(tag);
      const found = targets.get(id);
      return found?.type === 'worksheet' ? [{ name, path: found.target }] : [];
    });
  }

  get names(): DefinedName[] {
    return [...this.package.text(this.path).matchAll(nameTag)].map(([, , tag = '', text = '']) => ({
      name: attribute(tag, 'name') ?? '',
      text: decodeText(text),
    }));
  }

  /** Cells of a sheet whose names are fields of the scope: reference to name. */
  namedCells(sheet: string, scope: FormScope): Map<string, string> {
    const found = new Map<string, string>();
    for (const { name, text } of this.names) {
      if (name.startsWith('_xlnm.')) continue;
      const [, quotedName, plainName, letters, row] =
        /^=?(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::|$)/.exec(text) ?? [];
      const at = quotedName?.replaceAll("''", "'") ?? plainName;
      if (at?.toLowerCase() !== sheet.toLowerCase() || scope.one(name) === undefined) continue;
      found.set(`${letters}${row}`, name);
    }
    return found;
  }

  /** Sheets in which there is anything to fill. */
  marked(scope: FormScope): FormSheet[] {
    return this.sheets.filter(
      ({ name, path }) =>
        marksIn(name).length > 0 ||
        hasMarks(this.package.text(path), this.shared, this.namedCells(name, scope)),
    );
  }

  /** Is there a row to be repeated on any sheet? */
  get repeats(): boolean {
    return this.sheets.some(({ path }) => repeats(this.package.text(path), this.shared));
  }

  rename(sheet: FormSheet, name: string): void {
    if (sheet.name === name) return;
    const xml = this.package
      .text(this.path)
      .replace(/<(?:\w+:)?sheet\b[^>]*>/g, (tag) =>
        attribute(tag, 'name') === sheet.name ? withName(tag, name) : tag,
      );
    this.package.set(this.path, xml);
    this.sheets = this.sheets.map((one) => (one === sheet ? { ...one, name } : one));
  }

  /** A sheet can be copied when nothing hangs on it that must be single in a workbook. */
  copyable(sheet: FormSheet): boolean {
    return !this.package
      .relations(sheet.path)
      .some(({ type }) => type === 'table' || type === 'pivotTable' || type === 'slicer');
  }

  /** Adds a copy of a sheet with its pictures, comments and print settings behind the last sheet. */
  duplicate(sheet: FormSheet, name: string): FormSheet {
    const path = copyPart(this.package, sheet.path);
    const relationPath = relationsPath(this.path);
    const relations = this.package.text(relationPath);
    let n = this.sheets.length + 1;
    while (relations.includes(`"rIdForm${n}"`)) n++;
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
    this.package.set(
      relationPath,
      relations.replace(
        /<\/((?:\w+:)?)Relationships>/,
        (end, prefix: string) =>
          `<${prefix}Relationship Id="rIdForm${n}" Type="${type}" Target="/${path}"/>${end}`,
      ),
    );
    const xml = this.package.text(this.path);
    const ids = [...xml.matchAll(/\bsheetId="(\d+)"/g)].map(([, id]) => Number(id));
    const original = [...xml.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].find(
      ([tag]) => attribute(tag, 'name') === sheet.name,
    )?.[0] as string;
    const tag = withName(withAttribute(original, 'sheetId', String(Math.max(0, ...ids) + 1)), name).replace(
      /(\s(?:\w+:)?id=)"[^"]*"/,
      `$1"rIdForm${n}"`,
    );
    const at = positionOf(xml, sheet.name);
    const last = xml.match(/<\/(?:\w+:)?sheets>/)?.[0] ?? '</sheets>';
    let out = xml.replace(last, `${tag}${last}`);
    out = copyLocalNames(out, at, this.sheetCount(xml), sheet.name, name);
    this.package.set(this.path, out);
    const copy = { name, path };
    this.sheets.push(copy);
    // Two selected sheets would be edited together.
    this.package.set(path, this.package.text(path).replace(/\stabSelected="(?:1|true)"/, ''));
    return copy;
  }

  private sheetCount(xml: string): number {
    return [...xml.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].length;
  }

  /** Formulas are computed anew when the file is opened, in an order that no longer stands in the file. */
  recompute(): void {
    const form = this.package;
    const chain = form.relations(this.path).find(({ type }) => type === 'calcChain')?.target;
    if (chain !== undefined) {
      form.remove(chain);
      dropTag(form, relationsPath(this.path), (tag) => (attribute(tag, 'Type') ?? '').endsWith('/calcChain'));
      dropTag(form, '[Content_Types].xml', (tag) => attribute(tag, 'PartName') === `/${chain}`);
    }
    const xml = form.text(this.path);
    const known = /<((?:\w+:)?)calcPr\b[^>]*?\/>/.exec(xml)?.[0];
    const prefix = /<((?:\w+:)?)workbook\b/.exec(xml)?.[1] ?? '';
    const tag = `<${prefix}calcPr calcId="0" fullCalcOnLoad="1"/>`;
    if (known !== undefined) form.set(this.path, xml.replace(known, tag));
    else {
      const behind = new RegExp(`</${prefix}(?:definedNames|externalReferences|functionGroups|sheets)>`, 'g');
      const end = [...xml.matchAll(behind)].at(-1);
      if (end) {
        const at = end.index + end[0].length;
        form.set(this.path, xml.slice(0, at) + tag + xml.slice(at));
      }
    }
    // A template opens as a new workbook; what was filled is one.
    const types = form.text('[Content_Types].xml');
    form.set(
      '[Content_Types].xml',
      types
        .replace('spreadsheetml.template.main+xml', 'spreadsheetml.sheet.main+xml')
        .replace('ms-excel.template.macroEnabled.main+xml', 'ms-excel.sheet.macroEnabled.main+xml'),
    );
  }
}

function withName(tag: string, name: string): string {
  return tag.replace(
    /(\sname=)(?:"[^"]*"|'[^']*')/,
    (_, start: string) => `${start}"${escapeAttribute(name)}"`,
  );
}

function positionOf(xml: string, name: string): number {
  return [...xml.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].findIndex(([tag]) => attribute(tag, 'name') === name);
}

/** Print areas and repeated title rows belong to one sheet, by its place; the copy gets its own. */
function copyLocalNames(xml: string, from: number, to: number, sheet: string, copy: string): string {
  const own = [...xml.matchAll(nameTag)].filter(
    ([, , tag = '']) =>
      attribute(tag, 'localSheetId') === String(from) && (attribute(tag, 'name') ?? '').startsWith('_xlnm.'),
  );
  const quote = (name: string) => `'${name.replaceAll("'", "''")}'`;
  const added = own.map(([whole]) =>
    whole.replace(/localSheetId="\d+"/, `localSheetId="${to}"`).replace(/>([^<]*)</, (_, text: string) => {
      const plain = decodeText(text).replaceAll(`${quote(sheet)}!`, `${sheet}!`);
      return `>${escapeAttribute(plain.replaceAll(`${sheet}!`, `${quote(copy)}!`))}<`;
    }),
  );
  return added.length === 0 ? xml : xml.replace(/<\/(?:\w+:)?definedNames>/, (end) => added.join('') + end);
}

function dropTag(form: FormPackage, path: string, drops: (tag: string) => boolean): void {
  form.set(
    path,
    form
      .text(path)
      .replace(/<(?:\w+:)?(?:Relationship|Override)\b[^>]*\/>/g, (tag) => (drops(tag) ? '' : tag)),
  );
}

/** Copies a part and, below it, all but pictures, which copies may share. */
function copyPart(form: FormPackage, path: string): string {
  const copy = form.freePath(path);
  form.set(copy, form.bytes(path) as Buffer);
  const type = form.contentType(path);
  if (type !== null) form.addContentType(copy, type);
  const relations = form.text(relationsPath(path));
  if (relations === '') return copy;
  const targets = new Map(form.relations(path).map((relation) => [relation.id, relation]));
  // Held before the parts below are copied, so that none of them takes the name.
  form.set(relationsPath(copy), relations);
  const moved = relations.replace(/<(?:\w+:)?Relationship\b[^>]*?(\/?)>/g, (tag, slash: string) => {
    const relation = targets.get(attribute(tag, 'Id') ?? '');
    if (!relation || relation.external) return tag;
    if (!form.bytes(relation.target)) return tag;
    const target = relation.type === 'image' ? relation.target : copyPart(form, relation.target);
    const body = slash === '/' ? tag.slice(0, -2) : tag.slice(0, -1);
    return `${withAttribute(body, 'Target', `/${target}`)}${slash}>`;
  });
  form.set(relationsPath(copy), moved);
  return copy;
}
