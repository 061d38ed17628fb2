import { HoldfastError } from '../../../../model/errors.ts';
import type { FileSource, Source } from '../source.ts';
import { inflateEntry, peekEntry, type ZipEntry } from '../zip.ts';
import { attributesOf, isNamed, newTag, nextTag } from './xml.ts';

/** The parts of a workbook, inflated when they are asked for. */
export class Package {
  readonly #bytes: Source;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #name: string;
  readonly #files: ReadonlyMap<string, FileSource>;

  constructor(
    bytes: Source,
    entries: readonly ZipEntry[],
    name: string,
    files: ReadonlyMap<string, FileSource> = new Map(),
  ) {
    this.#files = files;
    this.#bytes = bytes;
    this.#entries = new Map(entries.map((entry) => [entry.name.toLowerCase().replace(/^\//, ''), entry]));
    this.#name = name;
  }

  /**
   * A part by its path; null when it isn't there.
   * @throws FILE_CORRUPT, FILE_TOO_LARGE, FILE_UNSAFE
   */
  part(path: string): Buffer | null {
    const entry = this.#entries.get(path.toLowerCase());
    if (!entry) return null;
    const data = inflateEntry(this.#bytes, entry, this.#name);
    if (data.subarray(0, 64 * 1024).includes('<!ENTITY')) {
      throw new HoldfastError('FILE_UNSAFE', { file: this.#name });
    }
    if (!isUtf8Xml(data)) throw new HoldfastError('FILE_CORRUPT', { file: this.#name, detail: path });
    return data.includes('<![CDATA[') ? withoutCdata(data) : data;
  }

  /** A part that was too large for memory, where it was unpacked to. */
  file(path: string): FileSource | undefined {
    return this.#files.get(path.toLowerCase());
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  /** The first bytes of a part that is there. */
  peek(path: string): Buffer {
    const entry = this.#entries.get(path.toLowerCase());
    return entry ? peekEntry(this.#bytes, entry, this.#name) : Buffer.alloc(0);
  }

  /**
   * A part's bytes as they are.
   * @throws FILE_CORRUPT, FILE_TOO_LARGE
   */
  raw(path: string, most: number): Buffer {
    const entry = this.#entries.get(path.toLowerCase());
    if (!entry) throw new HoldfastError('FILE_CORRUPT', { file: this.#name, detail: path });
    if (entry.size > most) throw new HoldfastError('FILE_TOO_LARGE', { file: path });
    return inflateEntry(this.#bytes, entry, this.#name);
  }

  /** Relations of a part: id to type (its last word) and target path. */
  relations(path: string): Map<string, { type: string; target: string }> {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const file = path.slice(folder === '' ? 0 : folder.length + 1);
    const xml = this.part(`${folder === '' ? '' : `${folder}/`}_rels/${file}.rels`);
    const found = new Map<string, { type: string; target: string }>();
    if (!xml) return found;
    const tag = newTag();
    for (let at = 0; nextTag(xml, at, tag); at = tag.end) {
      if (tag.closing || !isNamed(xml, tag, 'Relationship')) continue;
      const { Id, Type, Target, TargetMode } = attributesOf(xml, tag);
      if (!Id || !Target || TargetMode === 'External') continue;
      found.set(Id, { type: (Type ?? '').split('/').pop() ?? '', target: resolvePath(folder, Target) });
    }
    return found;
  }
}

/** CDATA sections, which no spreadsheet program writes but some generators do, as ordinary escaped text. */
function withoutCdata(data: Buffer): Buffer {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  const escaped = (text: string) => text.replace(/[&<>]/g, (c) => escapes[c] as string);
  // As latin1 every byte stays what it is.
  const text = data
    .toString('latin1')
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => escaped(inner));
  return Buffer.from(text, 'latin1');
}

function isUtf8Xml(data: Buffer): boolean {
  const head = data.toString('latin1', 0, 200);
  if (head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff')) return false;
  const declared = /encoding=["']([^"']+)["']/i.exec(head.slice(0, head.indexOf('?>') + 1));
  return !declared || /^(utf-?8|us-ascii)$/i.test(declared[1] as string);
}

function resolvePath(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
