import '../ui/work.css';
import './ledger.css';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ReconciliationInfo } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useWhyNot } from '../app/may.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';

/** All reconciliations with finance ledgers, newest first. */
export default function LedgersPage() {
  const t = useT('ledger');
  const navigate = useNavigate();
  const whyNot = useWhyNot()('reconciliation', 'create');
  const { data, error } = useQuery(orpc.ledger.list.queryOptions());
  const columns = useColumns();
  const create = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden="true" />}
      disabled={whyNot !== undefined}
      title={whyNot}
      onClick={() => void navigate('/ledger/new')}
    >
      {t('create')}
    </Button>
  );
  const none = data?.length === 0;
  return (
    <div className="work-page">
      <PageHeader title={t('title')} sub={none ? undefined : t('listNote')}>
        {!none && create}
      </PageHeader>
      <div className="work-list">
        <VirtualTable
          label={t('title')}
          columns={columns}
          rows={arrayRows(data, error)}
          rowId={(row) => row.id}
          rowName={(row) => row.name}
          onOpen={(row) => void navigate(`/ledger/${row.id}`)}
          empty={
            <Empty title={t('emptyTitle')} hint={t('emptyText')}>
              {create}
            </Empty>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<ReconciliationInfo>[] {
  const t = useT('ledger');
  const format = useFormat();
  return useMemo(() => {
    const count = (
      key: 'different' | 'onlyLedger' | 'onlyRegister' | 'ambiguous',
      width: number,
    ): Column<ReconciliationInfo> => ({
      key,
      title: t(`columns.${key}`),
      width,
      align: 'end',
      render: (row) => <Code>{format.number(row.outcome.lines[key] ?? 0)}</Code>,
    });
    return [
      {
        key: 'name',
        title: t('columns.name'),
        width: 220,
        grow: 2,
        render: (row) => (
          <Link to={`/ledger/${row.id}`} tabIndex={-1}>
            {row.name}
          </Link>
        ),
      },
      {
        key: 'period',
        title: t('columns.period'),
        width: 90,
        render: (row) => <Code>{row.period ?? '—'}</Code>,
      },
      {
        key: 'file',
        title: t('columns.file'),
        width: 180,
        grow: 1,
        render: (row) => <span title={row.file}>{row.file}</span>,
      },
      {
        key: 'cards',
        title: t('columns.cards'),
        width: 80,
        align: 'end',
        render: (row) => <Code>{format.number(row.outcome.cards)}</Code>,
      },
      count('different', 80),
      count('onlyLedger', 110),
      count('onlyRegister', 120),
      count('ambiguous', 80),
      { key: 'by', title: t('columns.by'), width: 90, render: (row) => row.by },
      {
        key: 'at',
        title: t('columns.at'),
        width: 140,
        render: (row) => <Code>{format.when(row.at)}</Code>,
      },
    ];
  }, [t, format]);
}
