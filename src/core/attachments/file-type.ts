import { extname } from 'node:path';

export interface FileType {
  readonly mime: string;
  /** Without dot. */
  readonly extension: string;
  /** Other endings that name the same. */
  readonly others?: readonly string[];
}

interface Signature extends FileType {
  readonly is: (bytes: Buffer, name: string) => boolean;
}

const starts = (hex: string, at = 0) => {
  const magic = Buffer.from(hex, 'hex');
  return (bytes: Buffer) => bytes.subarray(at, at + magic.length).equals(magic);
};
const text = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).toString('latin1');
const zip = starts('504b0304');
const ole = starts('d0cf11e0a1b11ae1');
const office = 'application/vnd.openxmlformats-officedocument';

/** A package that begins like any zip: told apart by its name, since its parts may stand in any order. */
const packaged = (mime: string, extension: string): Signature => ({
  mime,
  extension,
  is: (bytes, name) => zip(bytes) && endingOf(name) === extension,
});
const compound = (mime: string, extension: string): Signature => ({
  mime,
  extension,
  is: (bytes, name) => ole(bytes) && endingOf(name) === extension,
});

/** What may be attached: pictures, documents, tables, plain text and packed files. Nothing that runs. */
const signatures: readonly Signature[] = [
  { mime: 'image/jpeg', extension: 'jpg', others: ['jpeg', 'jpe', 'jfif'], is: starts('ffd8ff') },
  { mime: 'image/png', extension: 'png', is: starts('89504e470d0a1a0a') },
  { mime: 'image/gif', extension: 'gif', is: (bytes) => /^GIF8[79]a$/.test(text(bytes, 0, 6)) },
  {
    mime: 'image/webp',
    extension: 'webp',
    is: (bytes) => text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP',
  },
  { mime: 'image/bmp', extension: 'bmp', is: (bytes) => starts('424d')(bytes) && bytes.length > 26 },
  {
    mime: 'image/tiff',
    extension: 'tif',
    others: ['tiff'],
    is: (bytes) => starts('49492a00')(bytes) || starts('4d4d002a')(bytes),
  },
  {
    mime: 'image/heic',
    extension: 'heic',
    others: ['heif'],
    is: (bytes) => text(bytes, 4, 8) === 'ftyp' && /^(heic|heix|mif1|msf1)$/.test(text(bytes, 8, 12)),
  },
  {
    mime: 'video/mp4',
    extension: 'mp4',
    others: ['m4v', 'mov'],
    is: (bytes) => text(bytes, 4, 8) === 'ftyp',
  },
  { mime: 'application/pdf', extension: 'pdf', is: (bytes) => text(bytes, 0, 1024).includes('%PDF-') },
  packaged(`${office}.spreadsheetml.sheet`, 'xlsx'),
  packaged(`${office}.wordprocessingml.document`, 'docx'),
  packaged(`${office}.presentationml.presentation`, 'pptx'),
  packaged('application/vnd.oasis.opendocument.spreadsheet', 'ods'),
  packaged('application/vnd.oasis.opendocument.text', 'odt'),
  packaged('application/ofd', 'ofd'),
  { mime: 'application/zip', extension: 'zip', is: zip },
  compound('application/vnd.ms-excel', 'xls'),
  compound('application/msword', 'doc'),
  compound('application/vnd.ms-powerpoint', 'ppt'),
  compound('application/vnd.ms-outlook', 'msg'),
];

const plainEndings = ['txt', 'csv', 'tsv', 'md', 'log', 'json', 'xml', 'eml', 'ini', 'conf', 'cfg'];

/**
 * What a file is, by its first bytes; its name decides only among documents that begin alike.
 * @returns null for what may not be attached: programs, scripts, pages, and what nobody knows
 */
export function fileTypeOf(bytes: Buffer, name: string): FileType | null {
  const known = signatures.find(({ is }) => is(bytes, name));
  if (known) return known;
  const ending = endingOf(name);
  if (!plainEndings.includes(ending) || !isText(bytes)) return null;
  return { mime: 'text/plain', extension: ending };
}

function endingOf(name: string): string {
  return extname(name).slice(1).toLowerCase();
}

function isText(bytes: Buffer): boolean {
  const utf16 = starts('fffe')(bytes) || starts('feff')(bytes);
  return utf16 || !bytes.subarray(0, 65_536).includes(0);
}

/** The name with an ending that says what the file is: a picture called `scan.pdf` becomes `scan.pdf.jpg`. */
export function nameFor(name: string, { extension, others = [] }: FileType): string {
  const clean =
    name
      .toWellFormed()
      .replace(/[\p{Cc}/\\:*?"<>|]+/gu, '_')
      .trim() || 'file';
  return [extension, ...others].includes(endingOf(clean)) ? clean : `${clean}.${extension}`;
}
