import { entityOf } from '../../../model/entities/index.ts';
import { type FilterOperator, type FilterTerm, parseFilter } from '../../../model/filter.ts';
import type { EntityKey, FieldDef, Label, Language } from '../../../model/types.ts';
import { isUuid } from '../../log/pure/ids.ts';
import { labelOfId } from '../../register/labels.ts';
import type { ListQuery } from '../../register/list.ts';
import type { Register } from '../../store/register.ts';
import { no, yes } from '../words.ts';

const operators: Readonly<Record<FilterOperator, Label>> = {
  '=': { zh: '是', en: 'is' },
  '!=': { zh: '不是', en: 'is not' },
  '~': { zh: '包含', en: 'contains' },
  '!~': { zh: '不包含', en: 'does not contain' },
  '>': { zh: '大于', en: 'is greater than' },
  '>=': { zh: '不小于', en: 'is at least' },
  '<': { zh: '小于', en: 'is less than' },
  '<=': { zh: '不大于', en: 'is at most' },
};
const within: Readonly<Record<string, Label>> = {
  '~': { zh: '在其中或其下：', en: 'is in or under' },
  '!~': { zh: '不在其中或其下：', en: 'is not in or under' },
};
const dates: Readonly<Record<string, Label>> = {
  '>': { zh: '晚于', en: 'is after' },
  '>=': { zh: '不早于', en: 'is on or after' },
  '<': { zh: '早于', en: 'is before' },
  '<=': { zh: '不晚于', en: 'is on or before' },
};
const texts = {
  empty: { zh: '为空', en: 'is empty' },
  filled: { zh: '不为空', en: 'is not empty' },
  either: { zh: '或', en: ' or ' },
  search: { zh: '搜索“{text}”', en: 'search for “{text}”' },
  ascending: { zh: '升序', en: 'ascending' },
  descending: { zh: '降序', en: 'descending' },
  changed: { zh: '最近变更', en: 'Last change' },
  id: { zh: '内部编号', en: 'Internal ID' },
  batch: { zh: '写入它的操作', en: 'Operation that wrote it' },
} as const satisfies Record<string, Label>;

/**
 * A filter and search as a sentence, empty when there is neither: `类别 是 服务器；原值 大于 1000`.
 * @throws FILTER_SYNTAX
 */
export function filterWords(
  reg: Register,
  query: Pick<ListQuery, 'entity' | 'filter' | 'search'>,
  language: Language,
): string {
  const { terms, words } = parseFilter(query.filter ?? '');
  const search = [...words, ...(query.search?.trim() ? [query.search.trim()] : [])];
  return [
    ...terms.map((term) => termWords(reg, query.entity, term, language)),
    ...search.map((text) => texts.search[language].replace('{text}', () => text)),
  ].join(language === 'zh' ? '；' : '; ');
}

export function sortWords(
  reg: Register,
  query: Pick<ListQuery, 'entity' | 'sort'>,
  language: Language,
): string {
  if (!query.sort) return '';
  const { field, descending } = query.sort;
  const label = field === 'changed' ? texts.changed : fieldOf(reg, query.entity, field)?.label;
  const way = descending ? texts.descending : texts.ascending;
  return `${label?.[language] ?? field} ${way[language]}`;
}

function termWords(reg: Register, entity: EntityKey, term: FilterTerm, language: Language): string {
  const field = fieldOf(reg, entity, term.field);
  const own = term.field === 'id' || term.field === 'batch' ? texts[term.field] : field?.label;
  const label = own?.[language] ?? term.field;
  if (term.values.length === 0) {
    return `${label} ${(term.operator === '=' ? texts.empty : texts.filled)[language]}`;
  }
  const values = term.values.map((value) => valueWords(reg, term.field, field, value, language));
  return `${label} ${operatorWords(field, term.operator)[language]} ${values.join(texts.either[language])}`;
}

function operatorWords(field: FieldDef | undefined, operator: FilterOperator): Label {
  const tree = field?.target === 'location' || field?.target === 'department';
  if (tree && within[operator]) return within[operator] as Label;
  const time = field?.type === 'date' || field?.type === 'datetime';
  return (time && dates[operator]) || operators[operator];
}

function fieldOf(reg: Register, entity: EntityKey, name: string): FieldDef | undefined {
  const fields = entity === 'relation' ? reg.catalogue.fieldsOf('relation') : entityOf(entity).fields;
  if (Object.hasOwn(fields, name)) return fields[name];
  if (entity !== 'asset') return undefined;
  return reg.catalogue.attrField(name);
}

/** What an operation is called in the list of changes, such as the name of the file that was imported. */
function batchLabel(reg: Register, id: string): string | null {
  const key = isUuid(id) ? reg.keys.findBatch(id) : null;
  if (key === null) return null;
  const label = reg.sql('SELECT label FROM batch WHERE key = ?').pluck().get(key) as string;
  return label === '' ? null : label;
}

function valueWords(
  reg: Register,
  name: string,
  field: FieldDef | undefined,
  value: string,
  language: Language,
): string {
  if (name === 'batch') return batchLabel(reg, value) ?? value;
  if (name === 'class') return reg.catalogue.classOf(value)?.label[language] ?? value;
  if (field?.choices && Object.hasOwn(field.choices, value)) {
    return field.choices[value]?.label[language] ?? value;
  }
  if (field?.type === 'boolean') return /^(true|yes|1|是)$/i.test(value) ? yes[language] : no[language];
  if (isUuid(value)) return labelOfId(reg, field?.target, value) ?? value;
  return value;
}
