import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import type { ScanAnswer, StocktakeLine, StocktakeStatus } from '../../contract/api/work.ts';
import { HoldfastError } from '../../model/index.ts';
import { findReference } from '../find.ts';
import { type Output, tabbed } from '../output.ts';
import { type Cli, reading, type Session, writing } from '../session.ts';
import { iso } from '../shape.ts';
import { numberOf } from './list.ts';

export function addStocktake(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  const group = program.command('stocktake').description(out.say('盘点', 'Stocktakes'));
  group
    .command('list')
    .description(out.say('全部盘点单', 'All stocktakes'))
    .action((_: unknown, command: Command) => reading(cli(command), list));
  group
    .command('create <name>')
    .description(out.say('新建盘点单', 'Create a stocktake'))
    .option('--filter <filter>', out.say('盘点范围', 'scope'), '')
    .option('--location <place...>', out.say('盘点地点', 'places to count'))
    .option('--due <date>', out.say('截止日期', 'due date'))
    .option('--start', out.say('并立即开始', 'and start it at once'))
    .action((name: string, options: Create, command: Command) =>
      writing(cli(command), (session) => create(session, name, options)),
    );
  const step = (name: string, zh: string, en: string) =>
    group.command(`${name} <stocktake>`).description(out.say(zh, en));
  step('start', '开始盘点', 'Freeze what is expected and start counting').action(
    (name: string, _: unknown, command: Command) =>
      writing(cli(command), async (s) =>
        status(s, await s.client.stocktakes.start({ id: await sheet(s, name) })),
      ),
  );
  group
    .command('scan <stocktake> [labels...]')
    .description(
      out.say(
        '盘点标签；不给标签则逐行读标准输入。每个标签输出一行',
        'Count labels; without any, reads them line by line from standard input. One line each; with --json one document a line',
      ),
    )
    .option('--location <place>', out.say('所在地点', 'place where they are'))
    .option('--user <person>', out.say('实际使用人', 'person who has them'))
    .option('--condition <condition>', 'good, damaged')
    .option('--notes <text>', out.say('备注', 'note'))
    .action((name: string, labels: string[], options: Scan, command: Command) =>
      writing(cli(command), (session) => scan(session, name, labels, options)),
    );
  step('status', '进度与结果汇总', 'Progress and result in numbers').action(
    (name: string, _: unknown, command: Command) =>
      reading(cli(command), async (s) =>
        status(s, await s.client.stocktakes.status({ id: await sheet(s, name) })),
      ),
  );
  step('lines', '逐项结果', 'Result line by line')
    .option('--outcome <outcome>', 'expected, elsewhere, otherUser, notCounted, unexpected, retired, unknown')
    .option('--limit <n>', out.say('最多几条', 'at most so many'))
    .action((name: string, options: Lines, command: Command) =>
      reading(cli(command), (session) => lines(session, name, options)),
    );
  step('close', '结束盘点', 'End counting')
    .option(
      '--mark-missing',
      out.say('未盘到的记为盘亏待核实', 'mark what was not counted as missing, unverified'),
    )
    .action((name: string, { markMissing = false }: { markMissing?: boolean }, command: Command) =>
      writing(cli(command), async (s) =>
        status(s, await s.client.stocktakes.close({ id: await sheet(s, name), markMissing })),
      ),
    );
  step('cancel', '取消盘点', 'Cancel it').action((name: string, _: unknown, command: Command) =>
    writing(cli(command), async (s) =>
      status(s, await s.client.stocktakes.cancel({ id: await sheet(s, name) })),
    ),
  );
  step('export', '导出差异', 'Export the differences')
    .requiredOption('--out <file>', out.say('写到哪个文件', 'file to write'))
    .action((name: string, options: { out: string }, command: Command) =>
      reading(cli(command), (session) => exportDifferences(session, name, options.out)),
    );
}

/** @throws HoldfastError STOCKTAKE_NOT_FOUND, NAME_AMBIGUOUS */
async function sheet({ client }: Session, wanted: string): Promise<string> {
  const all = await client.stocktakes.list();
  const found = all.filter((one) => one.id === wanted || one.name === wanted.trim());
  if (found.length > 1) throw new HoldfastError('NAME_AMBIGUOUS', { name: wanted, count: found.length });
  const [one] = found;
  if (!one) throw new HoldfastError('STOCKTAKE_NOT_FOUND');
  return one.id;
}

function shape(one: StocktakeStatus) {
  const { startedAt, closedAt, ...rest } = one;
  return { ...rest, startedAt: iso(startedAt), closedAt: iso(closedAt) };
}

