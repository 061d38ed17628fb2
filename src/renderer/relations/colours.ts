import { useSyncExternalStore } from 'react';
import type { GraphColours } from './graph-view.ts';

/** The theme's colours as a canvas needs them: by value. */
export function readColours(): GraphColours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    dark: document.documentElement.dataset.theme === 'dark',
    ground: of('ground'),
    text: of('text'),
    muted: of('muted'),
    panel: of('panel'),
    line: of('neutral'),
    selected: of('selected'),
    primary: of('primary'),
    bad: of('bad'),
    badSoft: mixed(of('bad'), of('panel'), 0.16),
    tones: {
      ok: of('ok'),
      warning: of('warning'),
      bad: of('bad'),
      info: of('info'),
      pending: of('pending'),
      neutral: of('neutral'),
    },
  };
}

/** Two `#rrggbb` or `#rgb` colours mixed; `share` is the part of the first. */
function mixed(a: string, b: string, share: number): string {
  // The style sheet is minified: #ffffff comes as #fff.
  const full = (hex: string): string => (hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex);
  const parts = (hex: string): number[] =>
    [1, 3, 5].map((at) => Number.parseInt(full(hex).slice(at, at + 2), 16));
  const other = parts(b);
  const sums = parts(a).map((value, i) => Math.round(value * share + (other[i] ?? 0) * (1 - share)));
  return `rgb(${sums.join(', ')})`;
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** Changes with the theme. */
export function useThemeName(): string {
  return useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme ?? 'light');
}
