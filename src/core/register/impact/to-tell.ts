import type { Effect } from '../../../model/redundancy.ts';
import { uuidText } from '../../log/pure/ids.ts';
import { type RelationStore, rawStatement } from '../relation-store.ts';

/** In which capacity somebody has to be told. */
export type TellAs = 'custodian' | 'user' | 'head' | 'owner';

export interface ToTell {
  readonly id: string;
  readonly entity: 'person' | 'organisation';
  readonly name: string;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Of how many affected assets he is what. */
  readonly roles: Readonly<Partial<Record<TellAs, number>>>;
  /** Affected assets that concern him, each counted once. */
  readonly assets: number;
  readonly down: number;
}

/** Keys of what an affected asset says of people and places. */
export interface Concern {
  readonly effect: Effect;
  readonly custodian: number | null;
  readonly user: number | null;
  readonly department: number | null;
  readonly owner: number | null;
}

const headsSql = `
  SELECT d.rid, d.head FROM json_each(?) n CROSS JOIN department d ON d.rid = n.value
  WHERE d.head IS NOT NULL AND d.deleted = 0`;
const peopleSql = `
  SELECT p.rid, c.id, p.name, p.title, p.phone, p.email
  FROM json_each(?) n CROSS JOIN person p ON p.rid = n.value AND p.deleted = 0
  CROSS JOIN record c ON c.rid = p.rid`;
const organisationsSql = `
  SELECT o.rid, c.id, o.name, NULL, o.phone, o.email
  FROM json_each(?) n CROSS JOIN organisation o ON o.rid = n.value AND o.deleted = 0
  CROSS JOIN record c ON c.rid = o.rid`;

interface Tally {
  readonly roles: Partial<Record<TellAs, number>>;
  assets: number;
  down: number;
}

/** Whom to tell, by how much it concerns them: users, custodians, heads of the departments, owning entities. */
export function toTell(store: RelationStore, concerns: readonly Concern[]): ToTell[] {
  const departments = [...new Set(concerns.flatMap(({ department }) => department ?? []))];
  const heads = new Map(rawStatement(store, headsSql).all(JSON.stringify(departments)) as [number, number][]);
  const tallies = new Map<number, Tally>();
  for (const concern of concerns) {
    const { custodian, user, department, owner, effect } = concern;
    const head = department === null ? null : (heads.get(department) ?? null);
    const told = new Set<number>();
    for (const [rid, role] of [
      [custodian, 'custodian'],
      [user, 'user'],
      [head, 'head'],
      [owner, 'owner'],
    ] as const) {
      if (rid === null) continue;
      const tally = tallies.get(rid) ?? { roles: {}, assets: 0, down: 0 };
      tallies.set(rid, tally);
      tally.roles[role] = (tally.roles[role] ?? 0) + 1;
      if (told.has(rid)) continue;
      told.add(rid);
      tally.assets++;
      if (effect === 'down') tally.down++;
    }
  }
  const rids = JSON.stringify([...tallies.keys()]);
  const found = [
    ...readPeople(store, peopleSql, rids, 'person', tallies),
    ...readPeople(store, organisationsSql, rids, 'organisation', tallies),
  ];
  return found.sort((a, b) => b.down - a.down || b.assets - a.assets || (a.name < b.name ? -1 : 1));
}

function readPeople(
  store: RelationStore,
  sql: string,
  rids: string,
  entity: ToTell['entity'],
  tallies: ReadonlyMap<number, Tally>,
): ToTell[] {
  return rawStatement(store, sql)
    .all(rids)
    .map((row) => {
      const [rid, id, name, title, phone, email] = row as [number, Uint8Array, ...(string | null)[]];
      const { roles, assets, down } = tallies.get(rid) as Tally;
      return {
        id: uuidText(id),
        entity,
        name: name ?? '',
        title: title ?? null,
        phone: phone ?? null,
        email: email ?? null,
        roles,
        assets,
        down,
      };
    });
}
