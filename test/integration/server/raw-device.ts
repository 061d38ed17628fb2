import { randomUUID } from 'node:crypto';
import { chainHash, chainStart } from '../../../src/core/log/pure/canonical.ts';
import { newKeyPair, seal, signingKey } from '../../../src/core/log/pure/seal.ts';
import { packLines, parseLines } from '../../../src/core/wire/ndjson.ts';
import { modelHeader, ndjsonType, type PageLine, type PushAnswer } from '../../../src/core/wire/protocol.ts';
import { modelVersion } from '../../../src/model/index.ts';
import type { WireBatch, WireChange, WireSeal } from '../../../src/model/wire.ts';
import { password } from './world.ts';

export type RawDraft = Pick<WireChange, 'entity' | 'patch'> &
  Partial<Pick<WireChange, 'record' | 'create' | 'base' | 'group' | 'actor' | 'ms' | 'batch'>>;

/** A device that speaks the protocol by hand, so that a test can say what no client of ours would. */
export class RawDevice {
  readonly id = randomUUID();
  readonly keys = newKeyPair();
  readonly url: string;
  token = '';
  /** Actor of its changes unless told. */
  person: string = randomUUID();
  n = 0;
  hash = chainStart;

  constructor(url: string) {
    this.url = url;
  }

  get wire() {
    return { id: this.id, publicKey: this.keys.publicKey, name: 'raw' };
  }

  async signIn(user: string, secret = password): Promise<Response> {
    const response = await fetch(`${this.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, password: secret, device: this.wire, modelVersion }),
    });
    if (response.ok) this.token = ((await response.clone().json()) as { token: string }).token;
    return response;
  }

  /** Signs in and joins a register; the answer's person becomes the actor. */
  async join(user: string, register: string, mapping: Record<string, string> = {}): Promise<Response> {
    await this.signIn(user);
    const response = await this.call('/v1/join', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ register: { id: register, name: 'Test', timeZone: 'UTC' }, mapping }),
    });
    if (response.ok) {
      const { account } = (await response.clone().json()) as { account: { person: string } };
      this.person = account.person;
    }
    return response;
  }

  call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      [modelHeader]: String(modelVersion),
      ...(init.headers as Record<string, string>),
    };
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  /** Writes changes to this device's chain, without sending them. */
  write(...drafts: readonly RawDraft[]): WireChange[] {
    const batch = randomUUID();
    return drafts.map((draft) => {
      const change: Omit<WireChange, 'hash'> = {
        id: randomUUID(),
        entity: draft.entity,
        record: draft.record ?? randomUUID(),
        patch: draft.patch,
        base: draft.base ?? {},
        create: draft.create ?? draft.record === undefined,
        ms: draft.ms ?? Date.now(),
        counter: this.n % 65_536,
        written: null,
        actor: draft.actor ?? this.person,
        device: this.id,
        n: this.n + 1,
        salt: null,
        sealed: [],
        batch: draft.batch ?? batch,
        group: draft.group ?? null,
      };
      this.n = change.n;
      this.hash = chainHash(this.hash, change);
      return { ...change, hash: this.hash };
    });
  }

  seal(): WireSeal {
    return seal(signingKey(this.keys.privateKey), this.id, this.n, this.hash);
  }

  lines(changes: readonly WireChange[], seals: readonly WireSeal[] = [this.seal()]): unknown[] {
    const batches = [...new Set(changes.map((change) => change.batch))].map(
      (id): WireBatch => ({
        id,
        kind: 'edit',
        label: 'raw',
        actor: this.person,
        device: this.id,
        at: Date.now(),
        undoes: null,
      }),
    );
    return [
      ...batches.map((batch) => ({ batch })),
      ...changes.map((change) => ({ change })),
      ...seals.map((s) => ({ seal: s })),
      { end: { changes: changes.length } },
    ];
  }

  async send(lines: readonly unknown[]): Promise<Response> {
    const bytes = await packLines(lines);
    return this.sendBytes(bytes);
  }

  sendBytes(bytes: Uint8Array): Promise<Response> {
    return this.call('/v1/changes', {
      method: 'POST',
      headers: { 'content-type': ndjsonType, 'content-encoding': 'gzip' },
      body: bytes as Uint8Array<ArrayBuffer>,
    });
  }

  /** Writes and sends; the server must answer. */
  async push(...drafts: readonly RawDraft[]): Promise<PushAnswer & { changes: WireChange[] }> {
    const changes = this.write(...drafts);
    const response = await this.send(this.lines(changes));
    if (!response.ok) throw new Error(`push failed: ${await response.text()}`);
    return { ...((await response.json()) as PushAnswer), changes };
  }

  async page(after: number, limit = 1000): Promise<PageLine[]> {
    const response = await this.call(`/v1/changes?after=${after}&limit=${limit}`);
    if (!response.ok) throw new Error(`page failed: ${await response.text()}`);
    return parseLines(await response.text()) as PageLine[];
  }
}

export async function errorOf(
  response: Response,
): Promise<{ code: string; params: Record<string, unknown> }> {
  const body = (await response.json()) as { error?: { code: string; params: Record<string, unknown> } };
  return body.error ?? { code: 'none', params: {} };
}
