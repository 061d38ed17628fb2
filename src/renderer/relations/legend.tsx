import { useT } from '../i18n/index.ts';

const states = ['ok', 'warning', 'bad', 'pending', 'info', 'neutral'] as const;

/** What colours and lines mean, in words. */
export function Legend({ impact }: { impact: boolean }) {
  const t = useT('relations');
  return (
    <ul className="graph-legend" aria-label={t('legend')}>
      {impact ? (
        <>
          <li>
            <i className="legend-box failing" aria-hidden="true" />
            {t('legendFailing')}
          </li>
          <li>
            <i className="legend-box down" aria-hidden="true" />
            {t('effect_down')}
          </li>
          <li>
            <i className="legend-box degraded" aria-hidden="true" />
            {t('effect_degraded')}
          </li>
          <li>
            <i className="legend-box calm" aria-hidden="true" />
            {t('legendCalm')}
          </li>
        </>
      ) : (
        states.map((state) => (
          <li key={state}>
            <i className={`legend-box ${state}`} aria-hidden="true" />
            {t(`legend_${state}`)}
          </li>
        ))
      )}
      <li className="graph-hint">{t('mouseHint')}</li>
    </ul>
  );
}
