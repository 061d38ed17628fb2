import type { RackThing, RackView } from '../../contract/api/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import { type Face, topUnit } from '../../model/racks.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { classColour } from './class-colour.ts';
import type { Moving } from './use-moving.ts';

/** Pixels of one unit. */
const unitHeight = 22;

interface ElevationProps {
  readonly rack: RackView;
  readonly face: Face;
  readonly moving: Moving;
  readonly picked: string | null;
  readonly onPick: (id: string | null) => void;
}

/** One face of a rack, drawn to scale: a row for each unit, things over the units that they take. */
export function Elevation({ rack, face, moving, picked, onPick }: ElevationProps) {
  const t = useT('racks');
  const units = Array.from({ length: rack.units }, (_, i) => (rack.descending ? i + 1 : rack.units - i));
  const rowOf = (lowest: number, height: number): number =>
    rack.descending ? lowest - 1 : rack.units - (lowest + height - 1);
  const { held, target } = moving;
  const over = held && target?.face === face ? target : null;
  return (
    <section className="rack-face" aria-label={t(`face_${face}`)}>
      <h2>{t(`face_${face}`)}</h2>
      <div className="rack-frame">
        <ol className="rack-numbers" aria-hidden="true">
          {units.map((unit) => (
            <li key={unit} style={{ height: unitHeight }}>
              {unit}
            </li>
          ))}
        </ol>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition to the keys of each thing */}
        <div
          className="rack-slots"
          data-testid={`rack-${face}`}
          style={{ height: rack.units * unitHeight }}
          onDragOver={(event) => {
            if (!held) return;
            event.preventDefault();
            const box = event.currentTarget.getBoundingClientRect();
            const row = Math.floor((event.clientY - box.top) / unitHeight);
            const pointed = units[Math.min(Math.max(0, row), rack.units - 1)] as number;
            // The pointer holds a thing by its top.
            const lowest = rack.descending ? pointed : pointed - held.height + 1;
            if (over?.unit !== lowest || !over) moving.aim(held, lowest, face);
          }}
          onDrop={(event) => {
            event.preventDefault();
            moving.put();
          }}
        >
          {units.map((unit) => (
            <div key={unit} className="rack-slot" style={{ height: unitHeight }} />
          ))}
          {over && held && (
            <div
              className={`rack-target ${over.blocked ? 'blocked' : ''}`}
              style={{ top: rowOf(over.unit, held.height) * unitHeight, height: held.height * unitHeight }}
            >
              {over.blocked ? t('blockedBy', { other: over.blocked }) : `U${over.unit}`}
            </div>
          )}
          {rack.mounted.map((one) => (
            <Thing
              key={one.id}
              one={one}
              face={face}
              top={rowOf(one.unit, one.height) * unitHeight}
              moving={moving}
              picked={picked === one.id}
              onPick={onPick}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

interface ThingProps {
  readonly one: RackThing;
  readonly face: Face;
  readonly top: number;
  readonly moving: Moving;
  readonly picked: boolean;
  readonly onPick: (id: string | null) => void;
}

/** A thing as it stands in the rack; from the other side only its outline. */
function Thing({ one, face, top, moving, picked, onPick }: ThingProps) {
  const t = useT('racks');
  const label = useLabel();
  const catalogue = useCatalogue();
  const size = { top, height: one.height * unitHeight };
  if (one.face !== face && one.face !== 'both') return null;
  const status = one.status ? statuses[one.status as keyof typeof statuses] : undefined;
  const className = one.class ? catalogue.classOf(one.class)?.label : undefined;
  const name = one.name || one.tag;
  const held = { ...one, name };
  const words = [
    name,
    className ? label(className) : '',
    one.height > 1 ? `U${one.unit}–U${topUnit(one)}` : `U${one.unit}`,
    status ? label(status.label) : '',
  ];
  const colour = classColour(one.class, catalogue);
  return (
    <button
      type="button"
      className={`rack-thing ${picked ? 'picked' : ''} ${moving.held?.id === one.id ? 'held' : ''}`}
      style={{ ...size, borderLeftColor: colour }}
      draggable={moving.allowed}
      aria-pressed={moving.held?.id === one.id}
      title={words.filter(Boolean).join(' · ')}
      onClick={() => onPick(picked ? null : one.id)}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', one.id);
        moving.pick(held);
      }}
      onDragEnd={moving.drop}
      onKeyDown={(event) => moving.onKey(event, held)}
    >
      <i className={`dot dot-${status?.tone ?? 'neutral'}`} aria-hidden="true" />
      <span className="rack-thing-name">{name}</span>
      {one.face === 'both' && face === 'rear' && <small>{t('throughFront')}</small>}
      <small>{className ? label(className) : ''}</small>
      <span className="visually-hidden">{words.slice(2).filter(Boolean).join(', ')}</span>
    </button>
  );
}
