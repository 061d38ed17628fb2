import { afterEach, beforeEach, expect, it } from 'vitest';
import { Terminal } from '../support/cli.ts';
import { TestRegister } from '../support/register.ts';

let at: Terminal;
beforeEach(() => {
  at = new Terminal();
});
afterEach(() => at.tidy());

/** A service on a cluster of two, both on one switch. */
function build(file: string): void {
  const world = new TestRegister();
  const id = (tag: string, cls: string) => world.asset(tag, { name: tag, class: cls } as never);
  const ids = { ERP: id('ERP', 'application'), CLU: id('CLU', 'cluster'), SW: id('SW', 'switch') };
  const relate = (source: string, type: string, target: string) =>
    world.commit([{ op: 'create', entity: 'relation', patch: { source, type, target } }]);
  relate(ids.ERP, 'dependsOn', ids.CLU);
  for (const tag of ['DB1', 'DB2']) {
    const db = id(tag, 'server');
    relate(db, 'memberOf', ids.CLU);
    relate(db, 'connectedTo', ids.SW);
  }
  world.reg.db.prepare('VACUUM INTO ?').run(file);
  world.close();
}

it('impact takes several tags, says why, and the other way finds single points; quality counts and lists', async () => {
  build(at.file);
  const json = async (...args: string[]) => (await at.run([...args, '--json'])).json();
  const one = await json('impact', 'DB1');
  expect(
    one.map(({ tag, effect, depth, path }: Record<string, unknown>) => ({ tag, effect, depth, path })),
  ).toEqual([
    { tag: 'CLU', effect: 'degraded', depth: 1, path: ['DB1', 'CLU'] },
    { tag: 'ERP', effect: 'degraded', depth: 2, path: ['DB1', 'CLU', 'ERP'] },
  ]);
  const both = await json('impact', 'DB1', 'DB2');
  expect(both.map(({ tag, effect }: Record<string, unknown>) => [tag, effect])).toEqual([
    ['CLU', 'down'],
    ['ERP', 'down'],
  ]);
  expect(both[1].because).toMatch(/^ERP depends on CLU, CLU has member DB\d$/);
  const singles = await json('impact', 'ERP', '--single-points');
  expect(singles.map(({ tag }: { tag: string }) => tag).sort()).toEqual(['CLU', 'SW']);
  expect(await json('impact', 'ERP', '--upstream')).toHaveLength(4);
  const rules = await json('quality', '--limit', '1');
  expect(rules.find(({ rule }: { rule: string }) => rule === 'location')).toMatchObject({
    things: 3,
    count: 3,
    error: null,
    tags: ['DB1'],
  });
  expect((await at.run(['quality', '--rule', 'nothing', '--json'])).code).not.toBe(0);
}, 120_000);
