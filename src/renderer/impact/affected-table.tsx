import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { AnalysedItem } from '../../contract/api/index.ts';
import { reasonSentence } from '../../model/impact-words.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';

interface AffectedTableProps {
  readonly items: readonly AnalysedItem[] | undefined;
  readonly error: unknown;
}

/** Affected assets, nearest first, each with the sentence that explains it. */
export function AffectedTable({ items, error }: AffectedTableProps) {
  const t = useT('impact');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const navigate = useNavigate();
  const columns = useMemo((): Column<AnalysedItem>[] => {
    const className = (key: string | null) => catalogue.classOf(key)?.label[language] ?? key ?? '';
    return [
      {
        key: 'effect',
        title: t('effect'),
        width: 92,
        render: ({ effect }) => (
          <span className="dot-word">
            <i className={`dot dot-${effect === 'down' ? 'bad' : 'warning'}`} aria-hidden="true" />
            {t(`effect_${effect}`)}
          </span>
        ),
      },
      {
        key: 'name',
        title: t('name'),
        width: 150,
        grow: 2,
        render: ({ name, tag }) => <span title={name}>{name || tag}</span>,
      },
      { key: 'tag', title: t('tag'), width: 120, render: ({ tag }) => <Code>{tag}</Code> },
      { key: 'class', title: t('class'), width: 90, render: (row) => className(row.class) },
      {
        key: 'because',
        title: t('because'),
        width: 220,
        grow: 4,
        render: ({ path }) => {
          const why = reasonSentence(path, language, catalogue);
          return <span title={why}>{why}</span>;
        },
      },
      { key: 'custodian', title: t('custodian'), width: 80, render: (row) => row.custodian ?? '—' },
      {
        key: 'depth',
        title: t('steps'),
        width: 56,
        align: 'end',
        render: ({ depth }) => <Code>{String(depth)}</Code>,
      },
    ];
  }, [t, language, catalogue]);
  return (
    <VirtualTable
      label={t('list')}
      columns={columns}
      rows={arrayRows(items, error)}
      rowId={(row) => row.id}
      rowName={(row) => row.name || row.tag}
      onOpen={(row) => void navigate(`/assets/${row.id}`)}
      empty={<Empty title={t('none')} />}
    />
  );
}
