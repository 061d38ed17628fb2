import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { StocktakeStatus } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';

/** Ends counting, and says what is to become of what nobody found. */
export function CloseDialog({ status, onClose }: { status: StocktakeStatus; onClose: () => void }) {
  const t = useT('stocktakes');
  const common = useT('common');
  const [markMissing, setMarkMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.stocktakes.close({ id: status.id, markMissing });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('detail.closeTitle', { name: status.name })}
      okText={t('detail.close')}
      cancelText={common('cancel')}
      confirmLoading={busy}
      okButtonProps={{ id: 'confirm-close' }}
      onOk={() => void close()}
      onCancel={onClose}
    >
      <p>{t('detail.closeText', { counted: status.counted, expected: status.expected })}</p>
      {status.notCounted > 0 && (
        <div className="close-missing">
          <Checkbox checked={markMissing} onChange={(event) => setMarkMissing(event.target.checked)}>
            {t('detail.markMissing', { count: status.notCounted })}
          </Checkbox>
          <p className="form-hint">{t('detail.markMissingHint')}</p>
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
    </Modal>
  );
}
