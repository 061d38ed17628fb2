import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import { HoldfastError } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { type HeadAnswer, headAnswer } from '../wire/protocol.ts';
import { type CallOptions, ServerCalls } from './http.ts';
import { type SyncSettings, saveSettings } from './settings.ts';
import type { SyncDeps, SyncTimings } from './types.ts';

/** One run of sync with one server: its settings, and calls that are repeated when the way there fails. */
export class Exchange {
  readonly reg: Register;
  readonly timings: SyncTimings;
  settings: SyncSettings;
  /** Asks for our own changes in full too. */
  wholePages = false;
  readonly #deps: SyncDeps;
  readonly #calls: ServerCalls;
  readonly #token: string;
  readonly #stop: AbortSignal;

  constructor(
    reg: Register,
    deps: SyncDeps,
    timings: SyncTimings,
    settings: SyncSettings,
    stop: AbortSignal,
  ) {
    if (settings.token === null) throw new HoldfastError('NOT_SIGNED_IN');
    this.reg = reg;
    this.timings = timings;
    this.settings = settings;
    this.#deps = deps;
    this.#calls = new ServerCalls(deps.fetch, settings.server);
    this.#token = deps.secrets.unprotect(settings.token);
    this.#stop = stop;
  }

  get server(): string {
    return this.settings.server;
  }

  /** Does local work and notes in the same transaction how far sync has come. */
  save(part: Partial<SyncSettings>, work: () => void = () => {}): void {
    const next = { ...this.settings, ...part };
    this.reg.transaction(() => {
      work();
      saveSettings(this.reg, next);
    });
    this.settings = next;
  }

  call<T>(path: string, answer: z.ZodType<T>, options: CallOptions): Promise<T> {
    return this.#patiently(() => this.#calls.json(path, answer, this.#with(options)));
  }

  text(path: string): Promise<string> {
    return this.#patiently(() => this.#calls.text(path, this.#with({ timeout: this.timings.transfer })));
  }

  /** Where the server's log stands, and how far this clock is off from the server's, milliseconds. */
  async head(): Promise<HeadAnswer & { offset: number }> {
    const { now } = this.#deps;
    const asked = now();
    const head = await this.call(`/v1/head?after=${this.settings.cursor}`, headAnswer, {
      timeout: this.timings.ask,
    });
    return { ...head, offset: head.now - (asked + now()) / 2 };
  }

  #with(options: CallOptions): CallOptions {
    return { ...options, token: this.#token, signal: this.#stop };
  }

  /** Every call may be repeated: a way that fails for a moment is tried again after a moment. */
  async #patiently<T>(call: () => Promise<T>): Promise<T> {
    const attempts = this.#deps.attempts ?? 3;
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (cause) {
        const again =
          cause instanceof HoldfastError && cause.code === 'SERVER_UNREACHABLE' && attempt < attempts;
        if (!again) throw cause;
        await sleep(this.timings.firstWait * 2 ** (attempt - 1), undefined, { signal: this.#stop }).catch(
          () => {
            throw new HoldfastError('CANCELLED');
          },
        );
      }
    }
  }
}
