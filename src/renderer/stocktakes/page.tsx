import '../ui/work.css';
import './stocktakes.css';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { StocktakeStatus } from '../../contract/api/index.ts';
import { stocktakeStates } from '../../model/choices.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Dot, StatusDot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { CreateStocktake } from './create-form.tsx';
import { differences } from './differences.ts';
import { ProgressBar } from './progress-bar.tsx';
import { useScopeWords } from './use-scope-words.ts';

/** All stocktakes, newest first. */
export default function StocktakesPage() {
  const t = useT('stocktakes');
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const { data, error } = useQuery(orpc.stocktakes.list.queryOptions());
  const columns = useColumns();
  const creating = params.get('new') === '1';
  const setCreating = (open: boolean): void => setParams(open ? { new: '1' } : {}, { replace: true });
  const create = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden="true" />}
      onClick={() => setCreating(true)}
      data-testid="new-stocktake"
    >
      {t('create')}
    </Button>
  );
  const none = data?.length === 0;
  return (
    <div className="work-page">
      <PageHeader title={t('title')}>{!none && create}</PageHeader>
      <div className="work-list">
        <VirtualTable
          label={t('title')}
          columns={columns}
          rows={arrayRows(data, error)}
          rowId={(row) => row.id}
          rowName={(row) => row.name}
          onOpen={(row) => void navigate(`/stocktakes/${row.id}`)}
          empty={
            <Empty title={t('empty.title')} hint={t('empty.text')}>
              {create}
            </Empty>
          }
        />
      </div>
      {creating && <CreateStocktake onClose={() => setCreating(false)} />}
    </div>
  );
}

function useColumns(): readonly Column<StocktakeStatus>[] {
  const t = useT('stocktakes');
  const format = useFormat();
  const scopeWords = useScopeWords();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('columns.name'),
        width: 200,
        grow: 2,
        render: (row) => (
          <Link to={`/stocktakes/${row.id}`} tabIndex={-1}>
            {row.name}
          </Link>
        ),
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 100,
        render: (row) => <StatusDot choices={stocktakeStates} value={row.state} />,
      },
      {
        key: 'scope',
        title: t('columns.scope'),
        width: 180,
        grow: 3,
        render: (row) => {
          const words = scopeWords(row.filter, row.locations);
          return <span title={words}>{words}</span>;
        },
      },
      {
        key: 'progress',
        title: t('columns.progress'),
        width: 220,
        render: (row) =>
          row.startedAt === null ? <span className="dash">—</span> : <ProgressBar status={row} figures />,
      },
      {
        key: 'differences',
        title: t('columns.differences'),
        width: 90,
        align: 'end',
        render: (row) => <Code>{row.startedAt === null ? '—' : format.number(differences(row))}</Code>,
      },
      {
        key: 'due',
        title: t('columns.due'),
        width: 150,
        render: (row) => <Due status={row} />,
      },
      {
        key: 'started',
        title: t('columns.started'),
        width: 140,
        render: (row) => <Code>{row.startedAt === null ? '—' : format.when(row.startedAt)}</Code>,
      },
    ],
    [t, format, scopeWords],
  );
}

/** The due date, and whether it has passed while there is still something to count. */
export function Due({ status }: { status: StocktakeStatus }) {
  const t = useT('stocktakes');
  const format = useFormat();
  if (!status.due) return <span className="dash">—</span>;
  const open = status.state === 'draft' || status.state === 'counting';
  const late = open && status.due < format.date(Date.now());
  return (
    <span className="due">
      <Code>{status.due}</Code>
      {late && <Dot tone="bad">{t('overdue')}</Dot>}
    </span>
  );
}
