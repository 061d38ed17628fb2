import type { InspectedSheet, PlanRow } from '../../contract/api/index.ts';
import { importTarget } from '../../model/import-targets.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { OutcomeDot } from './outcomes.tsx';
import { useProblemText } from './use-problem-text.ts';

interface RowDetailProps {
  readonly row: PlanRow | null;
  readonly sheet: InspectedSheet;
  readonly mapping: Readonly<Record<string, string>>;
}

/** One row in words: what is wrong with it and what it changes. The keyboard's way to what a tooltip tells. */
export function RowDetail({ row, sheet, mapping }: RowDetailProps) {
  const t = useT('import');
  const label = useLabel();
  const { sentence } = useProblemText();
  if (!row) return <p className="import-hint">{t('rowDetailNone')}</p>;
  const nameOf = (index: string): string => {
    const target = importTarget(mapping[index] ?? '');
    return target
      ? label(target.label)
      : (sheet.columns.find((c) => String(c.index) === index)?.header ?? '');
  };
  const changes = Object.entries(row.before);
  return (
    <div className="import-detail" aria-live="polite">
      <div className="import-group">
        <b>{t('rowDetail', { row: row.row })}</b>
        <OutcomeDot outcome={row.action} />
      </div>
      {row.problems.length === 0 && changes.length === 0 && <p className="import-hint">{t('rowFine')}</p>}
      {row.problems.length > 0 && (
        <ul>
          {row.problems.map((problem) => (
            <li
              key={`${problem.column} ${problem.code} ${problem.value}`}
              className={`import-said ${problem.severity}`}
            >
              {problem.column === ''
                ? sentence(problem)
                : t('inColumn', { column: problem.column, text: sentence(problem) })}
            </li>
          ))}
        </ul>
      )}
      {changes.length > 0 && (
        <dl>
          {changes.map(([index, before]) => (
            <div key={index}>
              <dt>{nameOf(index)}</dt>
              <dd className="import-change">
                <del>{before || t('wasEmpty')}</del> <ins>{row.cells[index] || t('wasEmpty')}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
