import { Button, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { retirementReasons } from '../../model/choices.ts';
import { mayPass } from '../../model/lifecycle.ts';
import { api } from '../app/client.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { ChosenAssets, useChosenAssets } from './chosen-assets.tsx';
import { ImpactNote } from './impact-note.tsx';

interface RequestFormProps {
  /** Ids of the assets that are brought along. */
  readonly assets: readonly string[];
  readonly onClose: () => void;
}

/** Asks for the retirement of some assets, with what depends on them in sight. */
export function RequestForm({ assets, onClose }: RequestFormProps) {
  const t = useT('retirement');
  const label = useLabel();
  const navigate = useNavigate();
  const [ids, setIds] = useState<readonly string[]>(assets);
  const [reason, setReason] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [explanation, setExplanation] = useState('');
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const chosen = useChosenAssets(ids);
  const refused = chosen.rows.filter(
    (row) => !mayPass(String(row.values.status ?? ''), 'pendingRetirement', 'retirement'),
  );

  const send = async (): Promise<void> => {
    setTouched(true);
    if (ids.length === 0 || reason === null || refused.length > 0) return;
    setBusy(true);
    setError(null);
    try {
      const made = await api.retirements.request({ title, assets: [...ids], reason, explanation });
      await navigate(`/retirements/${made.id}`);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <Drawer
      open
      onClose={onClose}
      size={560}
      title={t('requestTitle')}
      footer={
        <div className="drawer-footer">
          <Button type="primary" loading={busy} onClick={() => void send()} data-testid="send-request">
            {t('requestSubmit', { count: ids.length })}
          </Button>
        </div>
      }
    >
      <Form layout="vertical">
        <Form.Item
          label={t('requestAssets')}
          htmlFor="retire-add"
          required
          validateStatus={touched && ids.length === 0 ? 'error' : ''}
          help={touched && ids.length === 0 ? t('requestNoAssets') : undefined}
        >
          <RefPicker
            key={ids.length}
            id="retire-add"
            entity="asset"
            value={null}
            without={ids}
            placeholder={t('requestAddPlaceholder')}
            autoFocus={ids.length === 0 || ids.length > assets.length}
            onChange={(id) => id && setIds((old) => (old.includes(id) ? old : [...old, id]))}
          />
          <ChosenAssets
            chosen={chosen}
            count={ids.length}
            refused={refused}
            onRemove={(id) => setIds((old) => old.filter((each) => each !== id))}
          />
        </Form.Item>
        {ids.length > 0 && <ImpactNote assets={ids} />}
        <Form.Item
          label={t('requestReason')}
          htmlFor="retire-reason"
          required
          validateStatus={touched && reason === null ? 'error' : ''}
          help={touched && reason === null ? t('requestReasonMissing') : undefined}
        >
          <Select<string | null>
            id="retire-reason"
            className="wide"
            value={reason}
            options={Object.entries(retirementReasons).map(([value, choice]) => ({
              value,
              label: label(choice.label),
            }))}
            onChange={setReason}
          />
        </Form.Item>
        <Form.Item label={t('requestExplanation')} htmlFor="retire-explanation">
          <Input.TextArea
            id="retire-explanation"
            rows={4}
            maxLength={10_000}
            value={explanation}
            placeholder={t('requestExplanationPlaceholder')}
            onChange={(event) => setExplanation(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('requestName')} htmlFor="retire-title">
          <Input
            id="retire-title"
            maxLength={300}
            value={title}
            placeholder={t('requestNamePlaceholder')}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Form.Item>
      </Form>
      {error !== null && <ErrorNote error={error} />}
    </Drawer>
  );
}
