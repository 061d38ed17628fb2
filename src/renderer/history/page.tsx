import './history.css';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { BatchInfo } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { PackButton } from '../export/pack-button.tsx';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { useWindows } from '../ui/rows.ts';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { BatchPanel } from './batch-panel.tsx';
import { BatchState } from './batch-state.tsx';
import { batchKinds, useKindName } from './kinds.ts';
import { useBatchTotal } from './use-batch-total.ts';

/** Every operation ever, newest first, each with the way back. */
export default function ChangesPage() {
  const t = useT('history');
  const kindName = useKindName();
  const [kind, setKind] = useState<string | null>(null);
  // The open operation stands in the address: a record's history links to it.
  const [params, setParams] = useSearchParams();
  const open = params.get('batch');
  const setOpen = (batch: string | null): void =>
    setParams(batch === null ? {} : { batch }, { replace: true });
  const scope = kind === null ? {} : { kind };
  const total = useBatchTotal(kind);
  const rows = useWindows<BatchInfo>(kind ?? '', total, (offset, limit) =>
    orpc.batches.list.queryOptions({
      input: { ...scope, offset, limit },
      select: (page: { batches: BatchInfo[] }) => page.batches,
    }),
  );
  const columns = useColumns();
  return (
    <div className="changes">
      <PageHeader title={t('title')} sub={t('sub')}>
        <PackButton />
        <Select
          className="changes-kind"
          aria-label={t('kindFilter')}
          value={kind ?? ''}
          options={[
            { value: '', label: t('allKinds') },
            ...batchKinds.map((value) => ({ value, label: kindName(value) })),
          ]}
          onChange={(value) => setKind(value || null)}
        />
      </PageHeader>
      <div className={open ? 'changes-split with-panel' : 'changes-split'}>
        <VirtualTable
          label={t('list')}
          columns={columns}
          rows={rows}
          rowId={(batch) => batch.id}
          rowName={(batch) => kindName(batch.kind)}
          openId={open ?? undefined}
          onOpen={(batch) => setOpen(batch.id)}
          onMove={(batch) => open && setOpen(batch.id)}
          empty={<Empty title={t('empty')} hint={t('emptyHint')} />}
        />
        {open && <BatchPanel key={open} id={open} onClose={() => setOpen(null)} />}
      </div>
    </div>
  );
}

function useColumns(): readonly Column<BatchInfo>[] {
  const t = useT('history');
  const format = useFormat();
  const kindName = useKindName();
  return useMemo(
    () => [
      { key: 'at', title: t('when'), width: 146, render: (batch) => <Code>{format.when(batch.at)}</Code> },
      { key: 'kind', title: t('kind'), width: 120, render: (batch) => kindName(batch.kind) },
      { key: 'label', title: t('what'), width: 200, grow: 2, render: (batch) => batch.label || '—' },
      { key: 'actor', title: t('who'), width: 110, render: (batch) => batch.actor },
      { key: 'device', title: t('device'), width: 120, grow: 1, render: (batch) => batch.device },
      {
        key: 'changes',
        title: t('changes'),
        width: 90,
        align: 'end',
        render: (batch) => <Code>{format.number(batch.changes)}</Code>,
      },
      { key: 'state', title: t('state'), width: 110, render: (batch) => <BatchState batch={batch} /> },
    ],
    [t, format, kindName],
  );
}
