import type { Label, Language } from '../../../src/model/types.ts';
import { type Area, en, type Texts, zh } from '../../../src/renderer/i18n/catalogues.ts';

export type Params = Readonly<Record<string, string | number>>;

/** The interface's texts, to find things by what a person reads. */
export interface Words {
  readonly language: Language;
  t<A extends Area>(area: A, key: keyof Texts<A> & string, params?: Params): string;
  label(label: Label): string;
}

export function wordsOf(language: Language): Words {
  const catalogue = language === 'zh' ? zh : en;
  return {
    language,
    label: (label) => label[language],
    t(area, key, params = {}) {
      const text = (catalogue[area] as Record<string, string | { one: string; other: string }>)[key];
      if (text === undefined) throw new Error(`No text ${area}.${key}`);
      const form = typeof text === 'string' ? text : params.count === 1 ? text.one : text.other;
      return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
    },
  };
}
