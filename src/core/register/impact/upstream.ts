import { HoldfastError } from '../../../model/errors.ts';
import {
  type AssetSummary,
  assetRid,
  type RelationStore,
  rawStatement,
  summaryAt,
} from '../relation-store.ts';
import { type SinglePoints, singlePoints } from './single-points.ts';
import { type SupplyNet, supplyNet } from './supply-net.ts';

export interface UpstreamStep {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  /** The relation type over which this asset hangs on the step before; null for the first. */
  readonly via: string | null;
}

export interface UpstreamItem extends AssetSummary {
  readonly depth: number;
  /** From this asset to the one asked about, both included: as an explanation of its failing. */
  readonly path: readonly UpstreamStep[];
  /** Whether its failing alone brings the asked one down; null where that was not worked out. */
  readonly single: boolean | null;
}

export interface Upstream {
  readonly items: readonly UpstreamItem[];
  /** True when it hangs on more than the limit. */
  readonly truncated: boolean;
  /** Null where single points were not asked for. */
  readonly singles: { readonly count: number; readonly tested: number; readonly complete: boolean } | null;
}

export interface UpstreamOptions {
  /** Most assets, nearest first. */
  readonly limit: number;
  /** Whether each is tried for being a single point of failure. */
  readonly singles: boolean;
  readonly cancelled?: () => boolean;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * What an asset, such as a service, hangs on: backwards along every relation that carries failure; and which of those bring it
 * down when they alone fail.
 * @throws HoldfastError RECORD_NOT_FOUND, CANCELLED
 */
export function upstream(store: RelationStore, id: string, options: UpstreamOptions): Upstream {
  const rid = assetRid(store, id);
  if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  const net = supplyNet(store, [rid], options.limit + 1);
  const { cancelled, progress } = options;
  const found = options.singles
    ? singlePoints(net, {
        ...(cancelled ? { cancelled } : {}),
        ...(progress ? { progress: (done: number) => progress(done, net.rids.length) } : {}),
      })
    : null;
  if (cancelled?.()) throw new HoldfastError('CANCELLED');
  return {
    items: describe(store, net, found),
    truncated: net.truncated,
    singles: found && {
      count: found.points.length,
      tested: found.tested,
      complete: found.complete && !net.truncated,
    },
  };
}

const namesSql = `
  SELECT a.rid, c.id, a.tag, a.name, a.class, a.status
  FROM json_each(?) n CROSS JOIN asset a ON a.rid = n.value CROSS JOIN record c ON c.rid = a.rid`;

function describe(store: RelationStore, net: SupplyNet, found: SinglePoints | null): UpstreamItem[] {
  const named = new Map<number, AssetSummary>();
  for (const row of rawStatement(store, namesSql).all(JSON.stringify(net.rids)))
    named.set(row[0] as number, summaryAt(row, 1));
  const summaryOf = (place: number): AssetSummary | undefined => named.get(net.rids[place] as number);
  const points = new Map(found?.points.map((point) => [point.place, point.path]));
  const items: UpstreamItem[] = [];
  for (let place = 1; place < net.rids.length; place++) {
    const summary = summaryOf(place);
    if (!summary) continue;
    const path = (points.get(place) ?? shortest(net, place)).flatMap((step): UpstreamStep[] => {
      const each = summaryOf(step.place);
      return each ? [{ id: each.id, tag: each.tag, name: each.name, via: step.via }] : [];
    });
    const tried = found !== null && place <= found.tested;
    const single = points.has(place) ? true : tried && !net.truncated ? false : null;
    items.push({ ...summary, depth: net.depths[place] as number, path, single });
  }
  return items;
}

/** Along the supplies by which it was found, which is a shortest way. */
function shortest(net: SupplyNet, from: number): { place: number; via: string | null }[] {
  const path: { place: number; via: string | null }[] = [{ place: from, via: null }];
  for (let at = from, by = net.foundBy[at] as number; by >= 0; by = net.foundBy[at] as number) {
    const supply = net.supplies[by];
    if (!supply) break;
    at = supply.dependant;
    path.push({ place: at, via: supply.type });
  }
  return path;
}
