import type { Catalogue } from '../../model/catalogue.ts';
import { entityOf, type Label, type Language, type Status, statuses } from '../../model/index.ts';
import { coverSheet } from '../exchange/write/cover.ts';
import type { WriteSheet } from '../exchange/write/types.ts';
import { writeWorkbook } from '../exchange/write/workbook.ts';
import { dateIn } from '../stocktake/date.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { withAsOf } from './as-of/overlay.ts';
import { graphAt } from './graph.ts';
import { type AttributedEdge, withAttributes } from './graph-attributes.ts';
import { type ListRow, rowsByRid } from './rows.ts';

export interface GraphBook {
  readonly title: string;
  /** The assets that are shown, and how far each is from the start. */
  readonly nodes: readonly { readonly id: string; readonly depth: number | null }[];
  /** Only relations of these types. */
  readonly types?: readonly string[] | undefined;
  readonly language: Language;
  readonly path: string;
  /** The past state to write; the present where left out. */
  readonly asOf?: { readonly at?: number | undefined; readonly cursor?: number | undefined } | undefined;
  /** Who asked for it. */
  readonly by: string;
}

const texts = {
  cover: { zh: '说明', en: 'About' },
  nodes: { zh: '资产', en: 'Assets' },
  edges: { zh: '关系', en: 'Relations' },
  graph: { zh: '关系图', en: 'Graph' },
  start: { zh: '起点', en: 'Start' },
  asOf: { zh: '截至', en: 'As of' },
  made: { zh: '导出时间', en: 'Exported' },
  by: { zh: '导出人', en: 'Exported by' },
  cursor: { zh: '变更记录号', en: 'Change log position' },
  depth: { zh: '跳数', en: 'Hops' },
  sourceName: { zh: '源名称', en: 'Source name' },
  targetName: { zh: '目标名称', en: 'Target name' },
} as const satisfies Record<string, Label>;

