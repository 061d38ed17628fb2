import { Tooltip } from 'antd';
import { kinds } from '../../model/choices.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import type { RecordRows } from '../ui/rows.ts';

/** How many, and what they cost. Sums of different kinds or currencies stand apart: adding them would say nothing. */
export function Totals({ totals, selected }: { totals: RecordRows['totals']; selected: number }) {
  const t = useT('assets');
  const label = useLabel();
  const format = useFormat();
  if (!totals) return <span className="totals" />;
  const costs = totals.cost
    .filter((each) => each.sum !== 0)
    .map((each) => {
      const kind =
        each.kind === null
          ? t('noKind')
          : (kinds as Record<string, { label: { zh: string; en: string } }>)[each.kind]?.label;
      const word = typeof kind === 'string' ? kind : kind ? label(kind) : (each.kind ?? '');
      return { word, sum: format.money(each.sum, each.currency) };
    });
  const [first] = costs;
  const rest = costs.length - 1;
  return (
    <span className="totals" data-testid="totals">
      <span>
        {t('items', { count: totals.count }).replace(String(totals.count), format.number(totals.count))}
      </span>
      {first && (
        <Tooltip
          title={
            rest > 0 ? (
              <ul>
                {costs.map((each) => (
                  <li key={each.word + each.sum}>{t('costOf', { kind: each.word, sum: each.sum })}</li>
                ))}
              </ul>
            ) : undefined
          }
        >
          <span>
            {' · '}
            {rest > 0 ? first.word : t('cost')} <span className="code">{first.sum}</span>
            {rest > 0 && ` · ${t('costMore', { count: rest })}`}
          </span>
        </Tooltip>
      )}
      {selected > 0 && <span> · {t('selectedCount', { count: selected })}</span>}
    </span>
  );
}
