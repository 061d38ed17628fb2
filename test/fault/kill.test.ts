import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Core, openCore } from '../../src/contract/host.ts';
import { createClient } from '../../src/contract/router/index.ts';
import { verifyRegister } from '../../src/core/backup/verify.ts';
import { ensureDemo } from '../../src/core/demo/ensure.ts';
import { coreOptions } from '../../src/shell/core-options.ts';
import { openClient, startServer, World } from '../integration/server/world.ts';
import { times } from '../support/long.ts';
import { killAfter } from './kill.ts';
import { type Confirmation, importRows, type Kind } from './victim.ts';

const world = new World();
const template = join(world.folder, 'template.holdfast');
const kinds: readonly Kind[] = ['import', 'edits', 'scans', 'sync'];

beforeAll(async () => {
  await ensureDemo(template, { assets: 120, language: 'en', seed: 3 });
});
afterAll(() => world.tidy());

describe('a process that is killed at any moment', () => {
  test.each(Array.from({ length: times(8, 50) }, (_, round) => ({ round, kind: kinds[round % 4] as Kind })))(
    'loses nothing that was confirmed (round $round, $kind)',
    async ({ round, kind }) => {
      const folder = join(world.folder, `round-${round}`);
      mkdirSync(folder);
      const file = join(folder, 'register.holdfast');
      copyFileSync(template, file);
      const server = kind === 'sync' ? await startServer(world) : null;
      await server?.addUser('admin', 'administrator');
      const after = Math.round(Math.random() * (kind === 'import' ? 600 : 900));
      const { confirmed, complaint } = await killAfter(kind, file, folder, after, server?.url);
      expect(complaint).toBe('');
      const ready = confirmed[0];
      // Opened as the same device goes on: nothing in it belongs to nobody.
      const core = await openCore(coreOptions({ file, host: 'cli', quiet: true, configFolder: folder }));
      try {
        const said = `killed after ${after} ms, ${confirmed.length} confirmations`;
        expect(core.reg.device.id, said).toBe(
          ready?.type === 'ready' ? ready.device : 'a victim that is ready',
        );
        expect(core.reg.db.pragma('integrity_check', { simple: true }), said).toBe('ok');
        const verdict = verifyRegister(core.reg, { progress: () => {}, cancelled: () => false });
        expect(verdict.problems, said).toEqual([]);
        expect(await missing(core, confirmed), said).toEqual([]);
        expect(halves(core, confirmed), said).toEqual([]);
        if (server) await expectSameElsewhere(core, server.url, confirmed);
      } finally {
        await core.close();
      }
    },
  );
});

/** Confirmations that the register does not bear out. */
async function missing(core: Core, confirmed: readonly Confirmation[]): Promise<Confirmation[]> {
  const notesOf = core.reg.db.prepare('SELECT notes FROM asset WHERE tag = ?').pluck();
  const countOf = core.reg.db.prepare('SELECT 1 FROM count WHERE rid = ? AND deleted = 0').pluck();
  const newest = new Map<string, string>();
  for (const one of confirmed) if (one.type === 'edit') newest.set(one.tag, one.notes);
  const history = new Set(
    (
      core.reg.db.prepare("SELECT patch FROM change WHERE patch LIKE '%edit %'").pluck().all() as string[]
    ).map((patch) => /edit \d+ of \d+/.exec(patch)?.[0]),
  );
  return confirmed.filter((one) => {
    switch (one.type) {
      case 'edit':
        // Every edit is in the log, and the newest one, or one after it that was not confirmed any more, is what stands.
        return !history.has(one.notes) || numberOf(notesOf.get(one.tag)) < numberOf(newest.get(one.tag));
      case 'scan':
        return countOf.get(core.reg.keys.findRid(one.count)) === undefined;
      case 'imported':
        return one.created !== importRows || tagsWith(core, one.prefix) !== importRows;
      default:
        return false;
    }
  });
}

const numberOf = (notes: unknown) => Number(/edit (\d+)/.exec(String(notes))?.[1] ?? -1);

function tagsWith(core: Core, prefix: string): number {
  return core.reg.db
    .prepare('SELECT count(*) FROM asset WHERE tag LIKE ? AND deleted = 0')
    .pluck()
    .get(`${prefix}-%`) as number;
}

/** Imports that are there in part, and batches that are neither done nor gone. */
function halves(core: Core, confirmed: readonly Confirmation[]): string[] {
  const open = core.reg.db.prepare("SELECT label FROM batch WHERE state <> 'done'").pluck().all() as string[];
  const staged = core.reg.db.prepare('SELECT count(*) FROM stage').pluck().get() as number;
  const parts = confirmed.flatMap((one) => {
    if (one.type !== 'importing') return [];
    const rows = tagsWith(core, one.prefix);
    return rows === 0 || rows === importRows ? [] : [`${one.prefix}: ${rows} of ${importRows} rows`];
  });
  return [...open, ...(staged === 0 ? [] : [`${staged} staged`]), ...parts];
}

/** Sync goes on where it was cut off, and a second client sees what the first one has. */
async function expectSameElsewhere(
  core: Core,
  server: string,
  confirmed: readonly Confirmation[],
): Promise<void> {
  const client = createClient(core);
  const signIn = { server, user: 'admin', password: 'correct horse 7' };
  const signed = await client.sync.signIn(signIn);
  if (signed.join === 'upload') await client.sync.join({ mapping: {} });
  const state = await client.sync.now();
  expect(state.pending).toBe(0);
  const other = openClient(world, 'other', { started: false });
  await other.sync.signIn(signIn);
  await other.sync.join({ mapping: {} });
  const rows = (reg: Core['reg']) =>
    reg.db.prepare('SELECT tag, name, status, notes FROM asset WHERE deleted = 0 ORDER BY tag').all();
  expect(rows(other.reg)).toEqual(rows(core.reg));
  expect(confirmed.length).toBeGreaterThan(0);
}
