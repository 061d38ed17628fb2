import { useQuery } from '@tanstack/react-query';
import { App, Button, Drawer, Skeleton } from 'antd';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import type { FullRecord } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { RecordHistory } from '../history/record-history.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { FieldView } from '../ui/field-view.tsx';
import { RecordForm } from '../ui/record-form.tsx';
import { kindPages, type PlaceKind } from './kinds.ts';

interface PlaceCardProps {
  readonly kind: PlaceKind;
  readonly id: string;
  readonly onGone: () => void;
  readonly onAddBelow: (parent: string, label: string) => void;
}

/** One place, person, department, organisation, model, contract or licence, with its assets and its history. */
export function PlaceCard({ kind, id, onGone, onAddBelow }: PlaceCardProps) {
  const t = useT('places');
  const tRacks = useT('racks');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  const whyNot = useWhyNot();
  const [editing, setEditing] = useState(false);
  const { data: record, error } = useQuery(orpc.records.get.queryOptions({ input: { entity: kind, id } }));
  if (error && !record) return <ErrorNote error={error} />;
  if (!record) return <Skeleton active />;
  const name = String(record.values.name ?? t('unnamed'));
  const remove = async (): Promise<void> => {
    try {
      const { batch } = await api.records.remove({ entity: kind, id, base: record.heads });
      onGone();
      done(t('deleted', { name }), batch);
    } catch (failure) {
      message.error(errorText(failure));
    }
  };
  const noEdit = whyNot(kind, 'update', record.values);
  const noDelete = whyNot(kind, 'delete', record.values);
  const noCreate = whyNot(kind, 'create');
  const tree = entityOf(kind).parent !== undefined;
  return (
    <>
      <h2>{name}</h2>
      <div className="places-actions">
        <Button size="small" disabled={noEdit !== undefined} title={noEdit} onClick={() => setEditing(true)}>
          {t('edit')}
        </Button>
        {tree && (
          <Button
            size="small"
            disabled={noCreate !== undefined}
            title={noCreate}
            onClick={() => onAddBelow(id, name)}
          >
            {t('addBelow')}
          </Button>
        )}
        <Button size="small" danger disabled={noDelete !== undefined} title={noDelete} onClick={remove}>
          {t('delete')}
        </Button>
      </div>
      {kind === 'location' && record.values.kind === 'rack' && (
        <p>
          <Link to={`/racks/${id}`}>{tRacks('toRack')}</Link>
        </p>
      )}
      <Fields kind={kind} record={record} />
      {kindPages[kind].assets.length > 0 && (
        <>
          <h3>{t('assets')}</h3>
          <AssetLinks kind={kind} id={id} name={name} />
        </>
      )}
      <h3>{t('history')}</h3>
      <RecordHistory entity={kind} id={id} />
      {editing && (
        <Drawer open size={480} title={`${t('edit')} ${name}`} onClose={() => setEditing(false)}>
          <RecordForm
            entity={kind}
            record={record}
            onCancel={() => setEditing(false)}
            onSaved={(_, batch) => {
              setEditing(false);
              if (batch) done(t('saved', { name }), batch);
            }}
          />
        </Drawer>
      )}
    </>
  );
}

function Fields({ kind, record }: { kind: PlaceKind; record: FullRecord }) {
  const label = useLabel();
  const fields = Object.entries(entityOf(kind).fields).filter(([key]) => {
    const value = record.values[key];
    return key !== 'name' && value !== null && value !== undefined && value !== '';
  });
  return (
    <dl className="places-fields">
      {fields.map(([key, field]) => (
        <Fragment key={key}>
          <dt>{label(field.label)}</dt>
          <dd>
            <FieldView
              field={field}
              value={record.values[key]}
              valueLabel={record.labels[key]}
              currency={typeof record.values.currency === 'string' ? record.values.currency : null}
            />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** Ways to the assets that belong here, with how many there are. */
function AssetLinks({ kind, id, name }: { kind: PlaceKind; id: string; name: string }) {
  const t = useT('places');
  return (
    <div className="places-links">
      {kindPages[kind].assets.map(({ word, filter }) => (
        <AssetLink key={word} word={word} filter={filter(id)} />
      ))}
      {kind === 'location' && (
        <Link to={`/relations?${new URLSearchParams({ filter: `location~${id}`, name })}`}>{t('graph')}</Link>
      )}
    </div>
  );
}

function AssetLink({ word, filter }: { word: string; filter: string }) {
  const t = useT('places');
  const format = useFormat();
  const { data } = useQuery(orpc.records.totals.queryOptions({ input: { entity: 'asset', filter } }));
  return (
    <Link to={`/assets?filter=${encodeURIComponent(filter)}`}>
      {t(word as 'assets')} {data && format.number(data.count)}
    </Link>
  );
}
