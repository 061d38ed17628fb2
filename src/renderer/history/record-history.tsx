import './history.css';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { HistoryEntry } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import type { EntityKey, FieldDef } from '../../model/types.ts';
import { orpc } from '../app/client.ts';
import { useInfo } from '../app/info.ts';
import { currentCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { fieldText } from '../ui/field-view.tsx';
import { useKindName } from './kinds.ts';
import { useUndo } from './use-undo.tsx';

/** What touched this record alone is undone here; larger operations are shown whole before they are taken back. */
const single = new Set(['edit', 'relation', 'settle', 'undo']);

/** A record entered with many fields shows so many of them until asked for all. */
const firstFields = 6;

/** Who changed what, when, from what to what; newest first. */
export function RecordHistory({ entity, id }: { entity: EntityKey; id: string }) {
  const t = useT('history');
  const { data, error, isPending } = useQuery(orpc.records.history.queryOptions({ input: { id } }));
  const undo = useUndo();
  const [busy, setBusy] = useState<string | null>(null);
  if (error) return <ErrorNote error={error} />;
  if (isPending) return <Skeleton active paragraph={{ rows: 5 }} title={false} />;
  const entries = [...data].sort((a, b) => b.at - a.at);
  if (entries.length === 0) return <Empty title={t('noHistory')} />;
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.change}>
          <HistoryHead entry={entry} />
          <HistoryFields entity={entity} entry={entry} />
          {single.has(entry.kind) ? (
            <Button
              size="small"
              type="link"
              className="history-undo"
              loading={busy === entry.batch}
              onClick={async () => {
                setBusy(entry.batch);
                await undo(entry.batch);
                setBusy(null);
              }}
            >
              {t('undo')}
            </Button>
          ) : (
            <Link to={`/changes?batch=${entry.batch}`}>{t('showBatch')}</Link>
          )}
        </li>
      ))}
    </ol>
  );
}

/** When, who, on which device, by what. */
export function HistoryHead({ entry }: { entry: HistoryEntry }) {
  const t = useT('history');
  const format = useFormat();
  const kind = useKindName();
  const { sync } = useInfo();
  // Without a server nothing waits to be sent.
  const waits = entry.state === 'pending' && sync.state !== 'none';
  const state = waits ? t('pending') : entry.state === 'rejected' ? t('rejected') : null;
  return (
    <p className="history-head">
      <time dateTime={new Date(entry.at).toISOString()}>{format.when(entry.at)}</time> · {entry.actor}
      {entry.kind !== 'edit' && ` · ${kind(entry.kind)}${entry.label ? ` ${entry.label}` : ''}`}
      {state && <em> · {state}</em>}
      <span className="history-device"> · {entry.device}</span>
    </p>
  );
}

/** The declaration of a field in a history, whatever class the record had then. */
export function historyField(entity: EntityKey, key: string): FieldDef | undefined {
  return entityOf(entity).fields[key] ?? (entity === 'asset' ? currentCatalogue().attrField(key) : undefined);
}

export function HistoryFields({
  entity,
  entry,
  limit = firstFields,
}: {
  entity: EntityKey;
  entry: HistoryEntry;
  limit?: number;
}) {
  const t = useT('history');
  const label = useLabel();
  const language = useLanguage();
  const format = useFormat();
  const [all, setAll] = useState(false);
  if (entry.operation === 'delete') return <p>{t('deleted')}</p>;
  const shown = all ? entry.fields : entry.fields.slice(0, limit);
  const currency = entry.fields.find((each) => each.field === 'currency')?.to;
  return (
    <>
      {entry.operation === 'create' && <p>{t('createdWith', { count: entry.fields.length })}</p>}
      <dl className="history-fields">
        {shown.map((change) => {
          const field = historyField(entity, change.field);
          const money = typeof currency === 'string' ? currency : null;
          const to = fieldText(field, change.to, change.toLabel, money, language, format);
          const from = fieldText(field, change.from, change.fromLabel, money, language, format);
          return (
            <div key={change.field}>
              <dt>{field ? label(field.label) : change.field}</dt>
              <dd>
                {entry.operation === 'update' && (
                  <>
                    <del>{from}</del> <span aria-hidden="true">→</span>{' '}
                  </>
                )}
                <ins>{to}</ins>
              </dd>
            </div>
          );
        })}
      </dl>
      {entry.fields.length > shown.length && (
        <Button size="small" type="link" className="history-undo" onClick={() => setAll(true)}>
          {t('showAll', { count: entry.fields.length })}
        </Button>
      )}
    </>
  );
}
