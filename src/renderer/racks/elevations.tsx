import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RackLoose, RackThing, RackView } from '../../contract/api/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import { freeUnits, type MountedOn } from '../../model/racks.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { queryClient } from '../app/query-client.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { Elevation } from './elevation.tsx';
import { type Held, useMoving } from './use-moving.ts';

/** Front and rear of a rack, what lies in it without a unit, and the same as a table. */
export function RackElevations({ rack }: { rack: RackView }) {
  const t = useT('racks');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  const whyNot = useWhyNot();
  const [picked, setPicked] = useState<string | null>(null);
  const noMove = whyNot('asset', 'update');
  const place = async (held: Held, unit: number | null, face: MountedOn): Promise<void> => {
    try {
      const { batch } = await api.racks.place({ rack: rack.id, asset: held.id, unit, face });
      await queryClient.invalidateQueries();
      if (batch)
        done(
          unit === null ? t('takenOut', { name: held.name }) : t('moved', { name: held.name, unit }),
          batch,
        );
    } catch (failure) {
      message.error(errorText(failure));
    }
  };
  const moving = useMoving(rack, place, noMove === undefined);
  const names = new Map([...rack.mounted, ...rack.loose].map((one) => [one.id, one.name || one.tag]));
  return (
    <div className="rack-view">
      <p className="visually-hidden" role="status" aria-live="polite">
        {moving.said}
      </p>
      {rack.overlaps.map(([a, b]) => (
        <Alert
          key={`${a}${b}`}
          type="warning"
          showIcon
          title={t('overlap', { one: names.get(a) ?? '', other: names.get(b) ?? '' })}
        />
      ))}
      <p className="rack-hint">{noMove ?? t('hint')}</p>
      <div className="rack-faces">
        <Elevation rack={rack} face="front" moving={moving} picked={picked} onPick={setPicked} />
        <Elevation rack={rack} face="rear" moving={moving} picked={picked} onPick={setPicked} />
        <aside className="rack-side">
          <Sums rack={rack} />
          <LooseThings rack={rack} moving={moving} />
        </aside>
      </div>
      <RackTable rack={rack} />
    </div>
  );
}

function Sums({ rack }: { rack: RackView }) {
  const t = useT('racks');
  return (
    <dl className="rack-sums">
      <dt>{t('height')}</dt>
      <dd>{rack.units} U</dd>
      <dt>{t('freeFront')}</dt>
      <dd data-testid="free-front">{freeUnits(rack.units, 'front', rack.mounted).length} U</dd>
      <dt>{t('freeRear')}</dt>
      <dd>{freeUnits(rack.units, 'rear', rack.mounted).length} U</dd>
      <dt>{t('things')}</dt>
      <dd>{rack.mounted.length + rack.loose.length}</dd>
    </dl>
  );
}

/** Things whose location is the rack but that stand at no unit of it: to be dragged into it, or placed by the keyboard. */
function LooseThings({ rack, moving }: { rack: RackView; moving: ReturnType<typeof useMoving> }) {
  const t = useT('racks');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition to the key that takes a thing out
    <section
      className="rack-loose"
      onDragOver={(event) => moving.held && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        moving.takeOut();
      }}
    >
      <h2>{t('loose', { count: rack.loose.length })}</h2>
      {rack.loose.length === 0 && <p className="rack-hint">{t('looseNone')}</p>}
      <ul>
        {rack.loose.map((one) => (
          <li key={one.id}>
            <LooseThing one={one} moving={moving} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LooseThing({ one, moving }: { one: RackLoose; moving: ReturnType<typeof useMoving> }) {
  const t = useT('racks');
  const held = { ...one, name: one.name || one.tag };
  return (
    <Button
      size="small"
      draggable={moving.allowed}
      disabled={!moving.allowed}
      aria-pressed={moving.held?.id === one.id}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', one.id);
        moving.pick(held);
      }}
      onDragEnd={moving.drop}
      onKeyDown={(event) => moving.onKey(event, held)}
    >
      {held.name} · {t('unitsHigh', { height: one.height })}
    </Button>
  );
}

/** The same as the pictures, to be read and to be heard. */
function RackTable({ rack }: { rack: RackView }) {
  const t = useT('racks');
  const label = useLabel();
  const catalogue = useCatalogue();
  const rows = [...rack.mounted].sort((a, b) => b.unit - a.unit);
  const line = (one: RackThing | RackLoose) => (
    <tr key={one.id}>
      <td>{one.unit === null ? '—' : `U${one.unit}`}</td>
      <td>{one.height}</td>
      <td>{t(`face_${one.face}`)}</td>
      <th scope="row">
        <Link to={`/assets/${one.id}`}>{one.name || one.tag}</Link>
      </th>
      <td>
        <Code>{one.tag}</Code>
      </td>
      <td>
        {one.class ? label(catalogue.classOf(one.class)?.label ?? { zh: one.class, en: one.class }) : '—'}
      </td>
      <td>{one.model ?? '—'}</td>
      <td>
        <StatusDot choices={statuses} value={one.status} />
      </td>
    </tr>
  );
  return (
    <section className="panel rack-table">
      <table>
        <caption>{t('table')}</caption>
        <thead>
          <tr>
            {(['unit', 'unitsTaken', 'face', 'thing', 'tag', 'class', 'model', 'status'] as const).map(
              (one) => (
                <th key={one} scope="col">
                  {t(one)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(line)}
          {rack.loose.map(line)}
        </tbody>
      </table>
    </section>
  );
}
