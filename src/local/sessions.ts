import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may use the browser shell. A link carries a token that works once and is exchanged for a session
 * cookie, so that a link left in a browser's history or on a screen opens nothing.
 */
export interface Sessions {
  /** A new token for one link. */
  newToken(): string;
  /** Uses up a token; answers a new session's secret, or null for a token that is wrong or used. */
  exchange(token: string): string | null;
  /** Whether a session's secret is one of ours. */
  knows(secret: string | undefined): boolean;
}

export function createSessions(): Sessions {
  const tokens: Buffer[] = [];
  const secrets: Buffer[] = [];
  return {
    newToken() {
      const token = randomBytes(32).toString('base64url');
      tokens.push(digest(token));
      return token;
    },
    exchange(token) {
      const at = find(tokens, token);
      if (at < 0) return null;
      tokens.splice(at, 1);
      const secret = randomBytes(32).toString('base64url');
      secrets.push(digest(secret));
      return secret;
    },
    knows: (secret) => secret !== undefined && find(secrets, secret) >= 0,
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares digests in constant time, so that an answer's delay tells nothing about a secret. */
function find(list: readonly Buffer[], text: string): number {
  const wanted = digest(text);
  return list.findIndex((one) => timingSafeEqual(one, wanted));
}
