import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useT } from '../i18n/index.ts';

/** Says of all changes without a number that somebody has looked at them, and why they were made. */
export function AcknowledgeDialog({ baseline, onClose }: { baseline: string; onClose: () => void }) {
  const t = useT('past');
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const { records } = await api.baselines.acknowledge({ baseline, items: null, reason });
      message.success(t('acknowledgeDone', { count: records }));
      onClose();
    } catch (failure) {
      message.error(errorText(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('acknowledge')}
      onCancel={onClose}
      onOk={() => void save()}
      okText={t('acknowledge')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: reason.trim() === '' }}
    >
      <p>{t('acknowledgeHint')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('reason')} htmlFor="acknowledge-reason" required>
          <Input
            id="acknowledge-reason"
            autoFocus
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