/** File name of a graph's workbook: what it is about and the day. */
export function graphBookName(reg: Register, title: string, language: Language): string {
  const day = dateIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now());
  const about = [...title.replace(/[\\/:*?"<>|\s]+/g, '-')].slice(0, 60).join('');
  return `${texts.graph[language]}-${about || 'graph'}-${day}.xlsx`;
}

/**
 * Writes the assets of a graph and the relations among them.
 * @returns rows of both sheets
 * @throws CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function graphBookJob(context: JobContext, input: GraphBook): Promise<{ rows: number }> {
  const reg = context.register();
  const moment = { asOf: input.asOf?.at, cursor: input.asOf?.cursor };
  reg.db.exec('BEGIN');
  try {
    return await withAsOf(reg, moment, () => write(reg, context, input), { search: false });
  } finally {
    reg.db.exec('COMMIT');
  }
}

async function write(reg: Register, context: JobContext, input: GraphBook): Promise<{ rows: number }> {
  const { language } = input;
  const depths = new Map<number, number | null>();
  for (const { id, depth } of input.nodes) {
    const rid = reg.keys.findRid(id);
    if (rid !== null) depths.set(rid, depth);
  }
  const roots = [...depths.keys()];
  const types = input.types && input.types.length > 0 ? { types: input.types } : {};
  const found = graphAt(reg, roots, { hops: 0, limit: roots.length, ...types });
  const rows = rowsByRid(reg, 'asset', roots);
  const depthOf = new Map(roots.map((rid) => [reg.keys.uuid(rid), depths.get(rid) ?? null]));
  const edges = withAttributes(reg, found.edges);
  const nodeSheet = nodesSheet(reg.catalogue, rows, depthOf, language);
  const edgeSheet = edgesSheet(reg.catalogue, edges, new Map(rows.map((row) => [row.id, row])), language);
  const cover = coverSheet(texts.cover[language], input.title || texts.graph[language], () => [
    { label: texts.nodes[language], value: rows.length, kind: 'count' },
    { label: texts.edges[language], value: edges.length, kind: 'count' },
    ...(input.asOf?.at === undefined
      ? []
      : [{ label: texts.asOf[language], value: input.asOf.at, kind: 'datetime' as const }]),
    { label: texts.made[language], value: reg.deps.now(), kind: 'datetime' },
    { label: texts.by[language], value: input.by },
    { label: texts.cursor[language], value: cursorOf(reg), kind: 'integer' },
  ]);
  const cancel = new AbortController();
  const onProgress = () => {
    if (context.cancelled()) cancel.abort();
  };
  const book = { sheets: [cover, nodeSheet, edgeSheet], active: 1 };
  await writeWorkbook(input.path, book, { signal: cancel.signal, onProgress });
  return { rows: rows.length + edges.length };
}

function cursorOf(reg: Register): number {
  return (reg.sql('SELECT max(seq) FROM change').pluck().get() as number | null) ?? 0;
}

function nodesSheet(
  catalogue: Catalogue,
  rows: readonly ListRow[],
  depths: ReadonlyMap<string, number | null>,
  language: Language,
): WriteSheet {
  const { fields } = entityOf('asset');
  const header = (field: string): string => fields[field]?.label[language] ?? field;
  const words = (row: ListRow, field: string): string => row.labels[field] ?? '';
  return {
    name: texts.nodes[language],
    columns: [
      { header: header('tag'), kind: 'code' },
      { header: header('name'), kind: 'text' },
      { header: header('class'), kind: 'text' },
      { header: header('status'), kind: 'text' },
      { header: texts.depth[language], kind: 'integer' },
      { header: header('location'), kind: 'text' },
      { header: header('custodian'), kind: 'text' },
      { header: header('department'), kind: 'text' },
    ],
    rows: rows.map((row) => [
      text(row.values.tag),
      text(row.values.name),
      className(catalogue, text(row.values.class), language),
      statusName(text(row.values.status), language),
      depths.get(row.id) ?? null,
      words(row, 'location'),
      words(row, 'custodian'),
      words(row, 'department'),
    ]),
  };
}

function edgesSheet(
  catalogue: Catalogue,
  edges: readonly AttributedEdge[],
  nodes: ReadonlyMap<string, ListRow>,
  language: Language,
): WriteSheet {
  const { fields } = entityOf('relation');
  const header = (field: string): string => fields[field]?.label[language] ?? field;
  const more = [...new Set(edges.flatMap(({ attributes }) => Object.keys(attributes)))].filter(
    (field) => !['sourcePort', 'targetPort', 'notes'].includes(field),
  );
  const shown = ['sourcePort', 'targetPort', 'notes', ...more];
  const of = (id: string, field: string): string => text(nodes.get(id)?.values[field]) ?? '';
  return {
    name: texts.edges[language],
    columns: [
      { header: header('source'), kind: 'code' },
      { header: texts.sourceName[language], kind: 'text' },
      { header: header('type'), kind: 'text' },
      { header: header('target'), kind: 'code' },
      { header: texts.targetName[language], kind: 'text' },
      ...shown.map((field) => ({ header: header(field), kind: 'text' as const })),
    ],
    rows: edges.map(({ source, target, type, attributes }) => [
      of(source, 'tag'),
      of(source, 'name'),
      typeName(catalogue, type, language),
      of(target, 'tag'),
      of(target, 'name'),
      ...shown.map((field) => text(attributes[field])),
    ]),
  };
}

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const className = (catalogue: Catalogue, key: string | null, language: Language) =>
  catalogue.classOf(key)?.label[language] ?? key;
const typeName = (catalogue: Catalogue, key: string, language: Language): string =>
  catalogue.relationType(key)?.label[language] ?? key;
const statusName = (key: string | null, language: Language) =>
  key !== null && Object.hasOwn(statuses, key) ? statuses[key as Status].label[language] : key;
