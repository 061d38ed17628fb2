import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Core, openCore } from '../../src/contract/host.ts';
import { createClient, type HoldfastClient } from '../../src/contract/router/index.ts';
import { coreOptions } from '../../src/shell/core-options.ts';

/** A register of its own behind the contract, as the shells open one; tidied up with its files. */
export interface CoreWorld {
  readonly folder: string;
  readonly file: string;
  readonly core: Core;
  readonly client: HoldfastClient;
  tidy(): Promise<void>;
}

/** @param file an existing register to work on; left alone by `tidy` */
export async function openWorld(file?: string): Promise<CoreWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  const path = file ?? join(folder, 'register.holdfast');
  const core = await openCore(coreOptions({ file: path, host: 'cli', quiet: true, configFolder: folder }));
  const client = createClient(core);
  if (core.actorId === null) await client.app.start({ registerName: 'bench', personName: '周建林' });
  const tidy = async () => {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, file: path, core, client, tidy };
}

type Step<T> = { type: 'progress'; phase: string } | { type: 'done'; result: T };

/** Follows streamed work to its result and notes when each of its phases began, in milliseconds. */
export async function followed<T>(
  steps: Promise<AsyncIterable<Step<T>>>,
  phases: Record<string, number> = {},
  since = performance.now(),
): Promise<T> {
  for await (const step of await steps) {
    if (step.type === 'done') return step.result;
    phases[step.phase] ??= Math.round(performance.now() - since);
  }
  throw new Error('the work ended without a result');
}

/** As the app does it, with every row kept for the preview: look at the file, check it, write it. */
export async function importFile(client: HoldfastClient, path: string, keepRows: boolean) {
  const phases: Record<string, number> = {};
  const started = performance.now();
  const { file } = await client.files.open({ path });
  const preview = await followed(client.exchange.preview({ file, sheets: [], keepRows }), phases, started);
  const result = await followed(client.exchange.run({ plan: preview.plan }), phases, started);
  return { ms: Math.round(performance.now() - started), phases, result };
}

/** What others feel while work goes on: delays of the main thread, and the time of a list page and of a scan. */
export class Bystander {
  readonly #client: HoldfastClient;
  readonly #delay = monitorEventLoopDelay({ resolution: 1 });
  readonly #times: Record<'list' | 'scan', number[]> = { list: [], scan: [] };
  #watching = true;
  readonly #done: Promise<void>;

  /** @param tag a label that is scanned again and again, there or not */
  constructor(client: HoldfastClient, tag: string) {
    this.#client = client;
    this.#delay.enable();
    this.#done = this.#watch(tag);
  }

  async #watch(tag: string): Promise<void> {
    const page = {
      entity: 'asset' as const,
      sort: { field: 'tag', descending: true },
      offset: 0,
      limit: 100,
    };
    while (this.#watching) {
      await this.#timed('list', () => this.#client.records.page(page));
      await this.#timed('scan', () => this.#client.records.byTag({ tag }).catch(() => null));
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  async #timed(what: 'list' | 'scan', work: () => Promise<unknown>): Promise<void> {
    const started = performance.now();
    await work();
    this.#times[what].push(performance.now() - started);
  }

  /** Milliseconds. */
  async stop() {
    this.#watching = false;
    this.#delay.disable();
    await this.#done;
    const delay = (p: number) => rounded(this.#delay.percentile(p) / 1e6);
    return {
      loopDelay: { p50: delay(50), p99: delay(99), max: rounded(this.#delay.max / 1e6) },
      list: quantiles(this.#times.list),
      scan: quantiles(this.#times.scan),
    };
  }
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;

function quantiles(times: number[]): { p50: number; p99: number } {
  times.sort((a, b) => a - b);
  const at = (q: number) => rounded(times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}
