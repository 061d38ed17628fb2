import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { TakeOverPreview, TakeOverRequest, TakeOverRowInfo } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import { type LedgerTakeOver, ledgerTakeOver, ledgerTakeOverKeys } from '../../model/ledger.ts';
import { api, orpc } from '../app/client.ts';
import { inWords } from '../app/errors.ts';
import { usePerson } from '../app/info.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';

interface TakeOverProps {
  readonly id: string;
  readonly currency: string;
  /** Chosen lines; none = all that is matched. */
  readonly lines: ReadonlySet<string>;
  readonly onClose: () => void;
}

/** Takes figures of the ledger into the register: shown first, written as one operation. */
export function TakeOverDialog({ id, currency, lines, onClose }: TakeOverProps) {
  const t = useT('ledger');
  const common = useT('common');
  const done = useDoneMessage();
  const { message } = App.useApp();
  const [fields, setFields] = useState<readonly LedgerTakeOver[]>(['ledgerNo']);
  const [number, setNumber] = useState<'card' | 'asset'>('card');
  const [all, setAll] = useState(lines.size === 0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const request: TakeOverRequest = {
    id,
    fields: [...fields],
    number,
    ...(all ? {} : { lines: [...lines] }),
  };
  const preview = useQuery(
    orpc.ledger.previewTakeOver.queryOptions({
      input: request,
      enabled: fields.length > 0,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  const plan = fields.length > 0 && !preview.isPlaceholderData ? preview.data : undefined;
  const go = async (): Promise<void> => {
    if (!plan) return;
    setBusy(true);
    setError(null);
    try {
      const { batch, changed, refused } = await api.ledger.takeOver({ ...request, digest: plan.digest });
      if (refused.length > 0) message.warning(t('take.some', { count: changed, refused: refused.length }));
      done(t('take.done', { count: changed }), batch);
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('take.title')}
      width={860}
      closable={{ 'aria-label': common('close') }}
      okText={t('take.go', { count: plan?.assets ?? 0 })}
      cancelText={common('cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: (plan?.assets ?? 0) === 0 }}
      onOk={() => void go()}
      onCancel={onClose}
    >
      <div className="ledger-take">
        <p className="form-hint">{t('take.hint')}</p>
        <Choices
          fields={fields}
          onFields={setFields}
          number={number}
          onNumber={setNumber}
          all={all}
          onAll={setAll}
          chosen={lines.size}
        />
        {preview.error && <ErrorNote error={preview.error} />}
        {error !== null && <ErrorNote error={error} />}
        <Preview plan={preview.data} currency={currency} />
      </div>
    </Modal>
  );
}

interface ChoicesProps {
  readonly fields: readonly LedgerTakeOver[];
  readonly onFields: (fields: readonly LedgerTakeOver[]) => void;
  readonly number: 'card' | 'asset';
  readonly onNumber: (number: 'card' | 'asset') => void;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
  readonly chosen: number;
}

function Choices(props: ChoicesProps) {
  const t = useT('ledger');
  const label = useLabel();
  return (
    <dl className="ledger-choices">
      <dt id="take-fields">{t('take.fields')}</dt>
      <dd>
        <Checkbox.Group
          aria-labelledby="take-fields"
          value={[...props.fields]}
          options={ledgerTakeOverKeys.map((value) => ({ value, label: label(ledgerTakeOver[value]) }))}
          onChange={(values) => props.onFields(values as LedgerTakeOver[])}
        />
      </dd>
      {props.fields.includes('ledgerNo') && (
        <>
          <dt id="take-number">{t('take.number')}</dt>
          <dd>
            <Radio.Group
              aria-labelledby="take-number"
              value={props.number}
              options={[
                { value: 'card', label: t('take.numberCard') },
                { value: 'asset', label: t('take.numberAsset') },
              ]}
              onChange={(event) => props.onNumber(event.target.value as 'card' | 'asset')}
            />
          </dd>
        </>
      )}
      {props.chosen > 0 && (
        <>
          <dt id="take-scope">{t('take.scope')}</dt>
          <dd>
            <Radio.Group
              aria-labelledby="take-scope"
              value={props.all}
              options={[
                { value: false, label: t('take.scopeSelected', { count: props.chosen }) },
                { value: true, label: t('take.scopeAll') },
              ]}
              onChange={(event) => props.onAll(event.target.value as boolean)}
            />
          </dd>
        </>
      )}
    </dl>
  );
}

function Preview({ plan, currency }: { plan: TakeOverPreview | undefined; currency: string }) {
  const t = useT('ledger');
  if (!plan) return null;
  if (plan.total === 0) return <p role="status">{t('take.none')}</p>;
  return (
    <>
      <p role="status">
        {t('take.sum', { assets: plan.assets, refused: plan.refused })}{' '}
        {plan.rows.length < plan.total && t('take.firstRows', { shown: plan.rows.length, total: plan.total })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard */}
      <section className="ledger-scroll" tabIndex={0} aria-label={t('take.preview')}>
        <table className="ledger-table">
          <thead>
            <tr>
              <th scope="col">{t('take.asset')}</th>
              <th scope="col">{t('take.card')}</th>
              <th scope="col">{t('take.changes')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.rows.map((row) => (
              <tr key={row.asset}>
                <td>
                  <Code>{row.tag}</Code> {row.name}
                </td>
                <td>
                  <Code>{row.card}</Code>
                </td>
                <td>
                  <Changes row={row} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Changes({ row, currency }: { row: TakeOverRowInfo; currency: string }) {
  const t = useT('ledger');
  const label = useLabel();
  const language = useLanguage();
  const format = useFormat();
  const person = usePerson();
  const words = (field: LedgerTakeOver, value: string | number | null, name: string | null): string => {
    if (value === null) return t('take.empty');
    if (name !== null) return name;
    return field === 'cost' && typeof value === 'number' ? format.money(value, currency) : String(value);
  };
  return (
    <>
      {row.fields.map(({ field, from, to, fromLabel, toLabel }) => (
        <div key={field}>
          {t('take.change', {
            field: label(ledgerTakeOver[field]),
            from: words(field, from, fromLabel),
            to: words(field, to, toLabel),
          })}
        </div>
      ))}
      {row.unknownDepartment !== null && (
        <div className="ledger-note">{t('take.unknownDepartment', { name: row.unknownDepartment })}</div>
      )}
      {row.refused !== null && (
        <div className="ledger-fault">
          {describeError(row.refused, inWords({ role: person?.role ?? '' }, language), language)}
        </div>
      )}
    </>
  );
}
