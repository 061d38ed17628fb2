import { type Command, Option } from 'commander';
import type { FieldValue, Graph, GraphDirection } from '../../contract/api/index.ts';
import { type Catalogue, HoldfastError } from '../../model/index.ts';
import { classKey } from '../classes.ts';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session } from '../session.ts';

interface GraphOptions {
  hops: string;
  types?: string;
  classes?: string;
  direction: GraphDirection;
  limit: string;
}

/** `graph` and `path`: what lies around an asset, and how two hang together. */
export function addGraph(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  const direction = () =>
    new Option('--direction <direction>', out.say('关系方向', 'way along relations'))
      .choices(['out', 'in', 'both'])
      .default('both');
  const types = () => new Option('--types <types>', out.say('只看这些关系类型', 'only these relation types'));
  program
    .command('graph <tag>')
    .description(out.say('一项资产周围的资产与关系', 'Assets and relations around an asset'))
    .option('--hops <n>', out.say('跳数，1 到 6', 'how far, 1 to 6'), '2')
    .addOption(types())
    .option('--classes <classes>', out.say('只看这些类别', 'only these classes'))
    .addOption(direction())
    .option('--limit <n>', out.say('最多列出多少项资产', 'most assets that are listed'), '500')
    .action((tag: string, options: GraphOptions, command: Command) =>
      reading(cli(command), (s) => graph(s, tag, options)),
    );
  program
    .command('path <from> <to>')
    .description(out.say('两项资产之间最短的关系链', 'Shortest chain of relations between two assets'))
    .addOption(types())
    .addOption(direction())
    .action((from: string, to: string, options: GraphOptions, command: Command) =>
      reading(cli(command), (s) => path(s, from, to, options)),
    );
}

interface Edge {
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly attributes: Record<string, FieldValue>;
}

async function graph({ client, core, out }: Session, tag: string, options: GraphOptions): Promise<void> {
  const root = await client.records.byTag({ tag });
  const reach = {
    roots: [root.id],
    hops: whole(options.hops, '--hops', 1, 6),
    direction: options.direction,
    ...named(core.reg.catalogue, 'types', options.types),
    ...named(core.reg.catalogue, 'classes', options.classes),
  };
  const limit = whole(options.limit, '--limit', 1, 2000);
  const found = await client.relations.graph({ ...reach, limit, attributes: true });
  const nodes = found.nodes.map(({ tag: own, name, class: key, depth }) => ({
    tag: own,
    name,
    class: key,
    depth,
  }));
  const tags = new Map(found.nodes.map((node) => [node.id, node.tag || node.name]));
  const edges = found.edges.map(
    ({ source, target, type, attributes = {} }): Edge => ({
      from: tags.get(source) ?? source,
      type,
      to: tags.get(target) ?? target,
      attributes,
    }),
  );
  const grouped = found.truncated ? leftOut(found, await client.relations.reach(reach)) : [];
  await out.answer({ nodes, edges, grouped }, function* () {
    for (const node of nodes) yield tabbed([node.depth, node.tag, node.name, node.class]);
    for (const { from, type, to, attributes } of edges)
      yield tabbed([from, type, to, Object.values(attributes).filter(Boolean).join(' ')]);
    for (const { depth, class: key, count } of grouped)
      yield tabbed([depth, out.say(`另有 ${count} 项`, `${count} more`), key]);
  });
}

interface Counted {
  readonly groups: readonly {
    readonly class: string | null;
    readonly depth: number;
    readonly count: number;
  }[];
}

/** What is not listed, by distance and class. */
function leftOut({ nodes }: Graph, { groups }: Counted) {
  const listed = new Map<string, number>();
  for (const { depth, class: key } of nodes) {
    const name = `${depth} ${key ?? ''}`;
    listed.set(name, (listed.get(name) ?? 0) + 1);
  }
  return groups
    .map((group) => ({
      ...group,
      count: group.count - (listed.get(`${group.depth} ${group.class ?? ''}`) ?? 0),
    }))
    .filter(({ count }) => count > 0);
}

async function path(
  { client, core, out }: Session,
  from: string,
  to: string,
  options: Pick<GraphOptions, 'types' | 'direction'>,
): Promise<void> {
  const [start, end] = [await client.records.byTag({ tag: from }), await client.records.byTag({ tag: to })];
  const query = { direction: options.direction, ...named(core.reg.catalogue, 'types', options.types) };
  const { steps, complete } = await client.relations.path({ from: start.id, to: end.id, ...query });
  const answer = {
    found: steps !== null,
    complete,
    steps: (steps ?? []).map(({ asset, relation }) => ({
      tag: asset.tag,
      name: asset.name,
      class: asset.class,
      via: relation?.type ?? null,
      forward: relation?.forward ?? null,
    })),
  };
  await out.answer(answer, function* () {
    if (steps === null)
      yield complete
        ? out.say('两项资产之间没有关系链', 'No relations lead from one to the other')
        : out.say('资产太多，已停止查找', 'Given up: there are too many assets to look through');
    for (const { tag, name, via, forward } of answer.steps)
      yield tabbed([via === null ? '' : forward ? `—${via}→` : `←${via}—`, tag, name]);
  });
}

/** @throws HoldfastError COMMAND_INVALID */
function whole(value: string, option: string, least: number, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new HoldfastError('COMMAND_INVALID', { reason: `${option} ${value} (${least}-${most})` });
}

/** @throws HoldfastError RELATION_TYPE_UNKNOWN, CLASS_NOT_FOUND */
function named<K extends 'types' | 'classes'>(
  catalogue: Catalogue,
  key: K,
  list: string | undefined,
): { [P in K]?: string[] } {
  if (!list) return {};
  const values = list
    .split(/[,，]/)
    .map((value) => value.trim())
    .filter(Boolean);
  const keyOf = key === 'types' ? typeKey : classKey;
  return { [key]: values.map((value) => keyOf(catalogue, value)) } as { [P in K]?: string[] };
}

/**
 * A relation type by key, label or label of its inverse. A slip of the pen must not look like an asset without relations.
 * @throws HoldfastError RELATION_TYPE_UNKNOWN
 */
function typeKey(catalogue: Catalogue, word: string): string {
  if (catalogue.relationType(word)) return word;
  const folded = word.toLowerCase();
  const found = Object.entries(catalogue.relationTypes).find(([key, { label, inverse }]) =>
    [key, label.zh, label.en, inverse.zh, inverse.en].some((each) => each.toLowerCase() === folded),
  );
  if (found) return found[0];
  const known = Object.keys(catalogue.relationTypes).join(', ');
  throw new HoldfastError('RELATION_TYPE_UNKNOWN', { type: word, known });
}
