import type { Command } from 'commander';
import { HoldfastError } from '../../model/index.ts';
import { tabbed } from '../output.ts';
import { finish } from '../progress.ts';
import { type Cli, reading, type Session, writing } from '../session.ts';

type Settings = Readonly<Record<string, unknown>>;
type Make = (command: Command) => Cli;

/** `class`, `field` and `relation-type`: list, add, change, remove, restore. */
export function addDefinitions(program: Command, cli: Make): void {
  addClasses(program, cli);
  addFields(program, cli);
  addRelationTypes(program, cli);
}

const settings = '[settings...]';

function describe(out: Cli['out'], zh: string, en: string): string {
  return out.say(
    `${zh}：字段=值，如 zh=刀片服务器 parent=server`,
    `${en}: name=value, such as en=Blade parent=server`,
  );
}

function addClasses(program: Command, cli: Make): void {
  const { out } = cli(program);
  const group = program.command('class').description(out.say('资产类别', 'Classes of assets'));
  group
    .command('list')
    .description(out.say('全部类别及资产数', 'All classes and how many assets they have'))
    .action((_: unknown, command: Command) => reading(cli(command), listClasses));
  group
    .command(`add ${settings}`)
    .description(describe(out, '新增类别', 'Add a class'))
    .action((said: string[], _: unknown, command: Command) =>
      writing(cli(command), async (session) => {
        const input = read(said, classSettings);
        await tell(session, await session.client.definitions.addClass(input as never));
      }),
    );
  group
    .command(`change <key> ${settings}`)
    .description(describe(out, '修改类别', 'Change a class'))
    .action((key: string, said: string[], _: unknown, command: Command) =>
      writing(cli(command), async (session) => {
        const patch = read(said, classSettings);
        await tell(session, await session.client.definitions.changeClass({ key, patch: patch as never }));
      }),
    );
  addRemoval(group, cli, 'Class');
}

async function listClasses({ client, out }: Session): Promise<void> {
  const [{ classes }, usage] = [await client.definitions.list(), await client.definitions.usage()];
  const rows = classes.map(({ heads: _, record: __, ...one }) => ({
    ...one,
    assets: usage.classes[one.key] ?? 0,
  }));
  await out.array(
    rows,
    (row) => tabbed([row.key, row[out.language], row.parent, row.assets, row.builtin ? '' : '*']),
    tabbed(['key', 'name', 'parent', 'assets', 'own']),
  );
}

function addFields(program: Command, cli: Make): void {
  const { out } = cli(program);
  const group = program.command('field').description(out.say('自定义字段', 'Fields of your own'));
  group
    .command('list')
    .description(out.say('自定义字段及有值的资产数', 'Fields of your own and how many assets have a value'))
    .action((_: unknown, command: Command) => reading(cli(command), listFields));
  group
    .command(`add ${settings}`)
    .description(describe(out, '新增字段', 'Add a field'))
    .action((said: string[], _: unknown, command: Command) =>
      writing(cli(command), async (session) => {
        const input = read(said, fieldSettings);
        await tell(session, await session.client.definitions.addField(input as never));
      }),
    );
  group
    .command(`change <key> ${settings}`)
    .description(
      describe(out, '修改字段，改类型时转换已有的值', 'Change a field; a new type converts its values'),
    )
    .option('--keep', out.say('不能转换的值原样保留', 'keep values that cannot be converted as they are'))
    .option('--check', out.say('只检查，不修改', 'only say what would become of the values'))
    .action((key: string, said: string[], options: { keep?: boolean; check?: boolean }, command: Command) =>
      writing(cli(command), (session) => changeField(session, key, read(said, fieldSettings), options)),
    );
  group
    .command('order <keys...>')
    .description(out.say('字段次序', 'Order of the fields'))
    .action((keys: string[], _: unknown, command: Command) =>
      writing(cli(command), async ({ client, out: to }) => {
        const done = await client.definitions.orderFields({ keys });
        await to.answer(done, () => [keys.join(' ')]);
      }),
    );
  addRemoval(group, cli, 'Field');
}

async function listFields({ client, out }: Session): Promise<void> {
  const [{ fields }, usage] = [await client.definitions.list(), await client.definitions.usage()];
  const rows = fields.map(({ heads: _, record: __, builtin: ___, ...one }) => ({
    ...one,
    assets: usage.fields[one.key] ?? 0,
  }));
  await out.array(
    rows,
    (row) => tabbed([row.key, row[out.language], row.class, row.type, row.assets]),
    tabbed(['key', 'name', 'class', 'type', 'assets']),
  );
}

async function changeField(
  { client, out, language }: Session,
  key: string,
  patch: Settings,
  { keep, check }: { keep?: boolean; check?: boolean },
): Promise<void> {
  if (check) {
    const found = await finish(client.definitions.checkField({ key, patch, language }));
    const examples = found.examples.map(({ label, value }) => ({ asset: label, value }));
    await out.answer({ key, ...found, examples }, function* () {
      yield tabbed([found.values, found.converted, found.unchanged, found.kept]);
      for (const { asset, value } of examples) yield tabbed([asset, JSON.stringify(value)]);
    });
    return;
  }
  const done = await finish(
    client.definitions.changeField({ key, patch, language, ...(keep ? { keep } : {}) }),
  );
  await out.answer(done, () => [
    out.say(
      `已修改 ${key}，转换 ${done.converted} 个值`,
      `${key} changed, ${done.converted} values converted`,
    ),
  ]);
}

