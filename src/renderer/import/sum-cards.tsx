import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { type Outcome, outcomes, outcomeTones } from './outcomes.tsx';
import { addsUp } from './session.ts';

type Account = Readonly<Record<Outcome, number>> & { readonly rows: number };
export type Card = Outcome | 'conflicts';

interface SumCardsProps {
  readonly account: Account;
  /** Cells changed on both sides and not settled; left out where nothing can be in conflict. */
  readonly conflicts?: number | undefined;
  /** Pressing a card filters the table; left out where there is none. */
  readonly onPick?: (card: Card) => void;
  readonly picked?: string;
}

/** How many rows go where, and the sum that must be that of the file. */
export function SumCards({ account, conflicts, onPick, picked }: SumCardsProps) {
  const t = useT('import');
  const format = useFormat();
  const parts = outcomes.map((each) => format.number(account[each])).join(' + ');
  const good = addsUp(account);
  const cards = [
    ...outcomes.map((card) => ({ card, count: account[card], tone: outcomeTones[card] })),
    ...(conflicts === undefined
      ? []
      : [{ card: 'conflicts' as const, count: conflicts, tone: 'pending' as const }]),
  ];
  return (
    <fieldset className={`import-cards of-${cards.length}`} aria-label={t('sumCards')}>
      {cards.map(({ card, count, tone }) => {
        const inner = (
          <>
            <b>{format.number(count)}</b> <span>{t(card)}</span>
          </>
        );
        const className = `panel import-card tone-${count === 0 ? 'neutral' : tone}${count === 0 ? ' none' : ''}`;
        return onPick && count > 0 ? (
          <button
            key={card}
            type="button"
            className={className}
            aria-pressed={picked === card}
            onClick={() => onPick(card)}
          >
            {inner}
          </button>
        ) : (
          <div key={card} className={className}>
            {inner}
          </div>
        );
      })}
      <div className="panel import-sum">
        <span>{t('sum', { count: account.rows, rows: format.number(account.rows), parts })}</span>
        <strong className={good ? '' : 'import-fault'}>
          {good ? <CheckCircleFilled aria-hidden="true" /> : <WarningFilled aria-hidden="true" />}
          {t(good ? 'sumGood' : 'sumBad')}
        </strong>
      </div>
    </fieldset>
  );
}
