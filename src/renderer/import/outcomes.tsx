import type { PlanRow } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { Dot, type Tone } from '../ui/status-dot.tsx';

export type Outcome = PlanRow['action'];

/** In the order in which the sum on the screen names them. */
export const outcomes: readonly Outcome[] = ['created', 'updated', 'unchanged', 'skipped', 'rejected'];

export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  created: 'ok',
  updated: 'info',
  unchanged: 'neutral',
  skipped: 'warning',
  rejected: 'bad',
};

export function OutcomeDot({ outcome }: { outcome: Outcome }) {
  const t = useT('import');
  return <Dot tone={outcomeTones[outcome]}>{t(outcome)}</Dot>;
}
