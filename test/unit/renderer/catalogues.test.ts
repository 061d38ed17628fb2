import { describe, expect, it } from 'vitest';
import { type Area, en, zh } from '../../../src/renderer/i18n/catalogues.ts';
import type { Plural } from '../../../src/renderer/i18n/types.ts';

const areas = Object.keys(zh) as Area[];

type Texts = Readonly<Record<string, string | Plural>>;

const english = (area: Area): Texts => en[area];
const forms = (text: string | Plural): string[] =>
  typeof text === 'string' ? [text] : [text.one, text.other];
const parameters = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe.each(areas)('the texts of %s', (area) => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(english(area)).sort()).toEqual(Object.keys(zh[area]).sort());
  });

  it('are none of them empty', () => {
    const all = [...Object.entries(zh[area]), ...Object.entries(english(area))];
    expect(all.filter(([, text]) => forms(text).some((form) => form.trim() === ''))).toEqual([]);
  });

  it('take the same parameters in both languages', () => {
    const differing = Object.entries(zh[area]).filter(([key, text]) => {
      const other = forms(english(area)[key] ?? '').at(-1) ?? '';
      return parameters(text).join() !== parameters(other).join();
    });
    expect(differing).toEqual([]);
  });

  it('have no Chinese in the English ones', () => {
    // The name of a language stands in that language.
    const left = Object.entries(english(area)).filter(
      ([key, text]) => key !== 'chinese' && forms(text).some((form) => /\p{Script=Han}/u.test(form)),
    );
    expect(left).toEqual([]);
  });

  it('have no plain English sentence in the Chinese ones', () => {
    const left = Object.entries(zh[area]).filter(
      ([key, text]) =>
        key !== 'english' && !/\p{Script=Han}/u.test(text) && /[a-z]{3,}\s+[a-z]{3,}/i.test(text),
    );
    expect(left).toEqual([]);
  });
});
