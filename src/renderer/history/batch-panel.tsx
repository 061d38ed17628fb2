import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { BatchInfo } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { BatchState } from './batch-state.tsx';
import { useKindName } from './kinds.ts';
import { useUndo } from './use-undo.tsx';

/** What takes the whole register back to nothing is not offered as an undo. */
const lasting = new Set(['start', 'join', 'restore']);

/** What may have written many assets at once. */
const writesLists = new Set(['import', 'bulk', 'undo', 'ledger']);

/** One operation: who, when, what it came to, and the way back. */
export function BatchPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT('history');
  const common = useT('common');
  const format = useFormat();
  const kindName = useKindName();
  const undo = useUndo();
  const [busy, setBusy] = useState(false);
  const { data: batch, error } = useQuery(orpc.batches.get.queryOptions({ input: { id } }));
  const takeBack = async (): Promise<void> => {
    setBusy(true);
    await undo(id);
    setBusy(false);
  };
  return (
    <section className="panel changes-panel" aria-label={t('detail')}>
      <div className="changes-panel-head">
        <h2>{batch ? batch.label || kindName(batch.kind) : t('detail')}</h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={common('close')} onClick={onClose} />
      </div>
      {error && <ErrorNote error={error} />}
      {!batch && !error && <Skeleton active />}
      {batch && (
        <>
          <dl>
            <dt>{t('kind')}</dt>
            <dd>{kindName(batch.kind)}</dd>
            <dt>{t('when')}</dt>
            <dd>
              <Code>{format.dateTime(batch.at)}</Code>
            </dd>
            <dt>{t('who')}</dt>
            <dd>{batch.actor}</dd>
            <dt>{t('device')}</dt>
            <dd>{batch.device}</dd>
            <dt>{t('changes')}</dt>
            <dd>
              <Code>{format.number(batch.changes)}</Code>
            </dd>
            <dt>{t('state')}</dt>
            <dd>
              <BatchState batch={batch} />
            </dd>
          </dl>
          {batch.undoes && <p>{t('undoes')}</p>}
          <Account batch={batch} />
          {writesLists.has(batch.kind) && batch.state === 'done' && (
            <p>
              <Link to={`/assets?filter=${encodeURIComponent(`batch=${batch.id}`)}`}>{t('written')}</Link>
            </p>
          )}
          {batch.undoneBy === null && batch.state === 'done' && !lasting.has(batch.kind) ? (
            <Button danger onClick={takeBack} loading={busy} data-testid="undo-batch">
              {busy ? t('undoing') : t('undo')}
            </Button>
          ) : (
            <p className="hint">{t('notUndoable')}</p>
          )}
        </>
      )}
    </section>
  );
}

/** For imports: what became of the rows. */
function Account({ batch }: { batch: BatchInfo }) {
  const t = useT('history');
  const format = useFormat();
  const lines: readonly [string, string][] = [
    ['rows', t('rows')],
    ['created', t('rowsCreated')],
    ['updated', t('rowsUpdated')],
    ['unchanged', t('rowsUnchanged')],
    ['skipped', t('rowsSkipped')],
    ['rejected', t('rowsRejected')],
  ];
  const known = lines.filter(([key]) => typeof batch.summary?.[key] === 'number');
  if (known.length === 0) return null;
  return (
    <dl>
      {known.map(([key, word]) => (
        <div key={key} className="pair">
          <dt>{word}</dt>
          <dd>
            <Code>{format.number(Number(batch.summary?.[key]))}</Code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
