import { HoldfastError } from '../../../model/errors.ts';
import type { Effect } from '../../../model/redundancy.ts';
import {
  type AssetSummary,
  assetRid,
  type RelationStore,
  rawStatement,
  summaryAt,
} from '../relation-store.ts';

import { type Cause, type Suffering, spread } from './spread.ts';

export interface ImpactStep {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  /** The relation type by which the step before reaches this asset; null for the failing asset itself. */
  readonly via: string | null;
  /** What this asset suffered when it passed failure on. */
  readonly effect: Effect;
}

export interface ImpactItem extends AssetSummary {
  readonly effect: Effect;
  /** Steps from the nearest failing asset. */
  readonly depth: number;
  /** From the failing asset to this one, both ends included; one of the shortest. Of more than `pathCap` steps the middle is left out. */
  readonly path: ImpactStep[];
  /** Name of the person who answers for it. */
  readonly custodian: string | null;
}

export interface Impact {
  readonly items: ImpactItem[];
  /** True when there are more than the limit. */
  readonly truncated: boolean;
}

/** The same with the integer keys of the items, and supplier and dependant of what carried the failure, pair by pair. */
export interface KeyedImpact extends Impact {
  readonly rids: readonly number[];
  readonly links: readonly number[];
}

/** Nobody reads a longer chain, and every affected asset carries its own. */
export const pathCap = 60;

/**
 * What is affected when some assets fail: failure travels along each relation in the direction its type declares, and
 * what has enough in reserve is degraded instead of down (see src/model/redundancy.ts). Assets that are gone
 * (retired, disposed, sold ...) neither count nor pass failure on.
 * @param limit most affected assets, nearest first
 * @throws HoldfastError RECORD_NOT_FOUND when one of the failing assets does not exist
 */
export function impact(store: RelationStore, assets: readonly string[], limit: number): Impact {
  const { items, truncated } = impactOf(store, rootsOf(store, assets), limit);
  return { items, truncated };
}

/** @throws HoldfastError RECORD_NOT_FOUND */
export function rootsOf(store: RelationStore, assets: readonly string[]): number[] {
  return assets.map((id) => {
    const rid = assetRid(store, id);
    if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id });
    return rid;
  });
}

/** From integer keys. */
export function impactOf(store: RelationStore, roots: readonly number[], limit: number): KeyedImpact {
  const { reached, truncated, links } = spread(store, roots, limit);
  const found = describe(store, reached);
  return { items: found.map(({ item }) => item), rids: found.map(({ rid }) => rid), truncated, links };
}

const namesSql = `
  SELECT a.rid, p.name, c.id, a.tag, a.name, a.class, a.status
  FROM json_each(?) n
  CROSS JOIN asset a ON a.rid = n.value
  CROSS JOIN record c ON c.rid = a.rid
  LEFT JOIN person p ON p.rid = a.custodian AND p.deleted = 0`;

function describe(
  store: RelationStore,
  reached: ReadonlyMap<number, Suffering>,
): { rid: number; item: ImpactItem }[] {
  const named = new Map<number, { summary: AssetSummary; custodian: string | null }>();
  for (const row of rawStatement(store, namesSql).all(JSON.stringify([...reached.keys()]))) {
    named.set(row[0] as number, { summary: summaryAt(row, 2), custodian: row[1] as string | null });
  }
  const items: { rid: number; item: ImpactItem }[] = [];
  for (const [rid, suffering] of reached) {
    const { effect } = suffering;
    const { depth } = suffering[effect] as Cause;
    const entry = named.get(rid);
    if (depth === 0 || !entry) continue;
    const path = pathTo(rid, effect, reached, (step) => named.get(step)?.summary);
    items.push({ rid, item: { ...entry.summary, effect, depth, path, custodian: entry.custodian } });
  }
  return items.sort((a, b) => a.item.depth - b.item.depth);
}

function pathTo(
  rid: number,
  effect: Effect,
  reached: ReadonlyMap<number, Suffering>,
  summaryOf: (rid: number) => AssetSummary | undefined,
): ImpactStep[] {
  const path: ImpactStep[] = [];
  let state: Effect | null = effect;
  for (let at: number | null = rid; at !== null && state !== null; ) {
    const cause: Cause = reached.get(at)?.[state] as Cause;
    const summary = path.length < pathCap || cause.parent === null ? summaryOf(at) : undefined;
    if (summary)
      path.push({ id: summary.id, tag: summary.tag, name: summary.name, via: cause.via, effect: state });
    at = cause.parent;
    state = cause.by;
  }
  return path.reverse();
}
