import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CoreOptions } from '../contract/host.ts';
import { type DeviceStore, fileDeviceStore, type SecretStore } from '../core/store/devices.ts';
import { dataFolder } from './data-folder.ts';
import { systemLanguage } from './language.ts';
import { fileKey, keyedSecretStore, type NamedKey } from './secret-store.ts';

/** What a shell decides itself; the rest is the same in every shell on this machine. */
export type ShellPart = Pick<CoreOptions, 'file' | 'host'> &
  Partial<Omit<CoreOptions, 'configFolder' | 'version' | 'secrets' | 'fetch' | 'devices'>> & {
    /** Where the device's identities and keys lie; default: the data folder of this user. */
    configFolder?: string;
    /** The key that the desktop's key store holds, where there is one: new secrets go under it. */
    sealed?: NamedKey | null;
  };

/** The core's options on this machine: its secrets, its identities, its network. */
export function coreOptions(part: ShellPart): CoreOptions {
  const { configFolder = dataFolder(), sealed = null, ...rest } = part;
  const shared = fileKey(configFolder);
  const secrets = keyedSecretStore(sealed ? [sealed, shared] : [shared]);
  return {
    // The source of the worker; a bundled shell names its own.
    workerEntry: new URL('../core/workers/worker.ts', import.meta.url),
    ...rest,
    configFolder,
    version: appVersion(),
    secrets,
    devices: readableOnly(fileDeviceStore(path.join(configFolder, 'devices.json')), secrets),
    fetch: globalThis.fetch,
    language: rest.language ?? systemLanguage(),
  };
}

/** package.json lies two folders up from here, in the sources and in the built app alike. */
function appVersion(): string {
  const file = path.join(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/**
 * An identity whose key we cannot read is none of ours: the command line cannot open what the desktop's key
 * store sealed, and becomes a device of its own, which the desktop can then read and goes on as.
 */
export function readableOnly(store: DeviceStore, secrets: SecretStore): DeviceStore {
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
