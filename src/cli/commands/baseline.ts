import type { Command } from 'commander';
import { HoldfastError } from '../../model/index.ts';
import { assetIds } from '../find.ts';
import { parseMoment } from '../moment.ts';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session, writing } from '../session.ts';
import { iso } from '../shape.ts';
import { answerDifferences, findBaseline } from './compare.ts';
import { filterText, numberOf } from './list.ts';

interface CreateOptions {
  filter?: string[];
  around?: string[];
  hops?: string;
  at?: string;
  note?: string;
  replaces?: string;
}

/** `baseline create|list|approve|drift|acknowledge`. */
export function addBaseline(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  const baseline = program.command('baseline').description(out.say('配置基线', 'Baselines'));
  baseline
    .command('create <name>')
    .description(out.say('把一个范围的当前状态固定为基线', 'Fix the state of a scope under a name'))
    .option('--filter <terms...>', out.say('范围：筛选', 'scope: a filter'))
    .option('--around <tags...>', out.say('范围：这些资产及其周围', 'scope: these assets and what is around'))
    .option('--hops <n>', out.say('周围几跳，默认 1', 'how far around; default 1'))
    .option('--at <moment>', out.say('日期或时刻，默认现在', 'a date or moment; default now'))
    .option('--replaces <baseline>', out.say('批准后取代哪条基线', 'which one it replaces once approved'))
    .option('--note <text>', out.say('备注', 'a note'))
    .action((name: string, options: CreateOptions, command: Command) =>
      writing(cli(command), (s) => create(s, name, options)),
    );
  baseline
    .command('list')
    .description(out.say('列出基线', 'List baselines'))
    .action((_: unknown, command: Command) => reading(cli(command), list));
  baseline
    .command('approve <baseline>')
    .description(out.say('批准基线（须由他人）', 'Approve a baseline that somebody else made'))
    .action((name: string, _: unknown, command: Command) =>
      writing(cli(command), async (s) => {
        const id = await idOf(s, name);
        const done = await s.client.baselines.approve({ id });
        await s.out.answer({ id, state: 'approved', ...done }, () => [done.batch]);
      }),
    );
  baseline
    .command('drift <baseline>')
    .description(
      out.say('基线之后的偏差，标明是否有变更单', 'Drift since, with the change numbers that cover it'),
    )
    .action((name: string, _: unknown, command: Command) =>
      reading(cli(command), async (s) =>
        answerDifferences(s, { from: { baseline: await idOf(s, name) }, to: {} }, true),
      ),
    );
  baseline
    .command('acknowledge <baseline>')
    .description(out.say('确认全部未授权变更', 'Acknowledge all drift without a change number'))
    .requiredOption('--reason <text>', out.say('事由', 'the reason'))
    .action((name: string, { reason }: { reason: string }, command: Command) =>
      writing(cli(command), async (s) => {
        const asked = { baseline: await idOf(s, name), items: null, reason };
        const done = await s.client.baselines.acknowledge(asked);
        await s.out.answer(done, () => [String(done.records)]);
      }),
    );
}

/** @throws HoldfastError BASELINE_NOT_FOUND */
async function idOf(session: Session, name: string): Promise<string> {
  const id = await findBaseline(session, name);
  if (id === null) throw new HoldfastError('BASELINE_NOT_FOUND');
  return id;
}

async function create(session: Session, name: string, options: CreateOptions): Promise<void> {
  const { client, core, out } = session;
  const filter = filterText(options.filter);
  const hops = numberOf('--hops', options.hops);
  const zone = core.reg.meta('timeZone') ?? 'UTC';
  const made = await client.baselines.create({
    name,
    ...(filter === undefined ? {} : { filter }),
    ...(options.around ? { roots: await assetIds(client, options.around) } : {}),
    ...(hops === undefined ? {} : { hops }),
    ...(options.at === undefined ? {} : { at: parseMoment('--at', options.at, zone, 'end') }),
    ...(options.replaces === undefined ? {} : { replaces: await idOf(session, options.replaces) }),
    ...(options.note === undefined ? {} : { note: options.note }),
  });
  const { items, state } = await client.baselines.get({ id: made.id });
  await out.answer({ id: made.id, name, state, items, batch: made.batch }, () => [tabbed([name, items])]);
}

async function list({ client, out }: Session): Promise<void> {
  const all = (await client.baselines.list()).map((one) => ({
    id: one.id,
    name: one.name,
    state: one.state,
    at: iso(one.at),
    items: one.items,
    filter: one.filter ?? null,
    madeBy: one.madeBy,
    approvedBy: one.approvedBy || null,
    approvedAt: one.approvedAt === null ? null : iso(one.approvedAt),
  }));
  await out.answer(all, function* () {
    for (const one of all) yield tabbed([one.name, one.state, one.at, one.items, one.approvedBy]);
  });
}
