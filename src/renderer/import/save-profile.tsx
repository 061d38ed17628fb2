import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useT } from '../i18n/index.ts';
import { type ImportSession, sheetOf } from './session.ts';
import { profileHeaders, profileSettings } from './sheet-plan.ts';

interface SaveProfileProps {
  readonly session: ImportSession;
  /** Names of the sheets whose matching is remembered, each as a profile of its own. */
  readonly sheets: readonly string[];
  readonly type?: 'text' | 'default';
  readonly disabled?: boolean;
}

/** Remembers matching, settings and the meaning of words under a name; the next file like it is recognised by it. */
export function SaveProfile({ session, sheets, type = 'default', disabled = false }: SaveProfileProps) {
  const t = useT('import');
  const id = useId();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [names, setNames] = useState<Readonly<Record<string, string>> | null>(null);
  const [busy, setBusy] = useState(false);
  const open = (): void =>
    setNames(
      Object.fromEntries(
        sheets.map((sheet) => [sheet, sheetOf(session, sheet)?.profile?.name ?? suggested(session, sheet)]),
      ),
    );
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      for (const [sheet, name] of Object.entries(names ?? {})) {
        const found = sheetOf(session, sheet);
        const plan = session.plans[sheet];
        if (!found || !plan || name.trim() === '') continue;
        const old = found.profile?.name === name.trim() ? { id: found.profile.id } : {};
        const headers = profileHeaders(found);
        await api.exchange.saveProfile({ ...old, name, headers, settings: profileSettings(plan) });
      }
      await queries.invalidateQueries({ queryKey: orpc.exchange.profiles.key() });
      message.success(t('profileSaved'));
      setNames(null);
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const given = Object.values(names ?? {}).some((name) => name.trim() !== '');
  return (
    <>
      <Button
        {...(type === 'text' ? { size: 'small' as const } : {})}
        type={type}
        disabled={disabled}
        onClick={open}
      >
        {t('saveProfile')}
      </Button>
      <Modal
        open={names !== null}
        title={t('saveProfileTitle')}
        okText={t('saveProfileGo')}
        okButtonProps={{ disabled: !given, loading: busy }}
        onOk={() => void save()}
        onCancel={() => setNames(null)}
        width={440}
        destroyOnHidden
      >
        <p className="import-hint">{t('saveProfileHint')}</p>
        {Object.entries(names ?? {}).map(([sheet, name]) => (
          <div key={sheet} className="import-settings">
            <label htmlFor={`${id}-${sheet}`}>
              {sheets.length > 1 ? t('profileNameOf', { sheet }) : t('profileName')}
            </label>
            <Input
              id={`${id}-${sheet}`}
              value={name}
              maxLength={200}
              onChange={(event) => setNames({ ...names, [sheet]: event.target.value })}
              onPressEnter={() => void save()}
            />
          </div>
        ))}
      </Modal>
    </>
  );
}

/** The file's name without its ending and without dates, which the next file will not share; and the sheet's. */
function suggested(session: ImportSession, sheet: string): string {
  const file = (session.source?.name ?? '').replace(/\.\w{2,5}$/, '').replace(/[\d年月日._-]{4,}/g, ' ');
  const base = file.trim() || sheet;
  return session.chosen.length > 1 && sheet !== base ? `${base} ${sheet}` : base;
}
