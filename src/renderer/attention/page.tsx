import '../ui/work.css';
import './attention.css';
import { CheckCircleFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import type { AttentionItem } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Breach } from './breach.tsx';
import { Conflict } from './conflict.tsx';
import { Rejected } from './rejected.tsx';

type Kind = AttentionItem['kind'];

/** 待处理: everything that needs a person's decision, each with the actions that settle it. */
export default function AttentionPage() {
  const t = useT('attention');
  const { data, error, refetch } = useQuery(orpc.attention.list.queryOptions());
  const [kind, setKind] = useState<Kind | ''>('');
  const count = (wanted: Kind): number => data?.filter((item) => item.kind === wanted).length ?? 0;
  const options = [
    { value: '' as const, label: t('all', { count: data?.length ?? 0 }) },
    { value: 'conflict' as const, label: t('conflicts', { count: count('conflict') }) },
    { value: 'breach' as const, label: t('breaches', { count: count('breach') }) },
    { value: 'rejected' as const, label: t('rejections', { count: count('rejected') }) },
  ];
  // What was filtered for may have been settled by now.
  const shown = kind !== '' && count(kind) === 0 ? '' : kind;
  return (
    <div className="work-page">
      <PageHeader title={t('title')} sub={t('intro')} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <AllWell />}
      {data && data.length > 0 && (
        <>
          <Segmented<Kind | ''>
            className="attention-filter"
            aria-label={t('filter')}
            value={shown}
            onChange={setKind}
            options={options.filter(({ value }) => value === '' || count(value) > 0)}
          />
          <ul className="attention-list">
            {data
              .filter((item) => shown === '' || item.kind === shown)
              .map((item) => (
                <li key={item.id} className="panel panel-body" data-testid={`attention-${item.kind}`}>
                  <Item item={item} />
                </li>
              ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Item({ item }: { item: AttentionItem }) {
  switch (item.kind) {
    case 'conflict':
      return <Conflict item={item} />;
    case 'breach':
      return <Breach item={item} />;
    case 'rejected':
      return <Rejected item={item} />;
  }
}

function AllWell() {
  const t = useT('attention');
  return (
    <div className="panel all-well" data-testid="all-well">
      <CheckCircleFilled className="tone-ok" aria-hidden="true" />
      <h2>{t('allWellTitle')}</h2>
      <p>{t('allWellText')}</p>
    </div>
  );
}
