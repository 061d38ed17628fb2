import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { safeStorage } from 'electron';

/**
 * The key that protects this device's secrets, itself sealed for this user by the system's key store
 * (Keychain, DPAPI, Secret Service). Null where the system has none, or only one that protects nothing:
 * secrets then go under the key file that all shells share.
 */
export function sealedKey(appFolder: string): string | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  const file = path.join(appFolder, 'secret.sealed');
  try {
    return safeStorage.decryptString(readFileSync(file));
  } catch {
    const key = randomBytes(32).toString('base64');
    mkdirSync(appFolder, { recursive: true });
    writeFileSync(file, safeStorage.encryptString(key), { mode: 0o600 });
    return key;
  }
}
