import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bin = resolve(import.meta.dirname, '../../bin/holdfast.mjs');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as one JSON document. */
  // biome-ignore lint/suspicious/noExplicitAny: the test knows the shape it asks for
  json(): any;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Record<string, string>;
}

/** A machine of its own for the command line: a folder for data, another for the device's keys. */
export class Terminal {
  readonly folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'));
  readonly home = join(this.folder, 'home');
  file: string;

  constructor() {
    this.file = join(this.folder, 'register.holdfast');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Buffer): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  /** Runs `holdfast --data FILE ...` to its end, in English unless it says otherwise. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const env = { ...process.env, HOLDFAST_HOME: this.home, LC_ALL: 'C', LANG: 'C', ...options.env };
    const child = spawn(process.execPath, [bin, ...args, '--data', this.file], { env });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    return new Promise((done, fail) => {
      child.once('error', fail);
      child.once('close', (code) => done({ code, stdout, stderr, json: () => JSON.parse(stdout) }));
    });
  }

  tidy(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
