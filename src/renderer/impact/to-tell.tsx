import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { PersonToTell } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { tellLines } from './tell-lines.ts';

interface ToTellProps {
  readonly people: readonly PersonToTell[];
  /** Affected assets without user and custodian. */
  readonly nobody: number;
}

const firstShown = 30;

/** Whom to tell, how to reach them, and the same as a list to paste into a message. */
export function ToTell({ people, nobody }: ToTellProps) {
  const t = useT('impact');
  const { message } = App.useApp();
  const [shown, setShown] = useState(firstShown);
  const roles = ({ roles: of }: PersonToTell): string =>
    (['custodian', 'user', 'head', 'owner'] as const)
      .flatMap((role) => (of[role] ? [t('roleOf', { role: t(`as_${role}`), count: of[role] })] : []))
      .join(' · ');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(tellLines(people, roles));
      message.success(t('copied'));
    } catch {
      message.error(t('copyFailed'));
    }
  };
  return (
    <section className="impact-tell" aria-labelledby="tell-title">
      <h2 id="tell-title">
        {t('toTell')}
        {people.length > 0 && (
          <Button size="small" icon={<CopyOutlined aria-hidden="true" />} onClick={() => void copy()}>
            {t('copy')}
          </Button>
        )}
      </h2>
      {people.length === 0 && <p className="quiet">{t('nobody')}</p>}
      <ul>
        {people.slice(0, shown).map((person) => (
          <li key={person.id}>
            <b>{person.name}</b> {person.title && <small>{person.title}</small>}
            <small className="impact-roles">{roles(person)}</small>
            <p>{[person.phone, person.email].filter(Boolean).join(' · ') || t('noContact')}</p>
          </li>
        ))}
      </ul>
      {people.length > shown && (
        <Button size="small" onClick={() => setShown(people.length)}>
          {t('showMore', { count: people.length - shown })}
        </Button>
      )}
      {nobody > 0 && people.length > 0 && <p className="quiet">{t('withoutPerson', { count: nobody })}</p>}
    </section>
  );
}
