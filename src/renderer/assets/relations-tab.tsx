import { DisconnectOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FullRecord, Neighbour } from '../../contract/api/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import { type RelationType, relationTypes } from '../../model/relation-types.ts';
import type { Label } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { isSupply, NeedsSelect } from './needs-select.tsx';

interface RelationsTabProps {
  readonly record: FullRecord;
  /** Undefined while they are on their way. */
  readonly relations: readonly Neighbour[] | undefined;
}

/** How a relation reads from this asset. */
function reading(type: string, direction: Neighbour['direction']): Label {
  const def = relationTypes[type as RelationType];
  if (!def) return { zh: type, en: type };
  return direction === 'out' ? def.label : def.inverse;
}

/** What this asset is related to, by kind of relation. */
export function RelationsTab({ record, relations }: RelationsTabProps) {
  const { id } = record;
  const t = useT('assets');
  const label = useLabel();
  const [adding, setAdding] = useState(false);
  if (!relations) return <Skeleton className="card-pane" active />;
  const groups = Map.groupBy(relations, (each) => `${each.type} ${each.direction}`);
  return (
    <div className="card-pane">
      {adding ? (
        <AddRelation id={id} onClose={() => setAdding(false)} />
      ) : (
        <div className="card-line">
          <Button size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t('addRelation')}
          </Button>
          {relations.length > 0 && <Link to={`/relations/${id}`}>{t('openGraph')}</Link>}
        </div>
      )}
      {relations.length === 0 && !adding && <Empty title={t('noRelations')} hint={t('noRelationsHint')} />}
      {[...groups].map(([key, list]) => {
        const one = list[0] as Neighbour;
        const name = label(reading(one.type, one.direction));
        return (
          <section className="relation-group" key={key}>
            <h3>
              {name} {list.length}
              {isSupply(one) && <NeedsSelect record={record} type={one.type} suppliers={list} name={name} />}
            </h3>
            <ul>
              {list.map((each) => (
                <RelationItem key={each.relation} relation={each} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function RelationItem({ relation }: { relation: Neighbour }) {
  const t = useT('assets');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  const { asset } = relation;
  const name = asset.name || asset.tag;
  const [here, there] =
    relation.direction === 'out'
      ? [relation.sourcePort, relation.targetPort]
      : [relation.targetPort, relation.sourcePort];
  const remove = async (): Promise<void> => {
    try {
      const { batch } = await api.relations.remove({ relation: relation.relation });
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
      <StatusDot choices={statuses} value={asset.status} />
      <Button
        type="text"
        size="small"
        icon={<DisconnectOutlined />}
        aria-label={removeName}
        title={removeName}
        onClick={remove}
      />
    </li>
  );
}

function AddRelation({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT('assets');
  const common = useT('common');
  const label = useLabel();
  const done = useDoneMessage();
  const [choice, setChoice] = useState('dependsOn out');
  const [other, setOther] = useState<string | null>(null);
  const [ports, setPorts] = useState({ here: '', there: '' });
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState(false);
  const options = Object.entries(relationTypes).flatMap(([type, def]) => {
    const out = { value: `${type} out`, label: label(def.label) };
    return label(def.inverse) === label(def.label)
      ? [out]
      : [out, { value: `${type} in`, label: label(def.inverse) }];
  });
  const add = async (): Promise<void> => {
    if (other === null) {
      setMissing(true);
      return;
    }
    const [type = '', direction] = choice.split(' ');
    const outward = direction === 'out';
    const [sourcePort, targetPort] = outward ? [ports.here, ports.there] : [ports.there, ports.here];
    try {
      const { batch } = await api.relations.add({
        type,
        source: outward ? id : other,
        target: outward ? other : id,
        ...(sourcePort ? { sourcePort } : {}),
        ...(targetPort ? { targetPort } : {}),
      });
      onClose();
      done(t('relationAdded'), batch);
    } catch (failure) {
      setError(failure);
    }
  };
  const wired = choice.startsWith('connectedTo') || choice.startsWith('poweredBy');
  return (
    <form
      className="relation-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Select aria-label={t('relationType')} value={choice} options={options} onChange={setChoice} />
      <RefPicker
        entity="asset"
        autoFocus
        ariaLabel={t('relationAsset')}
        placeholder={t('relationAsset')}
        value={other}
        without={[id]}
        invalid={missing && other === null}
        onChange={(next) => setOther(next)}
      />
      {missing && other === null && (
        <p role="alert" className="wrong">
          {t('pickAsset')}
        </p>
      )}
      {wired && (
        <div className="two">
          <Input
            aria-label={t('sourcePort')}
            placeholder={t('sourcePort')}
            value={ports.here}
            onChange={(event) => setPorts({ ...ports, here: event.target.value })}
          />
          <Input
            aria-label={t('targetPort')}
            placeholder={t('targetPort')}
            value={ports.there}
            onChange={(event) => setPorts({ ...ports, there: event.target.value })}
          />
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
      <div className="form-foot">
        <Button size="small" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button size="small" type="primary" htmlType="submit">
          {common('add')}
        </Button>
      </div>
    </form>
  );
}
