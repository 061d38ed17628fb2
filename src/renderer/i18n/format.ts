import { useMemo } from 'react';
import { currencyDigits, moneyScale } from '../../model/choices.ts';
import type { Language } from '../../model/types.ts';
import { useLanguage } from './index.ts';

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };
const two = (n: number): string => String(n).padStart(2, '0');

const symbols: Record<string, string> = { CNY: '¥', USD: 'US$', EUR: '€', HKD: 'HK$', GBP: '£', JPY: 'JP¥' };

export interface Format {
  /** `YYYY-MM-DD` is the same in both languages: it sorts, and nobody mistakes the month for the day. */
  date(value: string | number): string;
  /** `YYYY-MM-DD HH:MM` in the machine's time zone, from milliseconds. */
  dateTime(ms: number): string;
  time(ms: number): string;
  /** Today 10:42, yesterday, else the date. */
  when(ms: number): string;
  number(value: number): string;
  /** From hundredths; without digits after the point where the currency has no coin smaller than its unit. */
  money(minor: number, currency?: string | null): string;
  bytes(value: number): string;
}

const day = (ms: number): string => {
  const d = new Date(ms);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
};
const clock = (ms: number): string => {
  const d = new Date(ms);
  return `${two(d.getHours())}:${two(d.getMinutes())}`;
};

export function formatter(language: Language): Format {
  const locale = locales[language];
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const amount = (digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const withMinor = amount(2);
  const whole = amount(0);
  return {
    date: (value) => (typeof value === 'number' ? day(value) : value),
    dateTime: (ms) => `${day(ms)} ${clock(ms)}`,
    time: clock,
    when(ms) {
      const now = Date.now();
      if (day(ms) === day(now)) return `${language === 'zh' ? '今天' : 'Today'} ${clock(ms)}`;
      if (day(ms) === day(now - 86_400_000))
        return `${language === 'zh' ? '昨天' : 'Yesterday'} ${clock(ms)}`;
      return `${day(ms)} ${clock(ms)}`;
    },
    number: (value) => plain.format(value),
    money(minor, currency) {
      const digits = minor % moneyScale === 0 ? currencyDigits(currency) : 2;
      const text = (digits === 0 ? whole : withMinor).format(minor / moneyScale);
      if (!currency) return text;
      const sign = symbols[currency] ?? `${currency} `;
      return text.startsWith('-') ? `-${sign}${text.slice(1)}` : sign + text;
    },
    bytes(value) {
      const steps = ['B', 'KB', 'MB', 'GB', 'TB'];
      let step = 0;
      let rest = value;
      while (rest >= 1024 && step < steps.length - 1) {
        rest /= 1024;
        step++;
      }
      return `${rest >= 100 || step === 0 ? Math.round(rest) : rest.toFixed(1)} ${steps[step]}`;
    },
  };
}

/** Dates, amounts and sizes in the language of the moment. */
export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => formatter(language), [language]);
}
