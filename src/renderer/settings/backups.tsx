import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { api, orpc } from '../app/client.ts';
import { queryClient } from '../app/query-client.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';

/** Only the name: the folder is the same for all and long. */
const baseName = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;

export function Backups() {
  const t = useT('settings');
  const format = useFormat();
  const { message } = App.useApp();
  const { data, error: listError } = useQuery(orpc.backup.list.queryOptions());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reasons: Readonly<Record<string, string>> = {
    manual: t('reasonManual'),
    daily: t('reasonDaily'),
    migration: t('reasonMigration'),
    restore: t('reasonRestore'),
  };
  const create = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const made = await api.backup.create();
      message.success(t('backupDone', { file: baseName(made.file) }));
      await queryClient.invalidateQueries({ queryKey: orpc.backup.key() });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const list = [...(data ?? [])].sort((a, b) => b.at - a.at);
  return (
    <section className="panel">
      <h2>{t('backups')}</h2>
      <p className="hint">{t('backupsHint')}</p>
      <Button onClick={create} loading={busy}>
        {t('backupNow')}
      </Button>
      {(error ?? listError) !== null && <ErrorNote error={error ?? listError} />}
      {data && list.length === 0 && <p>{t('backupNone')}</p>}
      {list.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('backupAt')}</th>
              <th scope="col">{t('backupReason')}</th>
              <th scope="col">{t('backupFile')}</th>
              <th scope="col" className="end">
                {t('backupSize')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((backup) => (
              <tr key={backup.file}>
                <td>
                  <Code>{format.dateTime(backup.at)}</Code>
                </td>
                <td>{reasons[backup.reason] ?? backup.reason}</td>
                <td title={backup.file}>
                  <Code>{baseName(backup.file)}</Code>
                </td>
                <td className="end">
                  <Code>{format.bytes(backup.size)}</Code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>{t('restoreHint')}</p>
    </section>
  );
}
