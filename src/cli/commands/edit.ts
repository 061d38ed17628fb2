import type { Command } from 'commander';
import { classWords } from '../../core/exchange/class-words.ts';
import { cellParser } from '../../core/exchange/values/parse.ts';
import { Problem } from '../../core/exchange/values/problem.ts';
import { type Catalogue, entityOf, type FieldDef, HoldfastError, type Value } from '../../model/index.ts';
import { type ChangeOptions, changeOf, withChange } from '../change-number.ts';
import { findReference } from '../find.ts';
import { finish } from '../progress.ts';
import { type Cli, type Session, writing } from '../session.ts';

/** `set` and `undo`. */
export function addEdit(program: Command, cli: (command: Command) => Cli): void {
  const { out } = cli(program);
  withChange(program.command('set <tag> <assignments...>'), out)
    .description(
      out.say(
        '修改资产：字段=值，值为空则清除',
        'Edit an asset: field=value; an empty value clears the field',
      ),
    )
    .action((tag: string, assignments: string[], options: ChangeOptions, command: Command) =>
      writing(cli(command), (session) => set(session, tag, assignments, options)),
    );
  program
    .command('undo <batch>')
    .description(out.say('撤销一次操作', 'Take back one operation'))
    .action((batch: string, _: unknown, command: Command) => writing(cli(command), (s) => undo(s, batch)));
}

async function set(
  session: Session,
  tag: string,
  assignments: readonly string[],
  options: ChangeOptions,
): Promise<void> {
  const { client, core, out } = session;
  const { catalogue } = core.reg;
  const record = await client.records.byTag({ tag });
  const patch: Record<string, Value> = {};
  const parsed = assignments.map(parseAssignment);
  // A new class decides which other fields there are.
  const classText = parsed.find(({ name }) => name === 'class')?.text;
  const classKey =
    classText === undefined ? record.values.class : (classWords(catalogue).find(classText) ?? classText);
  for (const { name, text } of parsed) {
    const { key, field } = fieldNamed(catalogue, name, classKey);
    patch[key] = await readValue(session, key, field, text);
  }
  const saved = await client.records.update({
    entity: 'asset',
    id: record.id,
    patch: patch as never,
    base: record.heads,
    ...changeOf(options),
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

function fieldNamed(catalogue: Catalogue, name: string, classKey: unknown): { key: string; field: FieldDef } {
  const fields = catalogue.fieldsOf('asset', classKey);
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
  const words = key === 'class' ? { words: classWords(session.core.reg.catalogue) } : {};
  const value = cellParser(key, field, { order: 'dmy', ...words })(text);
  if (value instanceof Problem)
    throw new HoldfastError(value.code, { field: key, value: text, ...value.params });
  return value;
}

async function undo(session: Session, batch: string): Promise<void> {
  const { client, core, out } = session;
  const result = await finish(client.batches.undo({ id: batch }));
  const kept = result.kept.map(({ entity, label, field }) => ({ entity, record: label, field }));
  await out.answer({ batch: result.batch, restored: result.restored, kept }, function* () {
    yield out.say(`已恢复 ${result.restored} 条记录`, `${result.restored} records restored`);
    for (const one of kept) {
      const def = entityOf(one.entity as never)?.fields[one.field] ?? core.reg.catalogue.attrField(one.field);
      const field = def?.label[out.language] ?? one.field;
      yield out.say(`保留后来的修改：${one.record} ${field}`, `kept, changed since: ${one.record} ${field}`);
    }
  });
}
