import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import type { SignedIn } from './sign-in-form.tsx';

interface JoinFormProps {
  readonly signedIn: SignedIn;
  readonly server: string | null;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** Says what joining will do, and maps the people of this register to accounts. */
export function JoinForm({ signedIn, server, onDone, onBack }: JoinFormProps) {
  const t = useT('sync');
  const [mapping, setMapping] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      signedIn.people.flatMap((each) => (each.account ? [[each.person, each.account]] : [])),
    ),
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const used = Object.values(mapping);
  const twice = used.find((account, i) => used.indexOf(account) !== i);
  const mismatch = signedIn.join === 'mismatch';
  const words = {
    upload: t('joinUpload'),
    adopt: t('joinAdopt'),
    same: t('joinSame'),
    mismatch: t('joinMismatch'),
  };

  const join = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await api.sync.join({ mapping });
      onDone();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const choose = (person: string, account: string | null): void =>
    setMapping((old) => {
      const { [person]: _, ...rest } = old;
      return account === null ? rest : { ...rest, [person]: account };
    });

  return (
    <section className="panel panel-body" aria-labelledby="join-title">
      <h2 id="join-title">{t('joinTitle', { server: server ?? signedIn.sync.server ?? '' })}</h2>
      <Alert type={mismatch ? 'error' : 'info'} showIcon title={words[signedIn.join]} />
      {!mismatch && signedIn.people.length > 0 && (
        <>
          <h3>{t('mappingTitle')}</h3>
          <p className="form-hint">{t('mappingText')}</p>
          <table className="mapping">
            <thead>
              <tr>
                <th scope="col">{t('mappingPerson')}</th>
                <th scope="col">{t('mappingAccount')}</th>
              </tr>
            </thead>
            <tbody>
              {signedIn.people.map(({ person, name }) => (
                <tr key={person}>
                  <th scope="row">{name}</th>
                  <td>
                    <Select<string | null>
                      className="wide"
                      aria-label={t('mappingFor', { name })}
                      value={mapping[person] ?? null}
                      allowClear
                      placeholder={t('mappingNone')}
                      showSearch={{ optionFilterProp: 'label' }}
                      status={twice !== undefined && mapping[person] === twice ? 'error' : ''}
                      options={signedIn.accounts.map((account) => ({
                        value: account.name,
                        label:
                          account.displayName && account.displayName !== account.name
                            ? `${account.displayName} (${account.name})`
                            : account.name,
                      }))}
                      onChange={(account) => choose(person, account ?? null)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {twice !== undefined && (
        <p className="sync-error" role="alert">
          {t('mappingTwice', { account: twice })}
        </p>
      )}
      {error !== null && <ErrorNote error={error} />}
      <div className="sync-buttons sync-sticky">
        {!mismatch && (
          <Button
            type="primary"
            loading={busy}
            disabled={twice !== undefined}
            onClick={() => void join()}
            data-testid="join"
          >
            {t('join')}
          </Button>
        )}
        <Button disabled={busy} onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </section>
  );
}
