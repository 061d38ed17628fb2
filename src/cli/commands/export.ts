import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { builtinClasses, type EntityKey, entityOf, HoldfastError, isEntityKey } from '../../model/index.ts';
import { finish } from '../progress.ts';
import { type Cli, reading, type Session } from '../session.ts';
import { filterText, parseSort } from './list.ts';

interface Options {
  out: string;
  entity: string;
  filter?: string[];
  search?: string;
  sort?: string;
  columns?: string;
}

export function addExport(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('export')
    .description(out.say('导出为 .xlsx 或 .csv', 'Export to .xlsx or .csv'))
    .requiredOption('--out <file>', out.say('写到哪个文件', 'file to write'))
    .option('--filter <terms...>', out.say('筛选条件', 'filter'))
    .option('--search <text>', out.say('搜索', 'search'))
    .option('--sort <field>', out.say('排序字段，前加 - 为倒序', 'field to sort by; - before it reverses'))
    .option('--columns <fields>', out.say('字段，逗号分隔', 'fields, parted by commas'))
    .option('--entity <kind>', out.say('记录种类', 'kind of record'), 'asset')
    .action((options: Options, command: Command) =>
      reading(cli(command), (session) => exportList(session, options)),
    );
}

async function exportList(session: Session, options: Options): Promise<void> {
  const { client, out, language, signal } = session;
  const path = resolve(options.out);
  const format = extname(path).slice(1).toLowerCase();
  if (format !== 'xlsx' && format !== 'csv') throw new HoldfastError('FORMAT_UNKNOWN', { file: options.out });
  if (!isEntityKey(options.entity)) throw new HoldfastError('ENTITY_UNKNOWN', { entity: options.entity });
  const filter = filterText(options.filter);
  const query = {
    entity: options.entity,
    ...(filter === undefined ? {} : { filter }),
    ...(options.search === undefined ? {} : { search: options.search }),
    ...(options.sort === undefined ? {} : { sort: parseSort(options.sort) }),
  };
  const columns =
    options.columns?.split(',').map((name) => name.trim()) ?? (await allColumns(session, query));
  const done = await finish(client.exchange.export({ ...query, columns, format, language }, { signal }));
  await client.files.saveAs({ file: done.file, path });
  await out.answer({ file: path, rows: done.rows }, () => [
    out.say(`已导出 ${done.rows} 行到 ${path}`, `${done.rows} rows written to ${path}`),
  ]);
}

/** Every declared field, and those of classes that hold a value anywhere in the list. */
async function allColumns(
  { client }: Session,
  query: { entity: EntityKey; filter?: string },
): Promise<string[]> {
  const fields = entityOf(query.entity).fields;
  const own = Object.keys(fields).filter((name) => fields[name]?.type !== 'json');
  if (query.entity !== 'asset') return own;
  const names = new Set(builtinClasses.flatMap((def) => Object.keys(def.fields ?? {})));
  for (const name of names) {
    const filter = `${query.filter ?? ''} ${name}!=`;
    const { rows } = await client.records.page({ ...query, filter, offset: 0, limit: 1 });
    if (rows.length > 0 && !own.includes(name)) own.push(name);
  }
  return own;
}
