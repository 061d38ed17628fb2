import './export.css';
import './papers.css';
import { Alert, Button, DatePicker, Form, Modal, Progress, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { PackedFile } from '../../contract/api/index.ts';
import { dayIn, endOfDay } from '../../model/days.ts';
import { api } from '../app/client.ts';
import { useInfo } from '../app/info.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { useMadeFile } from './use-made-file.ts';

const day = 86_400_000;
const dayBefore = (date: string) =>
  new Date(Date.parse(`${date}T12:00:00Z`) - day).toISOString().slice(0, 10);

/** Makes the auditor's pack of a period: whole days of the register's time zone. */
export default function PackDialog({ onClose }: { onClose: () => void }) {
  const t = useT('papers');
  const common = useT('common');
  const format = useFormat();
  const language = useLanguage();
  const { timeZone } = useInfo().register;
  const { state, start, cancel } = useMadeFile();
  const today = dayIn(timeZone, Date.now());
  const [period, setPeriod] = useState<readonly [string, string]>([`${today.slice(0, 4)}-01-01`, today]);
  const [result, setResult] = useState<(PackedFile & { place: string }) | null>(null);
  const busy = state.phase !== 'idle';
  const make = async (): Promise<void> => {
    setResult(null);
    const from = endOfDay(dayBefore(period[0]), timeZone) + 1;
    const to = endOfDay(period[1], timeZone);
    const done = await start((signal) => api.exchange.pack({ from, to, language }, { signal }));
    if (done) setResult(done);
  };
  const close = (): void => {
    cancel();
    onClose();
  };
  return (
    <Modal
      open
      title={t('packTitle')}
      width={680}
      onCancel={close}
      mask={{ closable: !busy }}
      footer={
        <>
          <Button onClick={busy ? cancel : close}>
            {busy ? t('stop') : common(result ? 'close' : 'cancel')}
          </Button>
          <Button type="primary" loading={busy} onClick={() => void make()}>
            {t('packGo')}
          </Button>
        </>
      }
    >
      <p className="papers-hint">{t('packHint')}</p>
      <Form layout="vertical" disabled={busy}>
        <Form.Item label={t('packPeriod')}>
          <DatePicker.RangePicker
            aria-label={t('packPeriod')}
            placeholder={[t('packFrom'), t('packTo')]}
            allowClear={false}
            value={[dayjs(period[0]), dayjs(period[1])]}
            onChange={(dates) => {
              const [from, to] = dates ?? [];
              if (from && to) setPeriod([from.format('YYYY-MM-DD'), to.format('YYYY-MM-DD')]);
            }}
          />
        </Form.Item>
      </Form>
      {busy && (
        <div className="papers-progress">
          <span role="status">
            {state.phase === 'saving'
              ? t('packSaving')
              : t('packWorking', { done: format.number(state.done) })}
          </span>
          <Progress percent={0} status="active" showInfo={false} aria-label={t('packTitle')} />
        </div>
      )}
      {state.error !== null && <ErrorNote error={state.error} />}
      {result && <PackResult result={result} />}
    </Modal>
  );
}

function PackResult({ result }: { result: PackedFile & { place: string } }) {
  const t = useT('papers');
  const { compared, differing, place, sha256, cursor } = result;
  return (
    <div className="export-result" data-testid="pack-result">
      <Alert type="success" showIcon role="status" title={t('packDone', { place })} />
      <Alert
        type={differing > 0 ? 'error' : 'info'}
        showIcon
        title={
          differing > 0
            ? t('packDiffer', { count: compared, differing })
            : t('packAgree', { count: compared })
        }
      />
      <dl>
        <dt>{t('packCursor')}</dt>
        <dd>
          <Typography.Text copyable>{String(cursor)}</Typography.Text>
        </dd>
        <dt>SHA-256</dt>
        <dd className="export-sha">
          <Typography.Text copyable code>
            {sha256}
          </Typography.Text>
        </dd>
      </dl>
    </div>
  );
}
