import { Alert, Button } from 'antd';
import { useState } from 'react';
import { isErrorCode } from '../../model/errors.ts';
import { api } from '../app/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';

type Result = Awaited<ReturnType<typeof api.backup.verify>>;

/** Recomputes all that can be recomputed and says what does not agree. */
export function Verify() {
  const t = useT('settings');
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    setResult(null);
    try {
      setResult(await api.backup.verify());
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel">
      <h2>{t('verify')}</h2>
      <p className="hint">{t('verifyHint')}</p>
      <Button onClick={run} loading={busy}>
        {busy ? t('verifyRunning') : t('verifyRun')}
      </Button>
      <div role="status">
        {result?.ok && (
          <Alert
            className="error-note"
            type="success"
            showIcon
            title={t('verifyOk', {
              changes: format.number(result.changes),
              records: format.number(result.records),
            })}
          />
        )}
      </div>
      {result && !result.ok && (
        <Alert
          className="error-note"
          type="error"
          showIcon
          role="alert"
          title={t('verifyProblems', { count: result.problems.length })}
          description={
            <ul className="problems">
              {result.problems.map((problem) => (
                <li key={problem.code + problem.message}>
                  {!isErrorCode(problem.code) && <Code>{problem.code} </Code>}
                  {problem.message}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
