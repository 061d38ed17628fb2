import '../ui/work.css';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { BaselineInfo } from '../../contract/api/index.ts';
import { baselineStates } from '../../model/entities/baselines.ts';
import { orpc } from '../app/client.ts';
import { useWhyNot } from '../app/may.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { CreateBaseline } from './create-baseline.tsx';

/** All baselines, newest first. */
export default function BaselinesPage() {
  const t = useT('past');
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const { data, error } = useQuery(orpc.baselines.list.queryOptions());
  const columns = useColumns();
  const why = useWhyNot()('baseline', 'create');
  const setCreating = (open: boolean): void => setParams(open ? { new: '1' } : {}, { replace: true });
  const create = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden="true" />}
      disabled={why !== undefined}
      title={why}
      onClick={() => setCreating(true)}
      data-testid="new-baseline"
    >
      {t('newBaseline')}
    </Button>
  );
  return (
    <div className="work-page">
      <PageHeader title={t('baselines')}>{data && data.length > 0 && create}</PageHeader>
      <div className="work-list">
        <VirtualTable
          label={t('baselines')}
          columns={columns}
          rows={arrayRows(data, error)}
          rowId={(row) => row.id}
          rowName={(row) => row.name}
          onOpen={(row) => void navigate(`/baselines/${row.id}`)}
          empty={
            <Empty title={t('noBaselines')} hint={t('noBaselinesHint')}>
              {create}
            </Empty>
          }
        />
      </div>
      {params.get('new') === '1' && (
        <CreateBaseline
          onClose={() => setCreating(false)}
          onCreated={(id) => void navigate(`/baselines/${id}`)}
        />
      )}
    </div>
  );
}

function useColumns(): readonly Column<BaselineInfo>[] {
  const t = useT('past');
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('baselineName'),
        width: 200,
        grow: 2,
        render: (row) => (
          <Link to={`/baselines/${row.id}`} tabIndex={-1} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      {
        key: 'state',
        title: t('state'),
        width: 110,
        render: (row) => <StatusDot choices={baselineStates} value={row.state} />,
      },
      {
        key: 'items',
        title: t('items'),
        width: 90,
        align: 'end',
        render: (row) => <Code>{format.number(row.items)}</Code>,
      },
      {
        key: 'scope',
        title: t('scope'),
        width: 180,
        grow: 2,
        render: (row) => (
          <span title={row.filter}>{row.filter ?? (row.roots ? t('around') : t('wholeRegister'))}</span>
        ),
      },
      {
        key: 'at',
        title: t('pinned'),
        width: 136,
        render: (row) => <Code>{format.dateTime(row.at)}</Code>,
      },
      { key: 'madeBy', title: t('madeBy'), width: 100, render: (row) => row.madeBy },
      {
        key: 'approvedBy',
        title: t('approver'),
        width: 110,
        render: (row) => row.approvedBy || <span className="dash">—</span>,
      },
    ],
    [t, format],
  );
}
