import { HoldfastError } from '../../model/errors.ts';
import { fitsIn, inTheWay, type Mounted, type MountedOn } from '../../model/racks.ts';
import { commit } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { type Rack, rackOf, type Unmounted } from './rack.ts';

export interface Placing {
  readonly rack: string;
  readonly asset: string;
  /** Lowest unit; null takes the thing out of its units, still in the rack. */
  readonly unit: number | null;
  readonly face: MountedOn;
}

/**
 * Puts a thing that is in a rack at units of it.
 * @throws RACK_UNKNOWN, RACK_NOT_IN, RACK_OUTSIDE, RACK_OCCUPIED, ROLE_FORBIDS
 */
export function placeInRack(
  reg: Register,
  actor: string,
  placing: Placing,
): { batch: string | null; rack: Rack } {
  return reg.transaction(() => {
    const rack = rackOf(reg, placing.rack);
    const thing = [...rack.mounted, ...rack.loose].find(({ id }) => id === placing.asset);
    if (!thing) throw new HoldfastError('RACK_NOT_IN', { name: nameOf(reg, placing.asset) });
    refuseWrong(rack, thing, placing);
    const patch = {
      rackUnit: placing.unit,
      ...(placing.unit === null ? {} : { rackFace: placing.face, rackHeight: thing.height }),
    };
    if (thing.unit === placing.unit && thing.face === placing.face) return { batch: null, rack };
    const label = `${thing.tag} ${thing.name} · ${rack.name}${placing.unit === null ? '' : ` U${placing.unit}`}`;
    const done = commit(reg, { actor, kind: 'edit', label }, [
      { op: 'update', entity: 'asset', id: placing.asset, patch },
    ]);
    return { batch: done.batch, rack: rackOf(reg, placing.rack) };
  });
}

function refuseWrong(rack: Rack, thing: Unmounted, { unit, face }: Placing): void {
  if (unit === null) return;
  const wanted: Mounted = { id: thing.id, unit, height: thing.height, face };
  const name = thing.name || thing.tag;
  if (!fitsIn(rack.units, wanted))
    throw new HoldfastError('RACK_OUTSIDE', { name, height: thing.height, unit, units: rack.units });
  const other = inTheWay(wanted, rack.mounted);
  if (other)
    throw new HoldfastError('RACK_OCCUPIED', {
      name,
      other: other.name || other.tag,
      unit: Math.max(unit, other.unit),
    });
}

function nameOf(reg: Register, id: string): string {
  const rid = reg.keys.findRid(id);
  const name =
    rid === null ? null : reg.sql('SELECT coalesce(name, tag) FROM asset WHERE rid = ?').pluck().get(rid);
  return typeof name === 'string' ? name : id;
}
