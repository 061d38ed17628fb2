import { HoldfastError } from '../../model/errors.ts';
import { uuidText } from '../log/pure/ids.ts';
import { hopParameters, type Reach, rootRids, type Side, sidesOf, stepsSql } from './graph-hops.ts';
import { type AssetSummary, type RelationStore, rawStatement, summaryAt } from './relation-store.ts';

export interface PathStep {
  /** The relation that leads here from the step before; null at the start. */
  readonly relation: {
    readonly id: string;
    readonly type: string;
    /** Whether the step before is its source. */
    readonly forward: boolean;
    readonly sourcePort: string | null;
    readonly targetPort: string | null;
  } | null;
  readonly asset: AssetSummary;
}

export interface FoundPath {
  /** From start to end, both included; null when there is none. */
  readonly steps: PathStep[] | null;
  /** False when the search was given up: there may be a path after all. */
  readonly complete: boolean;
}

export type PathQuery = Pick<Reach, 'direction' | 'types'>;

/** Assets that a search looks at before it is given up. */
export const pathCap = 200_000;

/** What one search, from the start or from the end, has reached: asset -> the asset before it and the relation between. */
interface Front {
  readonly reached: Map<number, { readonly before: number; readonly relation: number } | null>;
  readonly sides: readonly Side[];
  edge: number[];
}

/**
 * The shortest chain of relations between two assets, whatever their direction unless one is asked for. Two searches meet
 * in the middle, the smaller one going first: a hub is read only where nothing shorter is left. Each asset is looked at once, so
 * circles do no harm.
 * @param most assets that are looked at before it is given up
 * @throws HoldfastError RECORD_NOT_FOUND, CANCELLED
 */
export function findPath(
  store: RelationStore,
  from: string,
  to: string,
  query: PathQuery = {},
  most: number = pathCap,
  cancelled: () => boolean = () => false,
): FoundPath {
  const [start, end] = rootRids(store, [from, to]) as [number, number];
  if (start === end) return { steps: describe(store, [{ rid: start, relation: null }]), complete: true };
  const sides = sidesOf(query);
  const forth: Front = { reached: new Map([[start, null]]), sides, edge: [start] };
  const back: Front = { reached: new Map([[end, null]]), sides: sides.map(turned), edge: [end] };
  while (forth.edge.length > 0 && back.edge.length > 0) {
    if (cancelled()) throw new HoldfastError('CANCELLED');
    const mine = forth.edge.length <= back.edge.length ? forth : back;
    const other = mine === forth ? back : forth;
    const found = grow(store, mine, other, query, most - other.reached.size);
    if (found === 'full') return { steps: null, complete: false };
    if (found !== null) return { steps: describe(store, chain(forth, back, found)), complete: true };
  }
  return { steps: null, complete: true };
}

const turned = ({ from, to }: Side): Side => ({ from: to, to: from });

/** One level further. The first asset that the other search knows lies on a shortest path: levels are complete. */
function grow(
  store: RelationStore,
  mine: Front,
  other: Front,
  query: PathQuery,
  most: number,
): number | 'full' | null {
  const parameters = { ...hopParameters(store, query), frontier: JSON.stringify(mine.edge) };
  const next: number[] = [];
  for (const side of mine.sides) {
    for (const row of rawStatement(store, stepsSql(side, query)).iterate(parameters)) {
      const [before, rid, relation] = row as [number, number, number];
      if (mine.reached.has(rid)) continue;
      if (mine.reached.size >= most) return 'full';
      mine.reached.set(rid, { before, relation });
      if (other.reached.has(rid)) return rid;
      next.push(rid);
    }
  }
  mine.edge = next;
  return null;
}

interface Link {
  readonly rid: number;
  readonly relation: number | null;
}

function chain(forth: Front, back: Front, middle: number): Link[] {
  const links: Link[] = [];
  for (let at = middle; ; ) {
    const step = forth.reached.get(at) ?? null;
    links.unshift({ rid: at, relation: step?.relation ?? null });
    if (step === null) break;
    at = step.before;
  }
  for (let at = middle; ; ) {
    const step = back.reached.get(at) ?? null;
    if (step === null) break;
    links.push({ rid: step.before, relation: step.relation });
    at = step.before;
  }
  return links;
}

const assetsSql = `
  SELECT a.rid, c.id, a.tag, a.name, a.class, a.status
  FROM json_each(?) n CROSS JOIN asset a ON a.rid = n.value CROSS JOIN record c ON c.rid = a.rid`;
const relationsSql = `
  SELECT r.rid, c.id, r.type, r.source, r.sourcePort, r.targetPort
  FROM json_each(?) n CROSS JOIN relation r ON r.rid = n.value CROSS JOIN record c ON c.rid = r.rid`;

function describe(store: RelationStore, links: readonly Link[]): PathStep[] {
  const rows = (sql: string, rids: readonly (number | null)[]) =>
    new Map(
      rawStatement(store, sql)
        .all(JSON.stringify(rids.filter((rid) => rid !== null)))
        .map((row) => [row[0] as number, row]),
    );
  const assets = rows(
    assetsSql,
    links.map(({ rid }) => rid),
  );
  const relations = rows(
    relationsSql,
    links.map(({ relation }) => relation),
  );
  return links.map(({ rid, relation }, i) => {
    const row = relation === null ? undefined : relations.get(relation);
    return {
      relation: row
        ? {
            id: uuidText(row[1] as Uint8Array),
            type: row[2] as string,
            forward: row[3] === links[i - 1]?.rid,
            sourcePort: row[4] as string | null,
            targetPort: row[5] as string | null,
          }
        : null,
      asset: summaryAt(assets.get(rid) as unknown[], 1),
    };
  });
}
