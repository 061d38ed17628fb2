import './virtual-table.css';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from './error-note.tsx';
import type { Rows } from './rows.ts';
import { useRowWindow } from './use-row-window.ts';
import { TableHead } from './virtual-table-head.tsx';
import { TableRow } from './virtual-table-row.tsx';

const rowHeight = 30;
const headHeight = 30;

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  /** In px; the least width of a column that grows. */
  readonly width: number;
  /** Its share of the width that is left over. */
  readonly grow?: number;
  readonly align?: 'start' | 'end' | 'center';
  readonly sortable?: boolean;
  readonly render: (row: T) => ReactNode;
}

export interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

/** Where in a row the cursor is, for lists whose single cells can be worked on. */
export interface CellCursor<T> {
  /** Key of the column. */
  readonly at: string | undefined;
  readonly onAt: (key: string) => void;
  /** Enter, F2, or a click on the cell that the cursor is in. */
  readonly onEdit: (row: T, key: string) => void;
}

export interface VirtualTableProps<T> {
  /** What the list is, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: Rows<T>;
  readonly rowId: (row: T) => string;
  /** What to call a row aloud. */
  readonly rowName: (row: T) => string;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort | undefined) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** Selects everything, also what is not loaded; the header's box and Ctrl A. */
  readonly onSelectAll?: () => void;
  /** The row that stands open beside the list. */
  readonly openId?: string | undefined;
  readonly onOpen?: (row: T) => void;
  /** The row that the arrow keys went to. */
  readonly onMove?: (row: T) => void;
  readonly widths?: Readonly<Record<string, number>>;
  readonly onWidths?: (widths: Record<string, number>) => void;
  /** A row to bring into sight and put the cursor on, when it changes. */
  readonly reveal?: number | undefined;
  /** Makes single cells reachable: the arrows left and right go from one to the next. */
  readonly cells?: CellCursor<T> | undefined;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
}

