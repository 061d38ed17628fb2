import { useQuery } from '@tanstack/react-query';
import { App, Dropdown, Input, Modal } from 'antd';
import { useState } from 'react';
import type { PersonInfo } from '../../contract/api/index.ts';
import { isRole, roles } from '../../model/roles.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { api, orpc } from './client.ts';
import { useErrorText } from './errors.ts';
import { usePerson } from './info.ts';
import { queryClient } from './query-client.ts';

/** Who acts now; a press offers the others, with their PIN where one is set. */
export function PersonButton() {
  const t = useT('frame');
  const role = useRoleName();
  const person = usePerson();
  const { data: actors = [] } = useQuery(orpc.people.actors.queryOptions());
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [asking, setAsking] = useState<PersonInfo | null>(null);
  if (!person) return null;

  const switchTo = async (other: PersonInfo, pin?: string): Promise<void> => {
    await api.people.switch(pin === undefined ? { person: other.id } : { person: other.id, pin });
    await queryClient.invalidateQueries();
    message.success(t('switched', { name: other.name }));
  };
  const choose = (id: string): void => {
    const other = actors.find((actor) => actor.id === id);
    if (!other || other.id === person.id) return;
    if (other.hasPin) setAsking(other);
    else switchTo(other).catch((error: unknown) => message.error(errorText(error)));
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="topLeft"
        menu={{
          selectable: true,
          selectedKeys: [person.id],
          onClick: ({ key }) => choose(key),
          items: actors.map((actor) => ({ key: actor.id, label: `${actor.name} · ${role(actor.role)}` })),
        }}
      >
        <button type="button" className="frame-person" title={t('switchPerson')} data-testid="person">
          <span className="initial" aria-hidden="true">
            {[...person.name][0]}
          </span>
          <span className="who">
            <span className="visually-hidden">{t('switchPerson')}: </span>
            {person.name} · {role(person.role)}
          </span>
        </button>
      </Dropdown>
      {asking && (
        <PinDialog person={asking} onClose={() => setAsking(null)} onPin={(pin) => switchTo(asking, pin)} />
      )}
    </>
  );
}

export function useRoleName(): (role: string) => string {
  const label = useLabel();
  return (role) => (isRole(role) ? label(roles[role].label) : role);
}

interface PinProps {
  readonly person: PersonInfo;
  readonly onClose: () => void;
  readonly onPin: (pin: string) => Promise<void>;
}

function PinDialog({ person, onClose, onPin }: PinProps) {
  const t = useT('frame');
  const [pin, setPin] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      await onPin(pin);
      onClose();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t('enterPin', { name: person.name })}
      onCancel={onClose}
      onOk={submit}
      confirmLoading={busy}
      width={340}
    >
      <Input.Password
        autoFocus
        value={pin}
        aria-label={t('pin')}
        onChange={(event) => setPin(event.target.value)}
        onPressEnter={submit}
      />
      {error !== null && <ErrorNote error={error} />}
    </Modal>
  );
}
