import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Terminal } from '../support/cli.ts';

const terminal = new Terminal();
afterAll(() => terminal.tidy());
const run = async (...args: string[]) => {
  const ran = await terminal.run([...args, '--json']);
  if (ran.code !== 0) throw new Error(`${args.join(' ')}: ${ran.stdout}${ran.stderr}`);
  return ran.json();
};
const fails = async (...args: string[]) => {
  const ran = await terminal.run([...args, '--json']);
  expect(ran.code, ran.stdout).not.toBe(0);
  return ran.stderr.split(':')[0];
};

describe('what users define on the command line', () => {
  it('is imported, filtered, exported and related as what ships with Holdfast', async () => {
    expect(await run('class', 'add', 'en=Drone', 'zh=无人机', 'parent=hardware', 'prefix=UAV')).toMatchObject(
      {
        key: 'drone',
      },
    );
    await run(
      'field',
      'add',
      'key=range',
      'zh=航程',
      'en=Range',
      'class=drone',
      'type=number',
      'unit=km',
      'indexed=yes',
    );
    await run('field', 'add', 'key=pilots', 'zh=飞手', 'en=Pilots', 'type=choices', 'choices=a:甲:A,b:乙:B');
    await run(
      'field',
      'add',
      'key=permit',
      'zh=许可号',
      'en=Permit',
      'class=drone',
      'required=yes',
      'pattern=P-\\d+',
    );
    const csv = [
      '资产编号,名称,类别,航程(km),飞手,许可号',
      'D-1,航拍一,无人机,12.5,甲、乙,P-1',
      'D-2,航拍二,无人机,8,B,P-2',
      'D-3,航拍三,无人机,远,甲,P-3',
      'D-4,航拍四,无人机,3,甲,无',
      'D-5,航拍五,无人机,3,甲,',
    ];
    const imported = await run('import', terminal.write('drones.csv', csv.join('\n')));
    expect(imported).toMatchObject({ created: 2, rejected: 3 });
    const listed = await run(
      'list',
      '--filter',
      'class=hardware range>10',
      '--columns',
      'tag,range,pilots,permit',
    );
    expect(listed).toEqual([
      expect.objectContaining({ tag: 'D-1', range: 12.5, pilots: ['a', 'b'], permit: 'P-1' }),
    ]);
    const out = terminal.path('out.csv');
    await run('export', '--out', out, '--columns', 'tag,class,range,pilots', '--sort', '-range');
    const text = readFileSync(out, 'utf8').replace(/^\ufeff/, '');
    expect(text.trim().split(/\r?\n/)).toEqual([
      'Asset tag,Class,Range,Pilots',
      'D-1,Drone,12.5,"A, B"',
      'D-2,Drone,8,B',
    ]);

    const check = await run('field', 'change', 'range', 'type=integer', '--check');
    expect(check).toMatchObject({ values: 2, unchanged: 1, converted: 0, kept: 1 });
    expect(await fails('field', 'change', 'range', 'type=integer')).toBe('FIELD_VALUES_LEFT');
    const inEnglish = await terminal.run(['field', 'change', 'range', 'type=integer', '--lang', 'en']);
    expect(inEnglish.stderr).toContain('cannot be converted to Whole number');
    const changed = await run('field', 'change', 'range', 'type=text');
    expect(changed).toMatchObject({ converted: 2, kept: 0 });
    await run('undo', changed.batch);
    expect(await run('field', 'list')).toMatchObject([
      { key: 'range', type: 'number', class: 'drone', unit: 'km', indexed: true, assets: 2 },
      { key: 'pilots', type: 'choices', assets: 2 },
      { key: 'permit', required: true, pattern: 'P-\\d+', assets: 2 },
    ]);
    const classes = (await run('class', 'list')) as Array<{ key: string; assets: number; builtin: boolean }>;
    expect(classes.find(({ key }) => key === 'drone')).toMatchObject({ assets: 2, builtin: false });
    expect(await fails('class', 'remove', 'drone')).toBe('CLASS_IN_USE');

    await run(
      'relation-type',
      'add',
      'en=escorts',
      'zh=护航',
      'inverseEn=escorted by',
      'sources=drone',
      'cardinality=oneToOne',
    );
    const related = await run(
      'relate',
      'D-2',
      'escorted by',
      'D-1',
      '--role',
      'lead',
      '--since',
      '2026-03-05',
    );
    expect(related).toMatchObject({ removed: false });
    expect(await fails('relate', 'D-1', 'escorts', 'D-2')).toBe('RELATION_DUPLICATE');
    expect(await run('unrelate', 'D-1', 'escorts', 'D-2')).toMatchObject({ removed: true });
    expect(await run('relation-type', 'remove', 'escorts')).toMatchObject({ key: 'escorts' });
  }, 240_000);
});
