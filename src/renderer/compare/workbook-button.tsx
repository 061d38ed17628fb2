import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { CompareInput } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useMadeFile } from '../export/use-made-file.ts';
import { useLanguage, useT } from '../i18n/index.ts';

/** The differences as a workbook; while it is written, the way to stop it. */
export function WorkbookButton({ query, drift = false }: { query: CompareInput; drift?: boolean }) {
  const t = useT('past');
  const language = useLanguage();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const { state, start, cancel } = useMadeFile();
  const save = async (): Promise<void> => {
    const made = await start((signal) => api.compare.workbook({ ...query, language, drift }, { signal }));
    if (made) message.success(t('saved', { name: made.place }));
  };
  if (state.phase === 'making') return <Button onClick={cancel}>{t('stop')}</Button>;
  return (
    <>
      {state.error !== null && <span role="alert">{errorText(state.error)}</span>}
      <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void save()}>
        {t('workbook')}
      </Button>
    </>
  );
}
