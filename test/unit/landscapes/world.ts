import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LandscapeAccount, LandscapeObject } from '../../../src/contract/api/index.ts';
import { type Core, openCore } from '../../../src/contract/host.ts';
import { createClient, type HoldfastClient } from '../../../src/contract/router/index.ts';
import { commit } from '../../../src/core/log/commit.ts';
import { startRegister } from '../../../src/core/log/start.ts';
import { memoryDeviceStore } from '../../../src/core/store/devices.ts';
import type { EntityKey, Value } from '../../../src/model/index.ts';

export type Account = LandscapeAccount & { readonly batch?: string | null };
export type Files = Readonly<Record<string, unknown>>;
export interface Wishes {
  readonly prefer?: 'source' | 'register';
  readonly decisions?: Record<string, string>;
}

/** An open register that landscapes are imported into, through the contract. */
export class LandscapeWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'holdfast-landscape-test-'));
  core!: Core;
  client!: HoldfastClient;
  me = '';
  #files = 0;

  async open(): Promise<this> {
    this.core = await openCore({
      file: join(this.folder, 'register.holdfast'),
      host: 'cli',
      configFolder: this.folder,
      version: '0',
      secrets: { protect: (plain) => plain, unprotect: (kept) => kept },
      devices: memoryDeviceStore(),
      workerEntry: new URL('../../../src/core/workers/worker.ts', import.meta.url),
      fetch,
      quiet: true,
    });
    this.me = startRegister(this.core.reg, '测试台账', '周建林');
    this.core.reg.setLocalSetting('actor', this.me);
    this.client = createClient(this.core);
    return this;
  }

  async close(): Promise<void> {
    await this.core.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  make(entity: EntityKey, patch: Record<string, Value>): string {
    const head = { actor: this.me, kind: 'edit' as const, label: '' };
    return commit(this.core.reg, head, [{ op: 'create', entity, patch }]).records[0] as string;
  }

  /** Writes files and gives their ids; text as it is, anything else as JSON. */
  async files(files: Files): Promise<string[]> {
    const folder = join(this.folder, `files-${this.#files++}`);
    mkdirSync(folder);
    const ids: string[] = [];
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      ids.push((await this.client.files.open({ path })).file);
    }
    return ids;
  }

  async preview(files: Files, wishes: Wishes = {}): Promise<Account> {
    const request = { files: await this.files(files), ...wishes };
    return this.#end(await this.client.landscapes.preview(request));
  }

  async import(files: Files, wishes: Wishes = {}): Promise<Account> {
    const { plan } = await this.preview(files, wishes);
    return this.#end(await this.client.landscapes.run({ plan }));
  }

  async #end<T>(
    steps: AsyncIterable<{ type: string } & ({ type: 'done'; result: T } | { type: 'progress' })>,
  ): Promise<T> {
    for await (const step of steps) if (step.type === 'done') return (step as { result: T }).result;
    throw new Error('ended without a result');
  }

  async objects(account: Account, wanted: Record<string, unknown> = {}): Promise<LandscapeObject[]> {
    return (await this.client.landscapes.objects({ plan: account.plan, offset: 0, limit: 5000, ...wanted }))
      .rows;
  }

  /** Rows of a table with the columns that a test looks at. */
  rows(sql: string): Array<Record<string, unknown>> {
    return this.core.reg.sql(sql).all() as Array<Record<string, unknown>>;
  }

  asset(name: string): Record<string, unknown> {
    const row = this.rows(`SELECT * FROM asset WHERE name = '${name}' AND deleted = 0`)[0];
    if (!row) throw new Error(`there is no asset ${name}`);
    return row;
  }

  /** Relations as words, sorted. */
  relations(): string[] {
    return this.rows(
      `SELECT s.name || coalesce(':' || r.sourcePort, '') || ' ' || r.type || ' ' || t.name || coalesce(':' || r.targetPort, '') AS words
       FROM relation r JOIN asset s ON s.rid = r.source JOIN asset t ON t.rid = r.target WHERE r.deleted = 0`,
    )
      .map(({ words }) => String(words))
      .sort();
  }

  changes(): number {
    return this.core.reg.sql('SELECT count(*) FROM change').pluck().get() as number;
  }
}

export const addsUp = ({ total }: Account): boolean =>
  total.objects === total.created + total.merged + total.unchanged + total.notImported;
