import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../src/model/entities/index.ts';
import { baseOf, changedFields, fieldNamed, missingFields } from '../../../src/renderer/ui/record-draft.ts';

const head = '0196c3b8-f280-7294-88cf-697d527b219f';
const other = '0196c3b8-f280-7294-88cf-697d527b2200';

describe('a form', () => {
  it('saves only what was changed', () => {
    const initial = { name: 'DB-01', notes: null, formerTags: ['A'] };
    expect(changedFields(initial, { ...initial, name: 'DB-02' })).toEqual({ name: 'DB-02' });
  });

  it('takes unset and cleared for the same, and lists by content', () => {
    expect(changedFields({ formerTags: ['A'] }, { notes: null, formerTags: ['A'] })).toEqual({});
  });

  it('clears a field by null', () => {
    expect(changedFields({ notes: 'old' }, { notes: null })).toEqual({ notes: null });
  });

  it('names the heads it showed, of the changed fields alone', () => {
    const heads = { name: [head], notes: [head] };
    expect(baseOf(heads, { name: 'DB-02', serial: 'S1' })).toEqual({ name: [head] });
  });

  it('builds on the creation where a field was never changed since', () => {
    const heads = { '*': [head], notes: [other] };
    expect(baseOf(heads, { name: 'DB-02', notes: 'x' })).toEqual({ name: [head], notes: [other] });
  });

  it('asks for required fields, blanks included, but not for those the engine keeps', () => {
    expect(missingFields(entityOf('location').fields, { name: '  ' })).toEqual(['name']);
    expect(missingFields(entityOf('retirement').fields, { title: 'x', reason: 'broken' })).toEqual([]);
  });

  it('finds the field that an error names by key or by label in either language', () => {
    const { fields } = entityOf('asset');
    expect(fieldNamed(fields, 'serial')).toBe('serial');
    expect(fieldNamed(fields, '序列号')).toBe('serial');
    expect(fieldNamed(fields, 'Serial number')).toBe('serial');
    expect(fieldNamed(fields, 'nothing')).toBeNull();
  });
});
