import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { utf16WithoutMark } from './detect.ts';
import type { Source } from './source.ts';
import type { TextEncoding } from './types.ts';

export interface TextShape {
  readonly encoding: TextEncoding;
  /** Bytes of the byte order mark, to be skipped. */
  readonly mark: number;
  /** The encoding fits most of the text but not all of it. */
  readonly damaged: boolean;
}

/**
 * Finds a text's encoding: by its mark, as UTF-16 by its zeros, as UTF-8 when all of it is valid,
 * else by what its high bytes look like.
 * @param forced skips the guessing
 */
export function detectEncoding(bytes: Source, forced?: TextEncoding): TextShape {
  const start = bytes.subarray(0, 16 * 1024);
  const marked = byMark(start);
  if (forced)
    return { encoding: forced, mark: marked?.encoding === forced ? marked.mark : 0, damaged: false };
  if (marked) return { ...marked, damaged: marked.encoding === 'utf-8' && !isAllUtf8(bytes) };
  const utf16 = utf16WithoutMark(start);
  if (utf16) return { encoding: utf16, mark: 0, damaged: false };
  if (isAllUtf8(bytes)) return { encoding: 'utf-8', mark: 0, damaged: false };
  return byHighBytes(bytes.subarray(0, guessedBytes));
}

const checkedBytes = 4 * 1024 * 1024;
const guessedBytes = 4 * 1024 * 1024;

/** Checked piece by piece; a character that a piece would cut in two goes to the next. */
function isAllUtf8(bytes: Source): boolean {
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + checkedBytes);
    if (piece.length === 0) return true;
    let end = piece.length;
    if (at + end < bytes.length) {
      while (end > piece.length - 4 && ((piece[end - 1] as number) & 0xc0) === 0x80) end--;
      if ((piece[end - 1] as number) >= 0xc0) end--;
      else end = piece.length;
    }
    if (!isUtf8(piece.subarray(0, end))) return false;
    at += end;
  }
  return true;
}

function byMark(bytes: Buffer): { encoding: TextEncoding; mark: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  return null;
}

/**
 * Chinese text has its high bytes in pairs, most of them in the two levels of GB 2312; Western text has them
 * alone between ASCII letters; UTF-8 with a few ruined places still has mostly valid sequences.
 */
function byHighBytes(bytes: Buffer): TextShape {
  const end = Math.min(bytes.length, 4 * 1024 * 1024);
  let gbPairs = 0;
  let gbBad = 0;
  let high = 0;
  for (let i = 0; i < end; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x80) continue;
    high++;
    const trail = bytes[i + 1] ?? 0;
    if (lead === 0x80 || lead === 0xff || trail < 0x30 || trail === 0x7f || trail === 0xff) gbBad++;
    else {
      if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) gbPairs++;
      i++;
    }
  }
  const utf8 = countUtf8(bytes, end);
  if (utf8.valid > 0 && utf8.valid >= utf8.bad * 2) return { encoding: 'utf-8', mark: 0, damaged: true };
  if (gbPairs > high * 0.6 && gbBad <= high * 0.02) {
    return { encoding: 'gb18030', mark: 0, damaged: gbBad > 0 };
  }
  return { encoding: 'windows-1252', mark: 0, damaged: false };
}

function countUtf8(bytes: Buffer, end: number): { valid: number; bad: number } {
  let valid = 0;
  let bad = 0;
  for (let i = 0; i < end; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x80) continue;
    const more =
      lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xc2 && lead < 0xe0 ? 1 : 0;
    let ok = more > 0;
    for (let k = 1; k <= more && ok; k++) ok = ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
    if (ok) {
      valid++;
      i += more;
    } else bad++;
  }
  return { valid, bad };
}

const pieceBytes = 1024 * 1024;

/** Decodes piece by piece, so that a large text is never one string; a character is never cut in two. */
export function* decodePieces(bytes: Source, shape: TextShape): Generator<string> {
  const decoder = iconv.getDecoder(shape.encoding, { stripBOM: false });
  for (let at = shape.mark; at < bytes.length; at += pieceBytes) {
    const piece = decoder.write(bytes.subarray(at, at + pieceBytes));
    if (piece !== '') yield piece;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}
