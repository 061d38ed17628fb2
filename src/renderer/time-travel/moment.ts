import { useSyncExternalStore } from 'react';

/** The past moment that the whole app shows. */
export interface ShownMoment {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As the person chose it, in the register's time zone; no time means the end of the day. */
  readonly day: string;
  readonly time: string | null;
}

let shown: ShownMoment | null = null;
const listeners = new Set<() => void>();

/** The moment that is looked at; null for the present. */
export function shownMoment(): ShownMoment | null {
  return shown;
}

/** Shows the register as of a moment, or, with null, as it is. It lasts until the window is closed. */
export function showMoment(moment: ShownMoment | null): void {
  shown = moment;
  for (const listener of listeners) listener();
}

export function onMoment(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMoment(): ShownMoment | null {
  return useSyncExternalStore(onMoment, shownMoment);
}

/** How the moment reads: `2026-03-05`, or with the time that was chosen. */
export function momentWords({ day, time }: ShownMoment): string {
  return time === null ? day : `${day} ${time}`;
}
