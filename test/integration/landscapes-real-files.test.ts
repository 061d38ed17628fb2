import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Terminal } from '../support/cli.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data');
const there = existsSync(join(folder, 'landscapes'));
if (!there) console.warn(`Skipped: the real landscapes are not at ${folder}`);

interface Tally {
  readonly objects: number;
  readonly created: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly notImported: number;
}

const sum = (tally: Tally): number => tally.created + tally.merged + tally.unchanged + tally.notImported;

describe.runIf(there)('real landscapes of other programs', () => {
  const at = new Terminal();
  afterAll(() => at.tidy());

  it.each([
    ['netbox', 'landscapes/netbox-demo-v3.6.json'],
    ['itop', 'landscapes/itop'],
    ['glpi', 'inventories'],
  ])('accounts for every object of %s, and finds them all again', async (source, path) => {
    at.file = at.path(`${source}.holdfast`);
    const report = (await at.run(['import', join(folder, path), '--json'])).json();
    expect(report.source).toBe(source);
    expect(sum({ ...report, notImported: report.notImported.length })).toBe(report.objects);
    for (const tally of Object.values(report.kinds) as Tally[]) expect(sum(tally)).toBe(tally.objects);
    for (const { code, message } of report.notImported) expect([code, message]).not.toContain('');
    expect(
      report.notImported.filter(({ code }: { code: string }) => code === 'LANDSCAPE_KIND_UNKNOWN'),
    ).toEqual([]);
    expect(report.relations).toBeGreaterThan(20);

    const again = (await at.run(['import', join(folder, path), '--json'])).json();
    expect(again).toMatchObject({ created: 0, merged: 0, batch: null, relations: 0 });
    expect(again.unchanged).toBe(report.created + report.merged);
  });

  it('counts the objects of NetBox as they stand in the file', async () => {
    const file = join(folder, 'landscapes/netbox-demo-v3.6.json');
    const objects = JSON.parse(readFileSync(file, 'utf8')) as Array<{ model: string }>;
    at.file = at.path('count.holdfast');
    const report = (await at.run(['import', file, '--dry-run', '--json'])).json();
    expect(report.objects).toBe(objects.length);
    expect(report.kinds['dcim.device'].objects).toBe(
      objects.filter(({ model }) => model === 'dcim.device').length,
    );
    expect(report.kinds['dcim.device'].notImported).toBe(0);
    expect(report.kinds['dcim.cable'].created).toBe(108);
    expect(report.batch).toBeNull();
  });

  it('reads each inventory by itself', async () => {
    const files = readdirSync(join(folder, 'inventories')).filter((name) => /^glpi-.*_\d+\.json$/.test(name));
    for (const name of files.slice(0, 2)) {
      at.file = at.path(`${name}.holdfast`);
      const report = (await at.run(['import', join(folder, 'inventories', name), '--json'])).json();
      expect(report.source).toBe('glpi');
      expect(sum({ ...report, notImported: report.notImported.length })).toBe(report.objects);
    }
  });
});
