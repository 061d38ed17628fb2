import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HoldfastError, type Language } from '../../model/index.ts';
import { memoryDeviceStore } from '../store/devices.ts';
import { openRegister } from '../store/open.ts';
import { buildDemo, type DemoResult } from './build.ts';
import { Random } from './random.ts';

export interface EnsureDemoOptions {
  readonly language?: Language;
  readonly seed?: number;
  readonly assets?: number;
  /** Milliseconds since 1970. */
  readonly now?: number;
}

/**
 * Makes the sample register where there is no file yet; one that is there is left as it is. It is built under another
 * name first, so that a start that was cut off leaves nothing half made. The history was written by another device than
 * the one that opens it, as in a register that was copied from a colleague.
 * @returns what was made, or null when the file was there
 * @throws HoldfastError FILE_NOT_WRITABLE
 */
export async function ensureDemo(path: string, options: EnsureDemoOptions = {}): Promise<DemoResult | null> {
  const file = resolve(path);
  if (existsSync(file)) return null;
  const draft = `${file}.demo`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    removeDraft(draft);
    const made = await build(draft, options);
    renameSync(draft, file);
    return made;
  } catch (cause) {
    if (cause instanceof HoldfastError) throw cause;
    throw new HoldfastError('FILE_NOT_WRITABLE', { file, detail: (cause as Error).message }, { cause });
  } finally {
    removeDraft(draft);
  }
}

function removeDraft(draft: string): void {
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${draft}${end}`, { force: true });
}

async function build(draft: string, options: EnsureDemoOptions): Promise<DemoResult> {
  const { seed = 1, now = Date.now(), language = 'zh', assets } = options;
  const random = new Random(seed);
  let clock = now;
  const reg = openRegister(draft, {
    now: () => clock,
    random: (count) => random.bytes(count),
    secrets: { protect: (plain) => plain, unprotect: (kept) => kept },
    devices: memoryDeviceStore(),
    deviceName: language === 'zh' ? '资产管理处-01' : 'ASSET-OFFICE-01',
  });
  try {
    // Nothing in it was confirmed to anyone; the file counts once it has its name.
    reg.db.pragma('synchronous = OFF');
    const made = await buildDemo(reg, {
      seed,
      now,
      language,
      ...(assets === undefined ? {} : { assets }),
      setClock: (ms) => {
        clock = ms;
      },
    });
    reg.setLocalSetting('actor', made.actor);
    return made;
  } finally {
    reg.close();
  }
}
