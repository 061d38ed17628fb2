import { Tooltip } from 'antd';
import type { PlanRow } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { OutcomeDot } from './outcomes.tsx';
import { useProblemText } from './use-problem-text.ts';

interface PlanCellProps {
  readonly row: PlanRow;
  readonly index: number;
  readonly header: string;
  readonly mono: boolean;
}

/** A cell of the file: its problem in place, and what it replaces. */
export function PlanCell({ row, index, header, mono }: PlanCellProps) {
  const t = useT('import');
  const { sentence } = useProblemText();
  const text = row.cells[String(index)] ?? '';
  const before = row.before[String(index)];
  const problems = row.problems.filter((problem) => problem.column === header && header !== '');
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
  if (before === undefined) return value;
  return (
    <span className="import-change" title={`${t('was', { value: before })} → ${text}`}>
      {before !== '' && <del className={mono ? 'code' : undefined}>{before}</del>}{' '}
      <ins className={mono ? 'code' : undefined}>{text || t('wasEmpty')}</ins>
    </span>
  );
}

/** What becomes of a row, with what is wrong with the row as a whole. */
export function PlanOutcome({ row }: { row: PlanRow }) {
  const { sentence } = useProblemText();
  const whole = row.problems.filter((problem) => problem.column === '');
  if (whole.length === 0) return <OutcomeDot outcome={row.action} />;
  const words = whole.map(sentence).join('\n');
  const worst = whole.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  return (
    <Tooltip title={<span className="import-tip">{words}</span>}>
      <span className={`import-mark ${worst}`}>
        <OutcomeDot outcome={row.action} />
        <span className="visually-hidden">{words}</span>
      </span>
    </Tooltip>
  );
}
