import { describe, expect, it } from 'vitest';
import { builtinCatalogue } from '../../../src/model/catalogue.ts';
import { readSort, toQuery, writeSort } from '../../../src/renderer/assets/list-state.ts';
import {
  conditionOf,
  conditionsOf,
  filterFieldsOf,
  readTerms,
  typedTerms,
  writeTerms,
} from '../../../src/renderer/assets/terms.ts';

describe('the filter of the list', () => {
  it('reads back every condition that it offers', () => {
    for (const [key, field] of Object.entries(filterFieldsOf(builtinCatalogue))) {
      for (const condition of conditionsOf(field)) {
        const term = {
          field: key,
          operator: condition.operator,
          values: condition.valueless ? [] : ['2026-01-02'],
        };
        const [again] = readTerms(writeTerms([term]));
        expect(again).toEqual(term);
        expect(again && conditionOf(field, again)?.key).toBe(condition.key);
      }
    }
  });

  it('takes what is typed for conditions only where every field is known', () => {
    expect(typedTerms('class=server cost>1000 核心', builtinCatalogue)).toEqual({
      terms: [
        { field: 'class', operator: '=', values: ['server'] },
        { field: 'cost', operator: '>', values: ['1000'] },
      ],
      words: ['核心'],
    });
    for (const words of ['zjl', 'A=B', 'class=server no=1', "name~'open", '']) {
      expect(typedTerms(words, builtinCatalogue)).toBeNull();
    }
  });

  it('keeps values with spaces, commas and quotes whole', () => {
    const terms = [{ field: 'name', operator: '~' as const, values: ['R07, "left" side'] }];
    expect(readTerms(writeTerms(terms))).toEqual(terms);
  });

  it('shows nothing for a text that cannot be read, instead of failing', () => {
    expect(readTerms('class=')).toEqual([{ field: 'class', operator: '=', values: [] }]);
    expect(readTerms('=server')).toEqual([]);
  });
});

describe('the state of the list', () => {
  it('writes a sort so that it reads the same again', () => {
    expect(readSort(writeSort({ field: 'cost', descending: true }))).toEqual({
      field: 'cost',
      descending: true,
    });
    expect(readSort(writeSort({ field: 'tag', descending: false }))).toEqual({
      field: 'tag',
      descending: false,
    });
    expect(readSort(writeSort(undefined))).toBeUndefined();
  });

  it('does not search for a single character', () => {
    expect(toQuery({ filter: '', search: ' 服 ', sort: undefined })).toEqual({ entity: 'asset' });
    expect(toQuery({ filter: '', search: '服务', sort: undefined })).toEqual({
      entity: 'asset',
      search: '服务',
    });
  });
});
