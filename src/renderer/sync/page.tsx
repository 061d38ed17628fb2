import '../ui/work.css';
import './sync.css';
import { useState } from 'react';
import { useInfo } from '../app/info.ts';
import { queryClient } from '../app/query-client.ts';
import { useT } from '../i18n/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { JoinForm } from './join-form.tsx';
import { PendingList } from './pending-list.tsx';
import { type SignedIn, SignInForm } from './sign-in-form.tsx';
import { StatePanel } from './state-panel.tsx';

/** The register and its server: connecting, how it stands, and what still has to be sent. */
export default function SyncPage() {
  const t = useT('sync');
  const { sync } = useInfo();
  const [joining, setJoining] = useState<SignedIn | null>(null);
  const done = (): void => {
    setJoining(null);
    void queryClient.invalidateQueries();
  };
  const away = sync.state === 'none' || sync.state === 'signedOut';
  return (
    <div className="work-page sync-page">
      <PageHeader title={t('title')} sub={t('intro')} />
      <div className="sync-split">
        <div className="sync-left">
          {joining ? (
            <JoinForm signedIn={joining} server={sync.server} onDone={done} onBack={() => setJoining(null)} />
          ) : (
            <>
              {sync.state !== 'none' && <StatePanel sync={sync} />}
              {away && (
                <SignInForm
                  sync={sync}
                  onSignedIn={(answer) => {
                    if (answer.join === 'same') done();
                    else setJoining(answer);
                  }}
                />
              )}
            </>
          )}
        </div>
        <PendingList sync={sync} />
      </div>
    </div>
  );
}
