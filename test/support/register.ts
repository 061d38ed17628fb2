import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Arrival, apply } from '../../src/core/log/apply.ts';
import { type Committed, commit, type Draft } from '../../src/core/log/commit.ts';
import type { StoredChange } from '../../src/core/log/entries.ts';
import { startRegister } from '../../src/core/log/start.ts';
import { toWire, wireBatch, wireDevice, wireSeals } from '../../src/core/log/wire-out.ts';
import { type DeviceStore, memoryDeviceStore } from '../../src/core/store/devices.ts';
import { openRegister } from '../../src/core/store/open.ts';
import type { HostDeps, Register } from '../../src/core/store/register.ts';
import type { BatchKind } from '../../src/model/wire.ts';

/** A clock that a test turns. */
export class TestClock {
  now: number;
  constructor(start = Date.UTC(2026, 0, 5, 8)) {
    this.now = start;
  }
  /** Each reading is a millisecond later, as on a quiet machine. */
  read = (): number => this.now++;
}

/** A real register file in a folder of its own, with a person who acts. */
export class TestRegister {
  readonly folder: string;
  readonly file: string;
  readonly clock: TestClock;
  readonly devices: DeviceStore;
  readonly name: string;
  reg: Register;
  me = '';

  constructor(options: { start?: boolean; clock?: TestClock; name?: string } = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
    this.file = join(this.folder, 'register.holdfast');
    this.clock = options.clock ?? new TestClock();
    this.devices = memoryDeviceStore();
    this.name = options.name ?? 'laptop';
    this.reg = openRegister(this.file, this.deps());
    if (options.start ?? true) this.me = startRegister(this.reg, '测试台账', '周建林');
  }

  deps(): HostDeps {
    return {
      now: this.clock.read,
      random: (bytes) => randomBytes(bytes),
      secrets: { protect: (plain) => plain, unprotect: (kept) => kept },
      devices: this.devices,
      deviceName: this.name,
    };
  }

  commit(drafts: readonly Draft[], kind: BatchKind = 'edit'): Committed {
    return commit(this.reg, { actor: this.me, kind, label: '' }, drafts);
  }

  /** Makes an asset and gives its id. */
  asset(
    tag: string,
    patch: Draft extends { patch: infer P } ? P : Record<string, never> | object = {},
  ): string {
    const values = { tag, name: `名称 ${tag}`, class: 'server', status: 'inUse', ...(patch as object) };
    return this.commit([{ op: 'create', entity: 'asset', patch: values }]).records[0] as string;
  }

  reopen(): Register {
    this.reg.close();
    this.reg = openRegister(this.file, this.deps());
    return this.reg;
  }

  close(): void {
    this.reg.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Everything a register knows, as it would travel. */
export function everything(reg: Register): Arrival {
  const stored = reg.sql('SELECT * FROM change ORDER BY seq').all() as StoredChange[];
  const devices = reg.sql('SELECT key, n FROM device WHERE public_key IS NOT NULL').all() as Array<{
    key: number;
    n: number;
  }>;
  const batches = reg.sql('SELECT key FROM batch WHERE actor IS NOT NULL').pluck().all() as number[];
  return {
    devices: devices.map((d) => wireDevice(reg, d.key)),
    batches: batches.map((key) => wireBatch(reg, key)),
    changes: stored.map((row) => ({ change: toWire(reg, row), serverSeq: null, rejection: null })),
    seals: devices.flatMap((d) => wireSeals(reg, d.key, 1, d.n)),
  };
}

/** Gives one register all that another knows. */
export function hand(from: Register, to: Register): number {
  return apply(to, everything(from));
}

/** A second laptop that starts from what the first one has. */
export function replicaOf(
  first: TestRegister,
  options: { clock?: TestClock; name?: string } = {},
): TestRegister {
  const copy = new TestRegister({
    start: false,
    clock: options.clock ?? first.clock,
    name: options.name ?? 'second laptop',
  });
  hand(first.reg, copy.reg);
  copy.me = first.me;
  return copy;
}
