import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terminal } from '../support/cli.ts';

const at = new Terminal();
afterAll(() => at.tidy());

beforeAll(async () => {
  const assets = at.write(
    'assets.csv',
    ['Asset tag,Name,Class', 'SW-1,核心交换机,switch', 'SRV-1,Host,server', 'VM-1,数据库,virtualMachine']
      .concat(Array.from({ length: 6 }, (_, i) => `PC-${i},Desk ${i},desktop`))
      .join('\n'),
  );
  const relations = at.write(
    'relations.csv',
    [
      'Source,Type,Target,Source port,Target port',
      'SRV-1,connected to,SW-1,eth0,Gi0/1',
      'VM-1,runs on,SRV-1,,',
    ]
      .concat(Array.from({ length: 6 }, (_, i) => `PC-${i},connected to,SW-1,,`))
      .join('\n'),
  );
  for (const file of [assets, relations]) {
    const ran = await at.run(['import', file, '--json']);
    expect(ran.stderr).toBe('');
  }
}, 60_000);

describe('graph', () => {
  it('answers nodes, edges with their attributes, and nothing grouped where all is listed', async () => {
    const { nodes, edges, grouped } = (await at.run(['graph', 'VM-1', '--hops', '2', '--json'])).json();
    expect(nodes).toEqual([
      { tag: 'VM-1', name: '数据库', class: 'virtualMachine', depth: 0 },
      { tag: 'SRV-1', name: 'Host', class: 'server', depth: 1 },
      { tag: 'SW-1', name: '核心交换机', class: 'switch', depth: 2 },
    ]);
    expect(edges).toContainEqual({
      from: 'SRV-1',
      type: 'connectedTo',
      to: 'SW-1',
      attributes: { sourcePort: 'eth0', targetPort: 'Gi0/1' },
    });
    expect(edges).toHaveLength(2);
    expect(grouped).toEqual([]);
  });

  it('counts what is beyond its limit, by distance and class', async () => {
    const ran = await at.run(['graph', 'VM-1', '--hops', '3', '--limit', '5', '--json']);
    const { nodes, grouped } = ran.json();
    expect(nodes).toHaveLength(5);
    expect(grouped).toEqual([{ depth: 3, class: 'desktop', count: 4 }]);
  });

  it('keeps to relation types by key or word, and refuses hops that are out of range', async () => {
    const { nodes } = (await at.run(['graph', 'SRV-1', '--types', 'hosts', '--json'])).json();
    expect(nodes.map(({ tag }: { tag: string }) => tag)).toEqual(['SRV-1', 'VM-1']);
    const refused = await at.run(['graph', 'SRV-1', '--hops', '9']);
    expect(refused.code).toBe(64);
    expect(refused.stderr).toMatch(/^COMMAND_INVALID: /);
  });

  it('takes classes by word, and refuses types and classes that do not exist', async () => {
    const { nodes } = (await at.run(['graph', 'SRV-1', '--classes', 'Switch', '--json'])).json();
    expect(nodes.map(({ tag }: { tag: string }) => tag)).toEqual(['SRV-1', 'SW-1']);
    for (const [option, code] of [
      ['--types', 'RELATION_TYPE_UNKNOWN'],
      ['--classes', 'CLASS_NOT_FOUND'],
    ] as const) {
      const { code: exit, stderr } = await at.run(['graph', 'SRV-1', option, 'nosuch']);
      expect(exit).toBe(1);
      expect(stderr).toMatch(new RegExp(`^${code}: .*nosuch`));
    }
  });
});

describe('path', () => {
  it('answers the chain with the way in which each relation is gone along', async () => {
    const { found, steps } = (await at.run(['path', 'VM-1', 'PC-3', '--json'])).json();
    expect(found).toBe(true);
    expect(steps.map(({ tag, via, forward }: Record<string, unknown>) => [tag, via, forward])).toEqual([
      ['VM-1', null, null],
      ['SRV-1', 'runsOn', true],
      ['SW-1', 'connectedTo', true],
      ['PC-3', 'connectedTo', false],
    ]);
    const none = await at.run(['path', 'PC-1', 'PC-2', '--types', 'runsOn', '--json']);
    expect(none.json()).toEqual({ found: false, complete: true, steps: [] });
  });
});
