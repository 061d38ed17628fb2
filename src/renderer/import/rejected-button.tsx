import { App, Button } from 'antd';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { downloadRejected } from './import-store.ts';

interface RejectedButtonProps {
  readonly rejected: number;
  readonly disabled: boolean;
}

/** The rejected rows as a workbook of the same columns, each with its reason. */
export function RejectedButton({ rejected, disabled }: RejectedButtonProps) {
  const t = useT('import');
  const format = useFormat();
  const { message } = App.useApp();
  const download = async (): Promise<void> => {
    const place = await downloadRejected();
    if (place !== null) message.success(t('rejectedSaved', { place }));
  };
  return (
    <Button disabled={disabled} onClick={() => void download()}>
      {t('downloadRejected', { count: rejected, rejected: format.number(rejected) })}
    </Button>
  );
}
