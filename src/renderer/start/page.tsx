import './start.css';
import { Button, Input, Segmented } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../app/client.ts';
import { useInfo } from '../app/info.ts';
import { savePrefs } from '../app/prefs.ts';
import { queryClient } from '../app/query-client.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { WhoAreYou } from './who.tsx';

/** The first thing anyone sees: who are you, and what shall the register be called. */
export default function StartPage() {
  const t = useT('start');
  const { started } = useInfo();
  return (
    <main className="start-page">
      <div className="start-box">
        {started ? (
          <WhoAreYou />
        ) : (
          <>
            <h1>{t('title')}</h1>
            <p>{t('intro')}</p>
            <StartForm />
          </>
        )}
      </div>
    </main>
  );
}

function StartForm() {
  const t = useT('start');
  const language = useLanguage();
  const formId = useId();
  const [register, setRegister] = useState<string | null>(null);
  const [person, setPerson] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const registerName = (register ?? t('registerDefault')).trim();
  const personName = person.trim();
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (!registerName || !personName) return;
    setBusy(true);
    setError(null);
    try {
      await savePrefs({ language });
      await api.app.start({ registerName, personName });
      await queryClient.invalidateQueries();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={begin} noValidate>
      <div className="start-field">
        <span className="name" id={`${formId}-language`}>
          {t('language')}
        </span>
        <Segmented
          aria-labelledby={`${formId}-language`}
          value={language}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(value) => void savePrefs({ language: value === 'en' ? 'en' : 'zh' })}
        />
      </div>
      <StartField
        id={`${formId}-person`}
        label={t('personName')}
        hint={t('personHint')}
        value={person}
        onChange={setPerson}
        wrong={tried && !personName ? t('needPerson') : null}
        autoFocus
      />
      <StartField
        id={`${formId}-register`}
        label={t('registerName')}
        hint={t('registerHint')}
        value={register ?? t('registerDefault')}
        onChange={setRegister}
        wrong={tried && !registerName ? t('needRegister') : null}
      />
      {error !== null && <ErrorNote error={error} />}
      <Button type="primary" size="large" htmlType="submit" loading={busy} data-testid="begin">
        {t('begin')}
      </Button>
    </form>
  );
}

interface StartFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrong: string | null;
  readonly autoFocus?: boolean;
}

function StartField({ id, label, hint, value, onChange, wrong, autoFocus }: StartFieldProps) {
  return (
    <div className="start-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        size="large"
        value={value}
        maxLength={200}
        autoFocus={autoFocus ?? false}
        status={wrong ? 'error' : ''}
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong !== null}
        onChange={(event) => onChange(event.target.value)}
      />
      <small id={`${id}-hint`} className={wrong ? 'wrong' : undefined}>
        {wrong ?? hint}
      </small>
    </div>
  );
}
