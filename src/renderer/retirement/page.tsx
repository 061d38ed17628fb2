import '../ui/work.css';
import './retirement.css';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Row } from '../../contract/api/index.ts';
import { retirementStates } from '../../model/choices.ts';
import { entities } from '../../model/entities/index.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { FieldView } from '../ui/field-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Dot, StatusDot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { RequestForm } from './request-form.tsx';

type Line = Row & { assetCount: number; mediaUnproven: number };

/** All requests for retirement and where each stands. */
export default function RetirementsPage() {
  const t = useT('retirement');
  const label = useLabel();
  const navigate = useNavigate();
  const request = useRequested();
  const [state, setState] = useState('');
  const { data, error } = useQuery(orpc.retirements.list.queryOptions({ input: {} }));
  const columns = useColumns();
  const shown = data?.filter((row) => state === '' || row.values.state === state);
  const none = data?.length === 0;
  const create = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden="true" />}
      onClick={request.open}
      data-testid="request-retirement"
    >
      {t('create')}
    </Button>
  );
  return (
    <div className="work-page">
      <PageHeader title={t('title')}>{!none && create}</PageHeader>
      {!none && (
        <Segmented<string>
          className="state-filter"
          aria-label={t('filterState')}
          value={state}
          onChange={setState}
          options={[
            { value: '', label: t('allStates') },
            ...Object.entries(retirementStates).map(([value, choice]) => ({
              value,
              label: label(choice.label),
            })),
          ]}
        />
      )}
      <div className="work-list">
        <VirtualTable<Line>
          key={state}
          label={t('title')}
          columns={columns}
          rows={arrayRows(shown, error)}
          rowId={(row) => row.id}
          rowName={(row) => String(row.values.number ?? '')}
          onOpen={(row) => void navigate(`/retirements/${row.id}`)}
          empty={
            none ? (
              <Empty title={t('emptyTitle')} hint={t('emptyText')}>
                {create}
              </Empty>
            ) : (
              <Empty title={t('emptyState')} />
            )
          }
        />
      </div>
      {request.assets && <RequestForm assets={request.assets} onClose={request.close} />}
    </div>
  );
}

/** The assets that another page sent here to be retired: in the address or with the navigation. */
function useRequested() {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation() as { state: { assets?: readonly string[] } | null };
  const inAddress = params.get('assets');
  const assets = inAddress ? inAddress.split(',') : (state?.assets ?? []);
  const wanted = params.get('request') === '1' || inAddress !== null;
  return {
    assets: wanted ? assets : null,
    open: () => setParams({ request: '1' }),
    close: () => setParams({}, { replace: true }),
  };
}

function useColumns(): readonly Column<Line>[] {
  const t = useT('retirement');
  const format = useFormat();
  return useMemo(() => {
    const { fields } = entities.retirement;
    return [
      {
        key: 'number',
        title: t('columnNumber'),
        width: 130,
        render: (row) => (
          <Link to={`/retirements/${row.id}`} tabIndex={-1}>
            <Code>{String(row.values.number ?? '—')}</Code>
          </Link>
        ),
      },
      {
        key: 'title',
        title: t('columnTitle'),
        width: 200,
        grow: 3,
        render: (row) => String(row.values.title ?? '—'),
      },
      {
        key: 'state',
        title: t('columnState'),
        width: 148,
        render: (row) => <StatusDot choices={retirementStates} value={row.values.state} />,
      },
      {
        key: 'reason',
        title: t('columnReason'),
        width: 150,
        grow: 1,
        render: (row) => <FieldView field={fields.reason} value={row.values.reason} />,
      },
      {
        key: 'assets',
        title: t('columnAssets'),
        width: 70,
        align: 'end',
        render: (row) => <Code>{format.number(row.assetCount)}</Code>,
      },
      {
        key: 'media',
        title: t('columnMedia'),
        width: 120,
        render: (row) =>
          // Before the approval there is nothing to prove, and after a refusal nothing any more.
          !['approved', 'disposed'].includes(String(row.values.state)) ? (
            <span className="dash">—</span>
          ) : row.mediaUnproven > 0 ? (
            <Dot tone="warning">{t('mediaMissing', { count: row.mediaUnproven })}</Dot>
          ) : (
            <Dot tone="ok">{t('mediaComplete')}</Dot>
          ),
      },
      {
        key: 'requester',
        title: t('columnRequester'),
        width: 100,
        render: (row) => row.labels.requester ?? '—',
      },
      {
        key: 'requestedAt',
        title: t('columnRequested'),
        width: 140,
        render: (row) => (
          <Code>
            {typeof row.values.requestedAt === 'number' ? format.when(row.values.requestedAt) : '—'}
          </Code>
        ),
      },
    ];
  }, [t, format]);
}
