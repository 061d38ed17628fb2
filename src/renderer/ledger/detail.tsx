import '../ui/work.css';
import './ledger.css';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { LedgerResultInfo } from '../../contract/api/index.ts';
import { ledgerApart } from '../../model/ledger.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import type { Sort } from '../ui/virtual-table.tsx';
import { Bridge } from './bridge.tsx';
import { DownloadButton } from './download.tsx';
import { LineDrawer } from './line-drawer.tsx';
import { LedgerLines } from './lines-table.tsx';
import { LostMatches } from './lost.tsx';
import { Problems } from './problems.tsx';
import { TakeOverDialog } from './take-over-dialog.tsx';
import { type Choice, DifferenceChips, Tiles } from './tiles.tsx';

/** One reconciliation: what agrees, what doesn't, and how one total leads to the other. */
export default function LedgerPage() {
  const { id = '' } = useParams();
  const t = useT('ledger');
  const { data: result, error } = useQuery(orpc.ledger.result.queryOptions({ input: { id } }));
  if (!result)
    return (
      <div className="work-page">
        <Link className="crumb" to="/ledger">
          {t('back')}
        </Link>
        {error && <ErrorNote error={error} />}
      </div>
    );
  return <Result key={id} result={result} />;
}

function Result({ result }: { result: LedgerResultInfo }) {
  const t = useT('ledger');
  const { info, outcome } = result;
  const [choice, setChoice] = useState<Choice>({ kind: 'all', difference: null });
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const [taking, setTaking] = useState(false);
  const text = useDebounced(search.trim(), 200);
  const whyNot = useWhyNot()('ledgerMatch', 'create');
  const choose = (next: Choice): void => {
    setChoice(next);
    setSelected(new Set());
  };
  return (
    <div className="work-page ledger-page">
      <PageHeader title={info.name}>
        <RemoveButton id={info.id} name={info.name} />
        <Button disabled={whyNot !== undefined} title={whyNot} onClick={() => setTaking(true)}>
          {t('takeOver')}
        </Button>
        <DownloadButton id={info.id} />
      </PageHeader>
      <Facts result={result} />
      <LostMatches result={result} />
      <Bridge outcome={outcome} currency={info.currency} />
      <Tiles outcome={outcome} choice={choice} onChoose={choose} />
      <div className="ledger-bar">
        {outcome.lines.different > 0 && (choice.kind === 'all' || choice.kind === 'different') && (
          <DifferenceChips outcome={outcome} choice={choice} onChoose={choose} />
        )}
        <ApartNote result={result} />
        <Input.Search
          className="ledger-search"
          allowClear
          value={search}
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className="work-list">
        <LedgerLines
          key={`${choice.kind} ${choice.difference}`}
          info={info}
          choice={choice}
          text={text}
          sort={sort}
          onSort={setSort}
          selected={selected}
          onSelect={setSelected}
          openKey={open}
          onOpen={setOpen}
        />
      </div>
      {open !== null && <LineDrawer info={info} lineKey={open} whyNot={whyNot} onGo={setOpen} />}
      {taking && (
        <TakeOverDialog
          id={info.id}
          currency={info.currency}
          lines={selected}
          onClose={() => setTaking(false)}
        />
      )}
    </div>
  );
}

function Facts({ result }: { result: LedgerResultInfo }) {
  const t = useT('ledger');
  const format = useFormat();
  const { info, outcome } = result;
  const { rows, cards, skipped, rejected, statedCost } = info.account;
  const total = outcome.bridge.find(({ key }) => key === 'ledger')?.cost ?? 0;
  const figures = { rows, cards, skipped, rejected };
  return (
    <div className="ledger-facts">
      <Link to="/ledger">{t('back')}</Link>
      {info.period && <span>{t('periodOf', { period: info.period })}</span>}
      <span title={info.file}>{info.file}</span>
      <span>
        {info.by} <Code>{format.when(info.at)}</Code>
      </span>
      <span data-testid="ledger-account">{t('account', figures)}</span>
      {statedCost !== null && (
        <span className={statedCost === total ? 'ledger-agrees' : 'ledger-fault'}>
          {statedCost === total
            ? t('statedAgrees')
            : t('statedDiffers', {
                stated: format.money(statedCost, info.currency),
                difference: format.money(total - statedCost, info.currency),
              })}
        </span>
      )}
      <span>
        {t('depreciationOf', {
          depreciation: format.money(outcome.ledger.depreciation, info.currency),
          net: format.money(outcome.ledger.net, info.currency),
        })}
      </span>
      <Problems result={result} />
    </div>
  );
}

/** What was left out of the comparison, and why. */
function ApartNote({ result: { outcome } }: { result: LedgerResultInfo }) {
  const t = useT('ledger');
  const common = useT('common');
  const label = useLabel();
  const reasons = Object.entries(outcome.apart).map(
    ([key, { count }]) => `${label(ledgerApart[key as keyof typeof ledgerApart].label)} ${count}`,
  );
  const words = [
    ...(reasons.length > 0
      ? [t('apart.note', { count: outcome.lines.apart, reasons: reasons.join(common('listSeparator')) })]
      : []),
    ...(outcome.foreign > 0 ? [t('foreign', { count: outcome.foreign })] : []),
  ].join(' ');
  return (
    <span className="ledger-note" title={words}>
      {words}
    </span>
  );
}

/** Gone with an undo, not with a question. */
function RemoveButton({ id, name }: { id: string; name: string }) {
  const t = useT('ledger');
  const navigate = useNavigate();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const done = useDoneMessage();
  const whyNot = useWhyNot()('reconciliation', 'delete');
  const remove = async (): Promise<void> => {
    try {
      const { batch } = await api.ledger.remove({ id });
      done(t('removed', { name }), batch);
      await navigate('/ledger');
    } catch (error) {
      message.error(errorText(error));
    }
  };
  return (
    <Button danger disabled={whyNot !== undefined} title={whyNot} onClick={() => void remove()}>
      {t('remove')}
    </Button>
  );
}
