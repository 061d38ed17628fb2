import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { RetirementInfo } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';

interface DecisionDialogProps {
  readonly info: RetirementInfo;
  readonly decision: 'approve' | 'reject';
  readonly onClose: () => void;
}

/** Approving or refusing, with a note and the number of an approval given elsewhere. */
export function DecisionDialog({ info, decision, onClose }: DecisionDialogProps) {
  const t = useT('retirement');
  const common = useT('common');
  const [note, setNote] = useState('');
  const [approvalNo, setApprovalNo] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const approve = decision === 'approve';
  const number = String(info.values.number ?? '');
  const send = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      if (approve) await api.retirements.approve({ id: info.id, note, approvalNo });
      else await api.retirements.reject({ id: info.id, note });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const count = info.assets.length;
  return (
    <Modal
      open
      title={approve ? t('decisionTitleApprove', { number }) : t('decisionTitleReject', { number })}
      okText={approve ? t('approve') : t('reject')}
      okButtonProps={{ danger: !approve, id: 'decide' }}
      cancelText={common('cancel')}
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <p className="form-hint">
        {approve ? t('decisionApproveText', { count }) : t('decisionRejectText', { count })}
      </p>
      <Form layout="vertical" onSubmitCapture={() => void send()}>
        <Form.Item label={t('decisionNote')} htmlFor="decision-note">
          <Input.TextArea
            id="decision-note"
            autoFocus
            rows={3}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
        {approve && (
          <Form.Item
            label={t('decisionApprovalNo')}
            htmlFor="decision-number"
            extra={t('decisionApprovalNoHint')}
          >
            <Input
              id="decision-number"
              className="code"
              maxLength={200}
              value={approvalNo}
              onChange={(event) => setApprovalNo(event.target.value)}
            />
          </Form.Item>
        )}
      </Form>
      {error !== null && <ErrorNote error={error} />}
    </Modal>
  );
}
