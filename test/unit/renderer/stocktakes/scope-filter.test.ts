import { describe, expect, it } from 'vitest';
import { noChoices, readChoices, writeChoices } from '../../../../src/renderer/stocktakes/scope-filter.ts';

describe('the scope of a stocktake as choices and as text', () => {
  it('writes choices as a filter and reads them back', () => {
    const choices = { classes: ['server', 'laptop'], statuses: ['inUse'], department: null };
    const text = writeChoices('', choices);
    expect(text).toBe('class=server,laptop status=inUse');
    expect(readChoices(text)).toEqual(choices);
  });

  it('keeps what the form has no field for', () => {
    const text = writeChoices('cost>1000 class=server name~核心', { ...noChoices, classes: ['laptop'] });
    expect(text).toBe('class=laptop cost>1000 name~核心');
    expect(writeChoices(text, noChoices)).toBe('cost>1000 name~核心');
  });

  it('does not take an exclusion for a choice', () => {
    expect(readChoices('status!=retired')).toEqual(noChoices);
  });

  it('says that it cannot read a broken filter', () => {
    expect(readChoices('name="open')).toBeNull();
  });
});
