import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { type DeviceStore, fileDeviceStore, type SecretStore } from '../core/store/devices.ts';
import type { HostDeps } from '../core/store/register.ts';
import { fileKey, keyedSecretStore, type NamedKey } from './secret-store.ts';

/**
 * What a shell on this machine gives to the core: its clock, its randomness, its name and its secrets.
 *
 * @param appFolder where the device's identities and keys lie
 * @param sealed the key that the desktop's key store holds, where there is one: new secrets go under it
 */
export function hostDeps(appFolder: string, sealed: NamedKey | null = null): HostDeps {
  const shared = fileKey(appFolder);
  const secrets = keyedSecretStore(sealed ? [sealed, shared] : [shared]);
  return {
    now: () => Date.now(),
    random: (bytes) => randomBytes(bytes),
    secrets,
    devices: readableOnly(fileDeviceStore(path.join(appFolder, 'devices.json')), secrets),
    deviceName: hostname(),
  };
}

/**
 * An identity whose key we cannot read is none of ours: the command line cannot open what the desktop's key
 * store sealed, and becomes a device of its own, which the desktop can then read and goes on as.
 */
function readableOnly(store: DeviceStore, secrets: SecretStore): DeviceStore {
  return {
    find(register, file) {
      const entry = store.find(register, file);
      if (!entry) return null;
      try {
        secrets.unprotect(entry.privateKey);
        return entry;
      } catch {
        return null;
      }
    },
    save: (entry) => store.save(entry),
  };
}
