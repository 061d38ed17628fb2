import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ExportOptions } from '../../contract/api/index.ts';
import { type EntityKey, entityOf, HoldfastError, isEntityKey, type Language } from '../../model/index.ts';
import { classKey } from '../classes.ts';
import { parseMoment } from '../moment.ts';
import { finish } from '../progress.ts';
import { type Cli, reading, type Session } from '../session.ts';
import { filterText, parseSort } from './list.ts';

interface Options {
  out: string;
  definition?: string;
  entity?: string;
  filter?: string[];
  class?: string;
  search?: string;
  sort?: string;
  columns?: string;
  asOf?: string;
  plain?: boolean;
}

type Asked = Omit<ExportOptions, 'columns' | 'format' | 'language'> & {
  columns?: string[];
  language?: Language;
};

export function addExport(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('export')
    .description(out.say('导出为 .xlsx、.csv、.ods 或 .jsonl', 'Export to .xlsx, .csv, .ods or .jsonl'))
    .requiredOption('--out <file>', out.say('写到哪个文件', 'file to write'))
    .option('--definition <name>', out.say('按已保存的导出方案', 'as a saved export definition says'))
    .option('--filter <terms...>', out.say('筛选条件', 'filter'))
    .option('--class <class>', out.say('只要此类别及其下级', 'only this class and those under it'))
    .option('--search <text>', out.say('搜索', 'search'))
    .option('--sort <field>', out.say('排序字段，前加 - 为倒序', 'field to sort by; - before it reverses'))
    .option('--columns <fields>', out.say('字段，逗号分隔', 'fields, parted by commas'))
    .option('--entity <kind>', out.say('记录种类，默认 asset', 'kind of record; default asset'))
    .option(
      '--as-of <date>',
      out.say('截至某日（当天结束时）或某时刻', 'as of the end of a day, or a moment'),
    )
    .option(
      '--plain',
      out.say('只要表格：没有说明页和再导入用的隐藏列', 'only the table: no cover, no hidden keys'),
    )
    .action((options: Options, command: Command) =>
      reading(cli(command), (session) =>
        exportList(session, options, command.optsWithGlobals<{ lang?: Language }>().lang),
      ),
    );
}

async function exportList(session: Session, options: Options, lang: Language | undefined): Promise<void> {
  const { client, out, signal } = session;
  const path = resolve(options.out);
  const format = formatOf(path);
  const { columns, language, ...asked } = await askedFor(session, options);
  const done = await finish(
    client.exchange.export(
      {
        ...asked,
        columns: columns ?? (await allColumns(session, asked)),
        format,
        language: lang ?? language ?? session.language,
      },
      { signal },
    ),
  );
  await client.files.saveAs({ file: done.file, path });
  const { rows, sha256, cursor, cut } = done;
  await out.answer({ file: path, rows, sha256, cursor, cut }, function* () {
    yield out.say(`已导出 ${rows} 行到 ${path}`, `${rows} rows written to ${path}`);
    if (cut > 0)
      yield out.say(
        `提示：有 ${cut} 处文字超过单元格能容纳的长度，已截断`,
        `warning: ${cut} texts were longer than a cell can hold and were cut`,
      );
  });
}

/** @throws HoldfastError FORMAT_UNKNOWN */
function formatOf(path: string): ExportOptions['format'] {
  const format = extname(path).slice(1).toLowerCase();
  if (format === 'xlsx' || format === 'csv' || format === 'ods' || format === 'jsonl') return format;
  throw new HoldfastError('FORMAT_UNKNOWN', { file: path, known: '.xlsx, .csv, .ods, .jsonl' });
}

/** What the definition says, with what was typed in its place. */
async function askedFor(session: Session, options: Options): Promise<Asked> {
  const saved = options.definition === undefined ? null : await definition(session, options.definition);
  const entity = options.entity ?? saved?.entity ?? 'asset';
  if (!isEntityKey(entity)) throw new HoldfastError('ENTITY_UNKNOWN', { entity });
  const typed = filterText(options.filter) ?? saved?.filter;
  const filter =
    options.class === undefined
      ? typed
      : `${typed ?? ''} class=${classKey(session.core.reg.catalogue, options.class)}`.trim();
  const sort = options.sort === undefined ? saved?.sort : parseSort(options.sort);
  const search = options.search ?? saved?.search;
  const columns = options.columns?.split(',').map((name) => name.trim()) ?? saved?.columns;
  const zone = session.core.reg.meta('timeZone') ?? 'UTC';
  return {
    entity,
    ...(filter === undefined ? {} : { filter }),
    ...(search === undefined ? {} : { search }),
    ...(sort === undefined ? {} : { sort }),
    ...(columns === undefined ? {} : { columns: [...columns] }),
    ...(saved === null ? {} : { language: saved.language }),
    ...(options.asOf === undefined ? {} : { asOf: parseMoment('--as-of', options.asOf, zone, 'end') }),
    plain: options.plain ?? saved?.plain ?? false,
  };
}

/** @throws HoldfastError DEFINITION_UNKNOWN */
async function definition({ client }: Session, name: string) {
  const all = await client.exchange.exportDefinitions();
  const wanted = name.trim().toLowerCase();
  const found = all.find((one) => one.name === name) ?? all.find((one) => one.name.toLowerCase() === wanted);
  if (!found)
    throw new HoldfastError('DEFINITION_UNKNOWN', {
      name,
      known: all.map((one) => one.name).join(', ') || '-',
    });
  return found.options;
}

/**
 * Every declared field, and those of classes that hold a value anywhere in the list. What assets held in the past may be gone from
 * all of them now, so a past list has every field of classes that ever held a value.
 */
async function allColumns(
  { client, core }: Session,
  query: { entity: EntityKey; filter?: string | undefined; asOf?: number | undefined },
): Promise<string[]> {
  const fields = entityOf(query.entity).fields;
  const own = Object.keys(fields).filter((name) => fields[name]?.type !== 'json');
  if (query.entity !== 'asset') return own;
  const names = new Set(Object.keys(core.reg.catalogue.attrFields));
  if (query.asOf !== undefined) {
    const ever = core.reg.sql("SELECT name FROM field WHERE entity = 'asset'").pluck().all() as string[];
    const held = new Set(ever);
    return [...own, ...[...names].filter((name) => held.has(name) && !own.includes(name))];
  }
  for (const name of names) {
    const filter = `${query.filter ?? ''} ${name}!=`;
    const { rows } = await client.records.page({ entity: query.entity, filter, offset: 0, limit: 1 });
    if (rows.length > 0 && !own.includes(name)) own.push(name);
  }
  return own;
}
