import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { allRids } from '../../core/register/list.ts';
import { describeError, type EntityKey, HoldfastError, isEntityKey } from '../../model/index.ts';
import { assetIds, findReference } from '../find.ts';
import { finish } from '../progress.ts';
import { type Cli, reading, type Session } from '../session.ts';
import { filterText, parseSort } from './list.ts';

interface Options {
  out: string;
  filter?: string[];
  sort?: string;
  entity: string;
}

/** What one form takes. */
const most = 10_000;

export function addForm(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('form <form> [records...]')
    .description(out.say('按自己的表样填写 .xlsx', 'Fill an .xlsx form of your own'))
    .requiredOption('--out <file>', out.say('写到哪个文件', 'file to write'))
    .option('--filter <terms...>', out.say('筛选条件', 'filter'))
    .option('--sort <field>', out.say('排序字段，前加 - 为倒序', 'field to sort by; - before it reverses'))
    .option('--entity <kind>', out.say('记录种类', 'kind of record'), 'asset')
    .action((form: string, records: string[], options: Options, command: Command) =>
      reading(cli(command), (session) => fill(session, form, records, options)),
    );
}

async function fill(
  session: Session,
  form: string,
  records: readonly string[],
  options: Options,
): Promise<void> {
  const { client, out, language, signal } = session;
  if (!isEntityKey(options.entity)) throw new HoldfastError('ENTITY_UNKNOWN', { entity: options.entity });
  const ids = await chosen(session, options.entity, records, options);
  const path = resolve(options.out);
  const { file } = await client.files.open({ path: resolve(form) });
  const done = await finish(
    client.exchange.fillForm({ file, entity: options.entity, ids, language }, { signal }),
  );
  const extension = extname(done.name).toLowerCase();
  if (extname(path).toLowerCase() !== extension)
    throw new HoldfastError('FORMAT_UNKNOWN', { file: path, known: extension });
  await client.files.saveAs({ file: done.file, path });
  const problems = done.problems.map((problem) => ({
    ...problem,
    message: describeError(problem.code, { mark: problem.mark }, language),
  }));
  const { rows, shape } = done;
  await out.answer({ file: path, rows, shape, problems }, function* () {
    yield out.say(`已填写 ${rows} 条记录到 ${path}`, `${rows} records filled into ${path}`);
    for (const { sheet, cell, code, message } of problems)
      yield `${[sheet, cell].filter(Boolean).join('!')} ${code}: ${message}`;
  });
}

/** @throws HoldfastError FORM_NO_RECORDS, FORM_TOO_MANY, ASSET_NOT_FOUND, REFERENCE_MISSING */
async function chosen(
  session: Session,
  entity: EntityKey,
  records: readonly string[],
  options: Options,
): Promise<string[]> {
  const ids = records.length > 0 ? await named(session, entity, records) : filtered(session, entity, options);
  if (ids.length === 0) throw new HoldfastError('FORM_NO_RECORDS');
  if (ids.length > most) throw new HoldfastError('FORM_TOO_MANY', { count: ids.length, most });
  return ids;
}

async function named({ client }: Session, entity: EntityKey, records: readonly string[]): Promise<string[]> {
  if (entity === 'asset') return assetIds(client, records);
  const ids: string[] = [];
  for (const record of records) ids.push(await findReference(client, entity, entity, record));
  return ids;
}

function filtered({ core: { reg } }: Session, entity: EntityKey, options: Options): string[] {
  const query = {
    entity,
    filter: filterText(options.filter),
    ...(options.sort === undefined ? {} : { sort: parseSort(options.sort) }),
  };
  const ids: string[] = [];
  for (const rid of allRids(reg, query)) ids.push(reg.keys.uuid(rid));
  return ids;
}
