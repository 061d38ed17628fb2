import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { WireSeal } from '../../../model/wire.ts';

// RFC 8410: the fixed DER prefix before the 32 raw bytes of an Ed25519 key.
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface KeyPair {
  /** Raw 32 bytes, hex. */
  readonly publicKey: string;
  /** Raw 32 bytes, hex. Kept by the host's secret store, never in a register file. */
  readonly privateKey: string;
}

export function newKeyPair(): KeyPair {
  const pair = generateKeyPairSync('ed25519');
  return {
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('hex'),
  };
}

export function signingKey(privateKey: string): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([privatePrefix, Buffer.from(privateKey, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  });
}

/** Signs the newest entry of a device; through the chain that covers all entries before it. */
export function seal(key: KeyObject, device: string, n: number, hash: string): WireSeal {
  return { device, n, hash, signature: sign(null, sealText(device, n, hash), key).toString('hex') };
}

/** @param publicKey raw 32 bytes, hex */
export function isSealValid(publicKey: string, s: WireSeal): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([publicPrefix, Buffer.from(publicKey, 'hex')]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, sealText(s.device, s.n, s.hash), key, Buffer.from(s.signature, 'hex'));
  } catch {
    return false;
  }
}

function sealText(device: string, n: number, hash: string): Buffer {
  return Buffer.from(`holdfast seal 1\n${device}\n${n}\n${hash}`);
}
