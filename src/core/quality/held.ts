import type { Register } from '../store/register.ts';
import type { RunOptions, WorkPool } from '../workers/pool.ts';
import type { QualityBreaches, QualityOutcome } from './check.ts';
import { rulesOf, signatureOf } from './rules.ts';

export interface HeldQuality {
  readonly outcome: QualityOutcome;
  /** By rule, what breaks it. */
  readonly breaches: ReadonlyMap<string, Int32Array>;
}

interface Kept extends HeldQuality {
  readonly key: string;
}

const held = new WeakMap<Register, Kept>();

/** The log, the rules and the day: what a result depends on. */
function keyOf(reg: Register): string {
  const seq = reg.sql('SELECT max(seq) FROM change').pluck().get() as number | null;
  const day = Math.floor(reg.deps.now() / 86_400_000);
  return `${seq} ${day} ${signatureOf(rulesOf(reg))}`;
}

/** The last result where the register has not changed since; null else. */
export function currentQuality(reg: Register): HeldQuality | null {
  const kept = held.get(reg);
  return kept && kept.key === keyOf(reg) ? kept : null;
}

/** The last result, also where the register has changed since; null when there was none yet. */
export const lastQuality = (reg: Register): HeldQuality | null => held.get(reg) ?? null;

/**
 * The result of all rules: kept as long as the register stays as it is, else worked out anew in a worker.
 * @throws HoldfastError CANCELLED
 */
export async function qualityOf(
  reg: Register,
  pool: WorkPool,
  options: RunOptions = {},
): Promise<HeldQuality> {
  const current = currentQuality(reg);
  if (current) return current;
  const key = keyOf(reg);
  const breaches = new Map<string, Int32Array>();
  const onPart = (part: unknown): void => {
    const { rule, rids } = part as QualityBreaches;
    breaches.set(rule, rids);
  };
  const outcome = await pool.run('quality', null, { ...options, onPart });
  const kept: Kept = { key, outcome, breaches };
  held.set(reg, kept);
  return kept;
}
