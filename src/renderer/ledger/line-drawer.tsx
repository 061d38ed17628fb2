import { useQuery } from '@tanstack/react-query';
import { App, Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import type { LedgerLineDetail, ReconciliationInfo } from '../../contract/api/index.ts';
import { ledgerDifferences, ledgerLineKinds, ledgerReasons } from '../../model/ledger.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { Comparison } from './comparison.tsx';
import { AssetList, CardList } from './line-parts.tsx';
import { Candidates, MatchAsset, MatchCard } from './match-forms.tsx';

export interface Pair {
  /** `identity` of the card. */
  readonly card: string;
  readonly asset: string;
}

/** Notes what belongs together, or does not. */
export type Decide = (pairs: readonly Pair[], apart: boolean) => Promise<void>;

interface LineDrawerProps {
  readonly info: ReconciliationInfo;
  readonly lineKey: string;
  /** Why the acting person may not match; undefined when he may. */
  readonly whyNot: string | undefined;
  /** Goes on to another line, or closes with null. */
  readonly onGo: (key: string | null) => void;
}

/** One line of a result: both sides in full, and what a person decides about it. */
export function LineDrawer({ info, lineKey, whyNot, onGo }: LineDrawerProps) {
  const t = useT('ledger');
  const common = useT('common');
  const { data: line, error } = useQuery(
    orpc.ledger.line.queryOptions({ input: { id: info.id, key: lineKey }, retry: false }),
  );
  const title = line?.card?.name ?? line?.asset?.name ?? t('detail.title');
  return (
    <Drawer
      open
      onClose={() => onGo(null)}
      size={620}
      title={title}
      mask={false}
      closable={{ 'aria-label': common('close') }}
      data-testid="ledger-line"
    >
      {error && <ErrorNote error={error} />}
      {!line && !error && <Skeleton active />}
      {line && <Line info={info} line={line} whyNot={whyNot} onGo={onGo} />}
    </Drawer>
  );
}

interface LineProps {
  readonly info: ReconciliationInfo;
  readonly line: LedgerLineDetail;
  readonly whyNot: string | undefined;
  readonly onGo: (key: string | null) => void;
}

function Line({ info, line, whyNot, onGo }: LineProps) {
  const t = useT('ledger');
  const label = useLabel();
  const separator = useT('common')('listSeparator');
  const errorText = useErrorText();
  const { message } = App.useApp();
  const done = useDoneMessage();
  const [busy, setBusy] = useState(false);
  const decide: Decide = async (pairs, apart) => {
    setBusy(true);
    try {
      const { batch } = await api.ledger.decide({ id: info.id, pairs: [...pairs], apart });
      done(t(apart ? 'unmatched' : 'matched'), batch);
      // An asset that stood alone is found under its card from now on.
      const [first] = pairs;
      if (line.card === null && first && !apart) onGo(`a${first.asset}`);
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const together = line.kind === 'matched' || line.kind === 'different';
  const differences = line.differences.map((key) => label(ledgerDifferences[key].label)).join(separator);
  const reasons = line.reasons.map((key) => label(ledgerReasons[key].label)).join(separator);
  return (
    <div className="ledger-detail">
      <p className="ledger-verdict">
        <StatusDot choices={ledgerLineKinds} value={line.kind} />
        {differences && <span>{differences}</span>}
        {reasons && (
          <span className="ledger-note">
            {t('line.reason')}: {reasons}
          </span>
        )}
      </p>
      <Comparison line={line} currency={info.currency} />
      {line.kind === 'ambiguous' && <Candidates line={line} busy={busy} whyNot={whyNot} onDecide={decide} />}
      <CardList line={line} currency={info.currency} />
      <AssetList
        line={line}
        currency={info.currency}
        busy={busy}
        whyNot={whyNot}
        onUnmatch={
          together
            ? (asset) =>
                void decide(
                  line.allCards.map((card) => ({ card: card.identity, asset })),
                  true,
                )
            : null
        }
      />
      {line.card !== null && line.kind !== 'ambiguous' && (
        <MatchAsset line={line} busy={busy} whyNot={whyNot} onDecide={decide} />
      )}
      {line.card === null && line.asset !== null && (
        <MatchCard id={info.id} line={line} busy={busy} whyNot={whyNot} onDecide={decide} />
      )}
    </div>
  );
}
