import { useMemo } from 'react';
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
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
}

/** Affected assets, nearest first, each with the sentence that explains it. */
export function AffectedTable({ items, error, picked, onPick }: AffectedTableProps) {
  const t = useT('impact');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const columns = useMemo((): Column<AnalysedItem>[] => {
    const className = (key: string | null) => catalogue.classOf(key)?.label[language] ?? key ?? '';
    return [
      {
        key: 'effect',
        title: t('effect'),
        width: 96,
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
        width: 130,
        grow: 2,
        render: ({ name, tag }) => <span title={name}>{name || tag}</span>,
      },
      { key: 'tag', title: t('tag'), width: 112, render: ({ tag }) => <Code>{tag}</Code> },
      { key: 'class', title: t('class'), width: 84, render: (row) => className(row.class) },
      {
        key: 'because',
        title: t('because'),
        width: 170,
        grow: 4,
        render: ({ path }) => {
          const why = reasonSentence(path, language, catalogue);
          return <span title={why}>{why}</span>;
        },
      },
      { key: 'custodian', title: t('custodian'), width: 76, render: (row) => row.custodian ?? '—' },
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
      openId={picked}
      onOpen={(row) => onPick(row.id)}
      onMove={(row) => picked !== undefined && onPick(row.id)}
      empty={<Empty title={t('none')} />}
    />
  );
}
