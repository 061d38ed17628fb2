import './import.css';
import './check.css';
import './result.css';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { useT } from '../i18n/index.ts';
import { useLandscape } from '../landscapes/landscape-store.ts';
import { LandscapePage } from '../landscapes/page.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ImportActions } from './actions.tsx';
import { CheckStep } from './check-step.tsx';
import { ChooseStep } from './choose-step.tsx';
import { DropArea } from './drop-area.tsx';
import { useImportSession } from './import-store.ts';
import { MatchStep } from './match-step.tsx';
import { ResultStep } from './result-step.tsx';
import type { ImportSession } from './session.ts';
import { ImportSteps } from './steps.tsx';
import { useStepFocus } from './use-step-focus.ts';
import { Working } from './working.tsx';

/** From a workbook to the register: choose, match, check, write; and back again. */
export default function ImportPage() {
  const t = useT('import');
  const session = useImportSession();
  const busy = session.work !== null;
  const landscape = useLandscape();
  useStepFocus(session.step);
  if (landscape.files.length > 0 || landscape.work || landscape.error !== null)
    return (
      <DropArea disabled={landscape.work !== null}>
        <LandscapePage session={landscape} />
      </DropArea>
    );
  return (
    <DropArea disabled={busy}>
      <PageHeader title={session.source ? t('titleFile', { name: session.source.name }) : t('title')}>
        <ImportActions session={session} />
      </PageHeader>
      <div className="import-head">
        <ImportSteps session={session} />
        {session.work && <Working key={session.work.kind} work={session.work} />}
      </div>
      {session.error !== null && <ErrorNote error={session.error} />}
      {session.stoppedLate && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('stoppedLate')}
          action={<Link to="/changes">{t('toChanges')}</Link>}
        />
      )}
      <StepBody session={session} />
    </DropArea>
  );
}

function StepBody({ session }: { session: ImportSession }) {
  const { step, preview, result } = session;
  if (step === 'match' || (step === 'check' && !preview)) return <MatchStep session={session} />;
  if (step === 'check' && preview) return <CheckStep session={session} preview={preview} />;
  if (step === 'result' && result) return <ResultStep session={session} result={result} />;
  return <ChooseStep busy={session.work !== null} />;
}