function addRelationTypes(program: Command, cli: Make): void {
  const { out } = cli(program);
  const group = program.command('relation-type').description(out.say('关系类型', 'Relation types'));
  group
    .command('list')
    .description(out.say('全部关系类型及关系数', 'All relation types and how many relations there are'))
    .action((_: unknown, command: Command) => reading(cli(command), listTypes));
  group
    .command(`add ${settings}`)
    .description(describe(out, '新增关系类型', 'Add a relation type'))
    .action((said: string[], _: unknown, command: Command) =>
      writing(cli(command), async (session) => {
        const input = read(said, typeSettings);
        await tell(session, await session.client.definitions.addRelationType(input as never));
      }),
    );
  group
    .command(`change <key> ${settings}`)
    .description(describe(out, '修改关系类型', 'Change a relation type'))
    .action((key: string, said: string[], _: unknown, command: Command) =>
      writing(cli(command), async (session) => {
        const patch = read(said, typeSettings) as never;
        await tell(session, await session.client.definitions.changeRelationType({ key, patch }));
      }),
    );
  addRemoval(group, cli, 'RelationType');
}

async function listTypes({ client, out }: Session): Promise<void> {
  const [{ relationTypes }, usage] = [await client.definitions.list(), await client.definitions.usage()];
  const rows = relationTypes.map(({ heads: _, record: __, ...one }) => ({
    ...one,
    relations: usage.relationTypes[one.key] ?? 0,
  }));
  await out.array(
    rows,
    (row) => tabbed([row.key, row[out.language], row.impact, row.relations]),
    tabbed(['key', 'name', 'impact', 'relations']),
  );
}

function addRemoval(group: Command, cli: Make, kind: 'Class' | 'Field' | 'RelationType'): void {
  const { out } = cli(group);
  for (const [name, zh, en] of [
    ['remove', '移除', 'Remove'],
    ['restore', '恢复', 'Restore'],
  ] as const) {
    group
      .command(`${name} <key>`)
      .description(out.say(zh, en))
      .action((key: string, _: unknown, command: Command) =>
        writing(cli(command), async ({ client, out: to }) => {
          const { batch } = await client.definitions[`${name}${kind}`]({ key });
          await to.answer({ key, batch }, () => [key]);
        }),
      );
  }
}

async function tell({ out }: Session, { key, batch }: { key: string; batch: string }): Promise<void> {
  await out.answer({ key, batch }, () => [key]);
}

type Reader = (text: string) => unknown;
const text: Reader = (value) => (value === '' ? null : value);
const list: Reader = (value) =>
  value === ''
    ? null
    : value
        .split(/[,，]/)
        .map((one) => one.trim())
        .filter(Boolean);
const flag: Reader = (value) => {
  if (/^(true|yes|1|是)$/i.test(value)) return true;
  if (/^(false|no|0|否|)$/i.test(value)) return false;
  throw new HoldfastError('ASSIGNMENT_INVALID', { text: value });
};
const number: Reader = (value) => {
  if (value === '') return null;
  const read = Number(value);
  if (!Number.isFinite(read)) throw new HoldfastError('ASSIGNMENT_INVALID', { text: value });
  return read;
};
/** `a:甲:A,b:乙`: key, Chinese and English name; or names alone. */
const choices: Reader = (value) =>
  value === ''
    ? null
    : value.split(/[,，]/).map((one) => {
        const [first = '', second, third] = one.split(':').map((part) => part.trim());
        return second === undefined
          ? { zh: first }
          : { key: first, zh: second, ...(third ? { en: third } : {}) };
      });
/** A number, yes or no, a list in JSON; else text. */
const anything: Reader = (value) => {
  if (value === '') return null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

const names = { key: text, zh: text, en: text };
const classSettings: Readonly<Record<string, Reader>> = {
  ...names,
  parent: text,
  icon: text,
  colour: text,
  lifecycle: list,
  prefix: text,
  dataBearing: flag,
  synonyms: list,
  hidden: flag,
};
const fieldSettings: Readonly<Record<string, Reader>> = {
  ...names,
  class: text,
  type: text,
  required: flag,
  unique: flag,
  default: anything,
  pattern: text,
  choices,
  unit: text,
  min: number,
  max: number,
  target: text,
  group: text,
  sensitive: flag,
  indexed: flag,
  synonyms: list,
};
const typeSettings: Readonly<Record<string, Reader>> = {
  ...names,
  inverseZh: text,
  inverseEn: text,
  impact: text,
  needs: number,
  hierarchy: flag,
  symmetric: flag,
  sources: list,
  targets: list,
  cardinality: text,
  hidden: flag,
};

/** @throws HoldfastError ASSIGNMENT_INVALID, FIELD_UNKNOWN */
function read(said: readonly string[], readers: Readonly<Record<string, Reader>>): Settings {
  return Object.fromEntries(
    said.map((one) => {
      const at = one.indexOf('=');
      if (at < 1) throw new HoldfastError('ASSIGNMENT_INVALID', { text: one });
      const name = one.slice(0, at).trim();
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (!reader) throw new HoldfastError('FIELD_UNKNOWN', { field: name });
      return [name, reader(one.slice(at + 1).trim())];
    }),
  );
}
