import '../import/import.css';
import '../import/check.css';
import './landscapes.css';
import { Button, Progress, Radio } from 'antd';
import { useState } from 'react';
import type { LandscapeAccount, LandscapeOutcome } from '../../contract/api/index.ts';
import { useUndo } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Dot } from '../ui/status-dot.tsx';
import { Kinds } from './kinds.tsx';
import {
  cancelLandscape,
  checkLandscape,
  type LandscapeSession,
  leaveLandscape,
  markLandscapeUndone,
  preferSide,
  runLandscape,
} from './landscape-store.ts';
import { Objects } from './objects.tsx';
import { Outcomes } from './outcomes.tsx';
import { Reasons } from './reasons.tsx';
import { WhereNow } from './where-now.tsx';

const sourceNames = { netbox: 'NetBox', glpi: 'GLPI', itop: 'iTop' } as const;

/** From files of another system to the register: what would happen, then what happened. */
export function LandscapePage({ session }: { session: LandscapeSession }) {
  const t = useT('landscapes');
  const { account, result, work, error } = session;
  const name = account?.name ?? session.files[0]?.name ?? '';
  const source = account?.sources.map((one) => sourceNames[one]).join(' + ');
  return (
    <>
      <PageHeader title={t('title', { name })} sub={source}>
        <Actions session={session} />
      </PageHeader>
      {work && <Working session={session} />}
      {error !== null && <ErrorNote error={error} onRetry={() => void checkLandscape()} />}
      {account && <Account key={result ? 'result' : 'preview'} session={session} account={account} />}
    </>
  );
}

function Account({ session, account }: { session: LandscapeSession; account: LandscapeAccount }) {
  const t = useT('landscapes');
  const { result, undone, prefer } = session;
  const [outcome, setOutcome] = useState<LandscapeOutcome | null>(null);
  const [kind, setKind] = useState<string | null>(null);
  const headline = undone ? t('undone') : result ? (result.batch === null ? t('nothing') : t('done')) : null;
  return (
    <>
      {headline && (
        <p className="import-headline" role="status">
          <Dot tone={undone || result?.batch === null ? 'neutral' : 'ok'}>{headline}</Dot>
        </p>
      )}
      <Outcomes tally={account.total} picked={outcome} onPick={setOutcome} />
      {result && !undone && <WhereNow plan={account.plan} />}
      {!result && (
        <div className="import-bar landscape-prefer">
          <span id="landscape-prefer">{t('prefer')}</span>
          <Radio.Group
            aria-labelledby="landscape-prefer"
            value={prefer}
            disabled={session.work !== null}
            onChange={(event) => preferSide(event.target.value)}
            options={[
              { value: 'source', label: t('preferSource') },
              { value: 'register', label: t('preferRegister') },
            ]}
          />
        </div>
      )}
      <div className="landscape-columns">
        <div className="landscape-side">
          <Kinds account={account} picked={kind} onPick={setKind} />
          <Reasons account={account} />
        </div>
        <Objects session={session} account={account} outcome={outcome} kind={kind} />
      </div>
    </>
  );
}

function Actions({ session }: { session: LandscapeSession }) {
  const t = useT('landscapes');
  const format = useFormat();
  const undo = useUndo();
  const [undoing, setUndoing] = useState(false);
  const { account, result, undone, work } = session;
  if (result) {
    const { batch } = result;
    return (
      <>
        {batch !== null && !undone && (
          <Button
            loading={undoing}
            onClick={async () => {
              setUndoing(true);
              if (await undo(batch)) markLandscapeUndone();
              setUndoing(false);
            }}
          >
            {t('undo')}
          </Button>
        )}
        <Button type="primary" onClick={leaveLandscape}>
          {t('another')}
        </Button>
      </>
    );
  }
  const count = account?.drafts ?? 0;
  return (
    <>
      <Button onClick={leaveLandscape} disabled={work?.kind === 'run'}>
        {t('leave')}
      </Button>
      <Button
        type="primary"
        disabled={!account || count === 0 || work !== null}
        onClick={() => void runLandscape()}
      >
        {account && count === 0 ? t('nothingToDo') : t('run', { count, records: format.number(count) })}
      </Button>
    </>
  );
}

function Working({ session: { work } }: { session: LandscapeSession }) {
  const t = useT('landscapes');
  if (!work) return null;
  const percent = work.total ? Math.min(100, Math.floor((100 * work.done) / work.total)) : 0;
  const words = t(`working_${work.kind}`);
  return (
    <div className="import-working">
      <span role="status">{words}</span>
      <Progress
        percent={work.total ? percent : 100}
        status={work.total ? 'normal' : 'active'}
        showInfo={work.total !== null}
        aria-label={words}
      />
      {work.phase !== 'write' && (
        <Button size="small" onClick={cancelLandscape}>
          {t('stop')}
        </Button>
      )}
    </div>
  );
}
