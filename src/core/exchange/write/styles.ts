import type { ColumnKind, Tone } from './types.ts';

/** Formats, in the order in which each tone has them in `cellXfs`. */
const formats = [
  { kind: 'text', id: 0 },
  { kind: 'code', id: 49 },
  { kind: 'integer', id: 1 },
  { kind: 'count', id: 3 },
  { kind: 'money', id: 4 },
  { kind: 'percent', id: 10 },
  { kind: 'date', id: 164 },
  { kind: 'datetime', id: 165 },
  { kind: 'wrapped', id: 0 },
  /** Text that would start a formula if someone edited the cell. */
  { kind: 'quoted', id: 0 },
] as const;
type Format = (typeof formats)[number]['kind'];

interface Look {
  readonly tone: Tone;
  readonly font: number;
  readonly fill: number;
  readonly border: number;
}

const font = (inside: string, size = 11) =>
  `<font>${inside.includes('<b/>') ? '<b/>' : ''}${inside.includes('<i/>') ? '<i/>' : ''}${inside.includes('<u/>') ? '<u/>' : ''}<sz val="${size}"/><color rgb="FF${inside.replace(/<.*?>/g, '')}"/><name val="Calibri"/><family val="2"/></font>`;
const fonts = [
  font('1F2937'),
  font('<b/>1F2937'),
  font('<b/>1F2937', 16),
  font('6B7280'),
  font('166534'),
  font('92400E'),
  font('991B1B'),
  font('<u/>1D4ED8'),
  font('<i/>6B7280'),
];

const solid = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  // Spreadsheets keep the second place for this one, whatever stands there.
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('E8EEF7'),
  solid('FDE8C8'),
  solid('F3F4F6'),
  solid('DCFCE7'),
  solid('FEF3C7'),
  solid('FEE2E2'),
  solid('DBEAFE'),
];

const line = (side: string, rgb: string) => `<${side} style="thin"><color rgb="FF${rgb}"/></${side}>`;
const borders = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border><left/><right/><top/>${line('bottom', '9AA8BD')}<diagonal/></border>`,
  `<border><left/><right/>${line('top', '9AA8BD')}<bottom/><diagonal/></border>`,
];

const looks: readonly Look[] = [
  { tone: 'plain', font: 0, fill: 0, border: 0 },
  { tone: 'header', font: 1, fill: 2, border: 1 },
  { tone: 'required', font: 1, fill: 3, border: 1 },
  { tone: 'title', font: 2, fill: 0, border: 0 },
  { tone: 'label', font: 1, fill: 4, border: 0 },
  { tone: 'value', font: 0, fill: 0, border: 0 },
  { tone: 'muted', font: 3, fill: 0, border: 0 },
  { tone: 'strong', font: 1, fill: 0, border: 0 },
  { tone: 'total', font: 1, fill: 4, border: 2 },
  { tone: 'good', font: 4, fill: 5, border: 0 },
  { tone: 'warning', font: 5, fill: 6, border: 0 },
  { tone: 'bad', font: 6, fill: 7, border: 0 },
  { tone: 'changed', font: 0, fill: 8, border: 0 },
  { tone: 'link', font: 7, fill: 0, border: 0 },
  { tone: 'example', font: 8, fill: 0, border: 0 },
];

const place = Object.fromEntries(formats.map(({ kind }, i) => [kind, i])) as Record<Format, number>;
const tonePlace = Object.fromEntries(looks.map(({ tone }, i) => [tone, i])) as Record<Tone, number>;

/** Positions in `cellXfs` that the writer itself asks for. */
export const style = { general: place.text, code: place.code, quoted: place.quoted } as const;

/** Position of each kind's plain format. */
export const styleOf: Readonly<Record<ColumnKind, number>> = {
  text: place.text,
  code: place.code,
  integer: place.integer,
  count: place.count,
  number: place.text,
  money: place.money,
  percent: place.percent,
  date: place.date,
  datetime: place.datetime,
  boolean: place.text,
  wrapped: place.wrapped,
};

/** The same format in another tone. */
export function toned(plain: number, tone: Tone | undefined): number {
  return tone === undefined ? plain : tonePlace[tone] * formats.length + plain;
}

/** The format of a column, for its empty cells: what people add gets it too. */
export function columnStyle(kind: ColumnKind): number {
  return styleOf[kind];
}

function alignment(tone: Tone, kind: Format): string {
  const across = tone === 'value' ? ' horizontal="left"' : '';
  if (kind === 'wrapped') return `<alignment${across} vertical="top" wrapText="1"/>`;
  if (tone === 'header' || tone === 'required') return '<alignment vertical="center"/>';
  return tone === 'value' || tone === 'label' ? `<alignment${across} vertical="top"/>` : '';
}

function xf(look: Look, { kind, id }: (typeof formats)[number]): string {
  const inner = alignment(look.tone, kind);
  const flags = `${id === 0 ? '' : ' applyNumberFormat="1"'}${look.font === 0 ? '' : ' applyFont="1"'}${look.fill === 0 ? '' : ' applyFill="1"'}${look.border === 0 ? '' : ' applyBorder="1"'}${kind === 'quoted' ? ' quotePrefix="1"' : ''}${inner === '' ? '' : ' applyAlignment="1"'}`;
  const start = `<xf numFmtId="${id}" fontId="${look.font}" fillId="${look.fill}" borderId="${look.border}" xfId="0"${flags}`;
  return inner === '' ? `${start}/>` : `${start}>${inner}</xf>`;
}

const xfs = looks.flatMap((look) => formats.map((format) => xf(look, format)));

export const stylesXml = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="${fonts.length}">${fonts.join('')}</fonts><fills count="${fills.length}">${fills.join('')}</fills><borders count="${borders.length}">${borders.join('')}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
