import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What a file is, told by how it begins; null for what no landscape begins like. */
export type LandscapeFile =
  | { readonly source: 'netbox'; readonly form: 'fixture' | 'page' | 'list' }
  | { readonly source: 'glpi' }
  | { readonly source: 'itop' };

const lookBytes = 256 * 1024;

/** Reads the beginning of a file; where GLPI's `content` is long, `deviceid` may stand behind it. */
export function recogniseLandscape(path: string): LandscapeFile | null {
  const { head, tail } = endsOf(path);
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('<')) return isItop(text) ? { source: 'itop' } : null;
  if (text.startsWith('[')) {
    if (/^\[\s*\{[^{}]*"model"\s*:\s*"[a-z_]+\.[a-z_]+"/.test(text))
      return { source: 'netbox', form: 'fixture' };
    if (
      text.includes('"fields"') &&
      /"model"\s*:\s*"(dcim|ipam|contenttypes|auth|circuits|extras)\./.test(text)
    )
      return { source: 'netbox', form: 'fixture' };
    return isNetboxUrl(text) ? { source: 'netbox', form: 'list' } : null;
  }
  if (!text.startsWith('{')) return null;
  if (/"results"\s*:\s*\[/.test(text) && (isNetboxUrl(text) || /"count"\s*:\s*\d/.test(text)))
    return isNetboxUrl(text) ? { source: 'netbox', form: 'page' } : null;
  const both = text + tail;
  const isSchema = /"\$schema"|"\$id"/.test(text.slice(0, 2000));
  if (!isSchema && /"deviceid"\s*:/.test(both) && /"content"\s*:/.test(both)) return { source: 'glpi' };
  if (!isSchema && /"content"\s*:/.test(both) && /"(hardware|network_device|versionclient)"\s*:/.test(both))
    return { source: 'glpi' };
  return null;
}

const isNetboxUrl = (text: string): boolean =>
  /"url"\s*:\s*"[^"]*\/api\/(dcim|ipam|circuits|virtualization|tenancy|extras|vpn|wireless|users|core)\//.test(
    text,
  );

function isItop(text: string): boolean {
  return /^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<Set\b/.test(text);
}

function endsOf(path: string): { head: string; tail: string } {
  const fd = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(lookBytes);
    const read = readSync(fd, buffer, 0, lookBytes, 0);
    const head = decode(buffer.subarray(0, read));
    if (read < lookBytes) return { head, tail: '' };
    const end = Buffer.alloc(4096);
    const { size } = fstatSync(fd);
    const got = readSync(fd, end, 0, end.length, Math.max(0, size - end.length));
    return { head, tail: end.toString('utf8', 0, got) };
  } finally {
    closeSync(fd);
  }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  return bytes.toString('utf8');
}
