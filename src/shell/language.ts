import type { Language } from '../model/types.ts';

/** The language for what is printed or shown before a person has chosen one. */
export function systemLanguage(locale = Intl.DateTimeFormat().resolvedOptions().locale): Language {
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
