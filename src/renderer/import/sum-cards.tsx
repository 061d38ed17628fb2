import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { type Outcome, outcomes, outcomeTones } from './outcomes.tsx';
import { addsUp } from './session.ts';

type Account = Readonly<Record<Outcome, number>> & { readonly rows: number };

interface SumCardsProps {
  readonly account: Account;
  /** Pressing a card filters the table; left out where there is none. */
  readonly onPick?: (outcome: Outcome) => void;
  readonly picked?: string;
}

/** How many rows go where, and the sum that must be that of the file. */
export function SumCards({ account, onPick, picked }: SumCardsProps) {
  const t = useT('import');
  const format = useFormat();
  const parts = outcomes.map((each) => format.number(account[each])).join(' + ');
  const good = addsUp(account);
  return (
    <fieldset className="import-cards" aria-label={t('sumCards')}>
      {outcomes.map((outcome) => {
        const inner = (
          <>
            <b>{format.number(account[outcome])}</b> <span>{t(outcome)}</span>
          </>
        );
        const className = `panel import-card tone-${outcomeTones[outcome]}`;
        // Unchanged and skipped rows have no list of their own.
        const pickable = onPick && (outcome === 'created' || outcome === 'updated' || outcome === 'rejected');
        return pickable ? (
          <button
            key={outcome}
            type="button"
            className={className}
            aria-pressed={picked === outcome}
            onClick={() => onPick(outcome)}
          >
            {inner}
          </button>
        ) : (
          <div key={outcome} className={className}>
            {inner}
          </div>
        );
      })}
      <div className="panel import-sum">
        <span>{t('sum', { rows: format.number(account.rows), parts })}</span>
        <strong className={good ? '' : 'import-fault'}>
          {good ? <CheckCircleFilled aria-hidden="true" /> : <WarningFilled aria-hidden="true" />}
          {t(good ? 'sumGood' : 'sumBad')}
        </strong>
      </div>
    </fieldset>
  );
}
