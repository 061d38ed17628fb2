import { protocol, session } from 'electron';
import { readPageFile } from '../shell/page-files.ts';
import { pageOrigin, pageScheme } from './channels.ts';

/** Must run before the app is ready: makes app:// a secure origin with storage of its own. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }]);
}

/** Serves the built pages, and nothing else, under app://holdfast. */
export function servePages(pageRoot: string): void {
  session.defaultSession.protocol.handle(pageScheme, async (request) => {
    const url = new URL(request.url);
    if (`${url.protocol}//${url.host}` !== pageOrigin) return new Response('Not found\n', { status: 404 });
    const file = await readPageFile(pageRoot, url.pathname);
    return new Response(new Uint8Array(file.body), { status: file.status, headers: file.headers });
  });
}
