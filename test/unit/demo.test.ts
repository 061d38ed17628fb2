import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRegister } from '../../src/core/backup/verify.ts';
import { ensureDemo } from '../../src/core/demo/ensure.ts';
import { pageRids } from '../../src/core/register/list.ts';
import { openReader } from '../../src/core/store/reader.ts';
import type { Register } from '../../src/core/store/register.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-demo-'));
const now = Date.UTC(2026, 5, 15, 12);
let reg: Register;
const pluck = (sql: string, on = reg) => on.db.prepare(sql).pluck();
const count = (sql: string) => pluck(sql).get() as number;

beforeAll(async () => {
  const file = join(folder, 'demo.holdfast');
  await ensureDemo(file, { seed: 1, now });
  reg = openReader(file);
}, 60_000);
afterAll(() => {
  reg.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the sample register', () => {
  it('has some 2,000 assets of every kind of a company, with people and places', () => {
    expect(count('SELECT count(*) FROM asset WHERE deleted = 0')).toBe(2000);
    expect(count('SELECT count(DISTINCT class) FROM asset')).toBeGreaterThanOrEqual(30);
    expect(count('SELECT count(*) FROM person')).toBeGreaterThanOrEqual(60);
    expect(count("SELECT count(*) FROM location WHERE kind = 'rack'")).toBe(16);
    expect(count('SELECT count(DISTINCT name) FROM person')).toBe(count('SELECT count(*) FROM person'));
  });

  it('relates servers to racks, power, network, machines and what runs on them', () => {
    const types = pluck('SELECT DISTINCT type FROM relation ORDER BY 1').all();
    expect(types).toEqual(
      expect.arrayContaining([
        'connectedTo',
        'contains',
        'dependsOn',
        'installedOn',
        'poweredBy',
        'runsOn',
        'uses',
      ]),
    );
    expect(
      count("SELECT count(*) FROM relation WHERE type = 'connectedTo' AND sourcePort IS NOT NULL"),
    ).toBeGreaterThan(200);
  });

  it('has a stocktake under way with every outcome and retirements at every stage', () => {
    const counting = "(SELECT rid FROM stocktake WHERE state = 'counting')";
    const outcomes = pluck(
      `SELECT DISTINCT outcome FROM counted_line WHERE stocktake = ${counting} ORDER BY 1`,
    ).all();
    expect(outcomes).toEqual(['elsewhere', 'expected', 'otherUser', 'retired', 'unexpected', 'unknown']);
    expect(count(`SELECT count(*) FROM expected_line WHERE stocktake = ${counting}`)).toBeGreaterThan(100);
    expect(pluck('SELECT DISTINCT state FROM retirement ORDER BY 1').all()).toEqual(
      expect.arrayContaining(['approved', 'disposed', 'rejected', 'requested', 'withdrawn']),
    );
    expect(pluck('SELECT DISTINCT result FROM medium ORDER BY 1').all()).toEqual(['passed', 'pending']);
  });

  it('has saved views that can be read and show something', () => {
    const views = reg.db.prepare('SELECT name, filter FROM savedView').all() as Array<{
      name: string;
      filter: string;
    }>;
    expect(views.length).toBeGreaterThanOrEqual(6);
    for (const { name, filter } of views) {
      expect(pageRids(reg, { entity: 'asset', filter }, { offset: 0, limit: 1 }), name).toHaveLength(1);
    }
  });

  it('has a history that lies in the past and in order, and nothing that needs attention', () => {
    expect(count('SELECT max(ms) FROM change')).toBeLessThan(now);
    expect(count('SELECT max(ms) - min(ms) FROM change')).toBeGreaterThan(500 * 86_400_000);
    expect(count('SELECT count(*) FROM attention')).toBe(0);
    const verdict = verifyRegister(reg, { progress: () => {}, cancelled: () => false });
    expect(verdict.problems).toEqual([]);
  });

  it('is opened in the name of the asset manager', () => {
    const actor = reg.keys.findRid(reg.localSetting('actor') ?? '');
    expect(pluck('SELECT role FROM person WHERE rid = ?').get(actor)).toBe('assetManager');
  });
});

describe('the generator', () => {
  const content = (on: Register) => on.db.prepare('SELECT id, patch, ms FROM change ORDER BY seq').all();

  it('makes the same register from the same seed, and another one from another', async () => {
    const make = async (name: string, seed: number) => {
      await ensureDemo(join(folder, name), { seed, now, assets: 80 });
      const made = openReader(join(folder, name));
      const all = content(made);
      made.close();
      return all;
    };
    const first = await make('a', 5);
    expect(await make('b', 5)).toEqual(first);
    expect(await make('c', 6)).not.toEqual(first);
  });

  it('speaks English throughout when asked to', async () => {
    const file = join(folder, 'en');
    await ensureDemo(file, { seed: 1, now, assets: 300, language: 'en' });
    const english = openReader(file);
    const patches = pluck('SELECT patch FROM change', english).all() as string[];
    const labels = pluck('SELECT label FROM batch', english).all() as string[];
    expect([...patches, ...labels].filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
    expect(pluck('SELECT count(*) FROM asset', english).get()).toBe(300);
    english.close();
  });

  it('leaves a file that is there as it is', async () => {
    const file = join(folder, 'demo.holdfast');
    const before = count('SELECT count(*) FROM change');
    expect(await ensureDemo(file, { seed: 9, now })).toBeNull();
    expect(count('SELECT count(*) FROM change')).toBe(before);
  });
});
