import { limits } from '../limits.ts';
import { pictureType } from '../picture-type.ts';
import type { Picture } from '../types.ts';
import type { Package } from './package.ts';
import type { CellPicture } from './sheet-scan.ts';
import { attributesOf, isNamed, newTag, nextTag } from './xml.ts';

interface Drawn {
  readonly row: number;
  readonly column: number;
  readonly part: string;
  readonly name: string;
}

/**
 * The pictures of one sheet: those in cells, then those that float over it, each at the cell where its upper left corner
 * is. What is no picture that browsers show (WMF, EMF, drawn shapes) is left out.
 */
export function sheetPictures(
  parts: Package,
  inCells: readonly CellPicture[],
  drawings: readonly string[],
  byWpsId: () => ReadonlyMap<string, NamedPart>,
): Picture[] {
  const found: Drawn[] = [];
  for (const { row, column, part, id } of inCells) {
    if (part !== undefined) found.push({ row, column, part, name: fileName(part) });
    const named = id === undefined ? undefined : byWpsId().get(id);
    if (named) found.push({ row, column, ...named });
  }
  for (const path of drawings) found.push(...drawnPictures(parts, path));
  const pictures: Picture[] = [];
  for (const { row, column, part, name } of found) {
    if (pictures.length >= limits.pictures) break;
    const mime = parts.has(part) ? pictureType(parts.peek(part)) : null;
    if (mime === null) continue;
    pictures.push({ row, column, name, mime, bytes: () => parts.raw(part, limits.pictureBytes) });
  }
  return pictures;
}

/** A part and the name by which a person knows it. */
export interface NamedPart {
  readonly part: string;
  readonly name: string;
}

const fileName = (path: string): string => path.split('/').pop() ?? path;

/** Pictures that WPS keeps in cells, by the id that the cells' formulas name. */
export function wpsPictures(parts: Package, folder: string): Map<string, NamedPart> {
  const path = `${folder}cellimages.xml`;
  const xml = parts.part(path);
  const found = new Map<string, NamedPart>();
  if (!xml) return found;
  const relations = parts.relations(path);
  const tag = newTag();
  let id = '';
  let told = '';
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    if (tag.closing) continue;
    if (isNamed(xml, tag, 'cNvPr')) {
      const { name, descr } = attributesOf(xml, tag);
      id = name ?? '';
      told = descr ?? '';
    } else if (isNamed(xml, tag, 'blip')) {
      const target = relations.get(attributesOf(xml, tag).embed ?? '')?.target;
      if (target !== undefined && id !== '') found.set(id, { part: target, name: shownName(told, target) });
    }
  }
  return found;
}

/** What the program called it where that is a file's name; `Picture 1` and the like say nothing. */
function shownName(told: string, part: string): string {
  const name = told.split(/[\\/]/).pop() ?? '';
  return /\.(png|jpe?g|gif|bmp|webp)$/i.test(name) && name.length <= 200 ? name : fileName(part);
}

function drawnPictures(parts: Package, path: string): Drawn[] {
  const xml = parts.part(path);
  if (!xml) return [];
  const relations = parts.relations(path);
  const found: Drawn[] = [];
  const tag = newTag();
  let from = { row: 0, column: -1 };
  let inFrom = false;
  let told = '';
  for (let at = 0; nextTag(xml, at, tag) && found.length < limits.pictures; at = tag.end) {
    const name = xml.toString('latin1', tag.nameStart, tag.nameEnd);
    if (name === 'from') inFrom = !tag.closing;
    else if (tag.closing) continue;
    else if (name.endsWith('Anchor')) from = { row: 0, column: -1 };
    else if (inFrom && (name === 'row' || name === 'col')) {
      const number = Number(xml.toString('latin1', tag.end, Math.max(tag.end, xml.indexOf(60, tag.end))));
      from = name === 'row' ? { ...from, row: number + 1 } : { ...from, column: number };
    } else if (name === 'cNvPr') {
      const { descr, name: called } = attributesOf(xml, tag);
      told = descr || called || '';
    } else if (name === 'blip') {
      const part = relations.get(attributesOf(xml, tag).embed ?? '')?.target;
      if (part !== undefined && from.row >= 1 && from.column >= 0) {
        found.push({ ...from, part, name: shownName(told, part) });
      }
    }
  }
  return found;
}

/**
 * Pictures that Excel placed in cells: cells name a value's metadata by number (`vm`, from 1), that a rich value, that a
 * relation, that the picture.
 */
export function placedPictures(parts: Package, folder: string): Map<number, string> | null {
  const metadata = parts.part(`${folder}metadata.xml`);
  const values = parts.part(`${folder}richData/rdrichvalue.xml`);
  const relationPath = `${folder}richData/richValueRel.xml`;
  const links = parts.part(relationPath);
  if (!metadata || !values || !links) return null;
  const relations = parts.relations(relationPath);
  const targets = attributeList(links, 'rel', 'id').map((id) => relations.get(id)?.target);
  const firsts = firstValues(values);
  const rich = attributeList(metadata, 'rvb', 'i').map(Number);
  const found = new Map<number, string>();
  valueMetadata(metadata).forEach((at, i) => {
    const value = firsts[rich[at] ?? -1];
    const target = value === undefined ? undefined : targets[value];
    if (target !== undefined) found.set(i + 1, target);
  });
  return found.size > 0 ? found : null;
}

function attributeList(xml: Buffer, name: string, attribute: string): string[] {
  const values: string[] = [];
  const tag = newTag();
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    if (!tag.closing && isNamed(xml, tag, name)) values.push(attributesOf(xml, tag)[attribute] ?? '');
  }
  return values;
}

/** The first value of each rich value; for a picture it is the number of its relation. */
function firstValues(xml: Buffer): (number | undefined)[] {
  const values: (number | undefined)[] = [];
  const tag = newTag();
  let open = false;
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    if (tag.closing) continue;
    if (isNamed(xml, tag, 'rv')) {
      values.push(undefined);
      open = true;
    } else if (open && isNamed(xml, tag, 'v')) {
      values[values.length - 1] = Number(xml.toString('latin1', tag.end, xml.indexOf(60, tag.end)));
      open = false;
    }
  }
  return values;
}

/** By a cell's `vm` less one, which of the rich values' blocks it means. */
function valueMetadata(xml: Buffer): number[] {
  const numbers: number[] = [];
  const tag = newTag();
  let inside = false;
  for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
    if (isNamed(xml, tag, 'valueMetadata')) inside = !tag.closing && !tag.empty;
    else if (inside && !tag.closing && isNamed(xml, tag, 'rc')) {
      numbers.push(Number(attributesOf(xml, tag).v ?? -1));
    }
  }
  return numbers;
}
