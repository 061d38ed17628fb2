import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy, hardeningHeaders, noncePlaceholder } from './security-policy.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
};

/** One answer to a request for a file of the built page. */
export interface PageFile {
  status: 200 | 404;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Reads a file of the built renderer for a shell to serve. A path without an extension is a page of the
 * single-page application and answers index.html with a fresh nonce.
 *
 * @param root folder of the built renderer
 * @param pathname decoded or encoded URL path, begins with `/`
 * @param connect see contentSecurityPolicy
 */
export async function readPageFile(
  root: string,
  pathname: string,
  connect: readonly string[] = [],
): Promise<PageFile> {
  const relative = safeRelative(pathname);
  if (relative === null) return notFound();
  const extension = path.extname(relative);
  try {
    if (extension === '' || relative === 'index.html') return await indexPage(root, connect);
    const body = await readFile(path.join(root, relative));
    // Names under assets/ carry a hash of their content.
    const cache = relative.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    const type = types[extension] ?? 'application/octet-stream';
    return {
      status: 200,
      headers: { ...hardeningHeaders(), 'content-type': type, 'cache-control': cache },
      body,
    };
  } catch {
    return notFound();
  }
}

async function indexPage(root: string, connect: readonly string[]): Promise<PageFile> {
  const nonce = randomBytes(16).toString('base64url');
  const html = await readFile(path.join(root, 'index.html'), 'utf8');
  const headers = {
    ...hardeningHeaders(),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy(nonce, connect),
  };
  return { status: 200, headers, body: Buffer.from(html.replaceAll(noncePlaceholder, nonce)) };
}

/** The path below the root, or null for one that would leave it. */
function safeRelative(pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const relative = path.posix.normalize(decoded).replace(/^\/+/, '');
  return relative.split('/').includes('..') ? null : relative;
}

function notFound(): PageFile {
  const headers = { ...hardeningHeaders(), 'content-type': 'text/plain; charset=utf-8' };
  return { status: 404, headers, body: Buffer.from('Not found\n') };
}
