import { createHash } from 'node:crypto';

export type DefinitionKind = 'class' | 'field' | 'relationType';

/**
 * The id of what defines a key: the same on every laptop, so that two people who define the same key at the same time have
 * made one record, whose differences are a conflict like any other.
 */
export function definitionId(kind: DefinitionKind, key: string): string {
  const hash = createHash('sha256').update(`holdfast definition ${kind} ${key}`).digest('hex');
  // Version 8: made by a rule of one's own.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
