import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terminal } from '../support/cli.ts';

const at = new Terminal();
afterAll(() => at.tidy());

const json = async (...args: string[]) => {
  const ran = await at.run([...args, '--json']);
  expect(ran.stderr).toBe('');
  return ran.json();
};

beforeAll(async () => {
  await json('demo', '--assets', '120', '--lang', 'en');
}, 60_000);

describe('the past on the command line', () => {
  it('answers as of a moment, and empty before the first entry', async () => {
    const before = await json('list', '--columns', 'tag,name,notes');
    const moment = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await json('set', 'HF-SW-00001', 'notes=moved', 'name=Renamed switch');
    expect(await json('list', '--columns', 'tag,name,notes', '--as-of', moment)).toEqual(before);
    expect((await json('show', 'HF-SW-00001', '--as-of', moment)).name).not.toBe('Renamed switch');
    expect(await json('list', '--as-of', '1999-12-31')).toEqual([]);
    const graph = await json('graph', 'HF-SW-00001', '--hops', '1', '--as-of', moment);
    expect(graph.nodes.length).toBeGreaterThan(1);
    expect(graph.nodes.map((node: { name: string }) => node.name)).not.toContain('Renamed switch');
    expect(Array.isArray(await json('impact', 'HF-SW-00001', '--as-of', moment))).toBe(true);
    const compared = await json('compare', '--from', moment);
    expect(compared).toMatchObject({ added: [], removed: [], relations: { added: [], removed: [] } });
    expect(compared.changed.map(({ tag, field, to }: Record<string, string>) => [tag, field, to])).toEqual([
      ['HF-SW-00001', 'name', 'Renamed switch'],
      ['HF-SW-00001', 'notes', 'moved'],
    ]);
  }, 120_000);

  it('fixes a baseline and shows its drift', async () => {
    const made = await json('baseline', 'create', 'Switches', '--filter', 'class=switch');
    expect(made).toMatchObject({ name: 'Switches', state: 'draft' });
    expect(made.items).toBeGreaterThan(0);
    await json('set', 'HF-SW-00001', 'notes=again');
    const drift = await json('baseline', 'drift', 'Switches');
    expect(drift.changed).toMatchObject([
      { tag: 'HF-SW-00001', field: 'notes', authorisation: 'unauthorised' },
    ]);
    expect(drift.unauthorised).toEqual([{ tag: 'HF-SW-00001', kind: 'changed' }]);
    await json('set', 'HF-SW-00002', 'notes=planned', '--change', 'CHG-7', '--reason', 'new rack');
    const related = ['HF-SW-00001', 'dependsOn', 'HF-SW-00002', '--change', 'CHG-8'];
    await json('relate', ...related);
    const numbered = await json('baseline', 'drift', 'Switches');
    const authorised = (changes: string) => ({ authorisation: 'authorised', changes: [changes] });
    expect(numbered.changed[1]).toMatchObject({
      tag: 'HF-SW-00002',
      changes: ['CHG-7'],
      authorisation: 'authorised',
    });
    expect(numbered.relations.added).toMatchObject([authorised('CHG-8')]);
    expect(numbered.unauthorised).toEqual([{ tag: 'HF-SW-00001', kind: 'changed' }]);
    await json('unrelate', ...related);
    const unknown = await at.run(['compare', '--from', 'no such thing']);
    expect(unknown.stderr).toMatch(/^MOMENT_UNKNOWN: /);
    expect(unknown.code).not.toBe(0);
    const impossible = await at.run(['list', '--as-of', '2026-02-30']);
    expect(impossible.code).toBe(64);
    expect(impossible.stderr).toMatch(/^COMMAND_INVALID: .*2026-03-31T12:00/);
  }, 120_000);
});
