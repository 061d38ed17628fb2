import { execFileSync, spawnSync } from 'node:child_process';

/** PostgreSQL never runs as root. The user that it runs as instead is made once, before two files at once want to make it. */
export default function setup(): void {
  if (process.getuid?.() !== 0 || spawnSync('id', ['postgres']).status === 0) return;
  execFileSync('groupadd', ['-f', 'postgres']);
  execFileSync('useradd', ['-g', 'postgres', 'postgres']);
}
