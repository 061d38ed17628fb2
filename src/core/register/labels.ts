import { type EntityKey, entityOf } from '../../model/index.ts';
import type { Register } from '../store/register.ts';

/** The words for a record: a location's path, a person's name, an asset's tag and name. Empty when it is not here. */
export function labelOf(reg: Register, entity: EntityKey, rid: number): string {
  if (entity === 'location' || entity === 'department') {
    return (
      (reg.sql('SELECT path FROM tree_path WHERE rid = ?').pluck().get(rid) as string | undefined) ??
      plainTitle(reg, entity, rid)
    );
  }
  if (entity === 'asset') {
    const row = reg.sql('SELECT tag, name FROM asset WHERE rid = ?').get(rid) as
      | { tag: string | null; name: string | null }
      | undefined;
    return row ? [row.tag, row.name].filter(Boolean).join(' ') : '';
  }
  return plainTitle(reg, entity, rid);
}

function plainTitle(reg: Register, entity: EntityKey, rid: number): string {
  const title = reg
    .sql(`SELECT "${entityOf(entity).title}" FROM "${entity}" WHERE rid = ?`)
    .pluck()
    .get(rid);
  return title === null || title === undefined ? '' : String(title);
}

/** Words for a record given by its id; null when it is not known here. */
export function labelOfId(reg: Register, entity: EntityKey | undefined, id: unknown): string | null {
  if (!entity || typeof id !== 'string') return null;
  const rid = reg.keys.findRid(id);
  return rid === null ? null : labelOf(reg, entity, rid) || null;
}

/** What a device is called in histories; the start of its id until it told its name. */
export function deviceName(reg: Register, id: string): string {
  const name = reg.sql('SELECT name FROM device WHERE key = ?').pluck().get(reg.keys.device(id)) as
    | string
    | null
    | undefined;
  return name || id.slice(0, 8);
}
