import { SyncOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { SyncState } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useInfo } from '../app/info.ts';
import { queryClient } from '../app/query-client.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { Dot, type Tone } from '../ui/status-dot.tsx';

const tones: Readonly<Record<SyncState['state'], Tone>> = {
  none: 'neutral',
  offline: 'warning',
  idle: 'ok',
  syncing: 'info',
  signedOut: 'bad',
};

/** Where this register stands against its server, in words. */
export function StatePanel({ sync }: { sync: SyncState }) {
  const t = useT('sync');
  const format = useFormat();
  const language = useLanguage();
  const { device } = useInfo();
  const words: Record<SyncState['state'], string> = {
    none: t('stateNone'),
    offline: t('stateOffline'),
    idle: t('stateIdle'),
    syncing: t('stateSyncing'),
    signedOut: t('stateSignedOut'),
  };
  return (
    <section className="panel panel-body" aria-labelledby="sync-state-title">
      <h2 id="sync-state-title">
        <Dot tone={tones[sync.state]}>{words[sync.state]}</Dot>
      </h2>
      {sync.error && (
        <Alert
          type="warning"
          showIcon
          title={t('errorTitle')}
          description={describeError(sync.error.code, sync.error.params, language)}
        />
      )}
      <dl className="sync-facts">
        <dt>{t('fieldServer')}</dt>
        <dd>
          <Code>{sync.server ?? '—'}</Code>
        </dd>
        <dt>{t('fieldAccount')}</dt>
        <dd>{sync.account ?? '—'}</dd>
        <dt>{t('fieldDevice')}</dt>
        <dd>{device.name}</dd>
        <dt>{t('fieldLast')}</dt>
        <dd>{sync.lastSync === null ? t('never') : format.when(sync.lastSync)}</dd>
        <dt>{t('fieldPending')}</dt>
        <dd data-testid="pending-count">{t('pendingCount', { count: sync.pending })}</dd>
      </dl>
      {sync.attention > 0 && (
        <p>
          <Link to="/attention">{t('attention', { count: sync.attention })}</Link>
        </p>
      )}
      {sync.state !== 'signedOut' && <Actions busy={sync.state === 'syncing'} />}
    </section>
  );
}

function Actions({ busy }: { busy: boolean }) {
  const t = useT('sync');
  const errorText = useErrorText();
  const language = useLanguage();
  const { message, modal } = App.useApp();
  const [running, setRunning] = useState(false);
  const now = async (): Promise<void> => {
    setRunning(true);
    try {
      const { error } = await api.sync.now();
      if (error) void message.warning(describeError(error.code, error.params, language));
      else void message.success(t('nowDone'));
    } catch (failure) {
      void message.error(errorText(failure));
    }
    setRunning(false);
    void queryClient.invalidateQueries();
  };
  const signOut = (): void =>
    void modal.confirm({
      title: t('signOutTitle'),
      content: t('signOutText'),
      okText: t('signOut'),
      okButtonProps: { danger: true },
      cancelText: t('stay'),
      onOk: () =>
        api.sync.signOut().then(
          () => {
            void message.success(t('signedOut'));
            void queryClient.invalidateQueries();
          },
          (failure) => void message.error(errorText(failure)),
        ),
    });
  return (
    <div className="sync-buttons">
      <Button
        type="primary"
        icon={<SyncOutlined aria-hidden="true" />}
        loading={running || busy}
        onClick={() => void now()}
        data-testid="sync-now"
      >
        {t('now')}
      </Button>
      <Button onClick={signOut}>{t('signOut')}</Button>
    </div>
  );
}
