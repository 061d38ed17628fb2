import type { ReactNode } from 'react';
import type { LedgerLineDetail } from '../../contract/api/index.ts';
import type { LedgerDifference } from '../../model/ledger.ts';
import { statuses } from '../../model/lifecycle.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { StatusDot } from '../ui/status-dot.tsx';

interface ComparedRow {
  readonly key: string;
  readonly word: string;
  readonly ledger: ReactNode;
  readonly register: ReactNode;
  readonly differs?: LedgerDifference;
}

/** Both sides of a line, value by value; of several cards or assets the sums, and the first of each for the rest. */
export function Comparison({ line, currency }: { line: LedgerLineDetail; currency: string }) {
  const t = useT('ledger');
  const rows = useRows(line, currency);
  const estimated = line.asset !== null && (line.asset.depreciation !== null || line.asset.net !== null);
  return (
    <>
      <table className="ledger-table ledger-compare">
        <caption className="visually-hidden">{t('detail.title')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('detail.ledger')}</th>
            <th scope="col">{t('detail.register')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, word, ledger, register, differs }) => {
            const marked = differs !== undefined && line.differences.includes(differs);
            return (
              <tr key={key} className={marked ? 'ledger-differing' : ''}>
                <th scope="row">
                  {word}
                  {marked && <span className="visually-hidden"> {t('differs')}</span>}
                </th>
                <td>{ledger ?? <span className="dash">—</span>}</td>
                <td>{register ?? <span className="dash">—</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {estimated && <p className="form-hint">{t('detail.estimateHint')}</p>}
    </>
  );
}

function useRows(line: LedgerLineDetail, currency: string): readonly ComparedRow[] {
  const t = useT('ledger');
  const format = useFormat();
  const { card, asset, cards, assets } = line;
  const money = (value: number | null | undefined, unit: string | null = currency): ReactNode =>
    value === null || value === undefined ? null : <Code>{format.money(value, unit)}</Code>;
  const sum = (pick: (card: LedgerLineDetail['allCards'][number]) => number | null): number | null =>
    line.allCards.reduce<number | null>((total, each) => {
      const value = pick(each);
      return value === null ? total : (total ?? 0) + value;
    }, null);
  const ours = (pick: (asset: LedgerLineDetail['allAssets'][number]) => number | null): ReactNode => {
    const known = line.allAssets.map(pick);
    if (known.length === 0 || known.some((value) => value === null)) return null;
    return (
      <>
        {money(known.reduce<number>((total, value) => total + (value ?? 0), 0))}{' '}
        <small className="ledger-estimate">{t('detail.estimate')}</small>
      </>
    );
  };
  const foreign = assets.count === 1 && asset?.currency && asset.currency !== currency;
  return [
    {
      key: 'number',
      word: t('detail.number'),
      ledger: card?.number && <Code>{numbers(card.cardNo, card.assetNo)}</Code>,
      register: asset?.tag && <Code>{numbers(asset.tag, asset.ledgerNo)}</Code>,
    },
    { key: 'name', word: t('detail.name'), ledger: card?.name, register: asset?.name, differs: 'name' },
    {
      key: 'spec',
      word: t('detail.spec'),
      ledger: [card?.spec, card?.serial].filter(Boolean).join(' · ') || null,
      register: asset?.serial && <Code>{asset.serial}</Code>,
    },
    {
      key: 'department',
      word: t('detail.department'),
      ledger: card?.department,
      register: asset?.department,
      differs: 'department',
    },
    { key: 'location', word: t('detail.location'), ledger: card?.location, register: asset?.location },
    {
      key: 'status',
      word: t('detail.status'),
      ledger: [card?.status, card?.endDate].filter(Boolean).join(' ') || null,
      register: asset && <StatusDot choices={statuses} value={asset.status} />,
      differs: 'status',
    },
    {
      key: 'start',
      word: t('detail.start'),
      ledger: card?.startDate && <Code>{card.startDate}</Code>,
      register: asset?.startDate && <Code>{asset.startDate}</Code>,
      differs: 'startDate',
    },
    {
      key: 'quantity',
      word: t('detail.quantity'),
      ledger: cards.count > 0 ? <Code>{format.number(cards.quantity)}</Code> : null,
      register: assets.count > 0 ? <Code>{format.number(assets.quantity)}</Code> : null,
      differs: 'quantity',
    },
    {
      key: 'cost',
      word: t('detail.cost'),
      ledger: cards.count > 0 ? money(cards.cost) : null,
      register: foreign ? money(asset.cost, asset.currency) : assets.count > 0 ? money(assets.cost) : null,
      differs: 'cost',
    },
    {
      key: 'depreciation',
      word: t('detail.depreciation'),
      ledger: money(sum((each) => each.depreciation)),
      register: ours((each) => each.depreciation),
    },
    {
      key: 'net',
      word: t('detail.net'),
      ledger: money(sum((each) => each.ownNet)),
      register: ours((each) => each.net),
    },
  ];
}

const numbers = (first: string | null, second: string | null): string =>
  [...new Set([first, second].filter(Boolean))].join(' / ');
