import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFilter, parseFilter } from '../../../src/model/filter.ts';

describe('the filter grammar', () => {
  it('reads terms, several values, quotes, empty values and words', () => {
    expect(
      parseFilter(`class=server,switch status!=retired cost>1000 location~HQ 'name~核心 库' serial= 周建林`),
    ).toEqual({
      terms: [
        { field: 'class', operator: '=', values: ['server', 'switch'] },
        { field: 'status', operator: '!=', values: ['retired'] },
        { field: 'cost', operator: '>', values: ['1000'] },
        { field: 'location', operator: '~', values: ['HQ'] },
        { field: 'name', operator: '~', values: ['核心 库'] },
        { field: 'serial', operator: '=', values: [] },
      ],
      words: ['周建林'],
    });
  });

  it('says where it stopped understanding', () => {
    expect(() => parseFilter('class=server "open')).toThrowError(
      expect.objectContaining({ code: 'FILTER_SYNTAX', params: expect.objectContaining({ position: 14 }) }),
    );
    expect(() => parseFilter('cost>')).toThrowError(expect.objectContaining({ code: 'FILTER_SYNTAX' }));
  });

  it('reads again what it wrote', () => {
    const term = fc.record({
      field: fc.constantFrom('name', 'tag', 'cost', 'location'),
      operator: fc.constantFrom('=', '!=', '~', '!~', '>', '>=', '<', '<=') as fc.Arbitrary<'='>,
      values: fc.array(
        fc.string({ minLength: 1 }).filter((s) => !/[\uE02C]/.test(s)),
        { minLength: 1, maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(fc.array(term, { maxLength: 4 }), (terms) => {
        expect(parseFilter(formatFilter({ terms, words: [] }))).toEqual({ terms, words: [] });
      }),
    );
  });
});
