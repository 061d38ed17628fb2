import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { SyncState } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import type { EntityKey } from '../../model/types.ts';
import { orpc } from '../app/client.ts';
import { recordPath } from '../app/search-box.tsx';
import { useKindName } from '../history/kinds.ts';
import { historyField } from '../history/record-history.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';

/** So many are listed; the number beside the title tells of all. */
const mostListed = 500;

interface Pending {
  readonly change: string;
  readonly entity: EntityKey;
  readonly record: string;
  readonly label: string;
  readonly at: number;
  readonly kind: string;
  readonly fields: readonly string[];
}

/** Changes made here that the server does not have yet. */
export function PendingList({ sync }: { sync: SyncState }) {
  const t = useT('sync');
  const navigate = useNavigate();
  const columns = useColumns();
  const { data, error } = useQuery(orpc.sync.pending.queryOptions({ input: { limit: mostListed } }));
  const local = sync.state === 'none';
  return (
    <section className="sync-pending" aria-labelledby="pending-title">
      <h2 id="pending-title">
        {t('pendingTitle')} {!local && sync.pending > 0 && <Code>{sync.pending}</Code>}
      </h2>
      <VirtualTable<Pending>
        label={t('pendingTitle')}
        columns={columns}
        rows={arrayRows<Pending>(local ? [] : data, error)}
        rowId={(row) => row.change}
        rowName={(row) => row.label}
        onOpen={(row) => {
          const path = recordPath(row.entity, row.record);
          if (path) void navigate(path);
        }}
        empty={<Empty title={local ? t('pendingLocal') : t('pendingNone')} />}
      />
      {!local && sync.pending > mostListed && (
        <p className="form-hint">{t('pendingMore', { count: mostListed })}</p>
      )}
    </section>
  );
}

function useColumns(): readonly Column<Pending>[] {
  const t = useT('sync');
  const label = useLabel();
  const format = useFormat();
  const kindName = useKindName();
  return useMemo(() => {
    const fieldName = (entity: EntityKey, key: string): string => {
      const field = historyField(entity, key);
      return field ? label(field.label) : key;
    };
    return [
      { key: 'at', title: t('columnWhen'), width: 140, render: (row) => <Code>{format.when(row.at)}</Code> },
      {
        key: 'kind',
        title: t('columnWhat'),
        width: 140,
        render: (row) => `${kindName(row.kind)} · ${label(entityOf(row.entity).label)}`,
      },
      { key: 'record', title: t('columnRecord'), width: 180, grow: 2, render: (row) => row.label || '—' },
      {
        key: 'fields',
        title: t('columnFields'),
        width: 160,
        grow: 2,
        render: (row) =>
          row.fields.map((key) => fieldName(row.entity, key)).join(label({ zh: '、', en: ', ' })),
      },
    ];
  }, [t, label, format, kindName]);
}
