import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { LedgerCardInfo, LedgerLineDetail, LedgerLineInfo } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { RefPicker } from '../ui/ref-picker.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import type { Decide } from './line-drawer.tsx';

interface MatchProps {
  readonly line: LedgerLineDetail;
  readonly busy: boolean;
  readonly whyNot: string | undefined;
  readonly onDecide: Decide;
}

/** Gives a card an asset that nothing else led to. */
export function MatchAsset({ line, busy, whyNot, onDecide }: MatchProps) {
  const t = useT('ledger');
  const [asset, setAsset] = useState<string | null>(null);
  const [card] = line.allCards;
  const match = async (): Promise<void> => {
    if (asset === null || !card) return;
    await onDecide([{ card: card.identity, asset }], false);
    setAsset(null);
  };
  return (
    <section>
      <h3 className="form-heading">{t('detail.matchAsset')}</h3>
      <p className="form-hint">{t('detail.addHint')}</p>
      <div className="ledger-match">
        <RefPicker
          entity="asset"
          value={asset}
          onChange={setAsset}
          ariaLabel={t('detail.findAsset')}
          placeholder={t('detail.findAsset')}
          disabled={busy || whyNot !== undefined}
          without={line.allAssets.map(({ id }) => id)}
        />
        <Button
          type="primary"
          disabled={asset === null || whyNot !== undefined}
          title={whyNot}
          loading={busy}
          onClick={() => void match()}
        >
          {t('detail.match')}
        </Button>
      </div>
    </section>
  );
}

const cardWords = (card: LedgerCardInfo): string => [card.number, card.name].filter(Boolean).join(' ');

/** Gives an asset that stands alone to a card. */
export function MatchCard({ id, line, busy, whyNot, onDecide }: MatchProps & { readonly id: string }) {
  const t = useT('ledger');
  const common = useT('common');
  const format = useFormat();
  const [text, setText] = useState('');
  const [card, setCard] = useState<LedgerCardInfo | null>(null);
  const wanted = useDebounced(text.trim(), 150);
  const { data, isFetching } = useQuery(
    orpc.ledger.lines.queryOptions({
      input: { id, kind: 'onlyLedger', offset: 0, limit: 50, ...(wanted ? { text: wanted } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  const cards = (data?.lines ?? []).flatMap((each: LedgerLineInfo) => each.card ?? []);
  const match = async (): Promise<void> => {
    if (card && line.asset) await onDecide([{ card: card.identity, asset: line.asset.id }], false);
  };
  return (
    <section>
      <h3 className="form-heading">{t('detail.matchCard')}</h3>
      <div className="ledger-match">
        <Select
          className="wide"
          aria-label={t('detail.findCard')}
          placeholder={t('detail.findCard')}
          value={card ? { value: card.at, label: cardWords(card) } : null}
          labelInValue
          allowClear
          disabled={busy || whyNot !== undefined}
          showSearch={{ filterOption: false, onSearch: setText }}
          options={cards.map((each) => ({
            value: each.at,
            label: cardWords(each),
            hint: format.money(each.cost),
          }))}
          optionRender={(option) => (
            <span className="ref-option">
              <span>{option.label}</span>
              <small>{option.data.hint}</small>
            </span>
          )}
          notFoundContent={isFetching ? common('searching') : common('nothingFound')}
          onChange={(choice: { value: number; label: string } | null) =>
            setCard(cards.find(({ at }) => at === choice?.value) ?? null)
          }
        />
        <Button
          type="primary"
          disabled={card === null || whyNot !== undefined}
          title={whyNot}
          loading={busy}
          onClick={() => void match()}
        >
          {t('detail.match')}
        </Button>
      </div>
    </section>
  );
}

/** Cards and assets that nothing tells apart: one by one, or all in their order. */
export function Candidates({ line, busy, whyNot, onDecide }: MatchProps) {
  const t = useT('ledger');
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({});
  const pairs = line.allCards.flatMap((card, i) => {
    const asset = line.allAssets[i];
    return asset ? [{ card: card.identity, asset: asset.id }] : [];
  });
  return (
    <section>
      <h3 className="form-heading">{t('detail.candidates')}</h3>
      <p className="form-hint">{t('detail.pairHint')}</p>
      <ul className="ledger-parts">
        {line.allCards.map((card) => {
          const name = card.number ?? t('detail.row', { row: card.row });
          const asset = chosen[card.at] ?? null;
          return (
            <li key={card.at}>
              <span className="ledger-candidate">
                <span className="code">{name}</span> {card.name}
              </span>
              <Select
                className="grow"
                aria-label={t('detail.candidateOf', { card: name })}
                placeholder={t('detail.candidateOf', { card: name })}
                value={asset}
                options={line.allAssets.map(({ id, tag, name: words }) => ({
                  value: id,
                  label: [tag, words].filter(Boolean).join(' '),
                }))}
                onChange={(id: string) => setChosen((old) => ({ ...old, [card.at]: id }))}
              />
              <Button
                disabled={asset === null || busy || whyNot !== undefined}
                title={whyNot}
                onClick={() => asset !== null && void onDecide([{ card: card.identity, asset }], false)}
              >
                {t('detail.match')}
              </Button>
            </li>
          );
        })}
      </ul>
      {line.pairable && (
        <Button
          className="ledger-pair-all"
          disabled={whyNot !== undefined}
          title={whyNot}
          loading={busy}
          onClick={() => void onDecide(pairs, false)}
        >
          {t('detail.pairAll')}
        </Button>
      )}
    </section>
  );
}
