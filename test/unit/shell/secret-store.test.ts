import { randomBytes } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newDeviceEntry } from '../../../src/core/store/devices.ts';
import { coreOptions } from '../../../src/shell/core-options.ts';
import { fileKey, keyedSecretStore } from '../../../src/shell/secret-store.ts';

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'holdfast-secrets-'));
const identities = (configFolder: string, key: typeof sealed | null = null) => {
  const { secrets, devices } = coreOptions({ file: '/a', host: 'cli', configFolder, sealed: key });
  if (!devices) throw new Error('No device store');
  return { secrets, devices };
};
const sealed = { name: 'sealed', key: randomBytes(32) };

describe('the secret store', () => {
  it('gives back what it protected, and shows nothing of it', () => {
    const store = keyedSecretStore([fileKey(newFolder())]);
    const kept = store.protect('令牌 token');
    expect(kept).not.toContain('token');
    expect(store.unprotect(kept)).toBe('令牌 token');
  });

  it('refuses a secret that was altered or is under another key', () => {
    const store = keyedSecretStore([sealed]);
    const kept = store.protect('token');
    expect(() => store.unprotect(`${kept.slice(0, -4)}AAA=`)).toThrow();
    expect(() => keyedSecretStore([fileKey(newFolder())]).unprotect(kept)).toThrow();
    expect(() => keyedSecretStore([{ name: 'sealed', key: randomBytes(32) }]).unprotect(kept)).toThrow();
  });

  it('keeps its key file to this user, and finds it again', () => {
    const folder = newFolder();
    const first = fileKey(folder);
    expect(fileKey(folder)).toEqual(first);
    if (process.platform !== 'win32')
      expect(statSync(path.join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  });
});

describe('the identity of a device', () => {
  it('is shared by the shells that can read it', () => {
    const folder = newFolder();
    const desktop = identities(folder, sealed);
    const terminal = identities(folder);
    const identity = newDeviceEntry('register', '/a', terminal.secrets, 0, new Uint8Array(10));
    terminal.devices.save(identity);
    expect(desktop.devices.find('register', '/a')?.device).toBe(identity.device);
  });

  it('is none to a shell that cannot read its key', () => {
    const folder = newFolder();
    const desktop = identities(folder, sealed);
    desktop.devices.save(newDeviceEntry('register', '/a', desktop.secrets, 0, new Uint8Array(10)));
    expect(desktop.devices.find('register', '/a')).not.toBeNull();
    expect(identities(folder).devices.find('register', '/a')).toBeNull();
  });
});
