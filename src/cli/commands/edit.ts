import type { Command } from 'commander';
import { WordList } from '../../core/exchange/values/choice.ts';
import { cellParser } from '../../core/exchange/values/parse.ts';
import { Problem } from '../../core/exchange/values/problem.ts';
import {
  builtinClasses,
  entityOf,
  type FieldDef,
  fieldsOf,
  HoldfastError,
  type RelationType,
  relationTypes,
  type Value,
} from '../../model/index.ts';
import { findReference } from '../find.ts';
import { finish } from '../progress.ts';
import { type Cli, type Session, writing } from '../session.ts';

/** `set`, `relate` and `undo`. */
export function addEdit(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  program
    .command('set <tag> <assignments...>')
    .description(
      out.say(
        '修改资产：字段=值，值为空则清除',
        'Edit an asset: field=value; an empty value clears the field',
      ),
    )
    .action((tag: string, assignments: string[], _: unknown, command: Command) =>
      writing(cli(command), (session) => set(session, tag, assignments)),
    );
  program
    .command('relate <source> <type> <target>')
    .description(
      out.say('建立关系，如 relate APP-1 dependsOn DB-1', 'Relate two assets: relate APP-1 dependsOn DB-1'),
    )
    .option('--source-port <port>', out.say('源端口', 'port at the source'))
    .option('--target-port <port>', out.say('目标端口', 'port at the target'))
    .option('--remove', out.say('解除关系', 'remove the relation'))
    .action((source: string, type: string, target: string, options: Ports, command: Command) =>
      writing(cli(command), (session) => relate(session, source, type, target, options)),
    );
  program
    .command('undo <batch>')
    .description(out.say('撤销一次操作', 'Take back one operation'))
    .action((batch: string, _: unknown, command: Command) => writing(cli(command), (s) => undo(s, batch)));
}

async function set(session: Session, tag: string, assignments: readonly string[]): Promise<void> {
  const { client, out } = session;
  const record = await client.records.byTag({ tag });
  const patch: Record<string, Value> = {};
  const parsed = assignments.map(parseAssignment);
  // A new class decides which other fields there are.
  const classText = parsed.find(({ name }) => name === 'class')?.text;
  const classKey = classText === undefined ? record.values.class : (classWords.find(classText) ?? classText);
  for (const { name, text } of parsed) {
    const { key, field } = fieldNamed(name, classKey);
    patch[key] = await readValue(session, key, field, text);
  }
  const saved = await client.records.update({
    entity: 'asset',
    id: record.id,
    patch: patch as never,
    base: record.heads,
  });
  const answer = {
    tag: record.values.tag ?? null,
    id: saved.id,
    batch: saved.batch,
    fields: Object.keys(patch),
  };
  await out.answer(answer, () => [
    out.say(`已修改 ${tag}，批次 ${saved.batch}`, `${tag} changed, batch ${saved.batch}`),
  ]);
}

function parseAssignment(text: string): { name: string; text: string } {
  const at = text.indexOf('=');
  if (at < 1) throw new HoldfastError('ASSIGNMENT_INVALID', { text });
  return { name: text.slice(0, at).trim(), text: text.slice(at + 1) };
}

const classWords = new WordList(builtinClasses.map((def) => [def.key, def] as const));

function fieldNamed(name: string, classKey: unknown): { key: string; field: FieldDef } {
  const fields = fieldsOf('asset', classKey);
  const key = Object.hasOwn(fields, name)
    ? name
    : Object.keys(fields).find((k) => fields[k]?.label.zh === name || fields[k]?.label.en === name);
  const field = key === undefined ? undefined : fields[key];
  if (key === undefined || field === undefined) throw new HoldfastError('FIELD_UNKNOWN', { field: name });
  return { key, field };
}

/** Reads a value as an import would, but refuses where an import would mend. */
async function readValue(session: Session, key: string, field: FieldDef, text: string): Promise<Value> {
  if (text.trim() === '') return null;
  if (field.type === 'ref' && field.target) return findReference(session.client, field.target, key, text);
  const words = key === 'class' ? { words: classWords } : {};
  const value = cellParser(key, field, { order: 'dmy', ...words })(text);
  if (value instanceof Problem)
    throw new HoldfastError(value.code, { field: key, value: text, ...value.params });
  return value;
}

interface Ports {
  sourcePort?: string;
  targetPort?: string;
  remove?: boolean;
}

async function relate(
  session: Session,
  from: string,
  typed: string,
  to: string,
  options: Ports,
): Promise<void> {
  const { client, out } = session;
  const { type, inverse } = relationNamed(typed);
  const [sourceTag, targetTag] = inverse ? [to, from] : [from, to];
  const source = (await client.records.byTag({ tag: sourceTag })).id;
  const target = (await client.records.byTag({ tag: targetTag })).id;
  if (options.remove) {
    const around = await client.relations.of({ asset: source });
    const found = around.find((n) => n.type === type && n.direction === 'out' && n.asset.id === target);
    if (!found) throw new HoldfastError('RELATION_NOT_FOUND', { source: sourceTag, target: targetTag });
    const removed = await client.relations.remove({ relation: found.relation });
    await out.answer({ relation: removed.id, batch: removed.batch, removed: true }, () => [
      out.say('已解除关系', 'relation removed'),
    ]);
    return;
  }
  const { sourcePort, targetPort } = options;
  const saved = await client.relations.add({
    source,
    type,
    target,
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(targetPort === undefined ? {} : { targetPort }),
  });
  await out.answer({ relation: saved.id, batch: saved.batch, removed: false }, () => [
    `${sourceTag} ${relationTypes[type].label[out.language]} ${targetTag}`,
  ]);
}

/** A relation type by its key or label, or by its inverse: `hosts` is `runsOn` the other way round. */
function relationNamed(text: string): { type: RelationType; inverse: boolean } {
  const word = text.trim().toLowerCase();
  const types = Object.entries(relationTypes) as Array<[RelationType, (typeof relationTypes)[RelationType]]>;
  for (const [type, def] of types) {
    if ([type, def.label.zh, def.label.en].some((name) => name.toLowerCase() === word))
      return { type, inverse: false };
  }
  for (const [type, def] of types) {
    if ([def.inverse.zh, def.inverse.en].some((name) => name.toLowerCase() === word))
      return { type, inverse: true };
  }
  const known = types.map(([type]) => type).join(', ');
  throw new HoldfastError('RELATION_TYPE_UNKNOWN', { type: text, known });
}

async function undo(session: Session, batch: string): Promise<void> {
  const { client, out } = session;
  const result = await finish(client.batches.undo({ id: batch }));
  const kept = result.kept.map(({ entity, label, field }) => ({ entity, record: label, field }));
  await out.answer({ batch: result.batch, restored: result.restored, kept }, function* () {
    yield out.say(`已恢复 ${result.restored} 条记录`, `${result.restored} records restored`);
    for (const one of kept) {
      const field = entityOf(one.entity as never)?.fields[one.field]?.label[out.language] ?? one.field;
      yield out.say(`保留后来的修改：${one.record} ${field}`, `kept, changed since: ${one.record} ${field}`);
    }
  });
}
