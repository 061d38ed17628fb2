import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Drawer, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api, orpc } from '../app/client.ts';
import { filterOf, noScope, ScopePicker } from '../compare/scope-picker.tsx';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';

interface CreateAuditProps {
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

/** Draws the sample of a new audit. */
export function CreateAudit({ onClose, onCreated }: CreateAuditProps) {
  const t = useT('past');
  const { data: baselines } = useQuery(orpc.baselines.list.queryOptions());
  const [name, setName] = useState('');
  const [baseline, setBaseline] = useState<string | undefined>();
  const [scope, setScope] = useState(noScope);
  const [size, setSize] = useState(20);
  const [unit, setUnit] = useState<'count' | 'percent'>('count');
  const [stratified, setStratified] = useState(true);
  const [seed, setSeed] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const create = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const filter = baseline === undefined ? filterOf(scope) : undefined;
      const made = await api.audits.create({
        name,
        ...(baseline === undefined ? {} : { baseline }),
        ...(filter === undefined ? {} : { filter }),
        ...(unit === 'count' ? { size } : { percent: size }),
        stratified,
        ...(seed.trim() ? { seed: seed.trim() } : {}),
      });
      onCreated(made.id);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      open
      size={520}
      title={t('newAudit')}
      onClose={onClose}
      footer={
        <div className="drawer-footer">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={name.trim() === ''}
            onClick={() => void create()}
            data-testid="create-audit"
          >
            {t('create')}
          </Button>
        </div>
      }
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('auditName')} htmlFor="audit-name" required>
          <Input
            id="audit-name"
            autoFocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('fromBaseline')}>
          <Select
            aria-label={t('fromBaseline')}
            allowClear
            value={baseline}
            onChange={(value: string | undefined) => setBaseline(value)}
            options={(baselines ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        {baseline === undefined && (
          <Form.Item label={t('scope')}>
            <ScopePicker value={scope} onChange={setScope} />
          </Form.Item>
        )}
        <Form.Item label={t('size')} htmlFor="audit-size">
          <div className="audit-size">
            <InputNumber
              id="audit-size"
              min={1}
              max={unit === 'percent' ? 100 : 10_000}
              value={size}
              onChange={(value) => setSize(value ?? 1)}
            />{' '}
            <Segmented
              value={unit}
              onChange={setUnit}
              options={[
                { value: 'count', label: t('sizeCount') },
                { value: 'percent', label: t('sizePercent') },
              ]}
            />
          </div>
        </Form.Item>
        <Form.Item>
          <Checkbox checked={stratified} onChange={(event) => setStratified(event.target.checked)}>
            {t('stratified')}
          </Checkbox>
        </Form.Item>
        <Form.Item label={t('seed')} htmlFor="audit-seed">
          <Input
            id="audit-seed"
            maxLength={100}
            placeholder={t('seedHint')}
            value={seed}
            onChange={(event) => setSeed(event.target.value)}
          />
        </Form.Item>
      </Form>
      {error !== null && <ErrorNote error={error} />}
    </Drawer>
  );
}
