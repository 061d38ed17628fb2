import type * as z from 'zod';
import { HoldfastError, isErrorCode, modelVersion } from '../../model/index.ts';
import { modelHeader, serverHeader, wireError } from '../wire/protocol.ts';

export type Fetch = typeof fetch;

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly token?: string | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: { readonly type: string; readonly bytes: Uint8Array };
  /** Milliseconds until the whole answer must be here. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** Talks to one server; turns everything that can go wrong on the way into a named error. */
export class ServerCalls {
  readonly server: string;
  readonly #fetch: Fetch;

  constructor(fetchOfHost: Fetch, server: string) {
    this.#fetch = fetchOfHost;
    this.server = server;
  }

  /**
   * @throws HoldfastError SERVER_UNREACHABLE, SERVER_TIMEOUT, NOT_HOLDFAST_SERVER, CANCELLED, or what the server said
   */
  async json<T>(path: string, answer: z.ZodType<T>, options: CallOptions): Promise<T> {
    const text = await this.text(path, options);
    try {
      return answer.parse(JSON.parse(text));
    } catch (cause) {
      throw new HoldfastError('NOT_HOLDFAST_SERVER', { server: this.server }, { cause });
    }
  }

  /** The body of the answer, unpacked. */
  async text(path: string, options: CallOptions): Promise<string> {
    const response = await this.open(path, options);
    try {
      return await response.text();
    } catch (cause) {
      throw this.failure(cause, options.signal);
    }
  }

  /** The answer with its body still to be read. */
  async open(path: string, options: CallOptions): Promise<Response> {
    const timeout = AbortSignal.timeout(options.timeout);
    const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
    let response: Response;
    try {
      response = await this.#fetch(`${this.server}${path}`, {
        ...requestOf(options),
        signal,
        // A server of ours never redirects, and a token must not follow anyone elsewhere.
        redirect: 'manual',
      });
    } catch (cause) {
      throw this.failure(cause, options.signal);
    }
    if (!response.headers.has(serverHeader)) {
      await response.body?.cancel().catch(() => {});
      throw this.#foreign(response.status);
    }
    if (response.ok) return response;
    throw await this.#refusal(response);
  }

  /** A proxy whose server is down answers in its place; anything else is not ours. */
  #foreign(status: number): HoldfastError {
    const { server } = this;
    if (status >= 502 && status <= 504) {
      return new HoldfastError('SERVER_UNREACHABLE', { server, detail: `HTTP ${status}` });
    }
    return new HoldfastError('NOT_HOLDFAST_SERVER', { server });
  }

  async #refusal(response: Response): Promise<HoldfastError> {
    const detail = `HTTP ${response.status}`;
    try {
      const { error } = JSON.parse(await response.text()) as { error?: unknown };
      const { code, params } = wireError.parse(error);
      if (code === 'INTERNAL' || !isErrorCode(code))
        return new HoldfastError('SERVER_REJECTED', { detail: code });
      return new HoldfastError(code, params);
    } catch (cause) {
      return new HoldfastError('SERVER_UNREACHABLE', { server: this.server, detail }, { cause });
    }
  }

  /** The named error for what fetch threw. */
  failure(cause: unknown, stop: AbortSignal | undefined): HoldfastError {
    const { server } = this;
    if (cause instanceof HoldfastError) return cause;
    if (stop?.aborted) return new HoldfastError('CANCELLED', {}, { cause });
    if (cause instanceof DOMException && cause.name === 'TimeoutError') {
      return new HoldfastError('SERVER_TIMEOUT', { server }, { cause });
    }
    const inner = (cause as { cause?: { code?: unknown; name?: unknown } })?.cause;
    const code = typeof inner?.code === 'string' ? inner.code : '';
    // The other side speaks, but not HTTP.
    if (inner?.name === 'HTTPParserError')
      return new HoldfastError('NOT_HOLDFAST_SERVER', { server }, { cause });
    if (code.includes('TIMEOUT')) return new HoldfastError('SERVER_TIMEOUT', { server }, { cause });
    const detail = code || (cause instanceof Error ? cause.message : String(cause));
    return new HoldfastError('SERVER_UNREACHABLE', { server, detail }, { cause });
  }
}

function requestOf(options: CallOptions): RequestInit {
  const headers: Record<string, string> = { [modelHeader]: String(modelVersion) };
  if (options.token) headers.authorization = `Bearer ${options.token}`;
  const method = options.method ?? 'GET';
  if (options.json !== undefined) {
    headers['content-type'] = 'application/json';
    return { method, headers, body: JSON.stringify(options.json) };
  }
  if (!options.body) return { method, headers };
  headers['content-type'] = options.body.type;
  headers['content-encoding'] = 'gzip';
  return { method, headers, body: options.body.bytes as Uint8Array<ArrayBuffer> };
}
