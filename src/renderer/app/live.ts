import { useEffect, useSyncExternalStore } from 'react';
import type { AppInfo, SyncState } from '../../contract/api/index.ts';
import { api, orpc } from './client.ts';
import { connectionState, onConnectionChange } from './connection.ts';
import { queryClient } from './query-client.ts';

/** Between two refreshes of the screen, in milliseconds: an import commits many times a second. */
const refreshPause = 300;

let timer: ReturnType<typeof setTimeout> | undefined;

function refreshSoon(): void {
  if (timer) return;
  timer = setTimeout(() => {
    timer = undefined;
    // Everything that is on the screen is fetched again, all else only when it is shown. Preferences change by this window alone.
    void queryClient.invalidateQueries({ predicate: (query) => !isPrefs(query.queryKey) });
  }, refreshPause);
}

function isPrefs(key: readonly unknown[]): boolean {
  return Array.isArray(key[0]) && key[0].join('.') === 'app.getPrefs';
}

function keepSync(sync: SyncState): void {
  queryClient.setQueryData(orpc.app.info.queryKey(), (old: AppInfo | undefined) =>
    old ? { ...old, sync } : old,
  );
}

async function follow(signal: AbortSignal): Promise<void> {
  let last = -1;
  while (!signal.aborted) {
    try {
      for await (const event of await api.app.events(undefined, { signal })) {
        keepSync(event.sync);
        if (event.seq !== last) refreshSoon();
        last = event.seq;
      }
    } catch {
      // The connection is made again by itself; what happened meanwhile is fetched when it is back.
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Keeps what is on the screen in step with the register, whoever changed it. */
export function useLiveRegister(): void {
  useEffect(() => {
    const stop = new AbortController();
    void follow(stop.signal);
    return () => stop.abort();
  }, []);
}

export function useConnection(): ReturnType<typeof connectionState> {
  return useSyncExternalStore(onConnectionChange, connectionState);
}