function words(out: Output, one: StocktakeStatus): string {
  const outcomes = Object.entries(one.byOutcome)
    .map(([outcome, n]) => `${outcome} ${n}`)
    .join(', ');
  return out.say(
    `${one.name}（${one.state}）：应盘 ${one.expected}，已盘 ${one.counted}，未盘 ${one.notCounted}；${outcomes}  ${one.id}`,
    `${one.name} (${one.state}): ${one.expected} expected, ${one.counted} counted, ${one.notCounted} not counted; ${outcomes}  ${one.id}`,
  );
}

async function status({ out }: Session, one: StocktakeStatus): Promise<void> {
  await out.answer(shape(one), () => [words(out, one)]);
}

async function list({ client, out }: Session): Promise<void> {
  const all = await client.stocktakes.list();
  await out.answer(all.map(shape), () => all.map((one) => words(out, one)));
}

interface Create {
  filter: string;
  location?: string[];
  due?: string;
  start?: boolean;
}

async function create(session: Session, name: string, options: Create): Promise<void> {
  const { client } = session;
  const locations: string[] = [];
  for (const place of options.location ?? [])
    locations.push(await findReference(client, 'location', 'location', place));
  const due = options.due ?? null;
  const made = await client.stocktakes.create({ name, filter: options.filter, locations, due });
  await status(session, options.start ? await client.stocktakes.start({ id: made.id }) : made);
}

interface Scan {
  location?: string;
  user?: string;
  condition?: string;
  notes?: string;
}

async function scan(session: Session, name: string, labels: readonly string[], options: Scan): Promise<void> {
  const { client, out } = session;
  const id = await sheet(session, name);
  const where = {
    location: options.location ? await findReference(client, 'location', 'location', options.location) : null,
    user: options.user ? await findReference(client, 'person', 'user', options.user) : null,
    condition: (options.condition ?? null) as 'good' | 'damaged' | null,
    notes: options.notes ?? null,
  };
  for await (const label of labels.length > 0 ? labels : inputLines()) {
    if (label.trim() === '') continue;
    const answer = await client.stocktakes.scan({ id, scan: label, ...where });
    await out.line(answerShape(answer), answerWords(answer));
  }
}

function inputLines(): AsyncIterable<string> {
  return createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
}

function answerShape(answer: ScanAnswer) {
  const { earlier, asset } = answer;
  return {
    scan: answer.scan,
    outcome: answer.outcome,
    tag: asset?.tag ?? null,
    name: asset?.name ?? null,
    expectedLocation: answer.expectedLocation,
    foundLocation: answer.foundLocation,
    expectedUser: answer.expectedUser,
    at: iso(answer.at),
    count: answer.count,
    earlier: earlier && { ...earlier, at: iso(earlier.at) },
  };
}

function answerWords({ scan: label, outcome, asset, expectedLocation }: ScanAnswer): string {
  return tabbed([label, outcome, asset?.name, expectedLocation]);
}

interface Lines {
  outcome?: string;
  limit?: string;
}

async function lines(session: Session, name: string, options: Lines): Promise<void> {
  const id = await sheet(session, name);
  const limit = numberOf('--limit', options.limit) ?? Number.POSITIVE_INFINITY;
  const all: StocktakeLine[] = [];
  const outcome = options.outcome === undefined ? {} : { outcome: options.outcome };
  while (all.length < limit) {
    const page = { offset: all.length, limit: Math.max(1, Math.min(1000, limit - all.length)) };
    const { lines: some } = await session.client.stocktakes.lines({ id, ...outcome, ...page });
    all.push(...some);
    if (some.length < page.limit) break;
  }
  const plain = all.map(({ key: _, asset: __, countedAt, ...line }) => ({
    ...line,
    countedAt: iso(countedAt),
  }));
  await session.out.array(plain, (line) =>
    tabbed([line.outcome, line.tag, line.name, line.expectedLocation, line.foundLocation, line.countedBy]),
  );
}

async function exportDifferences(session: Session, name: string, target: string): Promise<void> {
  const { client, out, language } = session;
  const path = resolve(target);
  const format = /\.(xlsx|csv)$/i.exec(path)?.[1]?.toLowerCase() as 'xlsx' | 'csv' | undefined;
  if (!format) throw new HoldfastError('FORMAT_UNKNOWN', { file: target, known: '.xlsx, .csv' });
  const id = await sheet(session, name);
  const done = await client.stocktakes.exportDifferences({ id, format, language });
  await client.files.saveAs({ file: done.file, path });
  await out.answer({ file: path, rows: done.rows }, () => [`${path}: ${done.rows}`]);
}
