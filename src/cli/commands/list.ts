import type { Command } from 'commander';
import { withAsOf } from '../../core/register/as-of/overlay.ts';
import { allRids } from '../../core/register/list.ts';
import { rowsByRid } from '../../core/register/rows.ts';
import { type Catalogue, type EntityKey, HoldfastError, isEntityKey } from '../../model/index.ts';
import { tabbed } from '../output.ts';
import { type Cli, reading, type Session } from '../session.ts';
import { type Plain, plain } from '../shape.ts';

interface Options {
  entity: string;
  filter?: string[];
  search?: string;
  sort?: string;
  columns?: string;
  limit?: string;
  offset?: string;
}

const shown: Readonly<Record<string, readonly string[]>> = {
  asset: ['tag', 'name', 'class', 'status', 'serial', 'location', 'user', 'custodian'],
  location: ['code', 'name', 'kind', 'parent'],
  person: ['number', 'name', 'department', 'role'],
};

export function addList(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('list')
    .description(out.say('列出资产或其他记录，可筛选', 'List assets or other records'))
    .option(
      '--filter <terms...>',
      out.say("筛选，如 class=server 'name~核心'", "filter, such as class=server 'name~core'"),
    )
    .option('--search <text>', out.say('搜索：两个字及以上，可用拼音首字母', 'search, two characters and up'))
    .option('--sort <field>', out.say('排序字段，前加 - 为倒序', 'field to sort by; - before it reverses'))
    .option('--columns <fields>', out.say('字段，逗号分隔', 'fields, parted by commas'))
    .option('--limit <n>', out.say('最多几条，默认全部', 'at most so many; default all'))
    .option('--offset <n>', out.say('跳过前几条', 'skip so many'))
    .option('--entity <kind>', out.say('记录种类', 'kind of record'), 'asset')
    .action((options: Options, command: Command) =>
      reading(cli(command), (session) => list(session, options)),
    );
}

async function list(session: Session, options: Options): Promise<void> {
  const { entity } = options;
  if (!isEntityKey(entity)) throw new HoldfastError('ENTITY_UNKNOWN', { entity });
  const { catalogue } = session.core.reg;
  const columns = options.columns?.split(',').map((name) => name.trim());
  for (const name of columns ?? []) refuseUnknown(catalogue, entity, name);
  const names = columns ?? shown[entity] ?? Object.keys(catalogue.fieldsOf(entity)).slice(0, 6);
  await withAsOf(session.core.reg, { asOf: session.at ?? undefined }, () =>
    session.out.array(
      rows(session, entity, options, columns),
      (row) => tabbed(names.map((name) => row[name])),
      tabbed(names),
    ),
  );
}

function refuseUnknown(catalogue: Catalogue, entity: EntityKey, name: string): void {
  const known =
    Object.hasOwn(catalogue.fieldsOf(entity), name) ||
    (entity === 'asset' && catalogue.attrField(name) !== undefined);
  if (!known) throw new HoldfastError('FIELD_UNKNOWN', { field: name });
}

/**
 * Straight from the register and not page by page: one read snapshot, so that a list made beside a running import has
 * no row twice and misses none, and the memory used does not grow with the list.
 */
function* rows(
  { core }: Session,
  entity: EntityKey,
  options: Options,
  columns: readonly string[] | undefined,
): Generator<Plain> {
  const limit = numberOf('--limit', options.limit) ?? Number.POSITIVE_INFINITY;
  let skip = numberOf('--offset', options.offset) ?? 0;
  const query = {
    entity,
    filter: filterText(options.filter),
    search: options.search,
    ...(options.sort === undefined ? {} : { sort: parseSort(options.sort) }),
  };
  let left = limit;
  if (left === 0) return;
  for (const rid of allRids(core.reg, query)) {
    if (skip-- > 0) continue;
    for (const row of rowsByRid(core.reg, entity, [rid]))
      yield plain(core.reg.catalogue, entity, row as never, columns);
    if (--left <= 0) return;
  }
}

/** A filter typed as one argument or, unquoted in the shell, as one argument for each term. */
export function filterText(terms: readonly string[] | undefined): string | undefined {
  if (terms === undefined || terms.length < 2) return terms?.[0];
  return terms.map((term) => (/\s/.test(term) && !/["']/.test(term) ? `"${term}"` : term)).join(' ');
}

export function parseSort(text: string): { field: string; descending: boolean } {
  const descending = text.startsWith('-');
  return { field: descending ? text.slice(1) : text, descending };
}

export function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new HoldfastError('COMMAND_INVALID', { reason: `${option} ${text}` });
  return number;
}
