import { eventData } from '../wire/protocol.ts';
import { ServerCalls } from './http.ts';
import type { SyncSettings } from './settings.ts';
import type { SyncDeps } from './types.ts';

const longest = 6 * 60 * 60_000;

/** The server's heart beats every 20 s. A laptop that slept holds a connection that nobody is at the other end of. */
const silence = 65_000;

/**
 * Listens to the server until the stream ends.
 * @param heard told the newest number of the server's log
 * @throws HoldfastError as `ServerCalls.open`
 */
export async function listen(
  deps: SyncDeps,
  settings: SyncSettings,
  stop: AbortSignal,
  heard: (last: number) => void,
): Promise<void> {
  if (settings.token === null) return;
  const calls = new ServerCalls(deps.fetch, settings.server);
  const dead = new AbortController();
  const watch = setTimeout(() => dead.abort(), silence).unref();
  const response = await calls.open('/v1/events', {
    token: deps.secrets.unprotect(settings.token),
    timeout: longest,
    signal: AbortSignal.any([stop, dead.signal]),
  });
  if (!response.body) return;
  let text = '';
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      watch.refresh();
      text += chunk;
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const last = cursorOf(text.slice(0, end));
        text = text.slice(end + 2);
        if (last !== null) heard(last);
      }
    }
  } catch (cause) {
    throw calls.failure(cause, stop);
  } finally {
    clearTimeout(watch);
  }
}

function cursorOf(event: string): number | null {
  const data = event.split('\n').find((line) => line.startsWith('data: '));
  if (!data) return null;
  const parsed = eventData.safeParse(JSON.parse(data.slice('data: '.length)));
  return parsed.success ? parsed.data.last : null;
}
