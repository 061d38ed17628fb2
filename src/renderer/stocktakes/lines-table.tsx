import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import type { StocktakeLine } from '../../contract/api/index.ts';
import { conditions } from '../../model/choices.ts';
import { orpc } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { useWindows } from '../ui/rows.ts';
import { StatusDot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { type LineOutcome, OutcomeWord } from './outcomes.tsx';

interface LinesTableProps {
  readonly id: string;
  /** Only these; null = all. */
  readonly outcome: LineOutcome | null;
  readonly total: number;
}

/** The lines of a result, any number of them. */
export function LinesTable({ id, outcome, total }: LinesTableProps) {
  const t = useT('stocktakes');
  const navigate = useNavigate();
  const columns = useColumns();
  const only = outcome === null ? {} : { outcome };
  const rows = useWindows<StocktakeLine>(`${id} ${outcome}`, total, (offset, limit) =>
    orpc.stocktakes.lines.queryOptions({
      input: { id, ...only, offset, limit },
      select: (page: { lines: StocktakeLine[] }) => page.lines,
    }),
  );
  return (
    <VirtualTable
      label={t('detail.lines')}
      columns={columns}
      rows={rows}
      rowId={(line) => line.key}
      rowName={(line) => line.tag}
      onOpen={(line) => line.asset && void navigate(`/assets/${line.asset}`)}
      empty={<Empty title={t('detail.noLines')} />}
    />
  );
}

function useColumns(): readonly Column<StocktakeLine>[] {
  const t = useT('stocktakes');
  const format = useFormat();
  return useMemo(() => {
    const words = (text: string | null, strong = false) =>
      text ? <span title={text}>{strong ? <b>{text}</b> : text}</span> : <span className="dash">—</span>;
    // The room is what one looks for; the campus before it is the same in most rows.
    const place = (path: string | null, strong = false) => {
      const short = path?.split(' / ').slice(-2).join(' / ') ?? '—';
      return path ? (
        <span title={path}>{strong ? <b>{short}</b> : short}</span>
      ) : (
        <span className="dash">—</span>
      );
    };
    return [
      {
        key: 'tag',
        title: t('detail.columns.tag'),
        width: 140,
        render: (line) =>
          line.asset ? (
            <Link to={`/assets/${line.asset}`} tabIndex={-1}>
              <Code>{line.tag}</Code>
            </Link>
          ) : (
            <Code>{line.tag}</Code>
          ),
      },
      {
        key: 'outcome',
        title: t('detail.columns.outcome'),
        width: 150,
        render: (line) => <OutcomeWord outcome={line.outcome} />,
      },
      {
        key: 'name',
        title: t('detail.columns.name'),
        width: 150,
        grow: 2,
        render: (line) => words(line.name),
      },
      {
        key: 'expectedLocation',
        title: t('detail.columns.expectedLocation'),
        width: 150,
        grow: 2,
        render: (line) => place(line.expectedLocation),
      },
      {
        key: 'foundLocation',
        title: t('detail.columns.foundLocation'),
        width: 150,
        grow: 2,
        render: (line) => place(line.foundLocation, line.outcome === 'elsewhere'),
      },
      {
        key: 'expectedUser',
        title: t('detail.columns.expectedUser'),
        width: 124,
        render: (line) => words(line.expectedUser),
      },
      {
        key: 'foundUser',
        title: t('detail.columns.foundUser'),
        width: 96,
        render: (line) => words(line.foundUser, line.outcome === 'otherUser'),
      },
      {
        key: 'condition',
        title: t('detail.columns.condition'),
        width: 80,
        render: (line) => <StatusDot choices={conditions} value={line.condition} />,
      },
      {
        key: 'notes',
        title: t('detail.columns.notes'),
        width: 110,
        grow: 1,
        render: (line) => words(line.notes),
      },
      {
        key: 'countedBy',
        title: t('detail.columns.countedBy'),
        width: 100,
        render: (line) => words(line.countedBy),
      },
      {
        key: 'countedAt',
        title: t('detail.columns.countedAt'),
        width: 130,
        render: (line) => (
          <span title={line.scans > 1 ? t('detail.scans', { count: line.scans }) : undefined}>
            <Code>{line.countedAt === null ? '—' : format.when(line.countedAt)}</Code>
          </span>
        ),
      },
    ];
  }, [t, format]);
}
