import { useMemo } from 'react';
import type { InspectedSheet, PlanRow, SheetImport } from '../../contract/api/index.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { OutcomeDot } from './outcomes.tsx';
import { targetOf } from './targets.ts';
import { useColumnName } from './use-column-name.ts';
import { useProblemText } from './use-problem-text.ts';

interface RowDetailProps {
  readonly row: PlanRow | null;
  readonly sheet: InspectedSheet;
  readonly plan: SheetImport;
}

/** One row in words, under the list: what is wrong with it and what it changes. The keyboard's way to what a tooltip tells. */
export function RowDetail({ row, sheet, plan }: RowDetailProps) {
  const t = useT('import');
  const label = useLabel();
  const columnName = useColumnName();
  const { sentence } = useProblemText();
  const nameOf = useMemo(
    () =>
      (index: string): string => {
        const target = targetOf(plan.entity, plan.mapping[index] ?? '');
        if (target) return label(target.label);
        const column = sheet.columns.find((each) => String(each.index) === index);
        return column ? columnName(column) : '';
      },
    [plan, sheet, label, columnName],
  );
  if (!row)
    return (
      <section className="panel import-detail" aria-label={t('rowDetailTitle')}>
        <p className="import-hint">{t('rowDetailNone')}</p>
      </section>
    );
  const changes = Object.entries(row.before);
  const fine = row.problems.length === 0 && changes.length === 0 && row.conflicts.length === 0;
  return (
    <section className="panel import-detail" aria-label={t('rowDetailTitle')} aria-live="polite">
      <p className="import-detail-head">
        <b>{t('rowName', { row: row.row })}</b> <OutcomeDot outcome={row.action} />
        {row.records > 1 && <span>{t('splitInto', { count: row.records })}</span>}
      </p>
      {fine && <p className="import-hint">{t('rowFine')}</p>}
      {row.problems.length > 0 && (
        <ul>
          {row.problems.map((problem, i) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: problems of a row have no names of their own
              key={i}
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
    </section>
  );
}
