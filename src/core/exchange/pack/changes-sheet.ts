import {
  type EntityKey,
  entityKeys,
  entityOf,
  type FieldDef,
  isEntityKey,
  type Value,
} from '../../../model/index.ts';
import { type Entry, entriesOf, readEntry, type StoredChange } from '../../log/entries.ts';
import { valueBelow } from '../../log/history.ts';
import { uuidText } from '../../log/pure/ids.ts';
import { deletedField } from '../../log/pure/merge.ts';
import { valueWords } from '../words.ts';
import type { WriteCell, WriteColumn, WriteSheet } from '../write/types.ts';
import { batchKinds } from './batch-kinds.ts';
import type { PackContext } from './context.ts';
import type { PackText } from './texts.ts';

/** Records that only help others: their changes show in what they belong to. */
const left: ReadonlySet<EntityKey> = new Set([
  'expectation',
  'count',
  'savedView',
  'importProfile',
  'exportDefinition',
  'reconciliation',
  'ledgerCards',
  'ledgerMatch',
]);

/** What a change was written with; null where the batch has not arrived. */
interface Batch {
  readonly batchId: Buffer | null;
  readonly batchKind: string | null;
  readonly batchLabel: string | null;
}

const shown = (entity: string): entity is EntityKey => isEntityKey(entity) && !left.has(entity);

/**
 * Every change of the period, a line for each field of an edit and one line for a creation or deletion, in the order of time.
 */
export function changesSheet(context: PackContext): WriteSheet {
  const headers: readonly (readonly [PackText, WriteColumn['kind']])[] = [
    ['time', 'datetime'],
    ['person', 'text'],
    ['device', 'text'],
    ['entity', 'text'],
    ['record', 'code'],
    ['operation', 'text'],
    ['field', 'text'],
    ['from', 'text'],
    ['to', 'text'],
    ['batchKind', 'text'],
    ['batchLabel', 'text'],
    ['batch', 'code'],
    ['state', 'text'],
  ];
  const columns = headers.map(([text, kind]) => ({ header: context.say(text), kind }));
  return context.sheet('changes', columns, () => changeLines(context));
}

function* changeLines(context: PackContext): Generator<WriteCell[]> {
  const { reg, period } = context;
  const get =
    reg.sql(`SELECT c.*, r.entity, b.id AS batchId, b.kind AS batchKind, b.label AS batchLabel FROM change c
    JOIN record r ON r.rid = c.record LEFT JOIN batch b ON b.key = c.batch WHERE c.seq = ?`);
  const inTime = reg.db
    .prepare<unknown[], number>('SELECT seq FROM change WHERE ms BETWEEN ? AND ? ORDER BY ms, counter, seq')
    .pluck()
    .iterate(period.from, period.to);
  for (const seq of inTime) {
    const stored = get.get(seq) as StoredChange & Batch & { entity: string };
    if (!shown(stored.entity)) continue;
    yield* linesOf(context, stored, stored.entity);
  }
}

function* linesOf(
  context: PackContext,
  stored: StoredChange & Batch,
  entity: EntityKey,
): Generator<WriteCell[]> {
  const { reg } = context;
  const entry = readEntry(reg, stored, entity);
  const line = (operation: PackText, field: string, from: string, to: string): WriteCell[] => [
    context.moment(entry.ms),
    context.words('person', entry.actor),
    context.device(entry.device),
    context.entityName(entity),
    context.tag(entity, entry.rid),
    context.say(operation),
    field,
    from,
    to,
    context.say(
      batchKinds[stored.batchKind ?? ''] ?? { zh: stored.batchKind ?? '', en: stored.batchKind ?? '' },
    ),
    stored.batchLabel,
    stored.batchId ? uuidText(stored.batchId) : '',
    entry.rejected ? context.say('rejected') : '',
  ];
  const fields = fieldsFor(entity, entry, context);
  if (entry.create) {
    const all = Object.entries(entry.patch).filter(([name]) => name !== deletedField);
    yield line(
      'created',
      '',
      '',
      all.map(([name, value]) => named(context, name, fields[name], value)).join('; '),
    );
    return;
  }
  const deleted = entry.patch[deletedField];
  if (deleted !== undefined) yield line(deleted === true ? 'deleted' : 'restored', '', '', '');
  const names = Object.keys(entry.patch).filter((name) => name !== deletedField);
  if (names.length === 0) return;
  const others = new Map(entriesOf(reg, entry.rid).map((one) => [one.id, one]));
  for (const name of names) {
    const field = fields[name];
    const before = valueBelow(entry, name, others);
    const label = field?.label[context.language] ?? name;
    yield line(
      'updated',
      label,
      words(context, name, field, before),
      words(context, name, field, entry.patch[name]),
    );
  }
}

function named(context: PackContext, name: string, field: FieldDef | undefined, value: Value): string {
  return `${field?.label[context.language] ?? name}=${words(context, name, field, value)}`;
}

function words(
  context: PackContext,
  name: string,
  field: FieldDef | undefined,
  value: Value | undefined,
): string {
  if (value === null || value === undefined) return '';
  if (field?.type === 'ref' && typeof value === 'string') {
    const rid = context.reg.keys.findRid(value);
    return rid === null ? value : context.words(field.target, rid) || value;
  }
  return valueWords(context.reg, name, field, value, context.language);
}

function fieldsFor(
  entity: EntityKey,
  entry: Entry,
  { reg }: PackContext,
): Readonly<Record<string, FieldDef>> {
  if (entity !== 'asset') return entityOf(entity).fields;
  const known = entityOf(entity).fields;
  if (Object.keys(entry.patch).every((name) => name === deletedField || Object.hasOwn(known, name)))
    return known;
  const own = entry.patch.class ?? reg.sql('SELECT class FROM asset WHERE rid = ?').pluck().get(entry.rid);
  return { ...reg.catalogue.attrFields, ...reg.catalogue.fieldsOf('asset', own) };
}

/** The lines that the sheet should have, counted by the database: one for each creation, deletion and field of an edit. */
export function countChangeLines({ reg, period }: PackContext): number {
  return reg.db
    .prepare<unknown[], number>(
      `SELECT coalesce(sum(CASE WHEN c.is_create = 1 THEN 1 ELSE (SELECT count(*) FROM json_each(c.patch)) END), 0)
       FROM change c JOIN record r ON r.rid = c.record
       WHERE c.ms BETWEEN ? AND ? AND r.entity IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .get(period.from, period.to, JSON.stringify(entityKeys.filter(shown))) as number;
}
