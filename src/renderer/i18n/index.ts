import i18next from 'i18next';
import { useMemo, useSyncExternalStore } from 'react';
import type { Label, Language } from '../../model/types.ts';
import { type Area, en, type Texts, zh } from './catalogues.ts';
import type { Plural, Translate } from './types.ts';

export type { Area } from './catalogues.ts';
export type { English, Translate } from './types.ts';

/** i18next tells the two English forms apart by the ending of the key. */
function withForms(texts: Readonly<Record<string, string | Plural>>): Record<string, string> {
  const entries = Object.entries(texts).flatMap(([key, text]): [string, string][] =>
    typeof text === 'string'
      ? [[key, text]]
      : [
          [`${key}_one`, text.one],
          [`${key}_other`, text.other],
          [key, text.other],
        ],
  );
  return Object.fromEntries(entries);
}

const english = Object.fromEntries(Object.entries(en).map(([area, texts]) => [area, withForms(texts)]));

void i18next.init({
  lng: preferredLanguage(),
  fallbackLng: false,
  resources: { zh, en: english },
  ns: Object.keys(zh),
  defaultNS: 'common',
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
});

/** What the machine speaks, until the person chooses. */
export function preferredLanguage(): Language {
  const wanted = typeof navigator === 'undefined' ? 'zh' : navigator.language;
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function setLanguage(language: Language): void {
  if (i18next.language !== language) void i18next.changeLanguage(language);
  if (typeof document !== 'undefined') document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

/** The texts of an area in a language, outside of components. */
export function translator<A extends Area>(area: A, language: Language): Translate<Texts<A>> {
  const t = i18next.getFixedT(language, area);
  return ((key: string, params?: Record<string, string | number>) => t(key, params ?? {})) as Translate<
    Texts<A>
  >;
}

/** The texts of an area, in the language of the moment: `const t = useT('assets'); t('title')`. */
export function useT<A extends Area>(area: A): Translate<Texts<A>> {
  const language = useLanguage();
  return useMemo(() => translator(area, language), [area, language]);
}

/** Picks the word of the model's labels: `label(field.label)`. */
export function useLabel(): (label: Label) => string {
  const language = useLanguage();
  return useMemo(() => (label: Label) => label[language], [language]);
}
