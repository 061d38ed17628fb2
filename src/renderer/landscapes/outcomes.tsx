import type { LandscapeOutcome, LandscapeTally } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import type { Tone } from '../ui/status-dot.tsx';

export const outcomeTones: Readonly<Record<LandscapeOutcome, Tone>> = {
  created: 'ok',
  merged: 'info',
  unchanged: 'neutral',
  notImported: 'warning',
};
export const landscapeOutcomes = Object.keys(outcomeTones) as LandscapeOutcome[];

interface OutcomesProps {
  readonly tally: LandscapeTally;
  readonly picked: LandscapeOutcome | null;
  readonly onPick: (outcome: LandscapeOutcome | null) => void;
}

/** How many objects become what, and that they are all of the file. Pressing one shows only those. */
export function Outcomes({ tally, picked, onPick }: OutcomesProps) {
  const t = useT('landscapes');
  const format = useFormat();
  const parts = landscapeOutcomes.map((one) => format.number(tally[one])).join(' + ');
  return (
    <fieldset className="import-cards landscape-cards" aria-label={t('outcomes')}>
      {landscapeOutcomes.map((one) => (
        <button
          key={one}
          type="button"
          disabled={tally[one] === 0}
          aria-pressed={picked === one}
          className={`panel import-card tone-${tally[one] === 0 ? 'neutral none' : outcomeTones[one]}`}
          onClick={() => onPick(picked === one ? null : one)}
        >
          <b>{format.number(tally[one])}</b> <span>{t(one)}</span>
        </button>
      ))}
      <div className="panel import-sum">
        <span>{t('sum', { count: tally.objects, objects: format.number(tally.objects), parts })}</span>
      </div>
    </fieldset>
  );
}
