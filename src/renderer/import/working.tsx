import { App, Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { cancel } from './import-store.ts';
import type { Work } from './session.ts';

/** Shorter work shows nothing: a bar that flashes up only unsettles. */
const patience = 300;

/** What is going on, how far it is, and the way to stop it. */
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
  const percent = work.total ? Math.floor((100 * work.done) / work.total) : 0;
  const number = work.kind === 'upload' ? format.bytes : format.number;
  const amount =
    work.total !== null
      ? t('workingOf', { done: number(work.done), total: number(work.total) })
      : work.done > 0
        ? t('workingCount', { done: number(work.done) })
        : '';
  return (
    <div className="panel import-working">
      <span role="status">{t(`working_${work.kind}`)}</span>
      <Progress
        percent={work.total ? percent : 100}
        status={work.total ? 'normal' : 'active'}
        showInfo={false}
        aria-label={t(`working_${work.kind}`)}
      />
      <span className="code import-amount">{amount}</span>
      {work.cancellable ? (
        <Button
          onClick={() => {
            if (cancel()) message.info(t('cancelled'));
          }}
        >
          {t('cancel')}
        </Button>
      ) : (
        <span className="import-hint">{t('tooLate')}</span>
      )}
    </div>
  );
}
