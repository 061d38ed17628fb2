import { isLedgerTarget, type LedgerTargetKey } from '../../model/ledger.ts';
import type { Register } from '../store/register.ts';

/** How the columns of an earlier list were matched. */
export interface Remembered {
  /** Name of that reconciliation. */
  readonly name: string;
  readonly headers: readonly string[];
  readonly targets: ReadonlyMap<string, LedgerTargetKey>;
}

/** Earlier reconciliations whose mapping is still known, newest first. */
export function rememberedMappings(reg: Register): Remembered[] {
  const rows = reg
    .sql('SELECT name, settings FROM reconciliation WHERE deleted = 0 ORDER BY at DESC, rid DESC LIMIT 100')
    .all() as Array<{ name: string; settings: string | null }>;
  return rows.flatMap(({ name, settings }) => {
    const columns = settings === null ? null : (JSON.parse(settings) as { columns?: unknown }).columns;
    if (!Array.isArray(columns)) return [];
    const pairs = columns as Array<[string, string | null]>;
    const targets = pairs.filter((pair): pair is [string, LedgerTargetKey] => isLedgerTarget(pair[1]));
    return [{ name, headers: pairs.map(([header]) => header), targets: new Map(targets) }];
  });
}

/** The newest mapping that was made for the very same headers. */
export function rememberedMapping(
  remembered: readonly Remembered[],
  headers: readonly string[],
): Remembered | undefined {
  const wanted = headers.join('\n');
  return remembered.find((each) => each.headers.join('\n') === wanted);
}
