import { attributesOf, newTag, nextTag } from './xml.ts';

/** A fill of the style part while its tags come by. */
export interface FillBeingRead {
  readonly pattern: string;
  /** Attributes of its colour: rgb, theme and tint, or indexed. */
  readonly colour: Readonly<Record<string, string>> | null;
}

/** The colour of a fill as `#RRGGBB`; null for none and for white. */
export function fillColour(
  { pattern, colour }: FillBeingRead,
  theme: readonly string[],
  indexed: readonly string[],
): string | null {
  if (pattern === 'none' || colour === null) return null;
  const base = baseColour(colour, theme, indexed);
  if (base === null) return null;
  const shown = tinted(base, Number(colour.tint ?? 0));
  return shown === '#FFFFFF' ? null : shown;
}

/** Without alpha, which spreadsheets write but don't show. */
function baseColour(
  colour: Readonly<Record<string, string>>,
  theme: readonly string[],
  indexed: readonly string[],
): string | null {
  const rgb = colour.rgb ?? (colour.theme === undefined ? undefined : theme[Number(colour.theme)]);
  if (rgb !== undefined) return hex(rgb);
  if (colour.indexed === undefined) return null;
  const at = Number(colour.indexed);
  // 64 and 65 are the system's foreground and background: no mark of a person.
  if (at >= 64) return null;
  return hex(indexed[at] ?? palette[at < 8 ? at : at - 8] ?? '');
}

function hex(text: string): string | null {
  const digits = text.length === 8 ? text.slice(2) : text;
  return /^[0-9a-f]{6}$/i.test(digits) ? `#${digits.toUpperCase()}` : null;
}

/** Lightness of HSL moved towards black (below 0) or white (above), as ECMA-376 18.8.19 says. */
function tinted(colour: string, tint: number): string {
  if (!(tint >= -1 && tint <= 1) || tint === 0) return colour;
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ];
  const most = Math.max(r, g, b);
  const least = Math.min(r, g, b);
  const light = (most + least) / 2;
  const moved = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
  const spread = most - least;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
  const half = (saturation * (1 - Math.abs(2 * moved - 1))) / 2;
  // Each channel keeps its place between the least and the most, so hue needs not be worked out.
  const channel = (value: number) => {
    const place = spread === 0 ? 0 : ((value - least) / spread) * 2 - 1;
    return Math.round(Math.min(1, Math.max(0, moved + place * half)) * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(r)}${channel(g)}${channel(b)}`.toUpperCase();
}

/** The 56 colours of the classic palette; numbers 0 to 7 repeat its first eight. */
const palette = (
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 ' +
  '9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF ' +
  '00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 ' +
  '003366 339966 003300 333300 993300 993366 333399 333333'
).split(' ');

/** Colours of a theme in the order in which styles count them: light before dark, unlike the part itself. */
export function readTheme(xml: Buffer): string[] {
  const colours: string[] = [];
  const tag = newTag();
  let inScheme = false;
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    const name = xml.toString('latin1', tag.nameStart, tag.nameEnd);
    if (name === 'clrScheme') {
      if (tag.closing) break;
      inScheme = true;
    } else if (inScheme && !tag.closing && (name === 'srgbClr' || name === 'sysClr')) {
      const { val, lastClr } = attributesOf(xml, tag);
      colours.push((name === 'sysClr' ? lastClr : val) ?? '');
    }
  }
  const [dark1 = '000000', light1 = 'FFFFFF', dark2 = '44546A', light2 = 'E7E6E6', ...accents] = colours;
  return [light1, dark1, light2, dark2, ...accents];
}
