import { isIP } from 'node:net';

/** A block of addresses, by its first address and the length of its prefix. */
export interface Range {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly length: number;
  /** Blocks of different VRFs have nothing to do with each other. */
  readonly vrf: string;
  readonly key: string;
}

/** `10.0.0.0/8`, or a single address; null for anything else. */
export function addressRange(text: string): Pick<Range, 'version' | 'first' | 'length'> | null {
  const [address = '', prefix] = text.split('/');
  const version = isIP(address);
  if (version !== 4 && version !== 6) return null;
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  if (!Number.isInteger(length) || length < 0 || length > bits) return null;
  return { version, length, first: masked(numberOf(address, version), length, bits) };
}

function masked(value: bigint, length: number, bits: number): bigint {
  const rest = BigInt(bits - length);
  return (value >> rest) << rest;
}

function numberOf(address: string, version: 4 | 6): bigint {
  if (version === 4) return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address.split('%')[0] as string);
  let text = address.split('%')[0] as string;
  if (dotted) {
    const low = numberOf(dotted[2] as string, 4);
    text = `${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  }
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle =
    tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...middle, ...right].reduce((sum, part) => (sum << 16n) | BigInt(`0x${part || '0'}`), 0n);
}

/**
 * Answers in which block another lies most closely.
 * @returns a function that gives the key of the smallest block around; with `larger`, one that is larger than what is asked for
 */
export function containing(
  ranges: readonly Range[],
): (range: Omit<Range, 'key'>, larger: boolean) => string | null {
  const byBlock = new Map<string, string>();
  const block = (version: number, vrf: string, length: number, first: bigint) =>
    `${version} ${vrf} ${length} ${first}`;
  for (const { version, vrf, length, first, key } of ranges) {
    const at = block(version, vrf, length, first);
    if (!byBlock.has(at)) byBlock.set(at, key);
  }
  return ({ version, vrf, length, first }, larger) => {
    const bits = version === 4 ? 32 : 128;
    for (let wanted = larger ? length - 1 : length; wanted >= 0; wanted--) {
      const found = byBlock.get(block(version, vrf, wanted, masked(first, wanted, bits)));
      if (found !== undefined) return found;
    }
    return null;
  };
}
