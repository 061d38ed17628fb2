import { useT } from '../i18n/index.ts';
import type { Column } from './virtual-table.tsx';

interface TableRowProps<T> {
  readonly domId: string;
  readonly index: number;
  readonly top: number;
  readonly template: string;
  /** Undefined while it is on its way. */
  readonly row: T | undefined;
  readonly name: string;
  readonly columns: readonly Column<T>[];
  /** Undefined where rows can't be selected. */
  readonly selected: boolean | undefined;
  readonly open: boolean;
  readonly cursor: boolean;
  /** The column that the cursor is in, where cells have one of their own. */
  readonly cell: number | undefined;
  readonly onCell: ((index: number, key: string) => void) | undefined;
  readonly onToggle: (index: number, range: boolean) => void;
  readonly onOpen: (index: number) => void;
}

export function TableRow<T>(props: TableRowProps<T>) {
  const { row, columns, selected, index, open, cursor } = props;
  const t = useT('common');
  const checks = selected !== undefined;
  const style = { gridTemplateColumns: props.template, transform: `translateY(${props.top}px)` };
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: keys and focus are the grid's, by aria-activedescendant
    <div
      id={props.domId}
      className={`vt-row${open ? ' open' : ''}${cursor ? ' cursor' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={style}
      onClick={() => props.onOpen(index)}
    >
      {checks && (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: as above; Space selects
        <div
          className="vt-cell vt-check fixed"
          role="gridcell"
          style={{ left: 0 }}
          onClick={(event) => event.stopPropagation()}
        >
          <input
            type="checkbox"
            tabIndex={-1}
            checked={selected}
            disabled={row === undefined}
            aria-label={t('selectRow', { name: props.name })}
            onChange={(event) => props.onToggle(index, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </div>
      )}
      {columns.map((column, i) => (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: as above
        <div
          key={column.key}
          id={`${props.domId}-${i}`}
          role="gridcell"
          className={`vt-cell ${column.align ?? ''}${i === 0 ? ' fixed' : ''}${props.cell === i ? ' at' : ''}`}
          onClick={props.onCell && (() => props.onCell?.(index, column.key))}
          style={i === 0 ? { left: checks ? 36 : 0 } : undefined}
        >
          {row === undefined ? <span className="vt-wait" /> : column.render(row)}
        </div>
      ))}
    </div>
  );
}
