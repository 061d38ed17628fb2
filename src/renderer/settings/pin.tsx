import { App, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { api } from '../app/client.ts';
import { usePerson } from '../app/info.ts';
import { useRoleName } from '../app/person.tsx';
import { queryClient } from '../app/query-client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';

const shortest = 4;

/** The acting person's own PIN. */
export function Pin() {
  const t = useT('settings');
  const common = useT('common');
  const role = useRoleName();
  const person = usePerson();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  if (!person) return null;
  const store = async (next: string | null): Promise<void> => {
    setError(null);
    try {
      await api.people.setPin({ pin: next });
      await queryClient.invalidateQueries();
      message.success(next === null ? t('pinRemoved') : t('pinSaved'));
      setOpen(false);
      setPin('');
      setAgain('');
    } catch (failure) {
      setError(failure);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const problem = pin.length < shortest ? t('pinShort') : pin === again ? null : t('pinDiffers');
    setWrong(problem);
    if (problem === null) void store(pin);
  };
  return (
    <section className="panel">
      <h2>{t('you')}</h2>
      <dl>
        <dt>{t('person')}</dt>
        <dd>
          {person.name} · {role(person.role)}
        </dd>
        <dt>{t('pin')}</dt>
        <dd>{person.hasPin ? t('pinSet') : t('pinNone')}</dd>
        <dd>
          {open ? (
            <form className="row" onSubmit={submit}>
              <Input.Password
                autoFocus
                className="pin-input"
                autoComplete="new-password"
                aria-label={t('pinNew')}
                placeholder={t('pinNew')}
                value={pin}
                onChange={(event) => setPin(event.target.value)}
              />
              <Input.Password
                className="pin-input"
                autoComplete="new-password"
                aria-label={t('pinRepeat')}
                placeholder={t('pinRepeat')}
                value={again}
                onChange={(event) => setAgain(event.target.value)}
              />
              <Button htmlType="submit">{common('save')}</Button>
              <Button type="text" onClick={() => setOpen(false)}>
                {common('cancel')}
              </Button>
              {wrong && (
                <span role="alert" className="wrong">
                  {wrong}
                </span>
              )}
            </form>
          ) : (
            <div className="row">
              <Button onClick={() => setOpen(true)}>{person.hasPin ? t('pinChange') : t('pinAdd')}</Button>
              {person.hasPin && (
                <Button danger onClick={() => void store(null)}>
                  {t('pinRemove')}
                </Button>
              )}
            </div>
          )}
          {error !== null && <ErrorNote error={error} />}
        </dd>
      </dl>
    </section>
  );
}
