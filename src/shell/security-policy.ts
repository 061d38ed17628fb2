/** Stands in the built page wherever a nonce belongs; a shell replaces it anew for every page it serves. */
export const noncePlaceholder = '__HOLDFAST_NONCE__';

/**
 * The content security policy of the page, the same in every shell. `wasm-unsafe-eval` is for the barcode
 * reader; styles need the nonce because the component library writes its own style elements.
 *
 * @param nonce unguessable, new for every page
 * @param connect what else the page may talk to, such as `ws://127.0.0.1:4870`
 */
export function contentSecurityPolicy(nonce: string, connect: readonly string[] = []): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'wasm-unsafe-eval'"],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'media-src': ["'self'", 'blob:'],
    'worker-src': ["'self'"],
    'connect-src': ["'self'", ...connect],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

/** The headers that go with every answer of a shell, pages and files alike. */
export function hardeningHeaders(): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), usb=(), payment=()',
  };
}
