import { conditions, countOutcomes } from '../../../model/choices.ts';
import { type EntityKey, entities, entityOf, HoldfastError, type Language } from '../../../model/index.ts';
import { mediaOf } from '../../lifecycle/media.ts';
import { itemsOf } from '../../lifecycle/retirement.ts';
import { labelOfId } from '../../register/labels.ts';
import { type ListRow, rowsByRid } from '../../register/rows.ts';
import { everyLine, type ResultLine } from '../../stocktake/lines.ts';
import { statusOf } from '../../stocktake/status.ts';
import type { Register } from '../../store/register.ts';
import { WordList } from '../values/choice.ts';
import { FieldValues, fieldPath, type Named } from './field-values.ts';
import type { FormRecord } from './fill.ts';
import type { FormList, FormScope, FormValue } from './marks.ts';

/** What every form can say beside the fields. */
const extras = {
  today: { label: { zh: '今天', en: 'Today' }, synonyms: ['制表日期', '打印日期', 'date printed'] },
  now: { label: { zh: '现在', en: 'Now' }, synonyms: ['制表时间', '打印时间'] },
  register: { label: { zh: '台账', en: 'Register' }, synonyms: ['台账名称', 'register name'] },
  preparedBy: { label: { zh: '制表人', en: 'Prepared by' }, synonyms: ['填表人'] },
  count: { label: { zh: '记录数', en: 'Record count' }, synonyms: ['合计数量', '条数'] },
} as const satisfies Named;
const extraWords = new WordList(Object.entries(extras));

const number = { number: { label: { zh: '序号', en: 'No.' }, synonyms: ['#', 'n', 'line'] } } satisfies Named;
const numberWords = new WordList(Object.entries(number));

/** `sum cost`, `合计:原值`. */
const sum = /^(?:sum|total|合计)\s*[:：\s]\s*(.+)$/i;

export interface ScopeOptions {
  readonly language: Language;
  /** Id of the person who fills the form. */
  readonly actor: string | null;
}

const chunk = 500;

/** @throws HoldfastError RECORD_NOT_FOUND */
export function readRows(reg: Register, entity: EntityKey, ids: readonly string[]): ListRow[] {
  const rids = ids.map((id) => {
    const rid = reg.keys.findRid(id);
    if (rid === null || reg.keys.entityOf(rid) !== entity)
      throw new HoldfastError('RECORD_NOT_FOUND', { id });
    return rid;
  });
  return rowsOf(reg, entity, rids);
}

function rowsOf(reg: Register, entity: EntityKey, rids: readonly number[]): ListRow[] {
  const rows: ListRow[] = [];
  for (let i = 0; i < rids.length; i += chunk) rows.push(...rowsByRid(reg, entity, rids.slice(i, i + chunk)));
  return rows;
}

/** All records in one form with a repeated row. What is the same for all of them can stand beside it too. */
export function listScope(
  reg: Register,
  entity: EntityKey,
  rows: readonly ListRow[],
  options: ScopeOptions,
): FormScope {
  const values = new FieldValues(reg, options.language);
  const list = recordList(reg, values, entity, rows);
  const first = rows[0];
  return {
    lists: { '': list },
    one(name) {
      const total = totalOf(list, name);
      if (total) return total;
      const path = fieldPath(reg.catalogue, entity, name);
      if (!path || !first)
        return extra(reg, values, name, rows.length, options) ?? (path ? { text: '' } : undefined);
      const value = values.value(first, path);
      const same = rows.every((row) => values.value(row, path).text === value.text);
      return same ? value : 'varies';
    },
  };
}

/** One record, with the lines that belong to it. */
export function recordScope(
  reg: Register,
  entity: EntityKey,
  row: ListRow,
  options: ScopeOptions,
): FormScope {
  const values = new FieldValues(reg, options.language);
  const lists = linesOf(reg, values, entity, row, options.language);
  const main = lists[''];
  return {
    lists,
    one(name) {
      const total = main && totalOf(main, name);
      if (total) return total;
      const path = fieldPath(reg.catalogue, entity, name);
      if (path) return values.value(row, path);
      return (
        (entity === 'stocktake' ? stocktakeValue(reg, row.id, name) : undefined) ??
        extra(reg, values, name, main?.length ?? 1, options)
      );
    },
  };
}

/** @throws HoldfastError RECORD_NOT_FOUND */
export function recordOf(reg: Register, entity: EntityKey, id: string, options: ScopeOptions): FormRecord {
  const row = readRows(reg, entity, [id])[0] as ListRow;
  const { code, title } = entityOf(entity);
  const label = String(row.values[code ?? title] ?? row.values[title] ?? '');
  return { scope: recordScope(reg, entity, row, options), label };
}

function recordList(
  reg: Register,
  values: FieldValues,
  entity: EntityKey,
  rows: readonly ListRow[],
): FormList {
  return {
    length: rows.length,
    has: (name) => fieldPath(reg.catalogue, entity, name) !== null || numberWords.exact(name) !== undefined,
    value(index, name) {
      const path = fieldPath(reg.catalogue, entity, name);
      return path
        ? values.value(rows[index] as ListRow, path)
        : { text: String(index + 1), number: index + 1 };
    },
  };
}

