import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Confirmation, Kind } from './victim.ts';

export interface Killed {
  readonly confirmed: readonly Confirmation[];
  /** What it wrote on stderr: empty unless it died of itself. */
  readonly complaint: string;
}

/**
 * Starts a victim and kills it with SIGKILL some time after it is ready; one that imports, some time after the writing of its
 * first workbook has begun, or hardly any kill would land in the midst of that.
 * @param after milliseconds
 */
export function killAfter(
  kind: Kind,
  file: string,
  configFolder: string,
  after: number,
  server = '',
): Promise<Killed> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'victim.ts'), kind, file, configFolder, server],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOLDFAST_PASSWORD: 'correct horse 7' } },
  );
  let said = '';
  let complaint = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const begun = kind !== 'import' || said.includes('"importing"');
    if (timer === undefined && begun) timer = setTimeout(() => child.kill('SIGKILL'), after);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // `close` and not `exit`: what it wrote into the pipe before its death has been read by then.
    child.once('close', (_, signal) => {
      clearTimeout(timer);
      // A line that was cut off was not written whole and confirms nothing.
      const lines = said
        .slice(0, said.lastIndexOf('\n') + 1)
        .split('\n')
        .filter(Boolean);
      const confirmed = lines.map((line) => JSON.parse(line) as Confirmation);
      resolve({ confirmed, complaint: signal === 'SIGKILL' ? '' : complaint || 'it ended by itself' });
    });
  });
}
