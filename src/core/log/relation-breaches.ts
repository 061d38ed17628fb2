import type { RelationTypeDef, Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { clearBreaches, noteBreach, openBreaches } from './breaches.ts';
import { chain, crowd, type Edge, edgeOf, nameOf, sameEdges, wrongEnd } from './relation-rules.ts';

/*
 * What commit refuses can still come about: two people relate the same assets at the same time, close a circle each with one
 * half, or the class of an end is changed elsewhere. Each is listed, named after what is, so that every replica lists the same.
 */

/** Lists or clears what one relation breaks, and what it broke before it was changed. */
export function checkRelation(
  reg: Register,
  rid: number,
  values: Readonly<Record<string, Value>>,
  deleted: boolean,
): void {
  const edge = edgeOf(reg, values);
  const def = edge && reg.catalogue.relationType(edge.type);
  if (!edge || !def) return;
  checkSame(reg, def, edge);
  checkEnds(reg, def, edge, rid, deleted);
  for (const end of ['source', 'target'] as const) checkCrowd(reg, def, edge, end);
  if (def.hierarchy) checkRing(reg, edge);
}

function checkSame(reg: Register, def: RelationTypeDef, edge: Edge): void {
  const ends = [
    [reg.keys.uuid(edge.source), edge.sourcePort ?? ''],
    [reg.keys.uuid(edge.target), edge.targetPort ?? ''],
  ] as const;
  const named = def.symmetric ? [...ends].sort((a, b) => (a[0] < b[0] ? -1 : 1)) : ends;
  const id = `same ${edge.type} ${named.map((end) => end.join(' ')).join(' ')}`;
  const found = sameEdges(reg, def, edge);
  noteBreach(
    reg,
    id,
    found.length < 2
      ? null
      : {
          code: 'RELATION_DUPLICATE',
          params: { source: nameOf(reg, edge.source), target: nameOf(reg, edge.target), type: def.label.zh },
          records: found,
        },
  );
}

function checkEnds(reg: Register, def: RelationTypeDef, edge: Edge, rid: number, deleted: boolean): void {
  const wrong = deleted ? null : wrongEnd(reg, def, edge);
  const records = [rid, edge.source, edge.target];
  noteBreach(reg, `ends ${reg.keys.uuid(rid)}`, wrong && { code: 'RELATION_CLASS', params: wrong, records });
}

function checkCrowd(reg: Register, def: RelationTypeDef, edge: Edge, end: 'source' | 'target'): void {
  const found = crowd(reg, def, edge, end);
  noteBreach(
    reg,
    `many ${end} ${edge.type} ${reg.keys.uuid(edge[end])}`,
    found.length < 2
      ? null
      : {
          code: 'RELATION_CARDINALITY',
          params: {
            asset: nameOf(reg, edge[end]),
            type: (end === 'source' ? def.label : def.inverse).zh,
            count: found.length,
          },
          records: [edge[end], ...found],
        },
  );
}

function checkRing(reg: Register, edge: Edge): void {
  for (const { id, record } of openBreaches(reg, `ring ${edge.type} `))
    if (ringThrough(reg, edge.type, record) === null) noteBreach(reg, id, null);
  const ring = ringThrough(reg, edge.type, edge.source);
  if (!ring) return;
  const lowest = [...ring].sort((a, b) => (reg.keys.uuid(a) < reg.keys.uuid(b) ? -1 : 1))[0] as number;
  const records = [lowest, ...ring.filter((one) => one !== lowest)];
  noteBreach(reg, `ring ${edge.type} ${reg.keys.uuid(lowest)}`, {
    code: 'TREE_CYCLE',
    params: { name: nameOf(reg, lowest) },
    records,
  });
}

function ringThrough(reg: Register, type: string, asset: number): number[] | null {
  const next = reg
    .sql('SELECT target FROM relation WHERE source = ? AND type = ? AND deleted = 0')
    .pluck()
    .all(asset, type) as number[];
  for (const target of next) {
    const way = chain(reg, type, target, asset);
    if (way) return way;
  }
  return null;
}

interface Stored {
  readonly rid: number;
  readonly source: number;
  readonly target: number;
  readonly type: string;
  readonly sourcePort: string | null;
  readonly targetPort: string | null;
}

const columns = 'rid, source, type, target, sourcePort, targetPort';

/** After the class of an asset changed: what its relations' types say of it. */
export function checkRelationsOf(reg: Register, asset: number): void {
  const limited = reg.catalogue.allRelationTypes.filter(([, def]) => def.sources || def.targets);
  for (const [type, def] of limited) {
    const edges = reg
      .sql(
        `SELECT ${columns} FROM relation WHERE source = :asset AND type = :type AND deleted = 0
         UNION SELECT ${columns} FROM relation WHERE target = :asset AND type = :type AND deleted = 0`,
      )
      .all({ asset, type }) as Stored[];
    for (const edge of edges) checkEnds(reg, def, edge, edge.rid, false);
  }
}

/** After a relation type changed: every relation of it. */
export function checkRelationsOfType(reg: Register, type: string): void {
  const def = reg.catalogue.relationType(type);
  if (!def) return;
  const rows = () =>
    reg.db.prepare(`SELECT ${columns} FROM relation WHERE type = ? AND deleted = 0`).all(type) as Stored[];
  for (const end of ['source', 'target'] as const) clearBreaches(reg, `many ${end} ${type} `);
  clearBreaches(reg, `ring ${type} `);
  const checks = Boolean(def.sources || def.targets || def.cardinality || def.hierarchy);
  const listed = reg
    .sql("SELECT count(*) FROM attention WHERE kind = 'breach' AND id GLOB 'ends *'")
    .pluck()
    .get() as number;
  if (!checks && listed === 0) return;
  for (const edge of rows()) {
    checkEnds(reg, def, edge, edge.rid, false);
    if (def.cardinality) for (const end of ['source', 'target'] as const) checkCrowd(reg, def, edge, end);
    if (def.hierarchy && !def.custom) continue;
    if (def.hierarchy) checkRing(reg, edge);
  }
}
