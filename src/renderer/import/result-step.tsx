import { Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import type { ImportResult, Problem } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import type { Rows } from '../ui/rows.ts';
import { Dot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { useOthers } from './check-step.tsx';
import { SumCards } from './sum-cards.tsx';
import { useProblemText } from './use-problem-text.ts';

interface Numbered extends Problem {
  readonly key: string;
}

/** The last step: what was written, what was not and why. */
export function ResultStep({ result, undone }: { result: ImportResult; undone: boolean }) {
  const t = useT('import');
  const [rejectedOnly, setRejectedOnly] = useState(false);
  const problems = useMemo(
    () =>
      result.problems
        .map((problem, i): Numbered => ({ ...problem, key: String(i) }))
        .filter((problem) => !rejectedOnly || problem.severity === 'error'),
    [result, rejectedOnly],
  );
  const headline = undone ? t('resultUndone') : result.batch === null ? t('resultNothing') : t('resultTitle');
  return (
    <>
      <p className="import-headline" role="status">
        <Dot tone={undone || result.batch === null ? 'neutral' : 'ok'}>{headline}</Dot>
      </p>
      <SumCards account={result} />
      {!undone && <Others counts={result.createdOthers} />}
      <section className="import-main import-result">
        <div className="import-filter">
          <h2>{t('problemsOf', { count: result.problems.length })}</h2>
          {result.rejected > 0 && (
            <Checkbox checked={rejectedOnly} onChange={(event) => setRejectedOnly(event.target.checked)}>
              {t('rejectedOnly')}
            </Checkbox>
          )}
        </div>
        <ProblemTable problems={problems} />
      </section>
    </>
  );
}

function Others({ counts }: { counts: Readonly<Record<string, number>> }) {
  const t = useT('import');
  const list = useOthers(counts);
  return list && <p className="import-hint">{t('alsoCreated', { list })}</p>;
}

function ProblemTable({ problems }: { problems: readonly Numbered[] }) {
  const t = useT('import');
  const { sentence } = useProblemText();
  const rows = useMemo(
    (): Rows<Numbered> => ({
      count: problems.length,
      at: (index) => problems[index],
      show: () => {},
      loading: false,
      error: null,
    }),
    [problems],
  );
  const columns = useMemo(
    (): Column<Numbered>[] => [
      {
        key: 'row',
        title: t('row'),
        width: 64,
        align: 'end',
        render: (p) => <span className="code">{p.row}</span>,
      },
      {
        key: 'severity',
        title: t('severity'),
        width: 104,
        render: (p) => (
          <Dot tone={p.severity === 'error' ? 'bad' : 'warning'}>
            {t(p.severity === 'error' ? 'severityError' : 'severityWarning')}
          </Dot>
        ),
      },
      { key: 'column', title: t('column'), width: 140, render: (p) => p.column || t('groupWhole') },
      { key: 'value', title: t('value'), width: 200, render: (p) => <span className="code">{p.value}</span> },
      {
        key: 'what',
        title: t('what'),
        width: 360,
        grow: 1,
        render: (p) => <span title={sentence(p)}>{sentence(p)}</span>,
      },
    ],
    [t, sentence],
  );
  return (
    <VirtualTable
      label={t('problemsTable')}
      columns={columns}
      rows={rows}
      rowId={(p) => p.key}
      rowName={(p) => t('rowName', { row: p.row })}
      empty={<p className="empty">{t('problemsNone')}</p>}
    />
  );
}
