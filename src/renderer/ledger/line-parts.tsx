import { Button } from 'antd';
import { Link } from 'react-router';
import type { LedgerLineDetail } from '../../contract/api/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { StatusDot } from '../ui/status-dot.tsx';

interface PartProps {
  readonly line: LedgerLineDetail;
  readonly currency: string;
}

/** The cards of a line, where there is more than one. */
export function CardList({ line, currency }: PartProps) {
  const t = useT('ledger');
  const format = useFormat();
  const { count } = line.cards;
  if (count < 2) return null;
  return (
    <section>
      <h3 className="form-heading">{t('detail.cards', { count })}</h3>
      {line.allCards.length < count && (
        <p className="form-hint">{t('detail.shown', { count: line.allCards.length })}</p>
      )}
      <ul className="ledger-parts">
        {line.allCards.map((card) => (
          <li key={card.at}>
            <Code>{card.number ?? t('detail.row', { row: card.row })}</Code>
            <span className="grow">{card.name}</span>
            <Code>× {format.number(card.quantity)}</Code>
            <Code>{format.money(card.cost, currency)}</Code>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface AssetListProps extends PartProps {
  readonly busy: boolean;
  readonly whyNot: string | undefined;
  /** Null where nothing is matched that could be parted. */
  readonly onUnmatch: ((asset: string) => void) | null;
}

/** The assets of a line, with the way to say that one does not belong there. */
export function AssetList({ line, currency, busy, whyNot, onUnmatch }: AssetListProps) {
  const t = useT('ledger');
  const format = useFormat();
  const { count } = line.assets;
  if (count === 0) return null;
  return (
    <section>
      <h3 className="form-heading">{t('detail.assets', { count })}</h3>
      {line.allAssets.length < count && (
        <p className="form-hint">{t('detail.shown', { count: line.allAssets.length })}</p>
      )}
      <ul className="ledger-parts">
        {line.allAssets.map((asset) => {
          const tag = asset.tag ?? asset.name ?? '';
          return (
            <li key={asset.id}>
              <Link to={`/assets/${asset.id}`} aria-label={t('detail.openAsset', { tag })}>
                <Code>{tag}</Code>
              </Link>
              <span className="grow" title={asset.name ?? ''}>
                {asset.name}
              </span>
              <StatusDot choices={statuses} value={asset.status} />
              <Code>{asset.cost === null ? '—' : format.money(asset.cost, asset.currency ?? currency)}</Code>
              {onUnmatch && (
                <Button
                  size="small"
                  danger
                  disabled={busy || whyNot !== undefined}
                  title={whyNot}
                  aria-label={t('detail.unmatchOf', { tag })}
                  onClick={() => onUnmatch(asset.id)}
                >
                  {t('detail.unmatch')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
