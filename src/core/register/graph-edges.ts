import { type RelationStore, rawStatement } from './relation-store.ts';

export interface EdgeRow {
  readonly id: Uint8Array;
  readonly type: string;
  readonly source: number;
  readonly target: number;
  readonly sourcePort: string | null;
  readonly targetPort: string | null;
}

const columns = 'c.id, r.type, r.source, r.target, r.sourcePort, r.targetPort';
const typed = 'AND r.type IN (SELECT value FROM json_each(:types))';

/** From assets with few relations: reads all of their relations on one side, keeps those that stay inside. */
const scanSql = (from: 'source' | 'target', to: 'source' | 'target', filter: string): string => `
  SELECT ${columns}
  FROM json_each(:from) n
  CROSS JOIN relation r ON r.${from} = n.value AND r.deleted = 0 ${filter}
  CROSS JOIN record c ON c.rid = r.rid
  WHERE r.${to} IN (SELECT value FROM json_each(:to))`;

/** Between hubs: asks for each pair and type instead of reading thousands of relations. */
const probeSql = `
  SELECT ${columns}
  FROM json_each(:hubs) s
  CROSS JOIN json_each(:types) t
  CROSS JOIN json_each(:hubs) e
  CROSS JOIN relation r ON r.source = s.value AND r.type = t.value AND r.target = e.value AND r.deleted = 0
  CROSS JOIN record c ON c.rid = r.rid`;

const typesSql = 'SELECT DISTINCT type FROM relation WHERE source = ? AND deleted = 0';

/**
 * All living relations whose both ends are among the given assets, each once.
 * @param nodes integer keys of assets with few relations
 * @param hubs integer keys of assets with very many: their relations to `nodes` are read from the other end
 * @param types only these relation types
 */
export function edgesAmong(
  store: RelationStore,
  nodes: readonly number[],
  hubs: readonly number[],
  types: readonly string[] | undefined,
): EdgeRow[] {
  const filter = types ? typed : '';
  const wanted = JSON.stringify(types ?? []);
  const few = JSON.stringify(nodes);
  const rows = rawStatement(store, scanSql('source', 'target', filter)).all({
    from: few,
    to: JSON.stringify([...nodes, ...hubs]),
    types: wanted,
  });
  if (hubs.length > 0) {
    const many = JSON.stringify(hubs);
    const back = rawStatement(store, scanSql('target', 'source', filter));
    rows.push(...back.all({ from: few, to: many, types: wanted }));
    const between = types ?? typesOf(store, hubs);
    rows.push(...rawStatement(store, probeSql).all({ hubs: many, types: JSON.stringify(between) }));
  }
  return rows.map(edgeRow);
}

/** Relation types that go out from some assets: read from the index by skipping, not from the relations. */
function typesOf(store: RelationStore, rids: readonly number[]): string[] {
  const found = new Set<string>();
  const statement = rawStatement(store, typesSql);
  for (const rid of rids) for (const [type] of statement.all(rid)) found.add(type as string);
  return [...found];
}

function edgeRow(row: readonly unknown[]): EdgeRow {
  return {
    id: row[0] as Uint8Array,
    type: row[1] as string,
    source: row[2] as number,
    target: row[3] as number,
    sourcePort: row[4] as string | null,
    targetPort: row[5] as string | null,
  };
}
