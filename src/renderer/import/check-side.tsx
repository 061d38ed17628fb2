import { Alert } from 'antd';
import type { Preview } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { ConflictList } from './conflict-list.tsx';
import { MissingList } from './missing-list.tsx';
import { ProblemGroups } from './problem-groups.tsx';
import type { ImportSession } from './session.ts';
import { useOthers } from './use-others.ts';
import { WordList } from './word-list.tsx';

/** What is to be decided before anything is written, the most urgent first. */
export function CheckSide({ session, preview }: { session: ImportSession; preview: Preview }) {
  const t = useT('import');
  return (
    <aside className="panel import-side" aria-label={t('toDecide')}>
      <ConflictList session={session} preview={preview} />
      <WordList session={session} preview={preview} />
      <h2>{t('groups')}</h2>
      <ProblemGroups session={session} preview={preview} />
      <MissingList missing={preview.missing} />
      <WillCreate preview={preview} />
      <p className="import-note">{t('undoNote')}</p>
    </aside>
  );
}

function WillCreate({ preview }: { preview: Preview }) {
  const t = useT('import');
  const list = useOthers(preview.willCreate);
  return list && <Alert type="info" className="import-also" title={t('willCreate', { list })} />;
}
