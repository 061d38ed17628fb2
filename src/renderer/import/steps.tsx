import { Steps } from 'antd';
import { useT } from '../i18n/index.ts';
import { goTo } from './import-store.ts';
import type { ImportSession, Step } from './session.ts';

const order: readonly Step[] = ['choose', 'match', 'check', 'result'];

/** Where the import stands. Steps that were made can be gone back to until something is written. */
export function ImportSteps({ session }: { session: ImportSession }) {
  const t = useT('import');
  const titles: Readonly<Record<Step, string>> = {
    choose: t('stepChoose'),
    match: t('stepMatch'),
    check: t('stepCheck'),
    result: t('stepResult'),
  };
  const at = order.indexOf(session.step);
  const free = session.work === null && session.step !== 'result';
  const open = (step: Step): boolean =>
    free &&
    ((step === 'choose' && session.source !== null) ||
      (step === 'match' && session.inspection !== null) ||
      (step === 'check' && session.preview !== null));
  return (
    <nav aria-label={t('steps')} className="import-steps">
      <Steps
        size="small"
        current={at}
        items={order.map((step) => ({ title: titles[step], disabled: !open(step) && step !== session.step }))}
        onChange={(index) => {
          const step = order[index];
          if (step && open(step)) goTo(step);
        }}
      />
    </nav>
  );
}
