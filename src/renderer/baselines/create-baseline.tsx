import { useQuery } from '@tanstack/react-query';
import { App, Button, DatePicker, Drawer, Form, Input, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import { useState } from 'react';
import { endOfDay } from '../../model/days.ts';
import { api, orpc } from '../app/client.ts';
import { useInfo } from '../app/info.ts';
import { filterOf, noScope, ScopePicker } from '../compare/scope-picker.tsx';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';

interface CreateBaselineProps {
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

/** Fixes the state of a scope under a name. */
export function CreateBaseline({ onClose, onCreated }: CreateBaselineProps) {
  const t = useT('past');
  const { message } = App.useApp();
  const zone = useInfo().register.timeZone;
  const { data: baselines } = useQuery(orpc.baselines.list.queryOptions());
  const [name, setName] = useState('');
  const [scope, setScope] = useState(noScope);
  const [root, setRoot] = useState<string | null>(null);
  const [hops, setHops] = useState(2);
  const [day, setDay] = useState<Dayjs | null>(null);
  const [replaces, setReplaces] = useState<string | undefined>();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const create = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const filter = filterOf(scope);
      const made = await api.baselines.create({
        name,
        ...(filter === undefined ? {} : { filter }),
        ...(root === null ? {} : { roots: [root], hops }),
        ...(day === null ? {} : { at: endOfDay(day.format('YYYY-MM-DD'), zone) }),
        ...(replaces === undefined ? {} : { replaces }),
        ...(note.trim() ? { note } : {}),
      });
      const { items } = await api.baselines.get({ id: made.id });
      message.success(t('created', { name, count: items }));
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
      title={t('newBaseline')}
      onClose={onClose}
      footer={
        <div className="drawer-footer">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={name.trim() === ''}
            onClick={() => void create()}
            data-testid="create-baseline"
          >
            {t('create')}
          </Button>
        </div>
      }
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('baselineName')} htmlFor="baseline-name" required>
          <Input
            id="baseline-name"
            autoFocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('scope')}>
          <ScopePicker value={scope} onChange={setScope} />
        </Form.Item>
        <Form.Item label={t('around')}>
          <RefPicker entity="asset" value={root} onChange={setRoot} ariaLabel={t('around')} />
        </Form.Item>
        {root !== null && (
          <Form.Item label={t('hops')} htmlFor="baseline-hops">
            <InputNumber
              id="baseline-hops"
              min={1}
              max={6}
              value={hops}
              onChange={(value) => setHops(value ?? 1)}
            />
          </Form.Item>
        )}
        <Form.Item label={t('atMoment')}>
          <DatePicker
            aria-label={t('atMoment')}
            value={day}
            disabledDate={(date) => date.isAfter(dayjs(), 'day')}
            onChange={setDay}
          />
        </Form.Item>
        <Form.Item label={t('replaces')}>
          <Select
            aria-label={t('replaces')}
            allowClear
            value={replaces}
            onChange={(value: string | undefined) => setReplaces(value)}
            options={(baselines ?? [])
              .filter(({ state }) => state === 'approved')
              .map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <Form.Item label={t('note')} htmlFor="baseline-note">
          <Input.TextArea
            id="baseline-note"
            rows={2}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
      {error !== null && <ErrorNote error={error} />}
    </Drawer>
  );
}