/**
 * A list of any number of rows, 30 px each, that scrolls inside itself. Arrows, Page, Home and End move, Enter
 * opens, Space selects, Shift with an arrow selects on the way, Ctrl A selects everything, Escape nothing.
 */
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { rows, columns, selected, onSelect, cells, widths = {} } = props;
  const t = useT('common');
  const box = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const [cursor, setCursor] = useState(0);
  const anchor = useRef<number | null>(null);
  const window = useRowWindow(box, rows.count, rowHeight, headHeight);
  const { show } = rows;
  useEffect(() => show(window.first, window.last), [show, window.first, window.last]);
  const { reveal } = window;
  const wanted = props.reveal;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the wanted row or the list changes, or scrolling would be taken back
  useEffect(() => {
    if (wanted === undefined) return;
    setCursor(wanted);
    reveal(wanted);
  }, [wanted, rows.count]);

  const column = cells ? columns.findIndex(({ key }) => key === cells.at) : -1;
  useEffect(() => {
    if (box.current && column > 0) revealColumn(box.current, column);
  }, [column]);

  const at = Math.min(cursor, Math.max(0, rows.count - 1));
  const move = (to: number, extend: boolean): void => {
    const target = Math.max(0, Math.min(rows.count - 1, to));
    setCursor(target);
    window.reveal(target);
    if (extend) selectRange(at, target);
    const row = rows.at(target);
    if (row !== undefined) props.onMove?.(row);
  };
  const toggle = (index: number, range: boolean): void => {
    const row = rows.at(index);
    if (row === undefined || !selected || !onSelect) return;
    if (range && anchor.current !== null) {
      selectRange(anchor.current, index);
      return;
    }
    anchor.current = index;
    const next = new Set(selected);
    const id = props.rowId(row);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const selectRange = (from: number, to: number): void => {
    if (!selected || !onSelect) return;
    const next = new Set(selected);
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) {
      const row = rows.at(i);
      if (row !== undefined) next.add(props.rowId(row));
    }
    onSelect(next);
  };
  const open = (index: number): void => {
    setCursor(index);
    const row = rows.at(index);
    if (row !== undefined) props.onOpen?.(row);
  };
  const edit = (index: number, key: string): void => {
    const row = rows.at(index);
    if (row !== undefined) cells?.onEdit(row, key);
  };
  const onCell = (index: number, key: string): void => {
    if (index === cursor && key === cells?.at) edit(index, key);
    else cells?.onAt(key);
  };
  /** Answers whether the key was one of those for single cells. */
  const onCellKey = (key: string): boolean => {
    const next = columns[column + (key === 'ArrowRight' ? 1 : -1)];
    if (!cells) return false;
    if (key === 'ArrowRight' || key === 'ArrowLeft') {
      if (next) cells.onAt(next.key);
    } else if ((key === 'Enter' || key === 'F2') && cells.at !== undefined) edit(at, cells.at);
    else return false;
    return true;
  };

  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 600) / rowHeight) - 2);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== box.current) return;
    if (onCellKey(event.key)) {
      event.preventDefault();
      return;
    }
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.count - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) move(to, event.shiftKey);
    else if (event.key === 'Enter') open(at);
    else if (event.key === ' ' && onSelect) toggle(at, event.shiftKey);
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && props.onSelectAll)
      props.onSelectAll();
    else if (event.key === 'Escape' && onSelect && selected?.size) onSelect(new Set());
    else return;
    event.preventDefault();
  };

  const checks = onSelect !== undefined;
  const template = [
    ...(checks ? ['36px'] : []),
    ...columns.map((column) => {
      const own = widths[column.key];
      if (own !== undefined) return `${own}px`;
      return column.grow ? `minmax(${column.width}px, ${column.grow}fr)` : `${column.width}px`;
    }),
    ...(columns.some((column) => column.grow && widths[column.key] === undefined) ? [] : ['1fr']),
  ].join(' ');
  const least = columns.reduce((sum, column) => sum + (widths[column.key] ?? column.width), checks ? 36 : 0);

  const drawn = Array.from({ length: Math.max(0, window.last - window.first) }, (_, i) => window.first + i);
  const rowDomId = (index: number): string => `${gridId}-${index}`;
  const nothing = !rows.loading && rows.count === 0;
  const failed = rows.error !== null && rows.error !== undefined;
  return (
    <div className="vt-box">
      {/* biome-ignore lint/a11y/useSemanticElements: a table element can't window its rows */}
      <div
        ref={box}
        className="vt"
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={rows.count + 1}
        aria-colcount={columns.length + (checks ? 1 : 0)}
        aria-multiselectable={checks || undefined}
        aria-busy={rows.loading || undefined}
        aria-activedescendant={
          drawn.includes(at) ? `${rowDomId(at)}${column >= 0 ? `-${column}` : ''}` : undefined
        }
        onKeyDown={onKeyDown}
      >
        <div className="vt-inner" style={{ width: least }} role="presentation">
          <TableHead
            {...props}
            template={template}
            widths={widths}
            checks={checks}
            allSelected={checks && rows.count > 0 && (selected?.size ?? 0) >= rows.count}
          />
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div className="vt-body" role="rowgroup" style={{ height: window.height }}>
            {drawn.map((index) => {
              const row = rows.at(index);
              const id = row === undefined ? undefined : props.rowId(row);
              return (
                <TableRow
                  key={index}
                  domId={rowDomId(index)}
                  index={index}
                  top={window.top(index)}
                  template={template}
                  row={row}
                  name={row === undefined ? '' : props.rowName(row)}
                  columns={columns}
                  selected={checks ? id !== undefined && (selected?.has(id) ?? false) : undefined}
                  open={id !== undefined && id === props.openId}
                  cursor={index === at}
                  cell={index === at && column >= 0 ? column : undefined}
                  onCell={cells ? onCell : undefined}
                  onToggle={toggle}
                  onOpen={open}
                />
              );
            })}
          </div>
        </div>
      </div>
      {(failed || nothing) && (
        <div className="vt-none">
          {failed ? <ErrorNote error={rows.error} /> : (props.empty ?? <p className="empty">{t('empty')}</p>)}
        </div>
      )}
    </div>
  );
}

/** Scrolls sideways just as far as needed to have a column in sight, beside the first one, which never leaves. */
function revealColumn(box: HTMLElement, column: number): void {
  const heads = box.querySelectorAll<HTMLElement>('[role="columnheader"]:not(.vt-check)');
  const head = heads[column];
  if (!head) return;
  const left = head.offsetLeft - (heads[0]?.offsetWidth ?? 0);
  const right = head.offsetLeft + head.offsetWidth - box.clientWidth;
  if (box.scrollLeft > left) box.scrollLeft = left;
  else if (box.scrollLeft < right) box.scrollLeft = right;
}
