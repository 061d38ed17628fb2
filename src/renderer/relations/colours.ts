import { useSyncExternalStore } from 'react';
import type { GraphColours } from './graph-view.ts';

/** The theme's colours as a canvas needs them: by value. */
export function readColours(): GraphColours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    text: of('text'),
    muted: of('muted'),
    panel: of('panel'),
    line: of('neutral'),
    selected: of('selected'),
    primary: of('primary'),
    bad: of('bad'),
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

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** Changes with the theme. */
export function useThemeName(): string {
  return useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme ?? 'light');
}
