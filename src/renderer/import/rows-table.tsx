import { useMemo } from 'react';
import type { InspectedSheet, PlanRow } from '../../contract/api/index.ts';
import { importTarget } from '../../model/import-targets.ts';
import { orpc } from '../app/client.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { useWindows } from '../ui/rows.ts';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { PlanCell, PlanOutcome } from './plan-cell.tsx';

export type Only = 'all' | 'problems' | 'created' | 'updated' | 'rejected';

interface RowsTableProps {
  readonly plan: string;
  readonly only: Only;
  readonly total: number | undefined;
  readonly sheet: InspectedSheet;
  readonly mapping: Readonly<Record<string, string>>;
  readonly openRow: number | undefined;
  readonly onRow: (row: PlanRow) => void;
  /** Row that is to be scrolled into sight, by its place in the list. */
  readonly reveal: number | undefined;
}

const codes = new Set(['code', 'date', 'datetime', 'money', 'integer', 'number']);
const ends = new Set(['money', 'integer', 'number']);

/** Every row of the file with what will become of it, 30 px each, any number of them. */
export function RowsTable(props: RowsTableProps) {
  const { plan, only, total, sheet, mapping, openRow, onRow } = props;
  const t = useT('import');
  const label = useLabel();
  const rows = useWindows<PlanRow>(`${plan} ${only}`, total, (offset, limit) =>
    orpc.exchange.previewRows.queryOptions({
      input: { plan, offset, limit, only },
      staleTime: Number.POSITIVE_INFINITY,
      select: (page: { rows: PlanRow[] }) => page.rows,
    }),
  );
  const columns = useMemo((): Column<PlanRow>[] => {
    const mapped = sheet.columns.filter((column) => mapping[String(column.index)] !== undefined);
    return [
      {
        key: '#row',
        title: t('row'),
        width: 76,
        align: 'end',
        render: (row) => <span className="code">{row.row}</span>,
      },
      {
        key: '#outcome',
        title: t('outcome'),
        width: 104,
        render: (row) => <PlanOutcome row={row} />,
      },
      ...mapped.map((column): Column<PlanRow> => {
        const target = importTarget(mapping[String(column.index)] as string);
        const type = target?.field?.type ?? 'text';
        const field = target ? label(target.label) : (mapping[String(column.index)] as string);
        const title = column.header && column.header !== field ? `${field} ← ${column.header}` : field;
        return {
          key: String(column.index),
          title,
          width: widthFor(type, [...column.samples, title]),
          ...(type === 'text' || type === 'ref' ? { grow: 1 } : {}),
          align: ends.has(type) ? 'end' : 'start',
          render: (row) => (
            <PlanCell row={row} index={column.index} header={column.header} mono={codes.has(type)} />
          ),
        };
      }),
    ];
  }, [sheet, mapping, t, label]);
  return (
    <VirtualTable
      label={t('rowsTable')}
      columns={columns}
      rows={rows}
      rowId={(row) => String(row.row)}
      rowName={(row) => t('rowName', { row: row.row })}
      openId={openRow === undefined ? undefined : String(openRow)}
      onOpen={onRow}
      onMove={onRow}
      reveal={props.reveal}
      empty={<p className="empty">{t('noSuchRows')}</p>}
    />
  );
}

/** Wide enough for the title and what the first rows hold; Chinese characters take about twice the room of Latin ones. */
function widthFor(type: string, texts: readonly string[]): number {
  const longest = Math.max(
    6,
    ...texts.map((text) => [...text].reduce((n, c) => n + (c > '\u2e80' ? 1.8 : 1), 0)),
  );
  return Math.round(Math.min(type === 'longtext' ? 220 : 260, Math.max(96, longest * 7.6 + 30)));
}
