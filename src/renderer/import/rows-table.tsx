import { useEffect, useMemo, useState } from 'react';
import type { InspectedSheet, PlanRow, SheetImport } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { useWindows } from '../ui/rows.ts';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { columnWidth } from './column-width.ts';
import type { RowList } from './find-row.ts';
import { PlanCell, PlanOutcome } from './plan-cell.tsx';
import type { CellTexts } from './session.ts';
import { targetOf } from './targets.ts';
import { useColumnName } from './use-column-name.ts';

interface RowsTableProps {
  readonly list: RowList;
  readonly total: number | undefined;
  readonly sheet: InspectedSheet;
  /** The sheet's settings as they were checked. */
  readonly plan: SheetImport;
  /** Cells put right, checked or not. */
  readonly edits: CellTexts;
  readonly originals: CellTexts;
  readonly openRow: number | undefined;
  readonly onRow: (row: PlanRow) => void;
  /** Row that is to be scrolled into sight, by its place in the list. */
  readonly reveal: number | undefined;
  /** Key of the column that the cursor is in. */
  readonly cell: string | undefined;
  readonly onCell: (key: string) => void;
}

const codes = new Set(['code', 'date', 'datetime', 'money', 'integer', 'number']);
const ends = new Set(['money', 'integer', 'number']);

/** Every row of a sheet with what will become of it, 30 px each, any number of them; cells are put right in place. */
export function RowsTable(props: RowsTableProps) {
  const { list, total, sheet, plan, edits, originals, openRow, onRow, onCell } = props;
  const t = useT('import');
  const label = useLabel();
  const nameOf = useColumnName();
  const [editing, setEditing] = useState<{ row: number; column: number } | null>(null);
  const rows = useWindows<PlanRow>(JSON.stringify(list), total, (offset, limit) =>
    orpc.exchange.previewRows.queryOptions({
      input: { ...list, offset, limit },
      staleTime: Number.POSITIVE_INFINITY,
      select: (page: { rows: PlanRow[] }) => page.rows,
    }),
  );
  const editable = useMemo(
    () => new Set(sheet.columns.filter(({ source }) => source === 'cell').map(({ index }) => index)),
    [sheet],
  );
  const columns = useMemo((): Column<PlanRow>[] => {
    const mapped = sheet.columns.filter((column) => plan.mapping[String(column.index)] !== undefined);
    return [
      {
        key: '#row',
        title: t('row'),
        width: 68,
        align: 'end',
        render: (row) => <span className="code">{row.row}</span>,
      },
      { key: '#outcome', title: t('outcome'), width: 108, render: (row) => <PlanOutcome row={row} /> },
      ...mapped.map((column): Column<PlanRow> => {
        const key = String(column.index);
        const target = targetOf(plan.entity, plan.mapping[key] as string);
        const type = target?.field?.type ?? 'text';
        const field = target ? label(target.label) : (plan.mapping[key] as string);
        const header = nameOf(column);
        const title = header !== field ? `${field} ← ${header}` : field;
        return {
          key,
          title,
          width: columnWidth(type, title, column.samples),
          ...(type === 'text' || type === 'ref' ? { grow: 1 } : {}),
          align: ends.has(type) ? 'end' : 'start',
          render: (row) => (
            <PlanCell
              row={row}
              sheet={list.sheet}
              column={column}
              target={plan.mapping[key] as string}
              mono={codes.has(type)}
              label={t('editOf', { column: header, row: row.row })}
              edited={edits[String(row.row)]?.[key]}
              original={originals[String(row.row)]?.[key]}
              editing={editing?.row === row.row && editing.column === column.index}
              onDone={() => setEditing(null)}
            />
          ),
        };
      }),
    ];
  }, [sheet, plan, t, label, nameOf, list.sheet, edits, originals, editing]);
  const edit = (row: PlanRow, key: string): void => {
    const column = Number(key);
    if (editable.has(column)) setEditing({ row: row.row, column });
    else onRow(row);
  };
  const at = props.cell === undefined ? Number.NaN : Number(props.cell);
  useEffect(() => {
    // Who goes through problems with the mouse has the focus there; F2 means the cell that was gone to.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'F2' || event.defaultPrevented || openRow === undefined || !editable.has(at)) return;
      event.preventDefault();
      setEditing({ row: openRow, column: at });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [openRow, at, editable]);
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
      cells={{ at: props.cell, onAt: onCell, onEdit: edit }}
      empty={<p className="empty">{t('noSuchRows')}</p>}
    />
  );
}
