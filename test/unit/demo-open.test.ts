import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCore } from '../../src/contract/host.ts';
import { createClient } from '../../src/contract/router/index.ts';
import { coreOptions } from '../../src/shell/core-options.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-demo-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (name: string, demo: boolean) =>
  openCore(
    coreOptions({
      file: join(folder, name),
      host: 'browser',
      quiet: true,
      configFolder: folder,
      language: 'en',
      demo,
    }),
  );

describe('opening the sample register', () => {
  it('makes it once, opens it in the name of the asset manager, and keeps what was done in it', async () => {
    const core = await open('sample.holdfast', true);
    const client = createClient(core);
    expect(await client.app.info()).toMatchObject({
      started: true,
      demo: true,
      person: { name: 'Ella Brook', role: 'assetManager' },
    });
    const record = await client.records.byTag({ tag: 'HF-NB-00001' });
    const { id, heads } = record;
    await client.records.update({ entity: 'asset', id, patch: { notes: 'mine' }, base: heads });
    await core.close();
    const again = await open('sample.holdfast', true);
    const kept = await createClient(again).records.byTag({ tag: 'HF-NB-00001' });
    expect(kept.values.notes).toBe('mine');
    await again.close();
  });

  it('fills a file that nobody has started', async () => {
    await (await open('empty.holdfast', false)).close();
    const core = await open('empty.holdfast', true);
    const { assets } = await createClient(core).app.counts();
    expect(assets).toBe(2000);
    expect((await createClient(core).app.info()).person?.role).toBe('assetManager');
    await core.close();
  });

  it('leaves a register that somebody uses alone', async () => {
    const core = await open('own.holdfast', false);
    await createClient(core).app.start({ registerName: 'Ours', personName: 'Nora' });
    await core.close();
    const again = await open('own.holdfast', true);
    expect((await createClient(again).app.counts()).assets).toBe(0);
    await again.close();
  });
});
