import { escapeAttribute, escapeText } from './escape.ts';
import { quoteSheet } from './lists.ts';
import { stylesXml } from './styles.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const sheetMl = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet as the package names it. */
export interface Tab {
  readonly name: string;
  /** The number in its part's name, in the order of writing. */
  readonly number: number;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  /** Whether its first row is repeated on every printed page. */
  readonly table: boolean;
  readonly notes: boolean;
}

export interface DefinedName {
  readonly name: string;
  readonly formula: string;
}

/** The small parts of a workbook, by their names in the package. */
export function packageParts(
  tabs: readonly Tab[],
  active: number,
  names: readonly DefinedName[],
): Record<string, string> {
  const parts: Readonly<Record<string, string>> = {
    'xl/workbook.xml': workbookXml(tabs, active, names),
    'xl/styles.xml': stylesXml,
    'xl/_rels/workbook.xml.rels': workbookRelations(tabs),
    '_rels/.rels': relationships(
      `<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`,
    ),
    '[Content_Types].xml': contentTypes(tabs),
  };
  return Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, head + xml]));
}

export function relationships(inside: string): string {
  return `<Relationships xmlns="${packaging}/relationships">${inside}</Relationships>`;
}

/** What a sheet refers to: its links outside, its comments and the drawing of their boxes. */
export function sheetRelations(number: number, links: readonly string[], notes: boolean): string {
  const beside = notes
    ? [
        `<Relationship Id="rId1" Type="${office}/vmlDrawing" Target="../drawings/vmlDrawing${number}.vml"/>`,
        `<Relationship Id="rId2" Type="${office}/comments" Target="../comments${number}.xml"/>`,
      ]
    : [];
  return head + relationships([...beside, ...links].join(''));
}

function workbookXml(tabs: readonly Tab[], active: number, names: readonly DefinedName[]): string {
  const sheets = tabs.map(({ name, number, state }, i) => {
    const shown = state === 'visible' ? '' : ` state="${state}"`;
    return `<sheet name="${escapeAttribute(name)}" sheetId="${number}"${shown} r:id="rId${i + 1}"/>`;
  });
  const titles = tabs.flatMap(({ name, table, state }, i) =>
    table && state === 'visible'
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeText(`${quoteSheet(name)}!$1:$1`)}</definedName>`,
        ]
      : [],
  );
  const lists = names.map(
    ({ name, formula }) => `<definedName name="${name}">${escapeText(formula)}</definedName>`,
  );
  const defined = [...titles, ...lists].join('');
  const definedNames = defined === '' ? '' : `<definedNames>${defined}</definedNames>`;
  return `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" activeTab="${active}"/></bookViews><sheets>${sheets.join('')}</sheets>${definedNames}</workbook>`;
}

function workbookRelations(tabs: readonly Tab[]): string {
  const [s, t] = [tabs.length + 1, tabs.length + 2];
  const sheets = tabs.map(
    ({ number }, i) =>
      `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  return relationships(
    `${sheets.join('')}<Relationship Id="rId${s}" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId${t}" Type="${office}/sharedStrings" Target="sharedStrings.xml"/>`,
  );
}

function contentTypes(tabs: readonly Tab[]): string {
  const sheets = tabs.map(
    ({ number }) =>
      `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${sheetMl}.worksheet+xml"/>`,
  );
  const noted = tabs.filter(({ notes }) => notes);
  const comments = noted.map(
    ({ number }) => `<Override PartName="/xl/comments${number}.xml" ContentType="${sheetMl}.comments+xml"/>`,
  );
  const drawings =
    noted.length === 0
      ? ''
      : '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  return `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${drawings}<Override PartName="/xl/workbook.xml" ContentType="${sheetMl}.sheet.main+xml"/>${sheets.join('')}${comments.join('')}<Override PartName="/xl/styles.xml" ContentType="${sheetMl}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${sheetMl}.sharedStrings+xml"/></Types>`;
}
