import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { UpstreamItem } from '../../contract/api/index.ts';
import { reasonSentence } from '../../model/impact-words.ts';
import { orpc } from '../app/client.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { BookButton, type ImpactModeProps, ModeSwitch, StartsBar } from './head.tsx';

const limit = 5000;

/** What a service hangs on, single points of failure first in sight. */
export function UpstreamPage({ starts, onStarts, onMode }: ImpactModeProps) {
  const t = useT('impact');
  const navigate = useNavigate();
  const asset = starts[0] as string;
  const [only, setOnly] = useState(false);
  const { data: record } = useQuery(orpc.records.get.queryOptions({ input: { entity: 'asset', id: asset } }));
  const { data, error } = useQuery(
    orpc.impact.upstream.queryOptions({ input: { asset, limit, singles: true } }),
  );
  const columns = useUpstreamColumns();
  const items = useMemo(
    () => (data && only ? data.items.filter(({ single }) => single === true) : data?.items),
    [data, only],
  );
  const tag = String(record?.values.tag ?? '');
  const name = String(record?.values.name ?? '') || tag;
  const { singles } = data ?? {};
  return (
    <div className="work-page">
      <PageHeader title={record ? t('titleUpstream', { name }) : t('title')}>
        <ModeSwitch mode="upstream" onMode={onMode} />
        <BookButton kind="upstream" assets={[asset]} />
      </PageHeader>
      <StartsBar
        starts={record ? [{ id: asset, tag, name }] : []}
        onStarts={(ids) => onStarts(ids.slice(-1))}
      >
        <Checkbox checked={only} onChange={(event) => setOnly(event.target.checked)}>
          {t('singlesOnly')}
        </Checkbox>
      </StartsBar>
      <div className="impact-columns">
        <VirtualTable
          label={t('upstreamList')}
          columns={columns}
          rows={arrayRows(items, error)}
          rowId={(row) => row.id}
          rowName={(row) => row.name || row.tag}
          onOpen={(row) => void navigate(`/assets/${row.id}`)}
          empty={<Empty title={only ? t('singlesNone') : t('noneUpstream')} />}
        />
        <aside className="panel impact-aside" aria-label={t('singles')}>
          <dl className="figures">
            <div>
              <dt>{t('hangsOn')}</dt>
              <dd>{t('assetsOf', { count: data?.items.length ?? 0 })}</dd>
            </div>
            <div>
              <dt>{t('singles')}</dt>
              <dd className={singles && singles.count > 0 ? 'tone-bad' : ''}>{singles?.count ?? '…'}</dd>
            </div>
          </dl>
          <p className="quiet" role="status">
            {!data && !error && t('working')}
            {singles && singles.count > 0 && t('singlesNote')}
            {singles && singles.count === 0 && data && data.items.length > 0 && t('singlesNone')}
          </p>
          {singles && !singles.complete && (
            <p className="impact-note">{t('singlesBounded', { count: singles.tested })}</p>
          )}
          <p className="quiet">{t('reckoned')}</p>
        </aside>
      </div>
    </div>
  );
}

function useUpstreamColumns(): readonly Column<UpstreamItem>[] {
  const t = useT('impact');
  const language = useLanguage();
  const catalogue = useCatalogue();
  return useMemo(
    () => [
      {
        key: 'single',
        title: t('singles'),
        width: 100,
        render: ({ single }) =>
          single ? (
            <span className="dot-word">
              <i className="dot dot-bad" aria-hidden="true" />
              {t('single')}
            </span>
          ) : (
            ''
          ),
      },
      {
        key: 'name',
        title: t('name'),
        width: 150,
        grow: 2,
        render: ({ name, tag }) => <span title={name}>{name || tag}</span>,
      },
      { key: 'tag', title: t('tag'), width: 120, render: ({ tag }) => <Code>{tag}</Code> },
      {
        key: 'class',
        title: t('class'),
        width: 90,
        render: (row) => catalogue.classOf(row.class)?.label[language] ?? row.class ?? '',
      },
      {
        key: 'because',
        title: t('because'),
        width: 220,
        grow: 4,
        render: ({ path }) => {
          const why = reasonSentence(path, language, catalogue);
          return <span title={why}>{why}</span>;
        },
      },
      {
        key: 'depth',
        title: t('steps'),
        width: 56,
        align: 'end',
        render: ({ depth }) => <Code>{String(depth)}</Code>,
      },
    ],
    [t, language, catalogue],
  );
}
