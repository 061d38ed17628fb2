import { useMemo, useState } from 'react';
import type { GraphNode } from '../../contract/api/index.ts';
import { statuses } from '../../model/lifecycle.ts';
import type { Effect } from '../../model/redundancy.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import type { Rows } from '../ui/rows.ts';
import { StatusDot } from '../ui/status-dot.tsx';
import { type Column, type Sort, VirtualTable } from '../ui/virtual-table.tsx';

interface NodeTableProps {
  readonly nodes: readonly GraphNode[];
  readonly picked: string | null;
  readonly affected: ReadonlyMap<string, Effect> | null;
  readonly onPick: (id: string) => void;
}

/** What the graph shows, as a list: sortable, read aloud, and the keyboard's way through it. */
export function NodeTable({ nodes, picked, affected, onPick }: NodeTableProps) {
  const t = useT('relations');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const [sort, setSort] = useState<Sort>();
  const rows = useMemo((): Rows<GraphNode> => {
    const sorted = sort ? [...nodes].sort(comparing(sort, language)) : nodes;
    return { count: sorted.length, at: (i) => sorted[i], show: () => {}, loading: false, error: null };
  }, [nodes, sort, language]);
  const effectWord = (effect: Effect | undefined): string => (effect ? ` ${t(`effect_${effect}`)}` : '');
  const columns = useMemo((): Column<GraphNode>[] => {
    const className = (key: string | null) => catalogue.classOf(key)?.label[language] ?? key ?? '—';
    return [
      {
        key: 'name',
        title: t('name'),
        width: 92,
        grow: 2,
        sortable: true,
        render: (node) => <span title={node.name}>{node.name || '—'}</span>,
      },
      { key: 'tag', title: t('tag'), width: 106, sortable: true, render: (node) => <Code>{node.tag}</Code> },
      { key: 'class', title: t('class'), width: 64, sortable: true, render: (node) => className(node.class) },
      {
        key: 'status',
        title: t('status'),
        width: 74,
        sortable: true,
        render: (node) => <StatusDot choices={statuses} value={node.status} />,
      },
      {
        key: 'depth',
        title: t('depth'),
        width: 46,
        align: 'end',
        sortable: true,
        render: (node) => node.depth,
      },
    ];
  }, [t, language, catalogue]);
  return (
    <VirtualTable
      label={t('table')}
      columns={columns}
      rows={rows}
      rowId={(node) => node.id}
      rowName={(node) => `${node.name} ${node.tag}${effectWord(affected?.get(node.id))}`}
      sort={sort}
      onSort={setSort}
      openId={picked ?? undefined}
      onOpen={(node) => onPick(node.id)}
      empty={<p className="empty">{t('noRelations')}</p>}
    />
  );
}

function comparing(
  { field, descending }: Sort,
  language: 'zh' | 'en',
): (a: GraphNode, b: GraphNode) => number {
  const collator = new Intl.Collator(language === 'zh' ? 'zh-CN-u-co-pinyin' : 'en', { numeric: true });
  const turn = descending ? -1 : 1;
  return (a, b) => {
    const left = a[field as keyof GraphNode];
    const right = b[field as keyof GraphNode];
    if (typeof left === 'number' && typeof right === 'number') return (left - right) * turn;
    return collator.compare(String(left ?? ''), String(right ?? '')) * turn;
  };
}
