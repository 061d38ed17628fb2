import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { HoldfastError } from '../../../model/errors.ts';
import { detect } from '../read/detect.ts';
import { inflateEntry } from '../read/zip.ts';
import { streamToFile } from '../write/to-file.ts';
import { attribute, attributes, decodeText } from './xml.ts';

export interface Relation {
  readonly id: string;
  /** Last word of its type, such as `drawing`. */
  readonly type: string;
  /** Path of the part within the package; as written for what lies outside of it. */
  readonly target: string;
  readonly external: boolean;
}

/** The parts of a form, to be changed in place; what is not touched stays byte for byte. */
export class FormPackage {
  readonly name: string;
  readonly #parts: Map<string, Buffer>;

  private constructor(name: string, parts: Map<string, Buffer>) {
    this.name = name;
    this.#parts = parts;
  }

  /**
   * @param name shown in errors
   * @throws HoldfastError FORM_NOT_XLSX, FILE_CORRUPT, FILE_ENCRYPTED, FILE_TOO_LARGE, FILE_UNSAFE, and as `detect`
   */
  static open(path: string, name: string): FormPackage {
    const bytes = readFileSync(path);
    const found = detect(bytes, name);
    if (found.kind !== 'zip' || (found.format !== 'xlsx' && found.format !== 'xlsm'))
      throw new HoldfastError('FORM_NOT_XLSX', { file: name });
    const parts = new Map<string, Buffer>();
    for (const entry of found.entries) {
      if (entry.name.endsWith('/')) continue;
      parts.set(entry.name.replace(/^\//, ''), inflateEntry(bytes, entry, name));
    }
    return new FormPackage(name, parts);
  }

  /** The same parts again, for the next record's file. */
  copy(): FormPackage {
    return new FormPackage(this.name, new Map(this.#parts));
  }

  get paths(): string[] {
    return [...this.#parts.keys()];
  }

  /** A part whatever the case of its path; empty when it isn't there. */
  text(path: string): string {
    const part = this.bytes(path);
    if (!part) return '';
    const text = part.toString('utf8').replace(/^\ufeff/, '');
    if (text.slice(0, 65_536).includes('<!ENTITY'))
      throw new HoldfastError('FILE_UNSAFE', { file: this.name });
    return text;
  }

  bytes(path: string): Buffer | undefined {
    const exact = this.#parts.get(path);
    if (exact) return exact;
    const wanted = path.toLowerCase();
    for (const [name, part] of this.#parts) if (name.toLowerCase() === wanted) return part;
    return undefined;
  }

  set(path: string, content: string | Buffer): void {
    this.#parts.set(path, typeof content === 'string' ? Buffer.from(content) : content);
  }

  remove(path: string): void {
    this.#parts.delete(path);
  }

  /** A path like `path` with the next free number: `xl/drawings/drawing3.xml`. */
  freePath(path: string): string {
    const [, stem = '', extension = ''] = /^(.*?)\d*(\.\w+)$/.exec(path) ?? [null, path, ''];
    let n = 1;
    while (this.#parts.has(`${stem}${n}${extension}`)) n++;
    return `${stem}${n}${extension}`;
  }

  relations(path: string): Relation[] {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const found: Relation[] = [];
    for (const tag of this.text(relationsPath(path)).matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
      const at = attributes(tag[0]);
      const external = at.TargetMode === 'External';
      const target = at.Target ?? '';
      found.push({
        id: at.Id ?? '',
        type: (at.Type ?? '').split('/').pop() ?? '',
        target: external ? target : resolve(folder, target),
        external,
      });
    }
    return found;
  }

  /** The content type of a part, as an override or by its extension. */
  contentType(path: string): string | null {
    const types = this.text('[Content_Types].xml');
    for (const tag of types.matchAll(/<(?:\w+:)?Override\b[^>]*>/g)) {
      if (attribute(tag[0], 'PartName') === `/${path}`) return attribute(tag[0], 'ContentType') ?? null;
    }
    return null;
  }

  addContentType(path: string, type: string): void {
    const tag = `<Override PartName="/${path}" ContentType="${type}"/>`;
    this.set(
      '[Content_Types].xml',
      this.text('[Content_Types].xml').replace(
        /<\/((?:\w+:)?)Types>/,
        (end, prefix: string) => `${tag.replace('<', `<${prefix}`)}${end}`,
      ),
    );
  }

  /** @throws HoldfastError CANCELLED, DISK_FULL, FILE_NOT_WRITABLE */
  async write(path: string): Promise<void> {
    await streamToFile(path, this.#zip());
  }

  /** The package as the bytes of a file. */
  async toBytes(): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.#zip()) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  }

  #zip(): Readable {
    const zip = new ZipFile();
    // Programs that sniff a package look for the content types first.
    const paths = this.paths.sort((a, b) => Number(b.startsWith('[')) - Number(a.startsWith('[')));
    for (const path of paths) zip.addBuffer(this.#parts.get(path) as Buffer, path, { mtime: stamp });
    zip.end();
    return zip.outputStream as Readable;
  }
}

/** Equal forms and equal records give equal files. */
const stamp = new Date(1980, 0, 1);

export function relationsPath(path: string): string {
  const at = path.lastIndexOf('/') + 1;
  return `${path.slice(0, at)}_rels/${path.slice(at)}.rels`;
}

function resolve(folder: string, target: string): string {
  const clean = decodeText(target);
  if (clean.startsWith('/')) return clean.slice(1);
  const parts = folder.split('/').filter(Boolean);
  for (const part of clean.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
