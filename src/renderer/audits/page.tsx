import '../ui/work.css';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { AuditInfo } from '../../contract/api/index.ts';
import { auditStates } from '../../model/entities/audits.ts';
import { orpc } from '../app/client.ts';
import { useWhyNot } from '../app/may.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Dot, StatusDot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { CreateAudit } from './create-audit.tsx';

/** All configuration audits, newest first. */
export default function AuditsPage() {
  const t = useT('past');
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const { data, error } = useQuery(orpc.audits.list.queryOptions());
  const columns = useColumns();
  const why = useWhyNot()('configurationAudit', 'create');
  const setCreating = (open: boolean): void => setParams(open ? { new: '1' } : {}, { replace: true });
  const create = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden="true" />}
      disabled={why !== undefined}
      title={why}
      onClick={() => setCreating(true)}
      data-testid="new-audit"
    >
      {t('newAudit')}
    </Button>
  );
  return (
    <div className="work-page">
      <PageHeader title={t('audits')}>{data && data.length > 0 && create}</PageHeader>
      <div className="work-list">
        <VirtualTable
          label={t('audits')}
          columns={columns}
          rows={arrayRows(data, error)}
          rowId={(row) => row.id}
          rowName={(row) => row.name}
          onOpen={(row) => void navigate(`/audits/${row.id}`)}
          empty={
            <Empty title={t('noAudits')} hint={t('noAuditsHint')}>
              {create}
            </Empty>
          }
        />
      </div>
      {params.get('new') === '1' && (
        <CreateAudit onClose={() => setCreating(false)} onCreated={(id) => void navigate(`/audits/${id}`)} />
      )}
    </div>
  );
}

function useColumns(): readonly Column<AuditInfo>[] {
  const t = useT('past');
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('auditName'),
        width: 200,
        grow: 2,
        render: (row) => (
          <Link to={`/audits/${row.id}`} tabIndex={-1} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      {
        key: 'state',
        title: t('state'),
        width: 100,
        render: (row) => <StatusDot choices={auditStates} value={row.state} />,
      },
      {
        key: 'progress',
        title: t('progress'),
        width: 90,
        align: 'end',
        render: (row) => <Code>{`${row.checked} / ${row.sample}`}</Code>,
      },
      {
        key: 'findings',
        title: t('findings'),
        width: 150,
        render: (row) =>
          row.nonconform === 0 ? (
            <span className="dash">—</span>
          ) : (
            <Dot tone={row.openFindings > 0 ? 'warning' : 'ok'}>
              {row.openFindings > 0
                ? `${row.nonconform} · ${t('openFindings', { count: row.openFindings })}`
                : String(row.nonconform)}
            </Dot>
          ),
      },
      {
        key: 'baseline',
        title: t('scope'),
        width: 160,
        grow: 1,
        render: (row) => row.baselineName || row.filter || t('wholeRegister'),
      },
      { key: 'auditor', title: t('auditor'), width: 100, render: (row) => row.auditor },
      { key: 'at', title: t('moment'), width: 136, render: (row) => <Code>{format.dateTime(row.at)}</Code> },
    ],
    [t, format],
  );
}
