import { useMemo } from 'react';
import type { BreachRow, QualityRuleInfo } from '../../contract/api/index.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Language } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { type Format, useFormat } from '../i18n/format.ts';
import { type Translate, useLanguage, useT } from '../i18n/index.ts';
import type { quality } from '../i18n/zh/quality.ts';
import { Code } from '../ui/code.tsx';
import type { Column } from '../ui/virtual-table.tsx';

interface Words {
  readonly t: Translate<typeof quality>;
  readonly language: Language;
  readonly catalogue: Catalogue;
  readonly format: Format;
  readonly and: string;
}

/** What an asset of the list is and what is wrong with it. */
export function useBreachColumns(rule: QualityRuleInfo): readonly Column<BreachRow>[] {
  const t = useT('quality');
  const common = useT('common');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const format = useFormat();
  return useMemo(() => {
    const words: Words = { t, language, catalogue, format, and: common('listSeparator') };
    return [
      {
        key: 'tag',
        title: t('tag'),
        width: 124,
        render: ({ values }) => <Code>{String(values.tag ?? '—')}</Code>,
      },
      {
        key: 'name',
        title: t('name'),
        width: 130,
        grow: 2,
        render: ({ values }) => <span title={String(values.name ?? '')}>{String(values.name ?? '—')}</span>,
      },
      {
        key: 'problem',
        title: t('problem'),
        width: 180,
        grow: 3,
        render: (row) => {
          const problem = problemWords(rule, row, words);
          return <span title={problem}>{problem}</span>;
        },
      },
      {
        key: 'class',
        title: t('class'),
        width: 90,
        render: ({ values }) =>
          catalogue.classOf(values.class)?.label[language] ?? String(values.class ?? '—'),
      },
      {
        key: 'department',
        title: t('department'),
        width: 110,
        grow: 1,
        render: ({ labels }) => <span title={labels.department}>{labels.department ?? '—'}</span>,
      },
      { key: 'custodian', title: t('custodian'), width: 80, render: ({ labels }) => labels.custodian ?? '—' },
    ];
  }, [rule, t, common, language, catalogue, format]);
}

function problemWords(
  rule: QualityRuleInfo,
  { detail, values }: BreachRow,
  { t, language, catalogue, format, and }: Words,
): string {
  const fields = catalogue.fieldsOf('asset', values.class);
  const names = (keys: readonly string[] = []): string =>
    keys.map((key) => (fields[key] ?? catalogue.attrField(key))?.label[language] ?? key).join(and);
  switch (rule.kind) {
    case 'required':
    case 'anyOf':
    case 'warranty':
      return t('missing', { fields: names(detail.missing) });
    case 'duplicate':
      return t('duplicateOf', { value: detail.value ?? '', others: (detail.others ?? []).join(and) });
    case 'goneRelation':
      return t('goneWith', { others: (detail.others ?? []).join(and) });
    case 'stale':
      return detail.at ? t('staleSince', { at: format.date(detail.at) }) : t('staleNever');
    case 'pattern':
      return t('notFitting', { value: detail.value ?? '' });
    case 'condition':
      return t('notMatching');
  }
}
