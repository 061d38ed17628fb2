import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { safeStorage } from 'electron';

/** Secrets of this device, encrypted for this user by the operating system. */
export interface SecretVault {
  all(): Record<string, string>;
  /** Null forgets the secret. */
  set(name: string, value: string | null): void;
}

/**
 * Opens the vault kept in a file. Where the system has no key store, the file's permissions are the only
 * protection, as for an SSH key; such entries are told apart by their prefix.
 */
export function openVault(file: string): SecretVault {
  const sealed = readSealed(file);
  return {
    all: () => Object.fromEntries(Object.entries(sealed).flatMap(([name, text]) => opened(name, text))),
    set(name, value) {
      if (value === null) delete sealed[name];
      else sealed[name] = seal(value);
      mkdirSync(path.dirname(file), { recursive: true });
      const fresh = `${file}.new`;
      writeFileSync(fresh, JSON.stringify(sealed), { mode: 0o600 });
      renameSync(fresh, file);
    },
  };
}

function readSealed(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

function seal(value: string): string {
  if (!safeStorage.isEncryptionAvailable()) return `plain:${value}`;
  return `sealed:${safeStorage.encryptString(value).toString('base64')}`;
}

/** One entry in the clear; none when it was sealed for another user or machine. */
function opened(name: string, text: string): [string, string][] {
  if (text.startsWith('plain:')) return [[name, text.slice('plain:'.length)]];
  try {
    return [[name, safeStorage.decryptString(Buffer.from(text.slice('sealed:'.length), 'base64'))]];
  } catch {
    return [];
  }
}
