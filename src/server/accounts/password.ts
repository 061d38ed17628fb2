import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { HoldfastError } from '../../model/index.ts';

export const minPasswordLength = 8;

/** argon2id with 19 MiB, two passes, one lane: OWASP's recommendation of 2024 and the library's default. */
export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < minPasswordLength) {
    throw new HoldfastError('PASSWORD_WEAK', { min: minPasswordLength });
  }
  return hash(password.normalize('NFKC'));
}

let decoy: Promise<string> | undefined;

/**
 * @param stored null for an account that does not exist: as much work is done then, so that the time taken does not tell
 *   which names exist
 */
export async function isPasswordRight(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash(randomBytes(16));
  const right = await verify(stored ?? (await decoy), password.normalize('NFKC'));
  return right && stored !== null;
}

/** 100 bits, in letters and digits that are not mistaken for each other. */
export function generatePassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const text = [...randomBytes(20)].map((byte) => letters[byte % 32]).join('');
  return text.match(/.{5}/g)?.join('-') ?? text;
}
