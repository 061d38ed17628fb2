import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { ImportProfileInfo } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useLabel, useT } from '../i18n/index.ts';

/** Profiles that imports are recognised by: what they are of, renaming, removing. */
export function ProfileList() {
  const t = useT('import');
  const { data: profiles } = useQuery(orpc.exchange.profiles.queryOptions());
  return (
    <section className="panel import-profiles" aria-label={t('profiles')}>
      <h2>{t('profiles')}</h2>
      {profiles?.length === 0 && <p className="import-hint">{t('profilesNone')}</p>}
      <ul>
        {profiles?.map((profile) => (
          <Profile key={profile.id} profile={profile} />
        ))}
      </ul>
    </section>
  );
}

function Profile({ profile }: { profile: ImportProfileInfo }) {
  const t = useT('import');
  const label = useLabel();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: orpc.exchange.profiles.key() });
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const save = (changed: Partial<Pick<ImportProfileInfo, 'id' | 'name'>>): Promise<unknown> => {
    const { headers, settings } = profile;
    const full = { sheet: '', headerRow: 1, mapping: {}, ...settings, entity: profile.entity };
    return api.exchange.saveProfile({ name: profile.name, ...changed, headers, settings: full });
  };
  const rename = async (): Promise<void> => {
    const wanted = (name ?? '').trim();
    if (wanted !== '' && wanted !== profile.name) await attempt(() => save({ id: profile.id, name: wanted }));
    setName(null);
  };
  const remove = async (): Promise<void> => {
    await attempt(() => api.exchange.removeProfile({ id: profile.id }));
    const key = `profile ${profile.id}`;
    const takeBack = (): void => {
      message.destroy(key);
      void attempt(() => save({}));
    };
    message.success({
      key,
      duration: 6,
      content: (
        <span role="status" data-testid="profile-removed">
          {t('profileRemoved', { name: profile.name })}{' '}
          <button type="button" className="import-link" onClick={takeBack}>
            {t('takeBackRemoval')}
          </button>
        </span>
      ),
    });
  };
  if (name !== null)
    return (
      <li>
        <Input
          autoFocus
          size="small"
          aria-label={t('profileName')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => void rename()}
          onBlur={() => void rename()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setName(null);
          }}
        />
      </li>
    );
  const count = profile.headers.filter((header) => header !== '').length;
  return (
    <li>
      <span className="import-profile-name">
        <b>{profile.name}</b>
        <small>
          {label(entityOf(profile.entity).plural)} · {t('profileColumns', { count })}
        </small>
      </span>
      <Button
        size="small"
        type="text"
        aria-label={t('renameProfile', { name: profile.name })}
        onClick={() => setName(profile.name)}
      >
        {t('rename')}
      </Button>
      <Button
        size="small"
        type="text"
        danger
        aria-label={t('removeProfile', { name: profile.name })}
        onClick={() => void remove()}
      >
        {t('remove')}
      </Button>
    </li>
  );
}
