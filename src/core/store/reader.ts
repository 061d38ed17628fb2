import { randomBytes } from 'node:crypto';
import { memoryDeviceStore } from './devices.ts';
import { openRegister } from './open.ts';
import type { Register } from './register.ts';

/** Opens a register for reading only, beside a process that writes it. It needs no identity and no secrets. */
export function openReader(file: string): Register {
  const deps = {
    now: Date.now,
    random: (bytes: number) => randomBytes(bytes),
    secrets: { protect: (plain: string) => plain, unprotect: (kept: string) => kept },
    devices: memoryDeviceStore(),
    deviceName: '',
  };
  return openRegister(file, deps, { readonly: true });
}
