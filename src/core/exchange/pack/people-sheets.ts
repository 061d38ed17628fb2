import { describeError, entities, entityOf, type FieldDef } from '../../../model/index.ts';
import { type AttentionItem, listAttention } from '../../attention/list.ts';
import { columnKindOf, valueWords } from '../words.ts';
import type { WriteCell, WriteColumn, WriteSheet } from '../write/types.ts';
import { type PackContext, rowsInOrder } from './context.ts';
import { cell } from './retirement-sheets.ts';

const fields = entities.person.fields;
const keys = [
  'name',
  'number',
  'username',
  'department',
  'title',
  'role',
  'active',
] as const satisfies (keyof typeof fields)[];

/** Who is in the register and what each may do. */
export function peopleSheet(context: PackContext): WriteSheet {
  const columns = keys.map((key) => ({
    header: context.say(fields[key].label),
    kind: columnKindOf(fields[key] as FieldDef),
  }));
  const rows = function* (): Generator<WriteCell[]> {
    const rids = context.reg.db
      .prepare<unknown[], number>('SELECT rid FROM person WHERE deleted = 0 ORDER BY name_key, rid')
      .pluck()
      .all();
    for (let i = 0; i < rids.length; i += 500) {
      for (const row of rowsInOrder(context.reg, 'person', rids.slice(i, i + 500)))
        yield keys.map((key) => cell(context, row, key, fields[key] as FieldDef));
    }
  };
  return context.sheet('people', columns, rows);
}

/** Conflicts, broken rules and rejections that wait for a decision. */
export function attentionSheet(context: PackContext): WriteSheet {
  const columns: WriteColumn[] = [
    { header: context.say('item'), kind: 'text' },
    { header: context.say('entity'), kind: 'text' },
    { header: context.say('record'), kind: 'text' },
    { header: context.say('field'), kind: 'text' },
    { header: context.say('what'), kind: 'text' },
    { header: context.say('values'), kind: 'wrapped' },
  ];
  const rows = function* (): Generator<WriteCell[]> {
    for (const item of listAttention(context.reg, Number.MAX_SAFE_INTEGER))
      yield* attentionCells(context, item);
  };
  return context.sheet('attention', columns, rows);
}

function* attentionCells(context: PackContext, item: AttentionItem): Generator<WriteCell[]> {
  const { language, reg } = context;
  if (item.kind === 'breach') {
    const [first] = item.records;
    const others = item.records.map(({ label }) => label).join('; ');
    const kind = first ? context.entityName(first.entity) : '';
    yield [context.say('breach'), kind, others, '', describeError(item.code, item.params, language), ''];
    return;
  }
  const known = entityOf(item.entity).fields;
  const entity = context.entityName(item.entity);
  if (item.kind === 'rejected') {
    const said = item.fields.map(({ field, value, label }) => {
      const words = label ?? valueWords(reg, field, known[field], value, language);
      return `${known[field]?.label[language] ?? field}=${words}`;
    });
    const why = describeError(item.code, item.params, language);
    yield [context.say('rejected'), entity, item.label, '', why, said.join('\n')];
    return;
  }
  for (const { field, sides } of item.fields) {
    const said = sides.map(({ value, label, deletes, actor, device, at }) => {
      const words = deletes
        ? context.say('deleted')
        : (label ?? valueWords(reg, field, known[field], value, language));
      return `${words} (${actor}, ${device}, ${new Date(context.moment(at) ?? at).toISOString().slice(0, 16).replace('T', ' ')})`;
    });
    const label = known[field]?.label[language] ?? field;
    yield [context.say('conflict'), entity, item.label, label, '', said.join('\n')];
  }
}
