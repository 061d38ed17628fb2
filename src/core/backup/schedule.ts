import { rmSync } from 'node:fs';
import type { Register } from '../store/register.ts';
import type { WorkPool } from '../workers/pool.ts';
import { backUp, listBackups } from './backup.ts';

const day = 86_400_000;
const kept = 14;

/** Backs up at opening when the newest daily backup is older than a day, then once a day; keeps the newest fourteen. */
export function backUpDaily(reg: Register, pool: WorkPool): void {
  const run = () => {
    if (!reg.db.open || reg.cursor() === 0) return;
    const now = reg.deps.now();
    // One from the future was made under a wrong clock: it must not keep the next ones from being made.
    const newest = listBackups(reg.file).find((b) => b.reason === 'daily' && b.at <= now);
    if (newest && now - newest.at < day) return;
    pool
      .run('backup', { file: reg.file, reason: 'daily', at: now })
      .then(() => prune(reg.file))
      // A backup that fails must not take the app down; the settings page shows how old the newest one is.
      .catch((cause: unknown) => console.error('automatic backup failed:', (cause as Error).message));
  };
  const first = setTimeout(run, 60_000);
  const timer = setInterval(run, 3_600_000);
  first.unref();
  timer.unref();
  reg.beforeClose(() => {
    clearTimeout(first);
    clearInterval(timer);
  });
}

function prune(file: string): void {
  const daily = listBackups(file).filter((b) => b.reason === 'daily');
  for (const old of daily.slice(kept)) rmSync(old.file, { force: true });
}

/** Called before an older file is migrated. */
export function backupBeforeMigration(file: string): void {
  backUp(file, 'migration', Date.now());
}
