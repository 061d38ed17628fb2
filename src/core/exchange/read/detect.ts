import { HoldfastError } from '../../../model/errors.ts';
import { sheetLibrary } from './library.ts';
import { limits } from './limits.ts';
import type { Source } from './source.ts';
import type { WorkbookFormat } from './types.ts';
import { inflateEntry, listZip, type ZipEntry } from './zip.ts';

/** What a file is by its content. Its extension is asked of a web page alone, which no spreadsheet saves as .xlsx. */
export type Detected =
  | { readonly kind: 'zip'; readonly format: WorkbookFormat; readonly entries: readonly ZipEntry[] }
  | { readonly kind: 'xls' }
  /** A table that a web system saved under the name of a workbook, or that was copied from one. */
  | { readonly kind: 'html' }
  | { readonly kind: 'text' };

const signatures: readonly [string, string][] = [
  ['25504446', 'PDF'],
  ['89504e470d0a1a0a', 'PNG'],
  ['ffd8ff', 'JPEG'],
  ['47494638', 'GIF'],
  ['7b5c727466', 'RTF'],
  ['53514c69746520666f726d617420330000', 'SQLite'],
  ['1f8b', 'gzip'],
  ['377abcaf271c', '7z'],
  ['526172211a07', 'RAR'],
  ['4d5a', 'EXE'],
  ['7f454c46', 'ELF'],
  ['d7cdc69a', 'WMF'],
];

/**
 * Recognises a workbook or text table by its bytes.
 * @throws FILE_EMPTY, FILE_NOT_WORKBOOK (params.what says what it is), FILE_WEB_PAGE, FILE_ENCRYPTED, FILE_CORRUPT, FILE_TOO_LARGE
 */
export function detect(bytes: Source, name: string): Detected {
  if (bytes.length === 0) throw new HoldfastError('FILE_EMPTY', { file: name });
  const start = bytes.subarray(0, 64 * 1024);
  const head = start.toString('hex', 0, 16);
  if (head.startsWith('504b0304') || head.startsWith('504b0506') || head.startsWith('504b0708')) {
    return detectZip(bytes, name);
  }
  if (head.startsWith('d0cf11e0a1b11ae1')) return detectCompound(bytes, name);
  // A bare BIFF2..5 stream, as very old programs still write.
  if (/^09(00|02|04|08)/.test(head) && start.length > 8 && start.readUInt16LE(2) <= 16)
    return { kind: 'xls' };
  for (const [signature, what] of signatures) {
    if (head.startsWith(signature.slice(0, 32))) throw notWorkbook(name, what);
  }
  if (isHtmlTable(start, bytes, name)) return { kind: 'html' };
  refuseBinary(start, name);
  return { kind: 'text' };
}

const notWorkbook = (name: string, what: string) =>
  new HoldfastError('FILE_NOT_WORKBOOK', { file: name, what });

function detectZip(bytes: Source, name: string): Detected {
  const entries = listZip(bytes, name);
  const names = new Set(entries.map((entry) => entry.name.toLowerCase().replace(/^\//, '')));
  const starts = (prefix: string) => [...names].some((part) => part.startsWith(prefix));
  if (names.has('[content_types].xml')) {
    if (names.has('xl/workbook.bin')) return { kind: 'zip', format: 'xlsb', entries };
    if (starts('xl/worksheets/') || names.has('xl/workbook.xml')) {
      return { kind: 'zip', format: names.has('xl/vbaproject.bin') ? 'xlsm' : 'xlsx', entries };
    }
    if (starts('word/')) throw notWorkbook(name, 'Word');
    if (starts('ppt/')) throw notWorkbook(name, 'PowerPoint');
    throw notWorkbook(name, 'Office');
  }
  if (names.has('content.xml')) return detectOpenDocument(bytes, entries, name);
  throw notWorkbook(name, starts('index/') ? 'Numbers' : 'ZIP');
}

function detectOpenDocument(bytes: Source, entries: readonly ZipEntry[], name: string): Detected {
  const find = (path: string) => entries.find((entry) => entry.name === path);
  const manifest = find('META-INF/manifest.xml');
  if (manifest && inflateEntry(bytes, manifest, name).includes('encryption-data')) {
    throw new HoldfastError('FILE_ENCRYPTED', { file: name });
  }
  const mimetype = find('mimetype');
  const kind = mimetype ? inflateEntry(bytes, mimetype, name).toString('latin1') : '';
  if (kind !== '' && !kind.includes('spreadsheet')) throw notWorkbook(name, 'OpenDocument');
  return { kind: 'zip', format: 'ods', entries };
}

function detectCompound(bytes: Source, name: string): Detected {
  let paths: readonly string[];
  try {
    paths = sheetLibrary()
      .CFB.read(bytes.subarray(), { type: 'buffer' })
      .FullPaths.map((path: string) => path.toLowerCase());
  } catch {
    throw new HoldfastError('FILE_CORRUPT', { file: name, detail: 'ole' });
  }
  const has = (part: string) => paths.some((path) => path.endsWith(`/${part}`));
  if (has('encryptedpackage')) throw new HoldfastError('FILE_ENCRYPTED', { file: name });
  if (has('workbook') || has('book')) return { kind: 'xls' };
  if (has('worddocument')) throw notWorkbook(name, 'Word');
  if (has('powerpoint document')) throw notWorkbook(name, 'PowerPoint');
  throw notWorkbook(name, 'OLE');
}

/**
 * Reports that web systems save as .xls are often HTML with a table; other markup is refused.
 * @throws FILE_NOT_WORKBOOK, FILE_WEB_PAGE
 */
function isHtmlTable(head: Buffer, bytes: Source, name: string): boolean {
  const start = head
    .toString('latin1', 0, 4096)
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
    .toLowerCase();
  if (!start.startsWith('<')) return false;
  const markup = start.replace(/^(<\?xml[^>]*\?>\s*|<!--[\s\S]*?-->\s*)+/, '');
  if (/^<(!doctype html|html|head|body|table|meta|div|style)\b/.test(markup)) {
    if (bytes.length > limits.htmlBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
    const tables = /<table[\s>]/i.test(bytes.subarray().toString('latin1').replaceAll('\0', ''));
    if (!tables) throw notWorkbook(name, 'HTML');
    // Reports of web systems go by .xls; under a newer name it is a page that was renamed, and spreadsheets refuse it too.
    if (/\.(xls[xmb]|xlt[xm]|ods|et)$/i.test(name)) throw new HoldfastError('FILE_WEB_PAGE', { file: name });
    return true;
  }
  if (start.startsWith('<?xml') || start.startsWith('<!doctype')) {
    throw notWorkbook(name, start.includes('<html') ? 'HTML' : 'XML');
  }
  return false;
}

function refuseBinary(head: Buffer, name: string): void {
  // A mark declares text, whatever controls are in it.
  if (/^(efbbbf|fffe|feff)/.test(head.toString('hex', 0, 3))) return;
  let nul = 0;
  let control = 0;
  for (const byte of head) {
    if (byte === 0) nul++;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 26) control++;
  }
  if (control > 4 + head.length / 100) throw notWorkbook(name, 'binary');
  if (nul > 0 && utf16WithoutMark(head) === null) throw notWorkbook(name, 'binary');
}

/** UTF-16 without a mark shows as zeros on one side of each pair; null when it isn't. */
export function utf16WithoutMark(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 8192) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.3 && even < half * 0.02) return 'utf-16le';
  if (even > half * 0.3 && odd < half * 0.02) return 'utf-16be';
  return null;
}
