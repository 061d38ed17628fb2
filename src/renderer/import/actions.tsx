import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Preview } from '../../contract/api/index.ts';
import { useUndo } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { check, goThroughRejected, markUndone, run, startOver } from './import-store.ts';
import { RejectedButton } from './rejected-button.tsx';
import { pageOf } from './result-page.ts';
import { SaveProfile } from './save-profile.tsx';
import { chosenRows, type ImportSession, isStale, matchFault } from './session.ts';

/** The buttons of the step; the primary one says exactly what it will do. */
export function ImportActions({ session }: { session: ImportSession }) {
  switch (session.step) {
    case 'choose':
      return null;
    case 'match':
      return <MatchActions session={session} />;
    case 'check':
      return session.preview && <CheckActions session={session} preview={session.preview} />;
    case 'result':
      return <ResultActions session={session} />;
  }
}

function MatchActions({ session }: { session: ImportSession }) {
  const t = useT('import');
  const format = useFormat();
  const count = chosenRows(session);
  const busy = session.work !== null;
  return (
    <>
      <Button onClick={startOver} disabled={busy}>
        {t('otherFile')}
      </Button>
      <Button type="primary" disabled={busy || matchFault(session) !== null} onClick={() => void check()}>
        {t('check', { count, rows: format.number(count) })}
      </Button>
    </>
  );
}

/** What writing a check will do, in words. */
function useRunWords(): (preview: Preview) => string {
  const t = useT('import');
  const format = useFormat();
  return ({ created, updated }) => {
    const counts = { created: format.number(created), updated: format.number(updated) };
    if (created > 0 && updated > 0) return t('runBoth', counts);
    if (created > 0) return t('runCreate', counts);
    return updated > 0 ? t('runUpdate', counts) : t('runNothing');
  };
}

function CheckActions({ session, preview }: { session: ImportSession; preview: Preview }) {
  const t = useT('import');
  const format = useFormat();
  const words = useRunWords()(preview);
  const busy = session.work !== null;
  const good = preview.created + preview.updated;
  const out = { count: preview.rejected, rejected: format.number(preview.rejected) };
  const leave = (
    <Button onClick={startOver} disabled={busy}>
      {t('cancel')}
    </Button>
  );
  if (isStale(session))
    return (
      <>
        {leave}
        <Button type="primary" disabled={busy || matchFault(session) !== null} onClick={() => void check()}>
          {t('recheckAll')}
        </Button>
      </>
    );
  if (preview.rejected === 0)
    return (
      <>
        {leave}
        <Button type="primary" disabled={busy || good === 0} onClick={() => void run()}>
          {words}
        </Button>
      </>
    );
  return (
    <>
      {leave}
      <RejectedButton rejected={preview.rejected} disabled={busy} />
      {good > 0 && (
        <Button disabled={busy} onClick={() => void run()}>
          {t('runGood', { words, ...out })}
        </Button>
      )}
      <Button type="primary" disabled={busy} onClick={() => void goThroughRejected()}>
        {t('fixRejected', out)}
      </Button>
    </>
  );
}

function ResultActions({ session }: { session: ImportSession }) {
  const t = useT('import');
  const navigate = useNavigate();
  const undo = useUndo();
  const batch = session.result?.batch ?? null;
  const [undoing, setUndoing] = useState(false);
  const undoAll = async (): Promise<void> => {
    if (batch === null) return;
    setUndoing(true);
    if (await undo(batch)) markUndone();
    setUndoing(false);
  };
  const page = pageOf(session.result?.sheets ?? [], session.undone ? null : batch);
  return (
    <>
      {batch !== null && !session.undone && (
        <Button danger loading={undoing} onClick={() => void undoAll()}>
          {t(undoing ? 'undoing' : 'undoAll')}
        </Button>
      )}
      {session.result && session.result.rejected > 0 && (
        <RejectedButton rejected={session.result.rejected} disabled={undoing || session.work !== null} />
      )}
      {!session.undone && <SaveProfile session={session} sheets={session.chosen} disabled={undoing} />}
      <Button onClick={startOver} disabled={undoing}>
        {t('startOver')}
      </Button>
      <Button type="primary" onClick={() => void navigate(page.path)}>
        {t(page.key)}
      </Button>
    </>
  );
}
