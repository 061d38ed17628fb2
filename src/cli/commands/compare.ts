import type { Command } from 'commander';
import type { ComparedMoment, CompareInput, DifferenceLine } from '../../contract/api/index.ts';
import { HoldfastError } from '../../model/index.ts';
import { parseMoment } from '../moment.ts';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session } from '../session.ts';
import { filterText } from './list.ts';

interface Options {
  from: string;
  to: string;
  filter?: string[];
}

/** `compare`: what differs between two moments or baselines. */
export function addCompare(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('compare')
    .description(out.say('对比两个时点或基线', 'What differs between two moments or baselines'))
    .requiredOption('--from <moment>', out.say('日期、时刻或基线名称', 'a date, a moment or a baseline'))
    .option('--to <moment>', out.say('同上，默认 now', 'the same; default now'), 'now')
    .option('--filter <terms...>', out.say('只看这些资产', 'only these assets'))
    .action((options: Options, command: Command) => reading(cli(command), (s) => compare(s, options)));
}

async function compare(session: Session, options: Options): Promise<void> {
  const filter = filterText(options.filter);
  const query: CompareInput = {
    from: await momentOf(session, '--from', options.from),
    to: await momentOf(session, '--to', options.to),
    ...(filter === undefined ? {} : { scope: { filter } }),
  };
  await answerDifferences(session, query);
}

/** A moment as typed: `now`, a date or time, or the name of a baseline. @throws HoldfastError MOMENT_UNKNOWN */
async function momentOf(session: Session, option: string, text: string): Promise<ComparedMoment> {
  if (text.trim().toLowerCase() === 'now') return {};
  try {
    return { at: parseMoment(option, text, session.core.reg.meta('timeZone') ?? 'UTC', 'end') };
  } catch (cause) {
    const baseline = await findBaseline(session, text);
    if (baseline !== null) return { baseline };
    if (cause instanceof HoldfastError) throw new HoldfastError('MOMENT_UNKNOWN', { text });
    throw cause;
  }
}

/** The newest baseline of a name, or that of an id; null when there is none. */
export async function findBaseline({ client }: Session, text: string): Promise<string | null> {
  const wanted = text.trim().toLowerCase();
  const all = await client.baselines.list();
  return all.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)?.id ?? null;
}

const pageSize = 5000;

/** All differences of a query, page by page. */
async function* everyLine(
  { client, language }: Session,
  query: CompareInput,
): AsyncGenerator<DifferenceLine> {
  for (let offset = 0; ; offset += pageSize) {
    const { lines, total } = await client.compare.lines({ ...query, offset, limit: pageSize, language });
    yield* lines;
    if (offset + lines.length >= total || lines.length === 0) return;
  }
}

const nameOf = ({ tag, name }: { tag: string; name: string }) => tag || name;

/** The answer of `compare`, and of `baseline drift` with what is known of change numbers. */
export async function answerDifferences(session: Session, query: CompareInput, drift = false): Promise<void> {
  const added: object[] = [];
  const removed: object[] = [];
  const changed: object[] = [];
  const relations: Record<DifferenceLine['kind'], object[]> = { added: [], removed: [], changed: [] };
  const unauthorised: object[] = [];
  const texts: string[] = [];
  for await (const line of everyLine(session, query)) {
    const { asset, kind, entity, type, target, fields, authorisation } = line;
    const about = drift ? { authorisation: authorisation.state, changes: authorisation.references } : {};
    const state = drift ? ` [${[authorisation.state, ...authorisation.references].join(' ')}]` : '';
    const tag = nameOf(asset);
    if (entity === 'relation') {
      const ends = { from: tag, type, to: target ? nameOf(target) : '' };
      relations[kind].push({ ...ends, ...about });
      texts.push(tabbed([signs[kind], ends.from, ends.type, ends.to, state.trim()]));
    } else if (kind === 'changed') {
      for (const { field, from, to, fromText, toText } of fields) {
        changed.push({ tag, field, from, to, fromText, toText, ...about });
        texts.push(tabbed([signs[kind], tag, field, fromText, '→', toText, state.trim()]));
      }
    } else {
      (kind === 'added' ? added : removed).push({ tag, name: asset.name, class: asset.class, ...about });
      texts.push(tabbed([signs[kind], tag, asset.name, state.trim()]));
    }
    if (drift && authorisation.state === 'unauthorised')
      unauthorised.push(
        entity === 'asset' ? { tag, kind } : { tag, kind, type, to: target ? nameOf(target) : '' },
      );
  }
  const answer = { added, removed, changed, relations, ...(drift ? { unauthorised } : {}) };
  await session.out.answer(answer, () => texts);
}

const signs = { added: '+', removed: '-', changed: '~' } as const;
