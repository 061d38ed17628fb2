import { describe, expect, it, onTestFinished } from 'vitest';
import { commit } from '../../../src/core/log/commit.ts';
import { batchWhere } from '../../../src/core/register/batch-where.ts';
import { pageRids } from '../../../src/core/register/list.ts';
import { parseFilter } from '../../../src/model/filter.ts';
import { TestRegister } from '../../support/register.ts';

function world() {
  const test = new TestRegister();
  onTestFinished(() => test.close());
  const { reg, me } = test;
  const create = (...tags: string[]) =>
    commit(
      reg,
      { actor: me, kind: 'import', label: 'a.xlsx' },
      tags.map((tag) => ({
        op: 'create' as const,
        entity: 'asset' as const,
        patch: { tag, name: tag, class: 'server', status: 'inStock' },
      })),
    );
  const tags = (filter: string): string[] =>
    pageRids(reg, { entity: 'asset', filter }, { offset: 0, limit: 100 }).map(
      (rid) => reg.sql('SELECT tag FROM asset WHERE rid = ?').pluck().get(rid) as string,
    );
  return { test, reg, me, create, tags };
}

describe('the filter batch=', () => {
  it('lists what one operation made or changed, in the order of the list', () => {
    const { reg, me, create, tags } = world();
    const first = create('B-2', 'A-1');
    const second = create('C-3', 'D-4');
    expect(tags(`batch=${first.batch}`)).toEqual(['A-1', 'B-2']);
    expect(tags(`batch=${second.batch} name=C-3`)).toEqual(['C-3']);
    expect(tags(`batch!=${first.batch}`)).toEqual(['C-3', 'D-4']);
    expect(tags(`batch=${first.batch},${second.batch}`)).toHaveLength(4);
    const id = first.records[0] as string;
    const edited = commit(reg, { actor: me, kind: 'edit', label: '' }, [
      { op: 'update', entity: 'asset', id, patch: { notes: 'x' } },
    ]);
    expect(tags(`batch=${edited.batch}`)).toEqual(['B-2']);
  });

  it('finds the same whether the operation was small or large', () => {
    const { reg, create } = world();
    const { batch } = create('A-1', 'B-2', 'C-3');
    create('D-4');
    const [term] = parseFilter(`batch=${batch}`).terms;
    const found = [0, 20_000].map((asSet) => {
      const where = batchWhere(reg, term as never, asSet);
      return reg
        .sql(`SELECT count(*) FROM asset WHERE ${where.sql}`)
        .pluck()
        .get(...where.params);
    });
    expect(found).toEqual([3, 3]);
    expect(batchWhere(reg, term as never, 0).sql).toContain('EXISTS');
  });

  it('refuses what is no operation', () => {
    const { tags } = world();
    for (const filter of ['batch=x', 'batch=', 'batch~1', 'batch=01a2b3c4-0000-7000-8000-000000000000'])
      expect(() => tags(filter), filter).toThrow(expect.objectContaining({ code: 'VALUE_INVALID' }));
  });
});
