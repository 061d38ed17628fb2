import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SyncState } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';

export type SignedIn = Awaited<ReturnType<typeof api.sync.signIn>>;

interface SignInFormProps {
  readonly sync: SyncState;
  readonly onSignedIn: (answer: SignedIn) => void;
}

/** Server, account, password. The password goes to the server and is kept nowhere. */
export function SignInForm({ sync, onSignedIn }: SignInFormProps) {
  const t = useT('sync');
  const [server, setServer] = useState(sync.server ?? '');
  const [user, setUser] = useState(sync.account ?? '');
  const [password, setPassword] = useState('');
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const send = async (): Promise<void> => {
    setTouched(true);
    const empty = [
      ['sync-server', server.trim()],
      ['sync-user', user.trim()],
      ['sync-password', password],
    ].find(([, value]) => value === '');
    if (empty) {
      document.getElementById(empty[0] as string)?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      onSignedIn(await api.sync.signIn({ server: server.trim(), user: user.trim(), password }));
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };

  const missing = (value: string, words: string) =>
    touched && value.trim() === '' ? { validateStatus: 'error' as const, help: words } : {};
  return (
    <section className="panel panel-body" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">{sync.state === 'signedOut' ? t('signInAgain') : t('connectTitle')}</h2>
      <Form layout="vertical" onSubmitCapture={() => void send()}>
        <Form.Item
          label={t('server')}
          htmlFor="sync-server"
          required
          extra={t('serverHint')}
          {...missing(server, t('serverMissing'))}
        >
          <Input
            id="sync-server"
            className="code"
            autoComplete="url"
            spellCheck={false}
            maxLength={500}
            value={server}
            placeholder="https://"
            onChange={(event) => setServer(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('user')} htmlFor="sync-user" required {...missing(user, t('userMissing'))}>
          <Input
            id="sync-user"
            autoComplete="username"
            spellCheck={false}
            maxLength={200}
            value={user}
            onChange={(event) => setUser(event.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={t('password')}
          htmlFor="sync-password"
          required
          extra={t('passwordHint')}
          {...missing(password, t('passwordMissing'))}
        >
          <Input.Password
            id="sync-password"
            autoComplete="current-password"
            maxLength={1000}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy} data-testid="sign-in">
          {busy ? t('signingIn') : t('signIn')}
        </Button>
      </Form>
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
