import { uuidText } from '../log/pure/ids.ts';
import { type RelationStore, rawStatement } from './relation-store.ts';

/** A place as the graph groups by it. */
export interface NodePlace {
  readonly id: string;
  /** The last two steps of its path, such as `Building 1 / Room 301`. */
  readonly name: string;
}

export interface Stands {
  /** The nearest place above that is neither rack nor rack unit. */
  readonly place: NodePlace | null;
  readonly rack: NodePlace | null;
}

interface Step {
  readonly id: Uint8Array;
  readonly name: string;
  readonly kind: string | null;
  readonly parent: number | null;
}

const stepsSql = `
  SELECT l.rid, c.id, l.name, l.kind, l.parent
  FROM json_each(?) p CROSS JOIN location l ON l.rid = p.value CROSS JOIN record c ON c.rid = l.rid`;

/** Deeper trees than this are damaged ones: two devices made a circle of them. */
const deepest = 30;

/** For each location its rack and the room, floor, building or site around it. One statement a level of the tree. */
export function placesOf(
  store: RelationStore,
  locations: ReadonlySet<number | null>,
): ReadonlyMap<number, Stands> {
  const steps = new Map<number, Step>();
  let wanted = [...locations].filter((rid) => rid !== null);
  for (let level = 0; wanted.length > 0 && level < deepest; level++) {
    for (const row of rawStatement(store, stepsSql).all(JSON.stringify(wanted)))
      steps.set(row[0] as number, {
        id: row[1] as Uint8Array,
        name: (row[2] as string | null) ?? '',
        kind: row[3] as string | null,
        parent: row[4] as number | null,
      });
    const parents = new Set(wanted.map((rid) => steps.get(rid)?.parent ?? null));
    wanted = [...parents].filter((rid) => rid !== null && !steps.has(rid)) as number[];
  }
  const stands = new Map<number, Stands>();
  for (const rid of locations) if (rid !== null) stands.set(rid, standsAt(steps, rid));
  return stands;
}

function standsAt(steps: ReadonlyMap<number, Step>, rid: number): Stands {
  let rack: NodePlace | null = null;
  let at: number | null = rid;
  for (let level = 0; at !== null && level < deepest; level++) {
    const step = steps.get(at);
    if (!step) break;
    if (step.kind === 'rack') rack = { id: uuidText(step.id), name: namedWithParent(steps, step) };
    else if (step.kind !== 'unit')
      return { place: { id: uuidText(step.id), name: namedWithParent(steps, step) }, rack };
    at = step.parent;
  }
  return { place: null, rack };
}

function namedWithParent(steps: ReadonlyMap<number, Step>, step: Step): string {
  const above = step.parent === null ? undefined : steps.get(step.parent);
  return above ? `${above.name} / ${step.name}` : step.name;
}
