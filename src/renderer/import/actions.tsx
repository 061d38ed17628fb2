import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useUndo } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { check, markUndone, run, startOver } from './import-store.ts';
import { type ImportSession, matchFault } from './session.ts';

/** The buttons of the step; the primary one says exactly what it will do. */
export function ImportActions({ session }: { session: ImportSession }) {
  switch (session.step) {
    case 'choose':
      return null;
    case 'match':
      return <MatchActions session={session} />;
    case 'check':
      return <CheckActions session={session} />;
    case 'result':
      return <ResultActions session={session} />;
  }
}

function MatchActions({ session }: { session: ImportSession }) {
  const t = useT('import');
  const rows = session.inspection?.sheets[session.sheet]?.rows ?? 0;
  const busy = session.work !== null;
  return (
    <>
      <Button onClick={startOver} disabled={busy}>
        {t('otherFile')}
      </Button>
      <Button type="primary" disabled={busy || matchFault(session) !== null} onClick={() => void check()}>
        {t('check', { count: rows })}
      </Button>
    </>
  );
}

function CheckActions({ session }: { session: ImportSession }) {
  const t = useT('import');
  const format = useFormat();
  const { preview, work } = session;
  const busy = work !== null;
  if (!preview)
    return (
      <>
        <span className="import-hint">{t('changedNote')}</span>
        <Button type="primary" disabled={busy || matchFault(session) !== null} onClick={() => void check()}>
          {t('recheck')}
        </Button>
      </>
    );
  const counts = { created: format.number(preview.created), updated: format.number(preview.updated) };
  const words =
    preview.created > 0 && preview.updated > 0
      ? t('runBoth', counts)
      : preview.created > 0
        ? t('runCreate', counts)
        : preview.updated > 0
          ? t('runUpdate', counts)
          : t('runNothing');
  return (
    <>
      <Button onClick={startOver} disabled={busy}>
        {t('cancel')}
      </Button>
      <Button
        type="primary"
        disabled={busy || preview.created + preview.updated === 0}
        onClick={() => void run()}
      >
        {words}
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
  return (
    <>
      {batch !== null && !session.undone && (
        <Button danger loading={undoing} onClick={() => void undoAll()}>
          {t(undoing ? 'undoing' : 'undoAll')}
        </Button>
      )}
      <Button onClick={startOver} disabled={undoing}>
        {t('startOver')}
      </Button>
      <Button type="primary" onClick={() => void navigate('/assets')}>
        {t('toAssets')}
      </Button>
    </>
  );
}
