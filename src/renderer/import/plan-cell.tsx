import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { InspectedColumn, PlanRow, Problem } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { CellInput } from './cell-input.tsx';
import { OutcomeDot } from './outcomes.tsx';
import { isAbout } from './problem-place.ts';
import { useProblemText } from './use-problem-text.ts';

interface PlanCellProps {
  readonly row: PlanRow;
  readonly sheet: string;
  readonly column: InspectedColumn;
  readonly target: string;
  readonly mono: boolean;
  /** What to call the cell aloud while it is edited. */
  readonly label: string;
  /** What a person put here; undefined when it stands as in the file. */
  readonly edited: string | undefined;
  /** What stood in the file before. */
  readonly original: string | undefined;
  readonly editing: boolean;
  readonly onDone: () => void;
}

/** A cell of the file: its problem in place, what it replaces, what a person made of it. */
export function PlanCell(props: PlanCellProps) {
  const { row, column, edited } = props;
  const key = String(column.index);
  const shown = edited ?? row.cells[key] ?? '';
  const place = { sheet: props.sheet, row: row.row, column: column.index };
  if (props.editing)
    return <CellInput place={place} text={shown} label={props.label} onDone={props.onDone} />;
  // What was put right and not checked yet says nothing of its old problem.
  const unchecked = edited !== undefined && edited !== (row.cells[key] ?? '');
  const problems = unchecked ? [] : row.problems.filter((each) => isAbout(each, column, props.target));
  const body = unchecked ? <Words {...props} text={edited} /> : <Checked {...props} problems={problems} />;
  return edited === undefined ? body : <Edited original={props.original}>{body}</Edited>;
}

function Words({ text, mono }: { text: string; mono: boolean }) {
  const t = useT('import');
  return <span className={mono ? 'code' : undefined}>{text === '' ? t('wasEmpty') : text}</span>;
}

function Edited({ original, children }: { original: string | undefined; children: ReactNode }) {
  const t = useT('import');
  const was = original === undefined || original === '' ? t('wasEmpty') : original;
  return (
    <span className="import-edited" title={t('editedFrom', { value: was })}>
      {children}
    </span>
  );
}

function Checked({ row, column, target, mono, problems }: PlanCellProps & { problems: readonly Problem[] }) {
  const t = useT('import');
  const { sentence } = useProblemText();
  const key = String(column.index);
  const text = row.cells[key] ?? '';
  const before = row.before[key];
  const conflict = row.conflicts.find((each) => each.target === target);
  const value = <span className={mono ? 'code' : undefined}>{text}</span>;
  if (problems.length > 0) {
    const worst = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
    const words = problems.map(sentence).join('\n');
    return (
      <Tooltip title={<span className="import-tip">{words}</span>}>
        <span className={`import-mark ${worst}`}>
          {text === '' ? <i>{t('wasEmpty')}</i> : value}
          <span className="visually-hidden">{words}</span>
        </span>
      </Tooltip>
    );
  }
  if (conflict) {
    const words = t('conflictTip', {
      base: conflict.base || t('wasEmpty'),
      register: conflict.register || t('wasEmpty'),
      workbook: conflict.workbook || t('wasEmpty'),
    });
    const open = conflict.settled === null;
    return (
      <Tooltip title={<span className="import-tip">{words}</span>}>
        <span className={`import-mark ${open ? 'conflict' : 'settled'}`}>
          <span className={mono ? 'code' : undefined}>
            {(conflict.settled === 'register' ? conflict.register : conflict.workbook) || t('wasEmpty')}
          </span>
          <span className="visually-hidden">{words}</span>
        </span>
      </Tooltip>
    );
  }
  if (before === undefined) return value;
  return (
    <span className="import-change" title={`${t('was', { value: before || t('wasEmpty') })} → ${text}`}>
      {before !== '' && <del className={mono ? 'code' : undefined}>{before}</del>}{' '}
      <ins className={mono ? 'code' : undefined}>{text || t('wasEmpty')}</ins>
    </span>
  );
}

/** What becomes of a row, with what is wrong with the row as a whole. */
export function PlanOutcome({ row }: { row: PlanRow }) {
  const t = useT('import');
  const { sentence } = useProblemText();
  const whole = row.problems.filter((problem) => problem.column === '' && problem.target === '');
  const dot = (
    <>
      <OutcomeDot outcome={row.action} />
      {row.records > 1 && (
        <small className="import-times" title={t('splitInto', { count: row.records })}>
          {' '}
          ×{row.records}
        </small>
      )}
    </>
  );
  if (whole.length === 0) return dot;
  const words = whole.map(sentence).join('\n');
  // A skipped row says its reason when asked; only what rejects a row stands out.
  const wrong = whole.some((problem) => problem.severity === 'error');
  return (
    <Tooltip title={<span className="import-tip">{words}</span>}>
      <span className={wrong ? 'import-mark error' : 'import-reason'}>
        {dot}
        <span className="visually-hidden">{words}</span>
      </span>
    </Tooltip>
  );
}
