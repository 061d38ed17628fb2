import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { RetirementInfo } from '../../contract/api/index.ts';
import { disposals } from '../../model/choices.ts';
import { api } from '../app/client.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';

/** What becomes of the things, and who gets them. */
export function DisposeDialog({ info, onClose }: { info: RetirementInfo; onClose: () => void }) {
  const t = useT('retirement');
  const common = useT('common');
  const label = useLabel();
  const [disposal, setDisposal] = useState<string | null>(null);
  const [recipient, setRecipient] = useState('');
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (): Promise<void> => {
    setTouched(true);
    if (disposal === null) return;
    setBusy(true);
    setError(null);
    try {
      await api.retirements.dispose({ id: info.id, disposal, recipient });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const missing = touched && disposal === null;
  return (
    <Modal
      open
      title={t('disposeTitle', { number: String(info.values.number ?? '') })}
      okText={t('dispose')}
      okButtonProps={{ id: 'confirm-dispose' }}
      cancelText={common('cancel')}
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <p className="form-hint">{t('disposeText', { count: info.assets.length })}</p>
      <Form layout="vertical" onSubmitCapture={() => void send()}>
        <Form.Item
          label={t('disposeHow')}
          htmlFor="dispose-how"
          required
          validateStatus={missing ? 'error' : ''}
          help={missing ? t('disposeHowMissing') : undefined}
        >
          <Select<string | null>
            id="dispose-how"
            className="wide"
            autoFocus
            value={disposal}
            options={Object.entries(disposals).map(([value, choice]) => ({
              value,
              label: label(choice.label),
            }))}
            onChange={setDisposal}
          />
        </Form.Item>
        <Form.Item label={t('disposeRecipient')} htmlFor="dispose-recipient">
          <Input
            id="dispose-recipient"
            maxLength={500}
            value={recipient}
            placeholder={t('disposeRecipientPlaceholder')}
            onChange={(event) => setRecipient(event.target.value)}
          />
        </Form.Item>
      </Form>
      {error !== null && <ErrorNote error={error} />}
    </Modal>
  );
}
