import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Process numbers mean something on one machine only; a temporary folder may be shared by several. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const prefix = `holdfast-files-${machine}-`;

/**
 * A new folder for files on their way in and out. Folders that killed processes left behind, half written exports in them, are
 * removed first.
 */
export function makeShelfFolder(root = tmpdir()): string {
  removeLeftovers(root);
  return mkdtempSync(join(root, `${prefix}${process.pid}-`));
}

function removeLeftovers(root: string): void {
  for (const name of readdirSync(root)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(/^\d+/.exec(name.slice(prefix.length))?.[0]);
    if (!pid || isRunning(pid)) continue;
    try {
      rmSync(join(root, name), { recursive: true, force: true });
    } catch {
      // Another person's: their own next start removes it.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
