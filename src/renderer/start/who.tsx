import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { PersonInfo } from '../../contract/api/index.ts';
import { api, orpc } from '../app/client.ts';
import { useInfo } from '../app/info.ts';
import { useRoleName } from '../app/person.tsx';
import { queryClient } from '../app/query-client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';

/** A register that is in use, on a device that does not know yet who sits before it. */
export function WhoAreYou() {
  const t = useT('start');
  const frame = useT('frame');
  const role = useRoleName();
  const { register } = useInfo();
  const { data: actors, error: listError } = useQuery(orpc.people.actors.queryOptions());
  const [asking, setAsking] = useState<PersonInfo | null>(null);
  const [pin, setPin] = useState('');
  const [error, setError] = useState<unknown>(null);
  const choose = async (person: PersonInfo, secret?: string): Promise<void> => {
    setError(null);
    try {
      await api.people.switch(
        secret === undefined ? { person: person.id } : { person: person.id, pin: secret },
      );
      await queryClient.invalidateQueries();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <h1>{t('whoTitle')}</h1>
      <p>{t('whoIntro', { name: register.name })}</p>
      <div className="start-people">
        {actors?.map((person) => (
          <Button key={person.id} onClick={() => (person.hasPin ? setAsking(person) : void choose(person))}>
            {person.name} · {role(person.role)}
          </Button>
        ))}
      </div>
      {actors?.length === 0 && <p>{t('nobody')}</p>}
      {(error ?? listError) !== null && <ErrorNote error={error ?? listError} />}
      {asking && (
        <Modal
          open
          title={frame('enterPin', { name: asking.name })}
          width={340}
          onCancel={() => setAsking(null)}
          onOk={() => void choose(asking, pin)}
        >
          <Input.Password
            autoFocus
            value={pin}
            aria-label={frame('pin')}
            onChange={(event) => setPin(event.target.value)}
            onPressEnter={() => void choose(asking, pin)}
          />
        </Modal>
      )}
    </>
  );
}
