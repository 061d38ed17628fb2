import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { LedgerLineInfo, LedgerOutcome, ReconciliationInfo } from '../../contract/api/ledger.ts';
import { HoldfastError } from '../../model/index.ts';
import {
  isLedgerTarget,
  type LedgerBridgeKey,
  ledgerBridge,
  ledgerDifferenceKeys,
  ledgerLineKinds,
} from '../../model/ledger.ts';
import { describeProblem } from '../../model/problem-text.ts';
import { tabbed } from '../output.ts';
import { finish } from '../progress.ts';
import { type Cli, reading, type Session, writing } from '../session.ts';
import { iso } from '../shape.ts';

interface Reconcile {
  name?: string;
  period?: string;
  currency?: string;
  sheet?: string;
  headerRow?: string;
  column?: string[];
  out?: string;
}

interface Show {
  lines?: string;
  difference?: string;
  out?: string;
}

export function addLedger(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  const group = program
    .command('ledger')
    .description(out.say('账账核对', 'The register against the finance ledger'));
  group
    .command('reconcile <file>')
    .description(out.say('读入财务卡片清单并与台账核对', 'Lay a card list of the ledger beside the register'))
    .option('--name <name>', out.say('名称', 'what the check is called'))
    .option('--period <yyyy-mm>', out.say('会计期间', 'period of the ledger'))
    .option('--currency <code>', 'CNY, USD, EUR, HKD, GBP, JPY')
    .option('--sheet <name>', out.say('工作表', 'sheet'))
    .option('--header-row <n>', out.say('表头所在行', 'row of the column names'))
    .option(
      '--column <header=meaning...>',
      out.say('列的含义，如 账面数=cost', 'meaning of a column, such as Booked=cost'),
    )
    .option('--out <file>', out.say('结果工作簿', 'workbook of the result'))
    .action((file: string, options: Reconcile, command: Command) =>
      writing(cli(command), (session) => reconcile(session, file, options)),
    );
  group
    .command('list')
    .description(out.say('全部核对', 'All checks'))
    .action((_: unknown, command: Command) => reading(cli(command), list));
  group
    .command('show [check]')
    .description(
      out.say(
        '与当前台账比较的结果；不给名称为最近一次',
        'Result against the register as it is now; the newest when left out',
      ),
    )
    .option('--lines <kind>', Object.keys(ledgerLineKinds).join(', '))
    .option('--difference <kind>', ledgerDifferenceKeys.join(', '))
    .option('--out <file>', out.say('结果工作簿', 'workbook of the result'))
    .action((name: string | undefined, options: Show, command: Command) =>
      reading(cli(command), (session) => show(session, name, options)),
    );
}

async function reconcile(session: Session, path: string, options: Reconcile): Promise<void> {
  const { client, out, signal, language } = session;
  const { file, name: fileName } = await client.files.open({ path: resolve(path) });
  const headerRow =
    options.headerRow === undefined ? undefined : wholeNumber(options.headerRow, '--header-row');
  const chosen = {
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(headerRow === undefined ? {} : { headerRow }),
  };
  const mapping = await mappingOf(session, file, chosen, options.column ?? []);
  const made = await finish(
    client.ledger.reconcile(
      {
        file,
        name: options.name ?? fileName,
        period: options.period ?? null,
        ...chosen,
        ...(options.currency === undefined ? {} : { currency: currencyOf(options.currency) }),
        ...(mapping ? { mapping } : {}),
      },
      { signal },
    ),
  );
  if (options.out !== undefined) await writeOut(session, made.id, options.out);
  const problems = made.problems.map(({ params, ...problem }) => ({
    ...problem,
    message: describeProblem({ ...problem, params }, language),
  }));
  const answer = {
    id: made.id,
    batch: made.batch,
    ...account(made.account),
    problems,
    ...plain(made.outcome),
  };
  await out.answer(answer, () => [
    ...problems.map(({ row, column, message }) => tabbed([row, column, message])),
    ...words(made.outcome, session),
  ]);
}

/** Undefined: as it is recognised. */
async function mappingOf(
  { client }: Session,
  file: string,
  chosen: { sheet?: string; headerRow?: number },
  said: readonly string[],
): Promise<Record<string, string> | undefined> {
  if (said.length === 0) return undefined;
  const found = await client.ledger.inspect({ file, ...chosen });
  const sheet = found.sheets.find(({ name }) => name === chosen.sheet) ?? found.sheets[found.suggested];
  const mapping = new Map(
    (sheet?.columns ?? []).flatMap(({ index, target }) => (target === null ? [] : [[String(index), target]])),
  );
  for (const each of said) {
    const at = each.lastIndexOf('=');
    const target = each.slice(at + 1);
    const column = sheet?.columns.find(({ header, letter }) => [header, letter].includes(each.slice(0, at)));
    if (!column || (target !== '' && !isLedgerTarget(target)))
      throw new HoldfastError('MAPPING_UNKNOWN', { field: each });
    for (const [index, known] of mapping) if (known === target) mapping.delete(index);
    if (target === '') mapping.delete(String(column.index));
    else mapping.set(String(column.index), target);
  }
  return Object.fromEntries(mapping);
}

async function list({ client, out }: Session): Promise<void> {
  const found = (await client.ledger.list()).map((info) => ({ ...head(info), ...plain(info.outcome) }));
  await out.array(found, (one) => tabbed([one.id, one.at, one.period, one.name, one.cards]));
}

