import { Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { ImportResult, Problem } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import type { Rows } from '../ui/rows.ts';
import { Dot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { outcomes } from './outcomes.tsx';
import type { ImportSession } from './session.ts';
import { SumCards } from './sum-cards.tsx';
import { useOthers } from './use-others.ts';
import { useProblemText } from './use-problem-text.ts';

interface Numbered extends Problem {
  readonly key: string;
}

interface ResultStepProps {
  readonly session: ImportSession;
  readonly result: ImportResult;
}

/** The last step: what was written, what was not and why. */
export function ResultStep({ session, result }: ResultStepProps) {
  const t = useT('import');
  const format = useFormat();
  const { undone } = session;
  const [rejectedOnly, setRejectedOnly] = useState(false);
  const problems = useMemo(
    () =>
      result.problems
        .map((problem, i): Numbered => ({ ...problem, key: String(i) }))
        .filter((problem) => !rejectedOnly || problem.severity === 'error'),
    [result, rejectedOnly],
  );
  const headline = undone ? t('resultUndone') : result.batch === null ? t('resultNothing') : t('resultTitle');
  const count = result.problems.length;
  return (
    <>
      <p className="import-headline" role="status" tabIndex={-1}>
        <Dot tone={undone || result.batch === null ? 'neutral' : 'ok'}>{headline}</Dot>
      </p>
      <SumCards account={result} />
      {result.sheets.length > 1 && <BySheet sheets={result.sheets} />}
      {!undone && <Made session={session} result={result} />}
      {count === 0 && <p className="import-hint">{t('problemsNone')}</p>}
      <section className="import-main import-result" hidden={count === 0}>
        <div className="import-filter">
          <h2>{t('problemsOf', { count: format.number(count) })}</h2>
          {result.rejected > 0 && (
            <Checkbox checked={rejectedOnly} onChange={(event) => setRejectedOnly(event.target.checked)}>
              {t('rejectedOnly')}
            </Checkbox>
          )}
        </div>
        <ProblemTable problems={problems} several={result.sheets.length > 1} />
      </section>
    </>
  );
}

/** What was made on the way, what is left to complete, what still waits. */
function Made({ session, result }: ResultStepProps) {
  const t = useT('import');
  const format = useFormat();
  const list = useOthers(result.createdOthers);
  const waiting = result.conflicts.filter((conflict) => conflict.settled === null).length;
  const split = result.records > result.created + result.updated;
  const toComplete = session.chosen.some((sheet) => (session.plans[sheet]?.leave.length ?? 0) > 0);
  if (!list && waiting === 0 && !split && !toComplete) return null;
  return (
    <p className="import-made">
      {split && (
        <span>{t('recordsMade', { count: result.records, records: format.number(result.records) })}</span>
      )}
      {list && <span>{t('alsoCreated', { list })}</span>}
      {waiting > 0 && <span>{t('conflictsKept', { count: waiting, number: format.number(waiting) })}</span>}
      {toComplete && (
        <Link to={`/assets?filter=${encodeURIComponent('incomplete!=')}`}>{t('toComplete')}</Link>
      )}
    </p>
  );
}

function BySheet({ sheets }: { sheets: ImportResult['sheets'] }) {
  const t = useT('import');
  const label = useLabel();
  const format = useFormat();
  return (
    <table className="panel import-by-sheet">
      <caption className="visually-hidden">{t('bySheet')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('sheet')}</th>
          <th scope="col">{t('entity')}</th>
          <th scope="col">{t('rows')}</th>
          {outcomes.map((outcome) => (
            <th key={outcome} scope="col">
              {t(outcome)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheets.map((sheet) => (
          <tr key={sheet.sheet}>
            <th scope="row">{sheet.sheet}</th>
            <td>{label(entityOf(sheet.entity).plural)}</td>
            <td>{format.number(sheet.rows)}</td>
            {outcomes.map((outcome) => (
              <td key={outcome} className={sheet[outcome] === 0 ? 'none' : ''}>
                {format.number(sheet[outcome])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ProblemTable({ problems, several }: { problems: readonly Numbered[]; several: boolean }) {
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
        width: 72,
        align: 'end',
        render: (p) => <span className="code">{p.row > 0 ? p.row : ''}</span>,
      },
      ...(several ? [{ key: 'sheet', title: t('sheet'), width: 120, render: (p: Numbered) => p.sheet }] : []),
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
    [t, sentence, several],
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
