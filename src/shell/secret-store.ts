import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SecretStore } from '../core/store/devices.ts';

/** A key of 32 bytes, with a short name that marks what it protects. */
export interface NamedKey {
  name: string;
  key: Buffer;
}

/**
 * Protects secrets (the device's signing key, a server's token) with AES-256-GCM. The first key protects,
 * every key can take off its own protection. `unprotect` throws for a secret under a key we do not have.
 */
export function keyedSecretStore(keys: readonly [NamedKey, ...NamedKey[]]): SecretStore {
  return {
    protect(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keys[0].key, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${keys[0].name}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
    },
    unprotect(kept) {
      const [name, text = ''] = kept.split(':');
      const named = keys.find((one) => one.name === name);
      if (!named) throw new Error(`No key “${name}” on this device`);
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', named.key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

/**
 * The key that every shell of this user shares, in a file that only this user may read, made at first use.
 * Its permissions are its only protection, as for an SSH key.
 */
export function fileKey(appFolder: string): NamedKey {
  const file = path.join(appFolder, 'secret.key');
  mkdirSync(appFolder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return { name: 'file', key: Buffer.from(readFileSync(file, 'utf8'), 'base64') };
}
