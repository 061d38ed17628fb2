import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { uuid7 } from '../log/pure/ids.ts';
import { newKeyPair } from '../log/pure/seal.ts';

/** Encrypts what lies on disk with the operating system's means, where there are any. */
export interface SecretStore {
  protect(plain: string): string;
  unprotect(kept: string): string;
}

const entrySchema = z.object({
  register: z.string(),
  file: z.string(),
  device: z.string(),
  publicKey: z.string(),
  /** Through the secret store. */
  privateKey: z.string(),
  /** Written to file and here at each opening; a file that carries another one is a copy or was restored. */
  openings: z.array(z.string()),
  /** Newest entry of this device when the file was last closed. */
  n: z.number(),
});
export type DeviceEntry = z.infer<typeof entrySchema>;

/**
 * The identities of this device, one for each register file, kept beside the app and not in the file: a register that was
 * copied or restored must not go on as the device it was copied from.
 */
export interface DeviceStore {
  find(register: string, file: string): DeviceEntry | null;
  save(entry: DeviceEntry): void;
}

/** A device store in one JSON file. A file that can't be read counts as empty: the device then gets a new identity. */
export function fileDeviceStore(path: string): DeviceStore {
  const read = (): DeviceEntry[] => {
    try {
      return z.array(entrySchema).parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return [];
    }
  };
  return {
    find: (register, file) => read().find((e) => e.register === register && e.file === file) ?? null,
    save: (entry) => {
      const others = read().filter((e) => e.register !== entry.register || e.file !== entry.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify([...others, entry], null, 2), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

/** A device store that lives as long as the process; for tests. */
export function memoryDeviceStore(): DeviceStore {
  const entries = new Map<string, DeviceEntry>();
  return {
    find: (register, file) => entries.get(`${register} ${file}`) ?? null,
    save: (entry) => void entries.set(`${entry.register} ${entry.file}`, entry),
  };
}

export function newDeviceEntry(
  register: string,
  file: string,
  secrets: SecretStore,
  now: number,
  random: Uint8Array,
): DeviceEntry {
  const pair = newKeyPair();
  return {
    register,
    file,
    device: uuid7(now, random),
    publicKey: pair.publicKey,
    privateKey: secrets.protect(pair.privateKey),
    openings: [],
    n: 0,
  };
}
