import { Modal } from 'antd';
import { useState } from 'react';
import type { LedgerResultInfo } from '../../contract/api/index.ts';
import { describeProblem } from '../../model/problem-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';

/** What was wrong with rows of the list, on request. */
export function Problems({ result: { info, problems } }: { result: LedgerResultInfo }) {
  const t = useT('ledger');
  const common = useT('common');
  const language = useLanguage();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const count = info.account.problems;
  if (count === 0) return null;
  return (
    <>
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {t('problems', { count })}
      </button>
      <Modal
        open={open}
        title={t('problemsTitle')}
        width={760}
        footer={null}
        closable={{ 'aria-label': common('close') }}
        onCancel={() => setOpen(false)}
      >
        {problems.length < count && (
          <p className="form-hint">{t('problemsMore', { count, shown: problems.length })}</p>
        )}
        <div className="ledger-scroll">
          <table className="ledger-table">
            <thead>
              <tr>
                <th scope="col">{t('problem.row')}</th>
                <th scope="col">{t('problem.column')}</th>
                <th scope="col">{t('problem.value')}</th>
                <th scope="col">{t('problem.text')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem) => (
                <tr key={`${problem.row} ${problem.column} ${problem.code}`}>
                  <td>
                    <Code>{format.number(problem.row)}</Code>
                  </td>
                  <td>{problem.column}</td>
                  <td>{problem.value}</td>
                  <td className={problem.severity === 'error' ? 'ledger-fault' : ''}>
                    {describeProblem(problem, language)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Modal>
    </>
  );
}
