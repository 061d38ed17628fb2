import { App, Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { cancel } from './import-store.ts';
import type { Work } from './session.ts';

/** Shorter work shows nothing: a bar that flashes up only unsettles. */
const patience = 300;

/** What is going on, how far it is, and the way to stop it; beside the steps, so that nothing moves. */
export function Working({ work }: { work: Work }) {
  const t = useT('import');
  const format = useFormat();
  const { message } = App.useApp();
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), patience);
    return () => clearTimeout(timer);
  }, []);
  if (!visible) return null;
  const percent = work.total ? Math.min(100, Math.floor((100 * work.done) / work.total)) : 0;
  const inBytes = work.kind === 'upload' || work.phase === 'read';
  const number = inBytes ? format.bytes : format.number;
  const words = t(work.kind === 'run' && work.phase === 'check' ? 'working_recheck' : `working_${work.kind}`);
  const amount =
    work.total !== null
      ? t(inBytes ? 'workingBytes' : 'workingOf', { done: number(work.done), total: number(work.total) })
      : work.done > 0
        ? t('workingCount', { count: work.done, done: number(work.done) })
        : '';
  return (
    <div className="import-working">
      <span role="status">{words}</span>
      <Progress
        percent={work.total ? percent : 100}
        status={work.total ? 'normal' : 'active'}
        showInfo={work.total !== null}
        aria-label={words}
      />
      <span className="code import-amount">{amount}</span>
      {work.cancellable ? (
        <Button
          size="small"
          onClick={() => {
            // Whether a write was stopped in time is looked up first, and said by the page.
            if (cancel() && work.kind !== 'run') message.info(t('cancelled'));
          }}
        >
          {t('stop')}
        </Button>
      ) : (
        <span className="import-hint">{t('tooLate')}</span>
      )}
    </div>
  );
}
