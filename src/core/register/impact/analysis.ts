import { HoldfastError } from '../../../model/errors.ts';
import type { Register } from '../../store/register.ts';
import { labelOf } from '../labels.ts';
import { rawStatement } from '../relation-store.ts';
import { type ImpactItem, impactOf, type KeyedImpact, rootsOf } from './impact.ts';
import { type Concern, type ToTell, toTell } from './to-tell.ts';
import { catalogueOf } from './ways.ts';

/** An affected asset with where it belongs: ids, whose words stand in `words`. */
export interface AnalysedItem extends ImpactItem {
  readonly userId: string | null;
  readonly custodianId: string | null;
  readonly department: string | null;
  readonly location: string | null;
  readonly owner: string | null;
  /** Ids of the affected services that hang on it, itself included. */
  readonly services: readonly string[];
}

export interface Start {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly class: string | null;
  readonly status: string | null;
}

export interface Analysis {
  readonly starts: readonly Start[];
  readonly items: readonly AnalysedItem[];
  readonly truncated: boolean;
  readonly people: readonly ToTell[];
  /** Affected assets without anybody to tell. */
  readonly nobody: number;
  /** What the ids of people, departments, places and organisations mean. */
  readonly words: Readonly<Record<string, string>>;
  /** When it was worked out, milliseconds since 1970, and the log position it was worked out at. */
  readonly at: number;
  readonly cursor: number;
}

/** Services that one affected asset is listed under, and services that are followed at all, nearest first; nobody reads more. */
const mostServices = 50;
const mostFollowed = 500;

/**
 * What is affected when some assets fail or are taken away, why, where that belongs, and whom to tell.
 * @param limit most affected assets, nearest first
 * @throws HoldfastError RECORD_NOT_FOUND
 */
export function analyse(reg: Register, assets: readonly string[], limit: number): Analysis {
  if (assets.length === 0) throw new HoldfastError('RECORD_NOT_FOUND', { id: '' });
  const roots = rootsOf(reg, assets);
  const found = impactOf(reg, roots, limit);
  const rids = found.rids;
  const concerns = concernsOf(reg, rids, found);
  const words: Record<string, string> = {};
  const word = (entity: 'person' | 'department' | 'location' | 'organisation', rid: number | null) => {
    if (rid === null) return null;
    const id = reg.keys.uuid(rid);
    words[id] ??= labelOf(reg, entity, rid);
    return id;
  };
  const services = servicesOf(reg, found);
  const items = found.items.map((item, i): AnalysedItem => {
    const concern = concerns[i] as Placed;
    return {
      ...item,
      userId: word('person', concern.user),
      custodianId: word('person', concern.custodian),
      department: word('department', concern.department),
      location: word('location', concern.location),
      owner: word('organisation', concern.owner),
      services: services.get(rids[i] as number) ?? [],
    };
  });
  const people = toTell(reg, concerns);
  const nobody = concerns.filter(({ custodian, user }) => custodian === null && user === null).length;
  return {
    starts: startsOf(reg, roots),
    items,
    truncated: found.truncated,
    people,
    nobody,
    words,
    at: reg.deps.now(),
    cursor: lastEntry(reg),
  };
}

/** The newest entry of the log that this connection sees. */
export function lastEntry(reg: Register): number {
  return (reg.sql('SELECT max(seq) FROM change').pluck().get() as number | null) ?? 0;
}

interface Placed extends Concern {
  readonly location: number | null;
}

const placedSql = `
  SELECT a.rid, a.custodian, a.user, coalesce(a.department, a.managingDepartment), a.owner, a.location
  FROM json_each(?) n CROSS JOIN asset a ON a.rid = n.value`;

type PlacedRow = [number, ...(number | null)[]];

function concernsOf(reg: Register, rids: readonly number[], { items }: KeyedImpact): Placed[] {
  const rows = rawStatement(reg, placedSql).all(JSON.stringify(rids)) as PlacedRow[];
  const byRid = new Map(rows.map((row) => [row[0], row]));
  return rids.map((rid, i) => {
    const [, custodian = null, user = null, department = null, owner = null, location = null] = byRid.get(
      rid,
    ) ?? [rid];
    return { effect: (items[i] as ImpactItem).effect, custodian, user, department, owner, location };
  });
}

const startsSql = `
  SELECT a.rid, a.tag, a.name, a.class, a.status FROM json_each(?) n CROSS JOIN asset a ON a.rid = n.value`;

function startsOf(reg: Register, roots: readonly number[]): Start[] {
  type Row = [number, string | null, string | null, string | null, string | null];
  return (rawStatement(reg, startsSql).all(JSON.stringify(roots)) as Row[]).map(
    ([rid, tag, name, classKey, status]) => ({
      id: reg.keys.uuid(rid),
      tag: tag ?? '',
      name: name ?? '',
      class: classKey,
      status,
    }),
  );
}

/** By affected asset, the affected services (and application systems) that hang on it, along what carried the failure. */
function servicesOf(reg: Register, found: KeyedImpact): Map<number, string[]> {
  const catalogue = catalogueOf(reg);
  const kinds = new Set([
    ...catalogue.withDescendants('service'),
    ...catalogue.withDescendants('application'),
  ]);
  const suppliers = new Map<number, number[]>();
  for (let i = 0; i < found.links.length; i += 2) {
    const [supplier, dependant] = [found.links[i] as number, found.links[i + 1] as number];
    const list = suppliers.get(dependant);
    if (list) list.push(supplier);
    else suppliers.set(dependant, [supplier]);
  }
  const out = new Map<number, string[]>();
  let followed = 0;
  for (const [i, item] of found.items.entries()) {
    if (followed >= mostFollowed) break;
    if (item.class === null || !kinds.has(item.class)) continue;
    followed++;
    const service = found.rids[i] as number;
    const seen = new Set([service]);
    for (const rid of seen) {
      for (const supplier of suppliers.get(rid) ?? []) seen.add(supplier);
      const list = out.get(rid);
      if (!list) out.set(rid, [item.id]);
      else if (list.length < mostServices) list.push(item.id);
    }
  }
  return out;
}
