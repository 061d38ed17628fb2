import { DisconnectOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FullRecord, Neighbour } from '../../contract/api/index.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import { statuses } from '../../model/lifecycle.ts';
import type { Label } from '../../model/types.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { useChangeNumber } from '../baselines/change-number.tsx';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { RecordHistory } from '../history/record-history.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { RecordForm } from '../ui/record-form.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { AddRelation } from './add-relation.tsx';
import { isSupply, NeedsSelect } from './needs-select.tsx';
import { relationAttributes } from './relation-fields.tsx';

interface RelationsTabProps {
  readonly record: FullRecord;
  /** Undefined while they are on their way. */
  readonly relations: readonly Neighbour[] | undefined;
}

/** How a relation reads from this asset. */
function reading(catalogue: Catalogue, type: string, direction: Neighbour['direction']): Label {
  const def = catalogue.relationType(type);
  if (!def) return { zh: type, en: type };
  return direction === 'out' ? def.label : def.inverse;
}

/** What this asset is related to, by kind of relation. */
export function RelationsTab({ record, relations }: RelationsTabProps) {
  const { id } = record;
  const t = useT('assets');
  const label = useLabel();
  const catalogue = useCatalogue();
  const [adding, setAdding] = useState(false);
  const why = useWhyNot()('relation', 'create');
  if (!relations) return <Skeleton className="card-pane" active />;
  const groups = Map.groupBy(relations, (each) => `${each.type} ${each.direction}`);
  return (
    <div className="card-pane">
      {adding ? (
        <AddRelation id={id} onClose={() => setAdding(false)} />
      ) : (
        <div className="card-line">
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden="true" />}
            disabled={why !== undefined}
            title={why}
            onClick={() => setAdding(true)}
          >
            {t('addRelation')}
          </Button>
          {relations.length > 0 && <Link to={`/relations/${id}`}>{t('openGraph')}</Link>}
        </div>
      )}
      {relations.length === 0 && !adding && <Empty title={t('noRelations')} hint={t('noRelationsHint')} />}
      {[...groups].map(([key, list]) => {
        const one = list[0] as Neighbour;
        const name = label(reading(catalogue, one.type, one.direction));
        return (
          <section className="relation-group" key={key}>
            <h3>
              {name} {list.length}
              {isSupply(catalogue, one) && (
                <NeedsSelect record={record} type={one.type} suppliers={list} name={name} />
              )}
            </h3>
            <ul>
              {list.map((each) => (
                <RelationItem key={each.relation} relation={each} own={id} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function RelationItem({ relation, own }: { relation: Neighbour; own: string }) {
  const t = useT('assets');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  const changeNumber = useChangeNumber();
  const { asset } = relation;
  const name = asset.name || asset.tag;
  const [editing, setEditing] = useState(false);
  const whyNot = useWhyNot();
  const noEdit = whyNot('relation', 'update');
  const noRemove = whyNot('relation', 'delete');
  const [here, there] =
    relation.direction === 'out'
      ? [relation.sourcePort, relation.targetPort]
      : [relation.targetPort, relation.sourcePort];
  const remove = async (): Promise<void> => {
    try {
      const numbered = await changeNumber.ask([own, asset.id]);
      if (numbered === null) return;
      const { batch } = await api.relations.remove({ relation: relation.relation, ...numbered });
      done(t('relationRemoved'), batch);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const removeName = t('removeRelation', { name });
  return (
    <li className="relation-item">
      <Link className="name" to={`/assets/${asset.id}`} title={name}>
        <Code>{asset.tag}</Code> {asset.name}
      </Link>
      {(here || there) && <small>{t('ports', { here: here ?? '—', there: there ?? '—' })}</small>}
      <Attributes relation={relation} />
      <StatusDot choices={statuses} value={asset.status} />
      <Button
        type="text"
        size="small"
        icon={<EditOutlined />}
        aria-label={t('editRelation', { name })}
        title={noEdit ?? t('editRelation', { name })}
        disabled={noEdit !== undefined}
        onClick={() => setEditing(true)}
      />
      <Button
        type="text"
        size="small"
        icon={<DisconnectOutlined />}
        aria-label={removeName}
        title={noRemove ?? removeName}
        disabled={noRemove !== undefined}
        onClick={remove}
      />
      {changeNumber.dialog}
      {editing && <EditRelation relation={relation} name={name} onClose={() => setEditing(false)} />}
    </li>
  );
}

/** What the relation says beside its ends and ports. */
function Attributes({ relation }: { relation: Neighbour }) {
  const t = useT('assets');
  const format = useFormat();
  const parts = [
    relation.role,
    relation.cable && `${t('relationCable')} ${relation.cable}`,
    relation.since && `${t('relationSince')} ${format.date(relation.since)}`,
    relation.notes,
  ].filter(Boolean);
  return parts.length > 0 ? <small className="relation-attributes">{parts.join(' · ')}</small> : null;
}

/** The relation's own form, and who changed it when. */
function EditRelation({
  relation,
  name,
  onClose,
}: {
  relation: Neighbour;
  name: string;
  onClose: () => void;
}) {
  const t = useT('assets');
  const done = useDoneMessage();
  const input = { entity: 'relation' as const, id: relation.relation };
  const { data: record, error } = useQuery(orpc.records.get.queryOptions({ input }));
  return (
    <Drawer open size={480} title={t('editRelation', { name })} onClose={onClose}>
      {error && <ErrorNote error={error} />}
      {record && (
        <>
          <RecordForm
            entity="relation"
            record={record}
            only={relationAttributes}
            onCancel={onClose}
            onSaved={(_, batch) => {
              onClose();
              if (batch) done(t('relationSaved'), batch);
            }}
          />
          <h3 className="relation-history">{t('history')}</h3>
          <RecordHistory entity="relation" id={relation.relation} />
        </>
      )}
    </Drawer>
  );
}
