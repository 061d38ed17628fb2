import type { FieldValue } from '../../contract/api/index.ts';
import type { EntityKey } from '../../model/types.ts';
import { historyField } from '../history/record-history.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { fieldText } from '../ui/field-view.tsx';

/** Names and values of fields in words, whatever entity they belong to. */
export function useFieldWords(entity: EntityKey): {
  name(key: string): string;
  value(key: string, value: FieldValue, label: string | null): string;
} {
  const t = useT('attention');
  const label = useLabel();
  const language = useLanguage();
  const format = useFormat();
  return {
    name(key) {
      const field = historyField(entity, key);
      return field ? label(field.label) : key;
    },
    value(key, value, words) {
      if (value === null || value === '') return t('empty');
      return fieldText(historyField(entity, key), value, words, null, language, format);
    },
  };
}
