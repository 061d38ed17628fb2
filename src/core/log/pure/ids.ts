/** UUIDs as text outside the database and as 16 bytes within. */

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/**
 * A UUIDv7: sorts by time of making, so that B-trees grow at one end.
 * @param ms milliseconds since 1970
 * @param random at least 10 random bytes
 */
export function uuid7(ms: number, random: Uint8Array): string {
  const b = new Uint8Array(16);
  let rest = Math.max(0, Math.floor(ms));
  for (let i = 5; i >= 0; i--) {
    b[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  b.set(random.subarray(0, 10), 6);
  b[6] = 0x70 | ((b[6] as number) & 0x0f);
  b[8] = 0x80 | ((b[8] as number) & 0x3f);
  return uuidText(b);
}

/** A UUID derived from bytes that every replica has, such as a hash: every replica makes the same one. */
export function uuidFromBytes(bytes: Uint8Array): string {
  const b = Uint8Array.from(bytes.subarray(0, 16));
  b[6] = 0x80 | ((b[6] as number) & 0x0f);
  b[8] = 0x80 | ((b[8] as number) & 0x3f);
  return uuidText(b);
}

export function uuidText(b: Uint8Array): string {
  let s = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) s += '-';
    s += hex[b[i] as number];
  }
  return s;
}

export function uuidBytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('-', ''), 'hex');
}

/** Written in lower case, as all of ours are. Character by character: a pattern takes three times as long. */
export function isUuid(value: unknown): value is string {
  if (typeof value !== 'string' || value.length !== 36) return false;
  for (let i = 0; i < 36; i++) {
    const char = value.charCodeAt(i);
    const hyphen = i === 8 || i === 13 || i === 18 || i === 23;
    if (hyphen ? char !== 45 : !((char >= 48 && char <= 57) || (char >= 97 && char <= 102))) return false;
  }
  return true;
}
