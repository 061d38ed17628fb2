import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';

/** Keeps an analysis as evidence of a retirement or of a change. */
export function KeepDialog({ assets, onClose }: { assets: readonly string[]; onClose: () => void }) {
  const t = useT('impact');
  const common = useT('common');
  const { message } = App.useApp();
  const [retirement, setRetirement] = useState<string | null>(null);
  const [change, setChange] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keep = async (): Promise<void> => {
    if (retirement === null && change.trim() === '') {
      setMissing(true);
      return;
    }
    setBusy(true);
    try {
      await api.impact.keep({
        assets: [...assets],
        ...(retirement ? { retirement } : {}),
        ...(change.trim() ? { change: change.trim() } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      });
      message.success(t('kept'));
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('keepTitle')}
      okText={t('keepDo')}
      cancelText={common('cancel')}
      confirmLoading={busy}
      onOk={() => void keep()}
      onCancel={onClose}
    >
      <p className="form-hint">{t('keepHint')}</p>
      <div className="impact-keep">
        <span id="keep-retirement">{t('keepRetirement')}</span>
        <RefPicker
          entity="retirement"
          ariaLabel={t('keepRetirement')}
          value={retirement}
          allowClear
          onChange={(next) => setRetirement(next)}
        />
        <label htmlFor="keep-change">{t('keepChange')}</label>
        <Input id="keep-change" value={change} onChange={(event) => setChange(event.target.value)} />
        <label htmlFor="keep-note">{t('keepNote')}</label>
        <Input id="keep-note" value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
      {missing && retirement === null && change.trim() === '' && (
        <p role="alert" className="wrong">
          {t('keepEither')}
        </p>
      )}
      {error !== null && <ErrorNote error={error} />}
    </Modal>
  );
}
