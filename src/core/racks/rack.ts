import { HoldfastError } from '../../model/errors.ts';
import { collide, fitsIn, type Mounted, type MountedOn, usualUnits } from '../../model/racks.ts';
import { uuidText } from '../log/pure/ids.ts';
import type { Register } from '../store/register.ts';

export interface RackThing extends Mounted {
  readonly tag: string;
  readonly name: string;
  readonly class: string | null;
  readonly status: string | null;
  readonly model: string | null;
}

export interface Unmounted extends Omit<RackThing, 'unit'> {
  readonly unit: number | null;
}

export interface Rack {
  readonly id: string;
  readonly name: string;
  /** With everything around it. */
  readonly path: string;
  readonly units: number;
  readonly descending: boolean;
  readonly mounted: readonly RackThing[];
  /** In the rack by their location, without a unit or at one that is none. */
  readonly loose: readonly Unmounted[];
  /** Pairs of things that stand in one another, which happens when two people place them offline. */
  readonly overlaps: ReadonlyArray<readonly [string, string]>;
}

interface ThingRow {
  id: Uint8Array;
  tag: string | null;
  name: string | null;
  class: string | null;
  status: string | null;
  model: string | null;
  rackUnit: number | null;
  height: number | null;
  face: string | null;
  deep: number | null;
}

/** Things that left the register take no units. */
const gone = "('retired', 'disposed', 'sold', 'donated', 'writtenOff', 'missing')";

/** What is at a rack but takes no units: the power that comes to it, and addresses and networks. */
const unmountable = "('powerFeed', 'powerPanel', 'ipAddress', 'subnet', 'vlan', 'vrf', 'component')";

/** Things in one rack at most that are shown. */
const mostThings = 1000;

/**
 * A rack with what stands in it. Height and depth of a thing that says nothing are those of its model.
 * @throws RACK_UNKNOWN
 */
export function rackOf(reg: Register, id: string): Rack {
  const rid = reg.keys.findRid(id);
  const row = (rid === null
    ? undefined
    : reg
        .sql(
          `SELECT l.name, l.units, l.descending, l.kind, p.path FROM location l LEFT JOIN tree_path p ON p.rid = l.rid
           WHERE l.rid = ? AND l.deleted = 0`,
        )
        .get(rid)) as unknown as
    | {
        name: string | null;
        units: number | null;
        descending: number | null;
        kind: string | null;
        path: string | null;
      }
    | undefined;
  if (row?.kind !== 'rack') throw new HoldfastError('RACK_UNKNOWN');
  const units = row.units ?? usualUnits;
  const things = (
    reg
      .sql(
        `SELECT r.id, a.tag, a.name, a.class, a.status, m.name AS model, a."rackUnit",
              coalesce(a."rackHeight", m."rackHeight") AS height, a."rackFace" AS face, m."fullDepth" AS deep
       FROM asset a JOIN record r ON r.rid = a.rid LEFT JOIN "productModel" m ON m.rid = a.model AND m.deleted = 0
       WHERE a.location = ? AND a.deleted = 0 AND coalesce(a.status, '') NOT IN ${gone}
         AND coalesce(a.class, '') NOT IN ${unmountable}
       ORDER BY a.tag_key LIMIT ${mostThings}`,
      )
      .all(rid) as ThingRow[]
  ).map(thingOf);
  const mounted = things.filter(
    (one): one is RackThing => one.unit !== null && fitsIn(units, { ...one, unit: one.unit }),
  );
  const loose = things.filter((one) => !mounted.includes(one as RackThing));
  return {
    id,
    name: row.name ?? '',
    path: row.path ?? row.name ?? '',
    units,
    descending: row.descending === 1,
    mounted,
    loose,
    overlaps: overlapsOf(mounted),
  };
}

function thingOf(row: ThingRow): Unmounted {
  const { id, tag, name, height, face, deep, rackUnit, ...rest } = row;
  const known = face === 'front' || face === 'rear' || face === 'both';
  const on: MountedOn = known ? face : deep === 1 ? 'both' : 'front';
  return {
    ...rest,
    id: uuidText(id),
    tag: tag ?? '',
    name: name ?? '',
    unit: rackUnit,
    height: height ?? 1,
    face: on,
  };
}

function overlapsOf(mounted: readonly RackThing[]): Array<readonly [string, string]> {
  const found: Array<readonly [string, string]> = [];
  const sorted = [...mounted].sort((a, b) => a.unit - b.unit);
  sorted.forEach((one, i) => {
    for (const other of sorted.slice(i + 1)) if (collide(one, other)) found.push([one.id, other.id]);
  });
  return found;
}

export interface RackSummary {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly units: number;
  /** Things that stand at a unit, and those that only are in the rack. */
  readonly mounted: number;
  readonly loose: number;
}

/**
 * Racks in order of their paths.
 * @param within a place in which they stand, somewhere below; null for all
 * @param limit at most; `total` counts all
 */
export function listRacks(
  reg: Register,
  { within, search, limit }: { within: string | null; search: string; limit: number },
): { racks: RackSummary[]; total: number } {
  const top = within === null ? null : reg.keys.findRid(within);
  const below =
    top === null
      ? ''
      : `AND l.rid IN (WITH RECURSIVE under(rid) AS (VALUES(${Number(top)})
           UNION SELECT c.rid FROM location c JOIN under u ON c.parent = u.rid WHERE c.deleted = 0) SELECT rid FROM under)`;
  const word = `%${search
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
  const from = `FROM location l LEFT JOIN tree_path p ON p.rid = l.rid
    WHERE l.kind = 'rack' AND l.deleted = 0 AND lower(coalesce(p.path, l.name)) LIKE ? ESCAPE '\\' ${below}`;
  const total = reg.sql(`SELECT count(*) ${from}`).pluck().get(word) as number;
  const rows = reg
    .sql(
      `SELECT r.id, l.name, coalesce(p.path, l.name) AS path, coalesce(l.units, ${usualUnits}) AS units,
        (SELECT count(*) FROM asset a WHERE a.location = l.rid AND a.deleted = 0 AND a."rackUnit" IS NOT NULL
           AND coalesce(a.status, '') NOT IN ${gone}) AS mounted,
        (SELECT count(*) FROM asset a WHERE a.location = l.rid AND a.deleted = 0 AND a."rackUnit" IS NULL
           AND coalesce(a.status, '') NOT IN ${gone} AND coalesce(a.class, '') NOT IN ${unmountable}) AS loose
       ${from.replace('FROM location l', 'FROM location l JOIN record r ON r.rid = l.rid')}
       ORDER BY path LIMIT ?`,
    )
    .all(word, limit) as Array<Omit<RackSummary, 'id'> & { id: Uint8Array }>;
  return { racks: rows.map((row) => ({ ...row, id: uuidText(row.id) })), total };
}
