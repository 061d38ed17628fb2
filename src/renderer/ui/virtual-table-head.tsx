import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useT } from '../i18n/index.ts';
import type { Column, VirtualTableProps } from './virtual-table.tsx';

const narrowest = 48;
const widest = 800;

interface TableHeadProps<T> extends VirtualTableProps<T> {
  readonly template: string;
  readonly widths: Readonly<Record<string, number>>;
  readonly checks: boolean;
  readonly allSelected: boolean;
}

export function TableHead<T>(props: TableHeadProps<T>) {
  const { columns, selected, onSelect, rows, checks, allSelected } = props;
  const t = useT('common');
  const some = (selected?.size ?? 0) > 0;
  const selectLoaded = (): void => {
    const loaded = Array.from({ length: rows.count }, (_, i) => rows.at(i)).filter(
      (row) => row !== undefined,
    );
    onSelect?.(new Set(loaded.map((row) => props.rowId(row as T))));
  };
  const toggleAll = (): void => {
    if (some) onSelect?.(new Set());
    else if (props.onSelectAll) props.onSelectAll();
    else selectLoaded();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a table element can't window its rows
    <div className="vt-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: props.template }}>
      {checks && (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above
        <div className="vt-th vt-check fixed" role="columnheader" style={{ left: 0 }}>
          <input
            type="checkbox"
            aria-label={t('selectAll')}
            checked={allSelected}
            ref={(box) => {
              if (box) box.indeterminate = some && !allSelected;
            }}
            onChange={toggleAll}
          />
        </div>
      )}
      {columns.map((column, i) => (
        <HeadCell key={column.key} {...props} column={column} left={i === 0 ? (checks ? 36 : 0) : null} />
      ))}
    </div>
  );
}

interface HeadCellProps<T> extends TableHeadProps<T> {
  readonly column: Column<T>;
  /** Where it sticks; null when it scrolls along. */
  readonly left: number | null;
}

function HeadCell<T>({ column, left, sort, onSort, widths, onWidths }: HeadCellProps<T>) {
  const t = useT('common');
  const cell = useRef<HTMLDivElement>(null);
  const sorted = sort?.field === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined;
  const setWidth = (width: number): void =>
    onWidths?.({ ...widths, [column.key]: Math.round(Math.max(narrowest, Math.min(widest, width))) });
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    const start = event.clientX;
    const width = cell.current?.offsetWidth ?? column.width;
    const grip = event.currentTarget;
    grip.setPointerCapture(event.pointerId);
    grip.onpointermove = (moved) => setWidth(width + moved.clientX - start);
    grip.onpointerup = () => {
      grip.onpointermove = null;
    };
  };
  // Shift with an arrow does from the keyboard what dragging the edge does with the mouse.
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0;
    if (!event.shiftKey || step === 0 || !onWidths) return;
    event.preventDefault();
    setWidth((cell.current?.offsetWidth ?? column.width) + step);
  };
  const turn = (): void => {
    if (sorted === undefined) onSort?.({ field: column.key, descending: false });
    else if (sorted === 'ascending') onSort?.({ field: column.key, descending: true });
    else onSort?.(undefined);
  };
  const mark = sorted === 'ascending' ? '↑' : sorted === 'descending' ? '↓' : '';
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a table element can't window its rows
    <div
      ref={cell}
      role="columnheader"
      aria-sort={sorted}
      className={`vt-th ${column.align ?? ''}${left === null ? '' : ' fixed'}`}
      style={left === null ? undefined : { left }}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          onClick={turn}
          onKeyDown={onKeyDown}
          title={t('sortBy', { column: column.title })}
        >
          <span>{column.title}</span>
          {mark && <span aria-hidden="true">{mark}</span>}
        </button>
      ) : (
        <span className="plain" title={column.title}>
          <span>{column.title}</span>
        </span>
      )}
      {onWidths && (
        <div className="vt-grip" onPointerDown={drag} title={t('resize', { column: column.title })} />
      )}
    </div>
  );
}
