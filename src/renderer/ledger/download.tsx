import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api } from '../app/client.ts';
import { namedError, useErrorText } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';

/** The result as a workbook; while it is written, the way to stop it. */
export function DownloadButton({ id }: { id: string }) {
  const t = useT('ledger');
  const language = useLanguage();
  const format = useFormat();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [done, setDone] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const save = async (): Promise<void> => {
    const mine = new AbortController();
    running.current = mine;
    setDone(0);
    try {
      for await (const event of await api.ledger.workbook({ id, language }, { signal: mine.signal })) {
        if (event.type === 'progress') setDone(event.done);
        else {
          const place = await saveFile(event.result.file, event.result.name);
          if (place !== null) message.success(t('downloaded', { name: place }));
        }
      }
    } catch (error) {
      if (!mine.signal.aborted && namedError(error)?.code !== 'CANCELLED') message.error(errorText(error));
    } finally {
      setDone(null);
    }
  };
  if (done !== null)
    return (
      <>
        <span className="ledger-note" role="status">
          {t('downloading', { done: format.number(done) })}
        </span>
        <Button onClick={() => running.current?.abort()}>{t('cancel')}</Button>
      </>
    );
  return (
    <Button type="primary" icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void save()}>
      {t('download')}
    </Button>
  );
}
