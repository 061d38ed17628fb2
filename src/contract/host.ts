import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { backUpDaily, backupBeforeMigration } from '../core/backup/schedule.ts';
import { Comparisons } from '../core/compare/comparisons.ts';
import { resumeConversion } from '../core/definitions/change-field.ts';
import { buildDemo } from '../core/demo/build.ts';
import { ensureDemo } from '../core/demo/ensure.ts';
import { Imports } from '../core/exchange/imports.ts';
import { Landscapes } from '../core/landscapes/landscapes.ts';
import { Ledgers } from '../core/ledger/ledgers.ts';
import { resumeStages } from '../core/log/stage.ts';
import { isStarted } from '../core/log/start.ts';
import { resumeUndos } from '../core/log/undo.ts';
import { type DeviceStore, fileDeviceStore, type SecretStore } from '../core/store/devices.ts';
import { openRegister } from '../core/store/open.ts';
import { openReader } from '../core/store/reader.ts';
import type { Register } from '../core/store/register.ts';
import { createSync, type Sync } from '../core/sync/index.ts';
import { WorkPool } from '../core/workers/pool.ts';
import { HoldfastError, type Language } from '../model/index.ts';
import { FileShelf } from './files.ts';
import { Past } from './past/past.ts';

export interface CoreOptions {
  /** The register file; made when there is none. */
  readonly file: string;
  readonly host: 'electron' | 'browser' | 'cli';
  /** Where device identities lie, beside the app and not in the register. */
  readonly configFolder: string;
  readonly version: string;
  readonly secrets: SecretStore;
  /** Default: devices.json in `configFolder`. */
  readonly devices?: DeviceStore;
  /** Entry of the worker threads: src/core/workers/worker.ts or its bundled form. */
  readonly workerEntry: URL;
  /** Entry of the thread that reads the past: src/contract/past/worker.ts, unless a bundled shell names its own. */
  readonly pastEntry?: URL;
  readonly fetch: typeof fetch;
  /** Opens the sample register, made when there is none. */
  readonly demo?: boolean;
  /** Language in which the sample is made; default Chinese. */
  readonly language?: Language;
  /** Whether the person named this path in the shell's own dialog; the pages can have no other opened or written. */
  readonly allowPath?: (path: string) => boolean;
  /** No background sync and no automatic backup: for commands that come and go. */
  readonly quiet?: boolean;
  readonly now?: () => number;
  readonly deviceName?: string;
}

/** The core as the contract's procedures see it: one open register, who acts, and the helpers around it. */
export class Core {
  readonly reg: Register;
  readonly options: CoreOptions;
  readonly pool: WorkPool;
  readonly files: FileShelf;
  readonly imports: Imports;
  readonly landscapes: Landscapes;
  readonly ledgers: Ledgers;
  readonly past: Past;
  readonly comparisons: Comparisons;
  readonly sync: Sync;
  #acting: string | null = null;

  constructor(reg: Register, options: CoreOptions) {
    this.reg = reg;
    this.options = options;
    this.pool = new WorkPool(reg.file, options.workerEntry);
    this.files = new FileShelf(() => reg.newId());
    this.imports = new Imports(reg, this.pool);
    this.landscapes = new Landscapes(reg, this.pool);
    this.ledgers = new Ledgers(reg, this.pool, options.workerEntry);
    this.comparisons = new Comparisons(reg, options.workerEntry);
    this.past = new Past(reg.file, options.pastEntry ?? new URL('./past/worker.ts', import.meta.url));
    this.sync = createSync(reg, { fetch: options.fetch, secrets: options.secrets, now: reg.deps.now });
  }

  /** The person who acts on this device now, or null before the first start. */
  get actorId(): string | null {
    return this.#acting ?? this.reg.localSetting('actor');
  }

  /** Lets somebody act through this core only: who acts in the app at its next start stays as it is. */
  actAs(person: string): void {
    this.#acting = person;
  }

  /** @throws HoldfastError NOT_STARTED */
  actor(): string {
    const id = this.actorId;
    if (id === null) throw new HoldfastError('NOT_STARTED');
    return id;
  }

  async close(): Promise<void> {
    await this.sync.stop();
    await this.pool.close();
    await this.ledgers.close();
    await this.past.close();
    await this.comparisons.close();
    this.files.clear();
    this.imports.clear();
    this.landscapes.clear();
    this.reg.close();
  }
}

/**
 * Opens a register with everything around it, and finishes what a crash cut off.
 * @throws HoldfastError as `openRegister`
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const deps = {
    now: options.now ?? Date.now,
    random: (bytes: number) => randomBytes(bytes),
    secrets: options.secrets,
    devices: options.devices ?? fileDeviceStore(join(options.configFolder, 'devices.json')),
    deviceName: options.deviceName ?? hostname(),
  };
  const { language = 'zh' } = options;
  if (options.demo) await ensureDemo(options.file, { language, now: deps.now() });
  const reg = openRegister(options.file, deps, { beforeMigration: backupBeforeMigration });
  try {
    await finishCutOff(reg);
    if (options.demo && !isStarted(reg)) {
      const made = await buildDemo(reg, { seed: 1, now: deps.now(), language });
      reg.setLocalSetting('actor', made.actor);
    }
  } catch (cause) {
    // Kept open, the file would be busy for whoever tries again.
    reg.close();
    throw cause;
  }
  const core = new Core(reg, options);
  if (!options.quiet) {
    core.sync.start();
    backUpDaily(core.reg, core.pool);
  }
  return core;
}

async function finishCutOff(reg: Register): Promise<void> {
  await resumeStages(reg);
  await resumeUndos(reg);
  resumeConversion(reg);
}

/**
 * Opens a register for reading beside the process that writes it. Procedures that write are refused by the database.
 * @throws HoldfastError FILE_NOT_FOUND, DATABASE_NOT_HOLDFAST, DATABASE_NEWER, DATABASE_OLDER, DATABASE_DAMAGED
 */
export function openCoreForReading(options: CoreOptions): Core {
  return new Core(openReader(options.file), options);
}