async function show(session: Session, name: string | undefined, options: Show): Promise<void> {
  const { client, out } = session;
  const id = await findCheck(session, name);
  if (options.out !== undefined) await writeOut(session, id, options.out);
  if (options.lines !== undefined || options.difference !== undefined) {
    await out.array(await allLines(session, id, options), lineWords);
    return;
  }
  const { info, outcome, lost } = await client.ledger.result({ id });
  const answer = { ...head(info), ...plain(outcome), lost };
  await out.answer(answer, () => [info.name, ...words(outcome, session)]);
}

/** @throws RECONCILIATION_NOT_FOUND, NAME_AMBIGUOUS */
async function findCheck({ client }: Session, name: string | undefined): Promise<string> {
  const all = await client.ledger.list();
  const found =
    name === undefined ? all.slice(0, 1) : all.filter((one) => one.id === name || one.name === name);
  if (found.length > 1) throw new HoldfastError('NAME_AMBIGUOUS', { name: name ?? '', count: found.length });
  const [one] = found;
  if (!one) throw new HoldfastError('RECONCILIATION_NOT_FOUND');
  return one.id;
}

const pageSize = 1000;

async function allLines({ client }: Session, id: string, options: Show): Promise<unknown[]> {
  const kind = (options.lines ?? (options.difference ? 'different' : 'all')) as 'all';
  const wanted = { id, kind, ...(options.difference ? { difference: options.difference as 'cost' } : {}) };
  const lines: unknown[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await client.ledger.lines({ ...wanted, offset, limit: pageSize });
    for (const line of page.lines) lines.push(lineShape(line));
    if (offset + pageSize >= page.total) return lines;
  }
}

const major = (minor: number | null): number | null => (minor === null ? null : minor / 100);

/** Money in major units, as everywhere on the command line. */
function lineShape({ kind, reasons, differences, cards, assets, card, asset }: LedgerLineInfo) {
  return {
    kind,
    matchedBy: reasons,
    differences,
    ledger:
      card === null
        ? null
        : {
            cards: cards.count,
            number: card.number,
            assetNo: card.assetNo,
            name: card.name,
            department: card.department,
            status: card.status,
            startDate: card.startDate,
            quantity: cards.quantity,
            cost: major(cards.cost),
            depreciation: major(card.depreciation),
            net: major(card.ownNet),
          },
    register:
      asset === null
        ? null
        : {
            assets: assets.count,
            tag: asset.tag,
            ledgerNo: asset.ledgerNo,
            name: asset.name,
            department: asset.department,
            status: asset.status,
            startDate: asset.startDate,
            quantity: assets.quantity,
            cost: major(assets.cost),
            estimatedDepreciation: major(asset.depreciation),
            estimatedNet: major(asset.net),
          },
  };
}

function lineWords(line: unknown): string {
  const { kind, differences, ledger, register } = line as ReturnType<typeof lineShape>;
  const sides = [ledger?.number, ledger?.name, ledger?.cost, register?.tag, register?.name, register?.cost];
  return tabbed([kind, ...sides, differences.join(',')]);
}

function account({ rows, cards, skipped, rejected, statedCost }: ReconciliationInfo['account']) {
  return { rows, cards, skipped, rejected, statedCost: major(statedCost) };
}

function head({ id, name, period, currency, file, at, by, account: own }: ReconciliationInfo) {
  return { id, name, period, currency, file, at: iso(at), by, ...account(own) };
}

function plain(outcome: LedgerOutcome) {
  const { lines, differences, reasons, apart, foreign, ledger } = outcome;
  return {
    lines,
    differences,
    matchedBy: reasons,
    bridge: outcome.bridge.map(({ key, quantity, cost }) => ({
      key,
      quantity: quantity / 1000,
      cost: cost / 100,
    })),
    apart: Object.fromEntries(
      Object.entries(apart).map(([key, each]) => [key, { assets: each.count, cost: each.cost / 100 }]),
    ),
    foreign,
    ledgerDepreciation: ledger.depreciation / 100,
    ledgerNet: ledger.net / 100,
  };
}

function words(outcome: LedgerOutcome, { language }: Session): string[] {
  return [
    ...Object.entries(ledgerLineKinds).map(([kind, { label }]) =>
      tabbed([label[language], outcome.lines[kind as keyof typeof ledgerLineKinds]]),
    ),
    ...outcome.bridge.map(({ key, quantity, cost }) =>
      tabbed([ledgerBridge[key as LedgerBridgeKey][language], quantity / 1000, (cost / 100).toFixed(2)]),
    ),
  ];
}

async function writeOut({ client, language, signal }: Session, id: string, target: string): Promise<void> {
  const path = resolve(target);
  if (!/\.xlsx$/i.test(path)) throw new HoldfastError('FORMAT_UNKNOWN', { file: target });
  const made = await finish(client.ledger.workbook({ id, language }, { signal }));
  await client.files.saveAs({ file: made.file, path });
}

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY'] as const;

function currencyOf(text: string): (typeof currencies)[number] {
  const found = currencies.find((each) => each === text.toUpperCase());
  if (!found) throw new HoldfastError('COMMAND_INVALID', { reason: `--currency ${text}` });
  return found;
}

function wholeNumber(text: string, option: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new HoldfastError('COMMAND_INVALID', { reason: `${option} ${text}` });
  return value;
}
