import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented } from 'antd';
import { useState } from 'react';
import type { PlanRow, Preview } from '../../contract/api/index.ts';
import { entityOf, isEntityKey } from '../../model/entities/index.ts';
import { api, orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { findRow } from './find-row.ts';
import { ProblemGroups } from './problem-groups.tsx';
import { RowDetail } from './row-detail.tsx';
import { type Only, RowsTable } from './rows-table.tsx';
import type { ImportSession } from './session.ts';
import { SettingsForm } from './settings-form.tsx';
import { SumCards } from './sum-cards.tsx';

const filters: readonly Only[] = ['all', 'problems', 'created', 'updated', 'rejected'];

/** The third step: what will become of every row, before anything is written. */
export function CheckStep({ session, preview }: { session: ImportSession; preview: Preview }) {
  const t = useT('import');
  const [only, setOnly] = useState<Only>('all');
  const [row, setRow] = useState<PlanRow | null>(null);
  const [reveal, setReveal] = useState<number>();
  const sheet = session.inspection?.sheets[session.sheet];
  const total = useTotal(preview, only);
  if (!sheet) return null;
  const pick = (next: Only): void => {
    setReveal(undefined);
    setOnly(next);
  };
  const step = async (group: Preview['groups'][number]): Promise<void> => {
    const next = group.rows.find((each) => each > (row?.row ?? 0)) ?? group.rows[0];
    if (next === undefined) return;
    const place = await findRow(preview.plan, 'problems', next);
    if (place < 0) return;
    const page = await api.exchange.previewRows({
      plan: preview.plan,
      only: 'problems',
      offset: place,
      limit: 1,
    });
    setOnly('problems');
    setReveal(place);
    setRow(page.rows[0] ?? null);
  };
  return (
    <>
      <SumCards
        account={preview}
        picked={only}
        onPick={(each) => pick(only === each ? 'all' : (each as Only))}
      />
      <div className="import-columns">
        <section className="import-main">
          <Filter only={only} onPick={pick} preview={preview} />
          <RowsTable
            plan={preview.plan}
            only={only}
            total={total}
            sheet={sheet}
            mapping={session.mapping}
            openRow={row?.row}
            onRow={setRow}
            reveal={reveal}
          />
        </section>
        <aside className="panel import-side" aria-label={t('groups')}>
          <RowDetail row={row} sheet={sheet} mapping={session.mapping} />
          <h2>{t('groups')}</h2>
          <ProblemGroups groups={preview.groups} onStep={(group) => void step(group)} />
          <WillCreate counts={preview.willCreate} />
          <h2>{t('settings')}</h2>
          <SettingsForm settings={session.settings} disabled={session.work !== null} />
          <p className="import-note">{t('undoNote')}</p>
        </aside>
      </div>
    </>
  );
}

function useTotal(preview: Preview, only: Only): number | undefined {
  const known = only === 'all' ? preview.rows : only === 'problems' ? undefined : preview[only];
  const { data } = useQuery(
    orpc.exchange.previewRows.queryOptions({
      input: { plan: preview.plan, offset: 0, limit: 1, only },
      staleTime: Number.POSITIVE_INFINITY,
      enabled: known === undefined,
    }),
  );
  return known ?? data?.total;
}

interface FilterProps {
  readonly only: Only;
  readonly onPick: (only: Only) => void;
  readonly preview: Preview;
}

function Filter({ only, onPick, preview }: FilterProps) {
  const t = useT('import');
  const format = useFormat();
  return (
    <div className="import-filter">
      <Segmented<Only>
        aria-label={t('filter')}
        value={only}
        onChange={onPick}
        options={filters.map((value) => ({
          value,
          label: value === 'all' ? t('only_all', { count: format.number(preview.rows) }) : t(`only_${value}`),
        }))}
      />
      {preview.rejected > 0 && (
        <span className="import-hint">{t('rejectedStay', { count: preview.rejected })}</span>
      )}
    </div>
  );
}

/** Other kinds of records that the import makes on its way, in words; empty when there are none. */
export function useOthers(counts: Readonly<Record<string, number>>): string {
  const t = useT('import');
  const common = useT('common');
  const label = useLabel();
  const format = useFormat();
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([key, count]) =>
      t('countOf', {
        name: isEntityKey(key) ? label(entityOf(key).plural) : key,
        count: format.number(count),
      }),
    )
    .join(common('listSeparator'));
}

function WillCreate({ counts }: { counts: Readonly<Record<string, number>> }) {
  const t = useT('import');
  const list = useOthers(counts);
  return list && <Alert type="info" className="import-also" title={t('willCreate', { list })} />;
}
