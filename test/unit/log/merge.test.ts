import { describe, expect, it } from 'vitest';
import { type MergeChange, mergeRecord } from '../../../src/core/log/pure/merge.ts';

const record = '01900000-0000-7000-8000-000000000001';
let clock = 0;

function change(id: string, more: Partial<MergeChange>): MergeChange {
  clock += 1;
  return {
    id,
    create: false,
    patch: {},
    base: {},
    ms: clock,
    counter: 0,
    device: 'd',
    rejected: false,
    ...more,
  };
}

const create = change('create', { create: true, patch: { name: '交换机', tag: 'SW-1' } });

function everyOrder<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) =>
    everyOrder(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]),
  );
}

describe('merging one record', () => {
  it('lets a later edit that builds on the earlier one stand alone', () => {
    const a = change('a', { patch: { name: 'AGG-3A' }, base: { name: ['create'] } });
    const merged = mergeRecord(record, [create, a]);
    expect(merged.values).toEqual({ name: 'AGG-3A', tag: 'SW-1' });
    expect(merged.conflicts).toEqual([]);
  });

  it('reports one conflict when two edits build on the same value, and shows the newer one', () => {
    const a = change('a', { patch: { name: 'A' }, base: { name: ['create'] } });
    const b = change('b', { patch: { name: 'B' }, base: { name: ['create'] } });
    for (const order of everyOrder([create, a, b])) {
      const merged = mergeRecord(record, order);
      expect(merged.values.name).toBe('B');
      expect(merged.conflicts).toMatchObject([{ heads: ['a', 'b'], fields: ['name'] }]);
    }
  });

  it('has no conflict when both sides set the same value', () => {
    const a = change('a', { patch: { name: 'same' }, base: { name: ['create'] } });
    const b = change('b', { patch: { name: 'same' }, base: { name: ['create'] } });
    expect(mergeRecord(record, [create, a, b]).conflicts).toEqual([]);
  });

  it('is settled by a change that names all heads', () => {
    const a = change('a', { patch: { name: 'A' }, base: { name: ['create'] } });
    const b = change('b', { patch: { name: 'B' }, base: { name: ['create'] } });
    const settle = change('s', { patch: { name: 'A' }, base: { name: ['a', 'b'] } });
    for (const order of everyOrder([create, a, b, settle])) {
      const merged = mergeRecord(record, order);
      expect(merged.conflicts).toEqual([]);
      expect(merged.values.name).toBe('A');
    }
  });

  it('makes the same one conflict of a deletion and a rename in either order of arrival', () => {
    const rename = change('r', { patch: { name: 'R' }, base: { name: ['create'] } });
    const remove = change('d', { patch: { $deleted: true }, base: { '*': ['create'] } });
    const results = everyOrder([create, rename, remove]).map((order) => mergeRecord(record, order));
    for (const merged of results) {
      expect(merged.conflicts).toEqual(results[0]?.conflicts);
      expect(merged.conflicts).toHaveLength(1);
      expect(merged.conflicts[0]?.fields).toEqual(['name']);
      expect(merged.deleted).toBe(true);
    }
  });

  it('lets C stand without conflict when A, B on A, C on B and B is rejected', () => {
    const a = change('a', { patch: { name: 'A' }, base: { name: ['create'] } });
    const b = change('b', { patch: { name: 'B' }, base: { name: ['a'] }, rejected: true });
    const c = change('c', { patch: { name: 'C' }, base: { name: ['b'] } });
    for (const order of everyOrder([create, a, b, c])) {
      const merged = mergeRecord(record, order);
      expect(merged.values.name).toBe('C');
      expect(merged.conflicts).toEqual([]);
    }
  });

  it('falls back to the value beneath when the only edit is rejected', () => {
    const a = change('a', { patch: { name: 'A' }, base: { name: ['create'] }, rejected: true });
    expect(mergeRecord(record, [create, a]).values.name).toBe('交换机');
  });

  it('shows an edit that came before its record’s create', () => {
    const a = change('a', { patch: { name: 'A' }, base: { name: ['create'] } });
    expect(mergeRecord(record, [a]).values.name).toBe('A');
  });
});
