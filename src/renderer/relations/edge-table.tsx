import { useMemo, useState } from 'react';
import type { GraphEdge, GraphNode } from '../../contract/api/index.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import type { Rows } from '../ui/rows.ts';
import { type Column, type Sort, VirtualTable } from '../ui/virtual-table.tsx';
import { relationWord } from './view-graph.ts';

interface EdgeTableProps {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly picked: string | null;
  readonly onPick: (id: string) => void;
}

interface EdgeRow {
  readonly id: string;
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly ports: string;
  readonly source: string;
  readonly target: string;
}

/** The arrows of the graph as a list. */
export function EdgeTable({ nodes, edges, picked, onPick }: EdgeTableProps) {
  const t = useT('relations');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const [sort, setSort] = useState<Sort>();
  const list = useMemo((): EdgeRow[] => {
    const names = new Map(nodes.map(({ id, name, tag }) => [id, name || tag]));
    const shown = edges.map(({ id, source, target, type, label }) => ({
      id,
      from: names.get(source) ?? '',
      type: relationWord(type, 'out', language, catalogue),
      to: names.get(target) ?? '',
      ports: label ?? '',
      source,
      target,
    }));
    // What the picked asset has comes first.
    const own = (row: EdgeRow): number => (row.source === picked || row.target === picked ? 0 : 1);
    const collator = new Intl.Collator(language === 'zh' ? 'zh-CN-u-co-pinyin' : 'en', { numeric: true });
    const key = (sort?.field ?? 'from') as 'from' | 'type' | 'to' | 'ports';
    const turn = sort?.descending ? -1 : 1;
    return shown.sort((a, b) => own(a) - own(b) || collator.compare(a[key], b[key]) * turn);
  }, [nodes, edges, language, catalogue, sort, picked]);
  const rows = useMemo(
    (): Rows<EdgeRow> => ({
      count: list.length,
      at: (i) => list[i],
      show: () => {},
      loading: false,
      error: null,
    }),
    [list],
  );
  const columns = useMemo((): Column<EdgeRow>[] => {
    const column = (key: 'from' | 'type' | 'to' | 'ports', width: number, grow = 0): Column<EdgeRow> => ({
      key,
      title: t(`edge_${key}`),
      width,
      ...(grow ? { grow } : {}),
      sortable: true,
      render: (row) => <span title={row[key]}>{row[key] || '—'}</span>,
    });
    return [column('from', 100, 2), column('type', 84), column('to', 100, 2), column('ports', 84, 1)];
  }, [t]);
  return (
    <VirtualTable
      label={t('edgeTable')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => `${row.from} ${row.type} ${row.to} ${row.ports}`}
      sort={sort}
      onSort={setSort}
      onOpen={(row) => onPick(row.source === picked ? row.target : row.source)}
      empty={<p className="empty">{t('noRelationsDrawn')}</p>}
    />
  );
}
