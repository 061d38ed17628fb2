import '../ui/work.css';
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { AuditItemInfo } from '../../contract/api/index.ts';
import { auditResults, auditStates, nonconformityStates } from '../../model/entities/audits.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';
import { useWhyNot } from '../app/may.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { CheckDrawer } from './check-drawer.tsx';

/** One audit: its sample, what was found, and what is still to be mended. */
export default function AuditPage() {
  const { id = '' } = useParams();
  const t = useT('past');
  const format = useFormat();
  const language = useLanguage();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const whyNot = useWhyNot();
  const [open, setOpen] = useState<string | null>(null);
  const { data: audit, error } = useQuery(orpc.audits.get.queryOptions({ input: { id } }));
  const { data: items, error: failed } = useQuery(orpc.audits.items.queryOptions({ input: { id } }));
  const columns = useColumns();
  if (error) return <ErrorNote error={error} />;
  if (!audit) return null;
  const act = async (work: () => Promise<string | null>): Promise<void> => {
    try {
      const said = await work();
      if (said) message.success(said);
    } catch (failure) {
      message.error(errorText(failure));
    }
  };
  const whyNotClose = whyNot('configurationAudit', 'update');
  const item = items?.find((one) => one.id === open);
  return (
    <div className="work-page">
      <Link className="crumb" to="/audits">
        {t('audits')}
      </Link>
      <PageHeader
        title={audit.name}
        sub={
          <dl className="facts">
            <div>
              <dt>{t('state')}</dt>
              <dd>
                <StatusDot choices={auditStates} value={audit.state} />
              </dd>
            </div>
            <div>
              <dt>{t('progress')}</dt>
              <dd>
                <Code>{`${audit.checked} / ${audit.sample}`}</Code>
              </dd>
            </div>
            <div>
              <dt>{t('findings')}</dt>
              <dd>
                <Code>{format.number(audit.nonconform)}</Code>
              </dd>
            </div>
            <div>
              <dt>{t('population', { count: audit.population })}</dt>
              <dd>{audit.stratified ? t('stratified') : ''}</dd>
            </div>
            <div>
              <dt>{t('seed')}</dt>
              <dd>
                <Code>{audit.seed}</Code>
              </dd>
            </div>
            <div className="wide-fact">
              <dt>{t('scope')}</dt>
              <dd>{audit.baselineName || audit.filter || t('wholeRegister')}</dd>
            </div>
            <div>
              <dt>{t('auditor')}</dt>
              <dd>{audit.auditor}</dd>
            </div>
          </dl>
        }
      >
        <Button
          onClick={() =>
            void act(async () => {
              const { same, drawn } = await api.audits.redraw({ id });
              return same ? t('redrawSame', { count: drawn }) : t('redrawOther');
            })
          }
        >
          {t('redraw')}
        </Button>
        <Button
          icon={<DownloadOutlined aria-hidden="true" />}
          onClick={() =>
            void act(async () => {
              const made = await api.audits.workbook({ id, language });
              const place = await saveFile(made.file, made.name);
              return place === null ? null : t('saved', { name: place });
            })
          }
        >
          {t('report')}
        </Button>
        {audit.state === 'open' && (
          <Button
            type="primary"
            disabled={whyNotClose !== undefined}
            title={whyNotClose}
            onClick={() =>
              void act(async () => {
                await api.audits.close({ id });
                return t('closed');
              })
            }
            data-testid="close-audit"
          >
            {t('closeAudit')}
          </Button>
        )}
      </PageHeader>
      <div className="work-list">
        <VirtualTable
          label={t('sample', { count: audit.sample })}
          columns={columns}
          rows={arrayRows(items, failed)}
          rowId={(row) => row.id}
          rowName={(row) => [row.asset.tag, row.asset.name].filter(Boolean).join(' ')}
          openId={open ?? undefined}
          onOpen={(row) => setOpen(row.id)}
        />
      </div>
      {item && (
        <CheckDrawer
          key={`${item.id} ${item.result} ${item.nonconformity?.state ?? ''}`}
          item={item}
          closed={audit.state === 'closed'}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function useColumns(): readonly Column<AuditItemInfo>[] {
  const t = useT('past');
  return useMemo(
    () => [
      { key: 'n', title: '#', width: 50, align: 'end', render: (row) => <Code>{String(row.n)}</Code> },
      { key: 'tag', title: t('tag'), width: 130, render: (row) => <Code>{row.asset.tag || '—'}</Code> },
      {
        key: 'name',
        title: t('name'),
        width: 160,
        grow: 2,
        render: (row) => <span title={row.asset.name}>{row.asset.name}</span>,
      },
      {
        key: 'location',
        title: t('location2'),
        width: 150,
        grow: 2,
        render: (row) => <span title={row.location}>{row.location || '—'}</span>,
      },
      {
        key: 'result',
        title: t('result'),
        width: 120,
        render: (row) => <StatusDot choices={auditResults} value={row.result} />,
      },
      {
        key: 'finding',
        title: t('finding'),
        width: 150,
        grow: 2,
        render: (row) => <span title={row.finding}>{row.finding}</span>,
      },
      {
        key: 'nonconformity',
        title: t('findings'),
        width: 110,
        render: (row) =>
          row.nonconformity && <StatusDot choices={nonconformityStates} value={row.nonconformity.state} />,
      },
      {
        key: 'owner',
        title: t('owner'),
        width: 90,
        render: (row) => row.nonconformity?.ownerName ?? '',
      },
      {
        key: 'due',
        title: t('due'),
        width: 100,
        render: (row) => <Code>{row.nonconformity?.due ?? ''}</Code>,
      },
      { key: 'by', title: t('by'), width: 90, render: (row) => row.checkedBy },
    ],
    [t],
  );
}
