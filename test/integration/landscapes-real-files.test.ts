import { existsSync, readFileSync } from 'node:fs';
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
    if (source === 'netbox') {
      const objects = JSON.parse(readFileSync(join(folder, path), 'utf8')) as Array<{ model: string }>;
      const devices = objects.filter(({ model }) => model === 'dcim.device').length;
      expect(report.objects).toBe(objects.length);
      expect(report.kinds['dcim.device']).toMatchObject({ objects: devices, created: devices });
      expect(report.kinds['dcim.cable'].created).toBe(108);
    }

    const again = (await at.run(['import', join(folder, path), '--json'])).json();
    expect(again).toMatchObject({ created: 0, merged: 0, batch: null, relations: 0 });
    expect(again.unchanged).toBe(report.created + report.merged);
  });
});
