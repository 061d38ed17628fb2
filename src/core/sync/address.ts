import { HoldfastError } from '../../model/index.ts';

/**
 * Brings a server's address into one form, without a slash at its end; https unless it says http.
 * Plain http would show the password to the network: it is taken only for this machine and for names and addresses that
 * cannot be on the internet, where a pilot has no certificate.
 * @throws HoldfastError SERVER_ADDRESS_INVALID
 */
export function serverAddress(typed: string): string {
  const text = typed.trim();
  const invalid = () => new HoldfastError('SERVER_ADDRESS_INVALID', { server: text });
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    throw invalid();
  }
  if (url.hostname === '' || url.username !== '' || url.search !== '' || url.hash !== '') throw invalid();
  const plain = url.protocol === 'http:' && isPrivate(url.hostname);
  if (url.protocol !== 'https:' && !plain) throw invalid();
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** RFC 1918, RFC 4193, link-local and loopback addresses, and names that public DNS does not give out. */
function isPrivate(host: string): boolean {
  if (host === 'localhost' || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host)) return true;
  if (host.startsWith('[')) return host === '[::1]' || /^\[(f[cd]|fe[89ab])/.test(host);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) {
    return /^(127|10)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(host);
  }
  return !host.includes('.');
}