function totalOf(list: FormList, name: string): FormValue | undefined {
  const field = sum.exec(name)?.[1];
  if (field === undefined || !list.has(field)) return undefined;
  // In hundredths: money added up as fractions drifts.
  let total = 0;
  for (let i = 0; i < list.length; i++) total += Math.round((list.value(i, field).number ?? 0) * 100);
  return { text: (total / 100).toFixed(2), number: total / 100 };
}

function extra(
  reg: Register,
  values: FieldValues,
  name: string,
  count: number,
  { actor, language }: ScopeOptions,
): FormValue | undefined {
  switch (extraWords.exact(name) as keyof typeof extras | undefined) {
    case 'today': {
      const { text } = values.moment(reg.deps.now());
      return values.plain('', { type: 'date', label: extras.today.label }, text.slice(0, 10));
    }
    case 'now':
      return values.moment(reg.deps.now());
    case 'register':
      return { text: reg.meta('name') ?? '' };
    case 'preparedBy':
      return { text: labelOfId(reg, 'person', actor) ?? '' };
    case 'count':
      return { text: count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en'), number: count };
    default:
      return undefined;
  }
}

/** A retirement's assets and media, a stocktake's lines. */
function linesOf(
  reg: Register,
  values: FieldValues,
  entity: EntityKey,
  row: ListRow,
  language: Language,
): Record<string, FormList> {
  const rid = reg.keys.findRid(row.id) as number;
  if (entity === 'retirement') {
    const assets = rowsOf(
      reg,
      'asset',
      itemsOf(reg, rid).map((item) => item.asset),
    );
    const media = rowsOf(
      reg,
      'medium',
      mediaOf(reg, rid).map((medium) => medium.rid),
    );
    const mediaList = recordList(reg, values, 'medium', media);
    return { '': recordList(reg, values, 'asset', assets), media: mediaList, 介质: mediaList };
  }
  if (entity === 'stocktake') {
    const lines = [...everyLine(reg, rid, {})];
    const differences = lineList(
      values,
      lines.filter((line) => line.outcome !== 'expected'),
      language,
    );
    return { '': lineList(values, lines, language), differences, 差异: differences };
  }
  return {};
}

const { fields } = entities.count;
const lineNames = {
  outcome: { label: fields.outcome.label },
  tag: { label: { zh: '资产编号', en: 'Asset tag' }, synonyms: ['编号', 'tag'] },
  name: { label: { zh: '名称', en: 'Name' }, synonyms: ['资产名称'] },
  expectedLocation: { label: { zh: '账面位置', en: 'Expected at' }, synonyms: ['应在位置'] },
  foundLocation: { label: fields.location.label },
  expectedUser: { label: { zh: '账面使用人', en: 'Expected with' } },
  foundUser: { label: fields.user.label },
  condition: { label: fields.condition.label },
  notes: { label: fields.notes.label },
  countedBy: { label: fields.counter.label },
  countedAt: { label: fields.at.label, synonyms: ['盘点时间'] },
  scans: { label: { zh: '扫描次数', en: 'Scans' } },
} as const satisfies Named;
const lineWords = new WordList(Object.entries(lineNames));

const notCounted = { zh: '未盘', en: 'Not counted yet' } as const;

function lineList(values: FieldValues, lines: readonly ResultLine[], language: Language): FormList {
  return {
    length: lines.length,
    has: (name) => lineWords.exact(name) !== undefined || numberWords.exact(name) !== undefined,
    value(index, name) {
      const line = lines[index] as ResultLine;
      const key = lineWords.exact(name) as keyof typeof lineNames | undefined;
      if (key === undefined) return { text: String(index + 1), number: index + 1 };
      if (key === 'outcome') {
        const choice = (
          countOutcomes as Readonly<Record<string, { label: typeof notCounted | Record<Language, string> }>>
        )[line.outcome];
        return { text: (choice?.label ?? notCounted)[language] };
      }
      if (key === 'condition') {
        const condition = line.condition as keyof typeof conditions | null;
        return { text: condition === null ? '' : conditions[condition].label[language] };
      }
      if (key === 'countedAt') return line.countedAt === null ? { text: '' } : values.moment(line.countedAt);
      if (key === 'scans') return { text: String(line.scans), number: line.scans };
      return { text: line[key] ?? '' };
    },
  };
}

const statusNames = {
  counted: { label: { zh: '已盘数量', en: 'Counted' }, synonyms: ['已盘'] },
  notCounted: { label: { zh: '未盘数量', en: 'Not counted' }, synonyms: ['未盘'] },
} as const satisfies Named;
const statusWords = new WordList([...Object.entries(statusNames), ...Object.entries(countOutcomes)]);

function stocktakeValue(reg: Register, id: string, name: string): FormValue | undefined {
  const key = statusWords.exact(name);
  if (key === undefined) return undefined;
  const status = statusOf(reg, id);
  const n = key === 'counted' || key === 'notCounted' ? status[key] : (status.byOutcome[key] ?? 0);
  return { text: String(n), number: n };
}
