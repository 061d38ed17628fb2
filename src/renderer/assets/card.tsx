import { ApartmentOutlined, CloseOutlined, EllipsisOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { FullRecord } from '../../contract/api/index.ts';
import { mayPass, type Status, statuses } from '../../model/lifecycle.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { RecordHistory } from '../history/record-history.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { AttachmentsTab } from './attachments-tab.tsx';
import { assetName, EditAsset } from './drawers.tsx';
import { Overview } from './overview.tsx';
import { RelationsTab } from './relations-tab.tsx';

interface AssetCardProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One asset: what a person should know of it now, then everything else. */
export function AssetCard({ id, onClose }: AssetCardProps) {
  const t = useT('assets');
  const tAttachments = useT('attachments');
  const [tab, setTab] = useState('overview');
  const { data: record, error } = useQuery(orpc.records.get.queryOptions({ input: { entity: 'asset', id } }));
  const { data: relations } = useQuery(orpc.relations.of.queryOptions({ input: { asset: id } }));
  const { data: attachments } = useQuery(orpc.attachments.list.queryOptions({ input: { record: id } }));
  const { data: history } = useQuery(orpc.records.history.queryOptions({ input: { id } }));
  const close = (
    <Button
      className="card-close"
      type="text"
      icon={<CloseOutlined />}
      aria-label={t('closeCard')}
      onClick={onClose}
    />
  );
  if (error && !record)
    return (
      <div className="card-pane">
        <div className="card-line">{close}</div>
        <ErrorNote error={error} />
      </div>
    );
  if (!record)
    return (
      <div className="card-pane">
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    );
  const { tag, name } = record.values;
  const count = (list: readonly unknown[] | undefined): string => (list?.length ? ` ${list.length}` : '');
  return (
    <article className="card" data-testid="asset-card">
      <header className="card-head">
        <div className="card-line">
          {typeof tag === 'string' && <Code>{tag}</Code>}
          <StatusDot choices={statuses} value={record.values.status} />
          {close}
        </div>
        <h2>{String(name ?? tag ?? t('unnamed'))}</h2>
        <CardActions record={record} onClose={onClose} />
      </header>
      <Tabs
        activeKey={tab}
        onChange={setTab}
        size="small"
        items={[
          {
            key: 'overview',
            label: t('overview'),
            children: (
              <Overview record={record} history={history ?? []} onHistory={() => setTab('history')} />
            ),
          },
          {
            key: 'relations',
            label: t('relations') + count(relations),
            children: <RelationsTab record={record} relations={relations} />,
          },
          {
            key: 'attachments',
            label: tAttachments('tab') + count(attachments),
            children: <AttachmentsTab record={record} attachments={attachments} />,
          },
          {
            key: 'history',
            label: t('history') + count(history),
            children: (
              <div className="card-pane">
                <RecordHistory entity="asset" id={id} />
              </div>
            ),
          },
        ]}
      />
    </article>
  );
}

const handOverFields = ['user', 'custodian', 'department', 'location', 'rackUnit', 'status'];

function CardActions({ record, onClose }: { record: FullRecord; onClose: () => void }) {
  const t = useT('assets');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  const whyNot = useWhyNot();
  const [editing, setEditing] = useState<'all' | 'handOver' | null>(null);
  const name = assetName(record.values, t('unnamed'));
  const remove = async (): Promise<void> => {
    try {
      const { batch } = await api.records.remove({ entity: 'asset', id: record.id, base: record.heads });
      onClose();
      done(t('deleted', { name }), batch);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const tooLate = useTooLateToRetire(record);
  if (record.deleted) return null;
  const noEdit = whyNot('asset', 'update', record.values);
  const noDelete = whyNot('asset', 'delete', record.values);
  const noRetire = whyNot('retirement', 'create') ?? tooLate;
  return (
    <div className="card-actions">
      <Button
        size="small"
        disabled={noEdit !== undefined}
        title={noEdit}
        onClick={() => setEditing('all')}
        data-testid="edit-asset"
      >
        {t('edit')}
      </Button>
      <Button
        size="small"
        disabled={noEdit !== undefined}
        title={noEdit}
        onClick={() => setEditing('handOver')}
      >
        {t('handOver')}
      </Button>
      <Button
        size="small"
        icon={<ApartmentOutlined aria-hidden="true" />}
        onClick={() => void navigate(`/impact?assets=${record.id}`)}
      >
        {t('impact')}
      </Button>
      <Button
        size="small"
        danger
        disabled={noRetire !== undefined}
        title={noRetire}
        onClick={() => void navigate('/retirements?request=1', { state: { assets: [record.id] } })}
      >
        {t('retire')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'delete',
              label: t('delete'),
              title: noDelete ?? '',
              disabled: noDelete !== undefined,
              danger: true,
              onClick: () => void remove(),
            },
          ],
        }}
      >
        <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={t('moreActions')} />
      </Dropdown>
      {editing && (
        <EditAsset
          record={record}
          title={editing === 'all' ? t('editTitle', { name }) : t('handOverTitle', { name })}
          {...(editing === 'handOver' ? { only: handOverFields } : {})}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

/** Why an asset of this status can't be put up for retirement, or undefined. */
function useTooLateToRetire({ values }: FullRecord): string | undefined {
  const t = useT('retirement');
  const label = useLabel();
  const status = String(values.status ?? '');
  if (status !== 'pendingRetirement' && mayPass(status, 'pendingRetirement', 'retirement')) return undefined;
  return t('notRetirable', {
    tag: String(values.tag ?? ''),
    status: label(statuses[status as Status]?.label ?? { zh: status, en: status }),
  });
}
