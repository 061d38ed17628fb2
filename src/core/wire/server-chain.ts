import { hash as hashOnce } from 'node:crypto';
import { stableJson } from '../log/pure/merge.ts';
import type { WireError } from './protocol.ts';

/**
 * The server's own chain over all that it took in, in its order. A change enters by its hash in its device's chain, so
 * that erasing a sensitive value later breaks neither chain.
 * @param previous hex; `chainStart` before the first entry
 * @param digest a change's own hash; for anything else `entryDigest` of its wire form
 */
export function serverChainHash(
  previous: string,
  kind: string,
  digest: string,
  rejected: WireError | null,
): string {
  return hashOnce('sha256', `${previous}\n${kind}\n${digest}\n${stableJson(rejected)}`, 'hex');
}

export function entryDigest(body: unknown): string {
  return hashOnce('sha256', stableJson(body), 'hex');
}
