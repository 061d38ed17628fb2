import { type KeyboardEvent, useState } from 'react';
import type { RackThing, RackView } from '../../contract/api/index.ts';
import { type Face, fitsIn, inTheWay, type MountedOn } from '../../model/racks.ts';
import { useT } from '../i18n/index.ts';

export interface Held {
  readonly id: string;
  readonly name: string;
  readonly unit: number | null;
  readonly height: number;
  readonly face: MountedOn;
}

export interface Target {
  readonly unit: number;
  readonly face: Face;
  /** What stands there already; null where the held thing fits. */
  readonly blocked: string | null;
}

type Place = (held: Held, unit: number | null, face: MountedOn) => Promise<void>;

/**
 * Moving a thing in a rack. By pointer: drag it to a unit. By keyboard: Enter takes it up, arrows up and down go from unit to unit,
 * left and right from face to face, Enter puts it down, Delete takes it out of its units, Escape leaves it where it was.
 */
export function useMoving(rack: RackView, place: Place, allowed: boolean) {
  const t = useT('racks');
  const [held, setHeld] = useState<Held | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const [said, setSaid] = useState('');

  const targetAt = (one: Held, lowest: number, face: Face): Target => {
    const unit = Math.min(Math.max(1, lowest), Math.max(1, rack.units - one.height + 1));
    const wanted = {
      id: one.id,
      unit,
      height: one.height,
      face: one.face === 'both' ? ('both' as const) : face,
    };
    const other: RackThing | null = inTheWay(wanted, rack.mounted);
    const blocked = other ? other.name || other.tag : fitsIn(rack.units, wanted) ? null : rack.name;
    return { unit, face, blocked };
  };
  const aim = (one: Held, lowest: number, face: Face): void => {
    const next = targetAt(one, lowest, face);
    setTarget(next);
    const where = { unit: next.unit, face: t(`face_${face}`) };
    setSaid(next.blocked ? t('aimBlocked', { ...where, other: next.blocked }) : t('aim', where));
  };
  const pick = (one: Held): void => {
    if (!allowed) return;
    setHeld(one);
    setSaid(t('picked', { name: one.name }));
  };
  const drop = (): void => {
    setHeld(null);
    setTarget(null);
  };
  const put = (): void => {
    if (!held || !target) return;
    const face = held.face === 'both' ? 'both' : target.face;
    const { unit } = target;
    drop();
    void place(held, unit, face);
  };
  const takeOut = (): void => {
    if (!held) return;
    const one = held;
    drop();
    if (one.unit !== null) void place(one, null, one.face);
  };
  const onKey = (event: KeyboardEvent, one: Held): void => {
    if (!allowed) return;
    const mine = held?.id === one.id;
    const at = target ?? {
      unit: one.unit ?? 1,
      face: one.face === 'rear' ? ('rear' as const) : ('front' as const),
    };
    // Upwards is upwards on the screen, whichever way the units count.
    const up = rack.descending ? -1 : 1;
    switch (event.key) {
      case 'Enter':
      case ' ':
        event.preventDefault();
        if (mine) put();
        else {
          pick(one);
          aim(one, at.unit, at.face);
        }
        return;
      case 'ArrowUp':
      case 'ArrowDown':
        if (!mine) return;
        event.preventDefault();
        aim(one, at.unit + (event.key === 'ArrowUp' ? up : -up), at.face);
        return;
      case 'ArrowLeft':
      case 'ArrowRight':
        if (!mine || one.face === 'both') return;
        event.preventDefault();
        aim(one, at.unit, event.key === 'ArrowLeft' ? 'front' : 'rear');
        return;
      case 'Delete':
        if (!mine) return;
        event.preventDefault();
        takeOut();
        return;
      case 'Escape':
        if (!mine) return;
        event.preventDefault();
        setSaid(t('left', { name: one.name }));
        drop();
    }
  };
  return { allowed, held, target, said, pick, drop, put, aim, takeOut, onKey };
}

export type Moving = ReturnType<typeof useMoving>;
