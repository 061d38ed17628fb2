import '../ui/work.css';
import './ledger.css';
import { App, Button, DatePicker, Form, Input, InputNumber, Progress, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { LedgerSheetInfo } from '../../contract/api/index.ts';
import { currencies } from '../../model/choices.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ChooseFile, DropZone } from './drop-zone.tsx';
import { MappingTable } from './mapping-table.tsx';
import { type LedgerRequest, type LedgerWork, mappingFault, useNewLedger } from './use-new-ledger.ts';

/** A new reconciliation: its file, what the columns mean, period and name. */
export default function NewLedgerPage() {
  const t = useT('ledger');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const ledger = useNewLedger();
  const { source, inspection, sheet: at, mapping, work, error } = ledger.state;
  const sheet = inspection?.sheets[at];
  const busy = work !== null;
  const start = async (request: LedgerRequest): Promise<void> => {
    const made = await ledger.run(request);
    if (!made) return;
    message.success(t('done', { count: made.cards }));
    await navigate(`/ledger/${made.id}`);
  };
  return (
    <DropZone disabled={busy} onFile={(file) => void ledger.take(file)}>
      <PageHeader title={t('create')} sub={source?.name}>
        {sheet && !busy && <Button onClick={ledger.startOver}>{t('otherFile')}</Button>}
      </PageHeader>
      <Link className="crumb" to="/ledger">
        {t('back')}
      </Link>
      {error !== null && <ErrorNote error={error} />}
      {work && (
        <Working
          work={work}
          onCancel={() => {
            if (ledger.cancel()) message.info(t('cancelled'));
          }}
        />
      )}
      {!sheet && !busy && <ChooseFile disabled={busy} onFile={(file) => void ledger.take(file)} />}
      {inspection && sheet && (
        <div className="ledger-new">
          <Settings
            key={source?.file}
            sheet={sheet}
            fault={mappingFault(mapping)}
            busy={busy}
            sheets={inspection.sheets}
            at={at}
            used={Object.keys(mapping).length}
            onSheet={ledger.chooseSheet}
            onHeader={ledger.chooseHeader}
            onRun={(request) => void start(request)}
          />
          <section className="panel ledger-mapping" aria-label={t('mapping')}>
            <MappingTable sheet={sheet} mapping={mapping} onMatch={ledger.matchColumn} />
          </section>
        </div>
      )}
    </DropZone>
  );
}

interface SettingsProps {
  readonly sheet: LedgerSheetInfo;
  readonly sheets: readonly LedgerSheetInfo[];
  readonly at: number;
  readonly fault: ReturnType<typeof mappingFault>;
  readonly used: number;
  readonly busy: boolean;
  readonly onSheet: (at: number) => void;
  readonly onHeader: (row: number) => void;
  readonly onRun: (request: LedgerRequest) => void;
}

/** The month before this one: a period is closed when its list is handed over. */
const lastPeriod = (): string => dayjs().subtract(1, 'month').format('YYYY-MM');

function Settings(props: SettingsProps) {
  const t = useT('ledger');
  const label = useLabel();
  const { sheet, fault } = props;
  const [period, setPeriod] = useState<string | null>(lastPeriod);
  const [name, setName] = useState<string | null>(null);
  const [currency, setCurrency] = useState<LedgerRequest['currency']>('CNY');
  const shown = name ?? t('defaultName', { period: period ?? '' }).trim();
  const nameless = shown.trim() === '';
  const run = (): void => {
    if (!nameless && fault === null && !props.busy) props.onRun({ name: shown.trim(), period, currency });
  };
  return (
    <Form layout="vertical" className="panel ledger-settings" onSubmitCapture={run}>
      <Form.Item
        label={t('name')}
        htmlFor="ledger-name"
        required
        validateStatus={nameless ? 'error' : ''}
        help={nameless ? t('nameRequired') : undefined}
      >
        <Input
          id="ledger-name"
          maxLength={200}
          value={shown}
          placeholder={t('namePlaceholder')}
          onChange={(event) => setName(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('period')} htmlFor="ledger-period" extra={t('periodHint')}>
        <DatePicker
          id="ledger-period"
          className="wide"
          picker="month"
          placeholder="YYYY-MM"
          value={period === null ? null : dayjs(`${period}-01`)}
          onChange={(month) => setPeriod(month ? month.format('YYYY-MM') : null)}
        />
      </Form.Item>
      <Form.Item label={t('currency')} htmlFor="ledger-currency">
        <Select
          id="ledger-currency"
          value={currency}
          onChange={setCurrency}
          options={(Object.keys(currencies) as LedgerRequest['currency'][]).map((key) => ({
            value: key,
            label: label(currencies[key].label),
          }))}
        />
      </Form.Item>
      {props.sheets.length > 1 && (
        <Form.Item label={t('sheet')} htmlFor="ledger-sheet">
          <Select
            id="ledger-sheet"
            value={props.at}
            onChange={props.onSheet}
            options={props.sheets.map((each, value) => ({
              value,
              label: t('sheetRows', { name: each.name, rows: each.rows }),
            }))}
          />
        </Form.Item>
      )}
      <Form.Item label={t('headerRow')} htmlFor="ledger-header">
        <HeaderRow key={sheet.headerRow} row={sheet.headerRow} onRow={props.onHeader} />
      </Form.Item>
      <p className="form-hint">
        {sheet.remembered === null
          ? t('recognised', { known: props.used, rest: sheet.columns.length - props.used })
          : t('remembered', { name: sheet.remembered })}
      </p>
      {fault !== null && (
        <p className="ledger-fault" role="alert">
          {t(fault)}
        </p>
      )}
      <Button type="primary" block disabled={fault !== null || nameless} loading={props.busy} onClick={run}>
        {t('run')}
      </Button>
    </Form>
  );
}

/** Takes effect when the field is left or Enter is pressed: each new row reads the sheet again. */
function HeaderRow({ row, onRow }: { row: number; onRow: (row: number) => void }) {
  const [value, setValue] = useState<number | null>(row);
  const take = (): void => {
    if (value !== null && value >= 1 && value !== row) onRow(value);
  };
  return (
    <InputNumber
      id="ledger-header"
      className="wide"
      min={1}
      max={1_048_576}
      value={value}
      onChange={setValue}
      onBlur={take}
      onPressEnter={take}
    />
  );
}

/** Shorter work shows nothing: a bar that flashes up only unsettles. */
const patience = 300;

function Working({ work, onCancel }: { work: LedgerWork; onCancel: () => void }) {
  const t = useT('ledger');
  const format = useFormat();
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), patience);
    return () => clearTimeout(timer);
  }, []);
  if (!visible) return null;
  const number = work.kind === 'upload' ? format.bytes : format.number;
  const total = work.total ?? 0;
  const amount =
    total > 0
      ? t('workingOf', { done: number(work.done), total: number(total) })
      : work.done > 0
        ? t('workingCount', { done: number(work.done) })
        : '';
  return (
    <div className="panel ledger-working">
      <span role="status">{t(`working_${work.kind}`)}</span>
      <Progress
        percent={total > 0 ? Math.floor((100 * work.done) / total) : 100}
        status={total > 0 ? 'normal' : 'active'}
        showInfo={false}
        aria-label={t(`working_${work.kind}`)}
      />
      <span className="code">{amount}</span>
      {work.kind !== 'write' && <Button onClick={onCancel}>{t('cancel')}</Button>}
    </div>
  );
}
