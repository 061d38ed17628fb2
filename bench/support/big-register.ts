import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealNewest } from '../../src/core/log/append.ts';
import { type BatchContext, type Draft, openBatch, writeDraft } from '../../src/core/log/commit.ts';
import { startRegister } from '../../src/core/log/start.ts';
import { memoryDeviceStore } from '../../src/core/store/devices.ts';
import { openRegister } from '../../src/core/store/open.ts';
import type { Register } from '../../src/core/store/register.ts';
import { schemaVersion } from '../../src/core/store/schema.ts';
import { HoldfastError } from '../../src/model/index.ts';

export interface BigSize {
  readonly assets: number;
  readonly relations: number;
}

/** 1,000,000 assets and 3,000,000 relations; `HOLDFAST_BENCH_SCALE=0.02` for a quick look. */
export function benchSize(): BigSize {
  const scale = Number(process.env.HOLDFAST_BENCH_SCALE ?? 1);
  return { assets: Math.round(1_000_000 * scale), relations: Math.round(3_000_000 * scale) };
}

export const benchDeps = {
  now: Date.now,
  random: (bytes: number) => randomBytes(bytes),
  secrets: { protect: (plain: string) => plain, unprotect: (kept: string) => kept },
  devices: memoryDeviceStore(),
  deviceName: 'bench',
};

/** A register of this size, every record written through the log as the app would; made once and kept for later runs. */
export function bigRegisterFile(size: BigSize, report: (text: string) => void = () => {}): string {
  const folder = join(tmpdir(), 'holdfast-bench');
  const file = join(folder, `v${schemaVersion}-${size.assets}-${size.relations}.holdfast`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const partial = `${file}.building`;
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${partial}${end}`, { force: true });
  const reg = openRegister(partial, benchDeps);
  reg.db.pragma('synchronous = OFF');
  build(reg, size, report);
  reg.db.exec('ANALYZE');
  reg.db.pragma('wal_checkpoint(TRUNCATE)');
  reg.close();
  renameSync(partial, file);
  return file;
}

const classes = ['server', 'laptop', 'desktop', 'switch', 'monitor', 'printer', 'virtualMachine', 'database'];
const kindsOfThing = [
  '核心数据库服务器',
  '办公笔记本',
  '台式机',
  '汇聚交换机',
  '显示器',
  '激光打印机',
  '应用虚拟机',
  '订单库',
];
const statuses = ['inUse', 'inUse', 'inUse', 'inStock', 'idle', 'inRepair'];
const relationTypes = ['dependsOn', 'runsOn', 'connectedTo', 'poweredBy'];

function build(reg: Register, size: BigSize, report: (text: string) => void): void {
  const me = startRegister(reg, 'bench', '周建林');
  const batch = reg.transaction(() =>
    openBatch(reg, { actor: me, kind: 'import', label: 'bench', system: true }, 'done'),
  );
  const write = (total: number, name: string, draft: (i: number) => Draft): string[] => {
    const ids: string[] = [];
    for (let at = 0; at < total; at += 20_000) {
      reg.transaction(() => {
        for (let i = at; i < Math.min(total, at + 20_000); i++) ids.push(written(reg, batch, () => draft(i)));
        sealNewest(reg);
      });
      if (at % 200_000 === 0) report(`${name} ${at}`);
    }
    return ids;
  };
  const places = write(500, 'locations', (i) => ({
    op: 'create',
    entity: 'location',
    patch: { name: `机房${i}` },
  }));
  const people = write(2000, 'people', (i) => ({
    op: 'create',
    entity: 'person',
    patch: { name: `员工${i}`, number: `E${i}` },
  }));
  const random = lcg(7);
  const assets = write(size.assets, 'assets', (i) => assetDraft(i, random, places, people));
  write(size.relations, 'relations', (i) => ({
    op: 'create',
    entity: 'relation',
    patch: {
      type: relationTypes[i % relationTypes.length] as string,
      source: assets[random() % assets.length] as string,
      // Every hundredth relation ends at one of a few hubs, as core switches have.
      target: assets[i % 100 === 0 ? random() % 30 : random() % assets.length] as string,
    },
  }));
}

/** Drawn again where the register refuses it: the same two related twice, a circle. */
function written(reg: Register, batch: BatchContext, draft: () => Draft): string {
  for (let attempt = 0; ; attempt++) {
    try {
      return writeDraft(reg, batch, draft()).record;
    } catch (cause) {
      if (!(cause instanceof HoldfastError) || attempt > 50) throw cause;
    }
  }
}

function assetDraft(
  i: number,
  random: () => number,
  places: readonly string[],
  people: readonly string[],
): Draft {
  const k = random() % classes.length;
  return {
    op: 'create',
    entity: 'asset',
    patch: {
      tag: `HF-${String((i * 7919) % 10_000_019).padStart(8, '0')}`,
      name: `${kindsOfThing[k]} ${String.fromCharCode(65 + (random() % 26))}${random() % 10_000}`,
      class: classes[k] as string,
      status: statuses[random() % statuses.length] as string,
      serial: `SN${random().toString(36).toUpperCase()}${i}`,
      location: places[random() % places.length] as string,
      user: people[random() % people.length] as string,
      custodian: people[random() % people.length] as string,
      purchaseDate: `20${15 + (random() % 11)}-0${1 + (random() % 9)}-1${random() % 10}`,
      cost: 10_000 + (random() % 20_000_000),
      currency: 'CNY',
      kind: 'fixed',
    },
  };
}

/** A small generator of numbers below 2^31, the same in every run. */
export function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state >>> 4;
  };
}
