import { HoldfastError } from '../../model/index.ts';
import { countAttention } from '../attention/list.ts';
import type { Register } from '../store/register.ts';
import { Exchange } from './exchange.ts';
import { SyncLoop } from './loop.ts';
import { countPending, listPending } from './pending.ts';
import { runExchange } from './run-exchange.ts';
import { join, signIn, signOut } from './session.ts';
import { loadSettings, type SyncSettings, saveSettings } from './settings.ts';
import {
  defaultTimings,
  type NamedFailure,
  type PendingChange,
  type SignInResult,
  type SyncDeps,
  type SyncState,
} from './types.ts';

export type { PendingChange, SignInResult, SyncDeps, SyncState } from './types.ts';

/** Sync of one open register, as the contract offers it. */
export interface Sync {
  status(): SyncState;
  /** Signs in; `join` or, for the same register, nothing more has to follow. */
  signIn(request: { server: string; user: string; password: string }): Promise<SignInResult>;
  /** Joins after signing in and syncs once. */
  join(request: { mapping: Readonly<Record<string, string>> }): Promise<SyncState>;
  /** Sends and reads everything now. @throws HoldfastError why it failed; `status()` tells it too */
  now(): Promise<SyncState>;
  signOut(): Promise<SyncState>;
  pending(limit: number): PendingChange[];
  /** Syncs in the background until `stop`. */
  start(): void;
  /** Breaks off what runs; resolves when nothing touches the register any more. */
  stop(): Promise<void>;
  /** Called when `status()` may answer something else. */
  onChange(listener: () => void): () => void;
}

export function createSync(reg: Register, deps: SyncDeps): Sync {
  return new RegisterSync(reg, deps);
}

class RegisterSync implements Sync {
  readonly #reg: Register;
  readonly #deps: SyncDeps;
  readonly #timings;
  readonly #listeners = new Set<() => void>();
  readonly #loop: SyncLoop;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #stop = new AbortController();
  #error: NamedFailure | null = null;
  #unlisten: (() => void) | null = null;

  constructor(reg: Register, deps: SyncDeps) {
    this.#reg = reg;
    this.#deps = deps;
    this.#timings = { ...defaultTimings, ...deps.timings };
    this.#loop = new SyncLoop({
      deps,
      timings: this.#timings,
      ready: () => this.#ready(),
      run: () =>
        this.now().then(
          () => true,
          () => false,
        ),
    });
  }

  status(): SyncState {
    const settings = loadSettings(this.#reg);
    return {
      state: this.#stateOf(settings),
      server: settings?.server ?? null,
      account: settings?.account ?? null,
      pending: countPending(this.#reg),
      lastSync: settings?.lastSync ?? null,
      error: this.#error && { code: this.#error.code, params: { ...this.#error.params } },
      attention: countAttention(this.#reg),
    };
  }

  #stateOf(settings: SyncSettings | null): SyncState['state'] {
    if (!settings?.joined) return 'none';
    if (settings.token === null) return 'signedOut';
    if (this.#running) return 'syncing';
    return this.#error !== null && this.#error.code !== 'CLOCK_OFF' ? 'offline' : 'idle';
  }

  async signIn(request: { server: string; user: string; password: string }): Promise<SignInResult> {
    await this.#breakOff();
    const signedIn = await signIn(this.#reg, this.#deps, this.#timings, request);
    this.#error = null;
    // The same register has nothing to decide.
    if (signedIn.join === 'same') await join(this.#reg, this.#deps, this.#timings, {});
    this.#changed();
    this.#loop.soon(0);
    return { sync: this.status(), ...signedIn };
  }

  async join(request: { mapping: Readonly<Record<string, string>> }): Promise<SyncState> {
    await this.#breakOff();
    await join(this.#reg, this.#deps, this.#timings, request.mapping);
    this.#changed();
    return this.now();
  }

  async now(): Promise<SyncState> {
    // What was edited after the running pass began needs a pass of its own; all who ask meanwhile share that one.
    if (this.#running) {
      this.#next ??= this.#running
        .catch(() => {})
        .then(() => {
          this.#next = null;
          return this.#pass();
        });
      await this.#next;
    } else await this.#pass();
    return this.status();
  }

  async #pass(): Promise<void> {
    const settings = this.#ready();
    if (!settings) throw new HoldfastError('NOT_SIGNED_IN');
    const exchange = new Exchange(this.#reg, this.#deps, this.#timings, settings, this.#stop.signal);
    this.#running = this.#exchange(exchange).finally(() => {
      this.#running = null;
    });
    this.#changed();
    try {
      await this.#running;
    } finally {
      this.#changed();
    }
  }

  async #exchange(exchange: Exchange): Promise<void> {
    try {
      const offset = await runExchange(exchange);
      exchange.save({ lastSync: this.#deps.now() });
      const minutes = Math.round(offset / 60_000);
      this.#error = offset === 0 ? null : { code: 'CLOCK_OFF', params: { minutes: Math.abs(minutes) } };
    } catch (cause) {
      const error = cause instanceof HoldfastError ? cause : internal(cause);
      if (error.code === 'CANCELLED') throw error;
      this.#error = { code: error.code, params: error.params };
      // The token is of no use any more; the data and the place in the log are.
      if (error.code === 'NOT_SIGNED_IN' || error.code === 'DEVICE_REVOKED') {
        saveSettings(this.#reg, { ...exchange.settings, token: null });
      }
      throw error;
    }
  }

  async signOut(): Promise<SyncState> {
    await this.#breakOff();
    await signOut(this.#reg, this.#deps, this.#timings);
    this.#error = null;
    this.#changed();
    return this.status();
  }

  pending(limit: number): PendingChange[] {
    return listPending(this.#reg, limit);
  }

  start(): void {
    this.#unlisten ??= this.#reg.onCommit(() => {
      if (!this.#running && this.#ready()) this.#loop.edited();
    });
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#unlisten?.();
    this.#unlisten = null;
    this.#loop.stop();
    await this.#breakOff();
  }

  /** Ends what runs, so that it can't write old settings over new ones. */
  async #breakOff(): Promise<void> {
    this.#stop.abort();
    await this.#running?.catch(() => {});
    await this.#next?.catch(() => {});
    this.#stop = new AbortController();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #ready(): SyncSettings | null {
    const settings = loadSettings(this.#reg);
    return settings?.joined && settings.token !== null ? settings : null;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function internal(cause: unknown): HoldfastError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new HoldfastError('INTERNAL', { message }, { cause });
}
