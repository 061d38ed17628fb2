/*
 * Normal forms of addresses: what a field of type ip, mac, url or email keeps. Each answers null for what it can't be.
 */

/** `00:1A:2B:3C:4D:5E`, from any way of writing it: `00-1A-2B-3C-4D-5E`, `001a.2b3c.4d5e`, `001A2B3C4D5E`; also EUI-64. */
export function normalMac(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  if (!/^[0-9a-f]+([ :.\-_]?[0-9a-f]+)*$/i.test(plain)) return null;
  const parts = plain.split(/[ :.\-_]/);
  // `0:1a:2b:3:4d:5e`: Solaris and macOS leave leading noughts out.
  const octets = parts.length === 6 || parts.length === 8;
  const hex = octets ? parts.map((part) => part.padStart(2, '0')).join('') : parts.join('');
  if (hex.length !== 12 && hex.length !== 16) return null;
  return (hex.toUpperCase().match(/../g) as string[]).join(':');
}

/**
 * An address as text, IPv6 shortened after RFC 5952, with its prefix length when it has one: `10.0.0.1`, `10.0.0.0/24`,
 * `2001:db8::1`. A netmask (`10.0.0.0/255.255.255.0`) becomes a prefix length.
 */
export function normalIp(text: string): string | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const [address = '', prefix, ...more] = plain.split('/');
  if (more.length > 0) return null;
  const four = address.includes(':') ? null : ipv4(address);
  const normal = four ? four.join('.') : ipv6(address);
  if (normal === null) return null;
  if (prefix === undefined) return normal;
  const length = prefixLength(prefix, four ? 32 : 128);
  return length === null ? null : `${normal}/${length}`;
}

function prefixLength(text: string, most: 32 | 128): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= most ? Number(text) : null;
  const mask = most === 32 ? ipv4(text) : null;
  const bits = mask?.map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return bits && /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : null;
}

function ipv4(text: string): number[] | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const octets = match?.slice(1).map(Number);
  return octets?.every((octet) => octet <= 255) ? octets : null;
}

function ipv6(text: string): string | null {
  const [address = '', zone] = text.split('%');
  const words = ipv6Words(address);
  if (words === null || (zone !== undefined && !/^[\w.-]+$/.test(zone))) return null;
  const mapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  const [high = 0, low = 0] = words.slice(6);
  const short = mapped
    ? `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
    : shortened(words.map((word) => word.toString(16)));
  return zone === undefined ? short : `${short}%${zone}`;
}

function ipv6Words(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(wordsOf);
  if (!head || (halves.length === 2 && !tail)) return null;
  if (!tail) return head.length === 8 ? head : null;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? null : [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function wordsOf(text: string): number[] | null {
  if (text === '') return [];
  const out: number[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    const four = at === parts.length - 1 ? ipv4(part) : null;
    if (four)
      out.push(
        ((four[0] as number) << 8) | (four[1] as number),
        ((four[2] as number) << 8) | (four[3] as number),
      );
    else if (/^[0-9a-f]{1,4}$/.test(part)) out.push(Number.parseInt(part, 16));
    else return null;
  }
  return out;
}

/** The longest run of two or more noughts, the first of equals, as `::`. */
function shortened(words: readonly string[]): string {
  let [best, length] = [-1, 1];
  for (let at = 0; at < 8; at++) {
    let run = 0;
    while (words[at + run] === '0') run++;
    if (run > length) [best, length] = [at, run];
  }
  if (best < 0) return words.join(':');
  return `${words.slice(0, best).join(':')}::${words.slice(best + length).join(':')}`;
}

/** Only what a browser may open for somebody: http, https, ftp, ssh, mailto and file shares; never `javascript:`. */
const openable = new Set(['http:', 'https:', 'ftp:', 'ftps:', 'ssh:', 'sftp:', 'rdp:', 'smb:', 'mailto:']);

/** A URL as the standard writes it; `example.com/x` is taken as https. */
export function normalUrl(text: string): string | null {
  const plain = text.trim();
  if (plain === '' || /\s/.test(plain)) return null;
  const whole = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(plain) ? plain : `https://${plain}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (!openable.has(url.protocol)) return null;
  if (
    url.protocol !== 'mailto:' &&
    !(url.hostname.includes('.') || url.hostname === 'localhost' || whole === plain)
  )
    return null;
  return url.href;
}

/** An address with its domain in lower case; what stands before the @ is left as it is. */
export function normalEmail(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const match = /^([^\s@<>()[\]\\,;:"]+)@([^\s@]+)$/.exec(plain);
  const domain = match?.[2]?.toLowerCase() ?? '';
  if (
    !match ||
    plain.length > 254 ||
    !/^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u.test(domain)
  )
    return null;
  return `${match[1]}@${domain}`;
}
