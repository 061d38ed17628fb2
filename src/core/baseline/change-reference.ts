import type { Draft } from '../log/commit.ts';

/** By which change something is altered, as a person states it. */
export interface ChangeNumber {
  readonly number: string;
  readonly reason?: string | undefined;
}

/** What is written beside an edit, in its batch, so that the edit counts as authorised. */
export function referenceDraft(change: ChangeNumber, by: string, asset: string | null): Draft {
  const { number, reason } = change;
  const patch = { kind: 'change', number, reason: reason ?? null, by, asset };
  return { op: 'create', entity: 'changeReference', patch };
}
