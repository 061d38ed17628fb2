import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import type { Preview } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { CheckSide } from './check-side.tsx';
import type { Only, RowList } from './find-row.ts';
import { check, show, showSheet, takeBack } from './import-store.ts';
import { RowDetail } from './row-detail.tsx';
import { RowsTable } from './rows-table.tsx';
import { type ImportSession, isStale, sheetOf, uncheckedEdits } from './session.ts';
import { type Card, SumCards } from './sum-cards.tsx';

const filters: readonly Only[] = [
  'all',
  'problems',
  'created',
  'updated',
  'unchanged',
  'skipped',
  'rejected',
  'conflicts',
];

/** The third step: what will become of every row, before anything is written. */
export function CheckStep({ session, preview }: { session: ImportSession; preview: Preview }) {
  const { view } = session;
  const sheet = sheetOf(session);
  const plan = session.checked?.plans[session.sheet];
  const list: RowList = { plan: preview.plan, sheet: session.sheet, only: view.only };
  const total = useTotal(preview, list);
  if (!sheet || !plan) return null;
  const pick = (card: Card): void => {
    if (view.only === card) {
      show({ only: 'all', reveal: undefined });
      return;
    }
    const has = (each: Preview['sheets'][number]): boolean => card === 'conflicts' || each[card] > 0;
    const here = preview.sheets.find((each) => each.sheet === session.sheet);
    const other = preview.sheets.find(has);
    if (here && !has(here) && other) showSheet(other.sheet, card);
    else show({ only: card, reveal: undefined });
  };
  const round = preview.conflicts > 0 || preview.missing.count > 0 || sheet.roundTrip !== null;
  return (
    <>
      <SumCards
        account={preview}
        conflicts={round ? preview.conflicts : undefined}
        picked={view.only}
        onPick={pick}
      />
      <div className="import-columns">
        <section className="import-main" aria-label={sheet.name}>
          <SheetTabs session={session} preview={preview} />
          <Filter session={session} preview={preview} round={round} />
          <RowsTable
            key={session.sheet}
            list={list}
            total={total}
            sheet={sheet}
            plan={plan}
            edits={session.plans[session.sheet]?.edits ?? {}}
            originals={session.originals[session.sheet] ?? {}}
            openRow={view.row?.row}
            onRow={(row) => show({ row })}
            reveal={view.reveal}
            cell={view.cell}
            onCell={(cell) => show({ cell })}
          />
          <RowDetail row={view.row} sheet={sheet} plan={plan} />
        </section>
        <CheckSide session={session} preview={preview} />
      </div>
    </>
  );
}

/** How many rows a list has; undefined while it is being counted. */
function useTotal(preview: Preview, list: RowList): number | undefined {
  const account = preview.sheets.find((each) => each.sheet === list.sheet) ?? preview;
  const { only } = list;
  const known =
    only === 'all' ? account.rows : only === 'problems' || only === 'conflicts' ? null : account[only];
  const { data } = useQuery(
    orpc.exchange.previewRows.queryOptions({
      input: { ...list, offset: 0, limit: 1 },
      staleTime: Number.POSITIVE_INFINITY,
      enabled: known === null,
    }),
  );
  return known ?? data?.total;
}

/** One tab a sheet, in the order of the workbook; none where there is but one. */
function SheetTabs({ session, preview }: { session: ImportSession; preview: Preview }) {
  const t = useT('import');
  const format = useFormat();
  const names = session.checked?.chosen ?? [];
  if (names.length < 2) return null;
  return (
    <Segmented<string>
      className="import-tabs"
      aria-label={t('sheets')}
      value={session.sheet}
      onChange={(name) => showSheet(name, 'all')}
      options={names.map((name) => {
        const account = preview.sheets.find((each) => each.sheet === name);
        const rejected = account?.rejected ?? 0;
        return {
          value: name,
          label: (
            <span>
              {name} <small>{format.number(account?.rows ?? 0)}</small>
              {rejected > 0 && (
                <small className="import-fault"> {t('tabRejected', { count: rejected })}</small>
              )}
            </span>
          ),
        };
      })}
    />
  );
}

interface FilterProps {
  readonly session: ImportSession;
  readonly preview: Preview;
  readonly round: boolean;
}

/** Which rows are shown; and, once something was changed, that the check is older than it. */
function Filter({ session, preview, round }: FilterProps) {
  const t = useT('import');
  const format = useFormat();
  const { only } = session.view;
  const account = preview.sheets.find((each) => each.sheet === session.sheet) ?? preview;
  const offered = filters.filter((each) => {
    if (each === only || each === 'all' || each === 'problems') return true;
    return each === 'conflicts' ? round : account[each] > 0;
  });
  return (
    <div className="import-filter">
      <Segmented<Only>
        aria-label={t('filter')}
        value={only}
        onChange={(each) => show({ only: each, reveal: undefined })}
        options={offered.map((value) => ({
          value,
          label: value === 'all' ? t('only_all', { count: format.number(account.rows) }) : t(`only_${value}`),
        }))}
      />
      {isStale(session) ? <Stale session={session} /> : <span className="import-hint">{t('editHint')}</span>}
    </div>
  );
}

function Stale({ session }: { session: ImportSession }) {
  const t = useT('import');
  const edits = uncheckedEdits(session);
  if (session.work?.kind === 'preview') return <span className="import-hint">{t('rechecking')}</span>;
  return (
    <span className="import-stale" role="status">
      <span>{edits > 0 ? t('editedCells', { count: edits }) : t('changedNote')}</span>
      <Button size="small" onClick={takeBack}>
        {t('takeBack')}
      </Button>
      <Button size="small" onClick={() => void check()}>
        {t('recheck')}
      </Button>
    </span>
  );
}
