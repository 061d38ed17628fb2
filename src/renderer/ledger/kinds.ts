import type { LedgerLineKind } from '../../model/ledger.ts';

/** Tiles of a result, in the order of what has to be looked at. */
export const shownKinds: readonly LedgerLineKind[] = [
  'different',
  'onlyLedger',
  'onlyRegister',
  'ambiguous',
  'matched',
  'apart',
];
