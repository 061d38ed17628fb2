import type { Catalogue } from '../../model/catalogue.ts';
import { type FilterTerm, parseFilter } from '../../model/filter.ts';
import type { Language } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { useDepartments } from './locations.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Says a stocktake's scope in words, given its filter and the words for its places. */
export function useScopeWords(): (filter: string, places: readonly string[]) => string {
  const t = useT('stocktakes');
  const language = useLanguage();
  const departments = useDepartments();
  const catalogue = useCatalogue();
  return (filter, places) => {
    const parts: string[] = [];
    if (places.length > 3) parts.push(t('places', { count: places.length }));
    else if (places.length > 0) parts.push(places.join(language === 'zh' ? '、' : ', '));
    try {
      const { terms, words } = parseFilter(filter);
      parts.push(...terms.map((term) => termWords(term, language, departments.path, catalogue)), ...words);
    } catch {
      parts.push(filter);
    }
    return parts.join(language === 'zh' ? '；' : '; ') || t('wholeRegister');
  };
}

function termWords(
  term: FilterTerm,
  language: Language,
  departmentOf: (id: string) => string | null,
  catalogue: Catalogue,
): string {
  const field = catalogue.fieldsOf('asset')[term.field] ?? catalogue.attrField(term.field);
  const name = field?.label[language] ?? term.field;
  const values = term.values.map((value) => {
    const choice = field?.choices?.[value];
    return choice?.label[language] ?? departmentOf(value) ?? (uuid.test(value) ? '…' : value);
  });
  const list = values.join(language === 'zh' ? '、' : ', ');
  const plain = ['class', 'status', 'department'].includes(term.field) && ['=', '~'].includes(term.operator);
  if (plain) return list;
  return `${name} ${term.operator} ${list}`;
}
