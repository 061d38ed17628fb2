import { spawnSync } from 'node:child_process';

export interface Ran {
  readonly ms: number;
  readonly peakMb: number;
  readonly rows: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly meanwhile: unknown;
}

/** Does one piece of work in a process of its own, so that its peak memory is its own: see work.ts. */
export function inOwnProcess(work: 'import' | 'export', file: string, other: string): Ran {
  const script = new URL('./work.ts', import.meta.url).pathname;
  const { stdout, status } = spawnSync(process.execPath, [script, work, file, other], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${work} ended with ${status}`);
  return JSON.parse(stdout) as Ran;
}
