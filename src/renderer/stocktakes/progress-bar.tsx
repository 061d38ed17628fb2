import type { StocktakeStatus } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';

interface ProgressBarProps {
  readonly status: StocktakeStatus;
  /** Writes the figures beside it. */
  readonly figures?: boolean;
}

/** How far counting is: what agreed, then what was counted but differs, of all that is expected. */
export function ProgressBar({ status, figures = false }: ProgressBarProps) {
  const t = useT('stocktakes');
  const format = useFormat();
  const whole = Math.max(1, status.expected);
  const good = Math.min(status.byOutcome.expected ?? 0, status.counted);
  const percent = (n: number): string => `${(100 * n) / whole}%`;
  const words = { counted: format.number(status.counted), expected: format.number(status.expected) };
  return (
    <span className="progress">
      <span
        className="progress-track"
        role="progressbar"
        aria-label={t('counting.progress')}
        aria-valuemin={0}
        aria-valuemax={status.expected}
        aria-valuenow={status.counted}
        aria-valuetext={t('counting.counted', words)}
      >
        <i className="progress-good" style={{ width: percent(good) }} />
        <i className="progress-other" style={{ width: percent(status.counted - good) }} />
      </span>
      {figures && <span className="progress-figures code">{t('progressOf', words)}</span>}
    </span>
  );
}

/** 76.3, never 100 before the last one is counted. */
export function percentCounted(status: Pick<StocktakeStatus, 'counted' | 'expected'>): number {
  if (status.expected === 0) return 0;
  const tenths = Math.floor((1000 * status.counted) / status.expected);
  return tenths / 10;
}
