import { Link } from 'react-router';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Dot, type Tone } from '../ui/status-dot.tsx';
import { useInfo } from './info.ts';

/** Where the register stands against its server: state, what waits to be sent, when they last met. */
export function SyncState() {
  const t = useT('frame');
  const format = useFormat();
  const { sync } = useInfo();
  const states: Record<typeof sync.state, [Tone, string]> = {
    none: ['neutral', t('syncNone')],
    offline: ['warning', t('syncOffline')],
    idle: ['ok', t('syncIdle')],
    syncing: ['info', t('syncSyncing')],
    signedOut: ['bad', t('syncSignedOut')],
  };
  const [tone, word] = states[sync.state];
  const pending = sync.state !== 'none' && sync.pending > 0 ? t('pending', { count: sync.pending }) : '';
  return (
    <Link to="/sync" className="frame-sync" data-testid="sync-state" data-state={sync.state}>
      <Dot tone={tone}>{pending ? `${word} · ${pending}` : word}</Dot>
      <small>
        {sync.lastSync === null ? t('neverSynced') : t('lastSync', { when: format.when(sync.lastSync) })}
      </small>
    </Link>
  );
}
