import './papers.css';
import { Alert, Button, Form, Modal, Progress, Radio } from 'antd';
import { useRef, useState } from 'react';
import type { FilledForm, ListQuery } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import type { EntityKey } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { errorText } from '../app/errors.ts';
import { type CoreFile, chooseWorkbook, hasDesktopDialogs, uploadFile } from '../app/host.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { useMadeFile } from './use-made-file.ts';

/** As many records as one form takes. */
const most = 10_000;
const step = 1000;

interface FormDialogProps {
  readonly entity: EntityKey;
  /** The list that the dialog stands over; none for a document that has a form of its own. */
  readonly query?: ListQuery;
  readonly selectedIds: readonly string[];
  readonly onClose: () => void;
}

/** Fills a workbook of the person's own with records of a list, or with one document. */
export default function FormDialog({ entity, query, selectedIds, onClose }: FormDialogProps) {
  const t = useT('papers');
  const common = useT('common');
  const language = useLanguage();
  const { state, start, cancel } = useMadeFile();
  const [form, setForm] = useState<CoreFile | null>(null);
  const [scope, setScope] = useState<'selected' | 'listed'>(selectedIds.length > 0 ? 'selected' : 'listed');
  const [problem, setProblem] = useState<unknown>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [result, setResult] = useState<(FilledForm & { place: string }) | null>(null);
  const { code, title, fields } = entityOf(entity);
  const field = fields[code ?? title]?.label[language] ?? title;
  const busy = state.phase !== 'idle';
  const choose = async (take: () => Promise<CoreFile | null>): Promise<void> => {
    setProblem(null);
    setResult(null);
    try {
      setForm((await take()) ?? form);
    } catch (error) {
      setProblem(error);
    }
  };
  const fill = async (): Promise<void> => {
    if (!form) return;
    setRefused(null);
    setResult(null);
    const done = await start(async (signal) => {
      const ids = scope === 'listed' && query ? await listed(query) : [...selectedIds];
      if (ids.length === 0 || ids.length > most) {
        setRefused(ids.length === 0 ? t('formNone') : t('formTooMany', { max: most }));
        throw new DOMException('', 'AbortError');
      }
      return api.exchange.fillForm({ file: form.file, entity, ids, language }, { signal });
    });
    if (done) setResult(done);
  };
  const close = (): void => {
    cancel();
    onClose();
  };
  return (
    <Modal
      open
      title={t('formTitle')}
      width={620}
      onCancel={close}
      mask={{ closable: !busy }}
      footer={
        <>
          <Button onClick={busy ? cancel : close}>
            {busy ? t('stop') : common(result ? 'close' : 'cancel')}
          </Button>
          <Button type="primary" loading={busy} disabled={!form} onClick={() => void fill()}>
            {t('formGo')}
          </Button>
        </>
      }
    >
      <p className="papers-hint">
        {t('formHint', { mark: `{{${field}}}` })} {t('formHintList', { mark: `{{*${field}}}` })}
      </p>
      <Form layout="vertical" disabled={busy}>
        <Form.Item label={t('formFile')}>
          <FormFile form={form} onChoose={choose} />
        </Form.Item>
        {query && (
          <Form.Item label={t('formRecords')}>
            <Radio.Group
              aria-label={t('formRecords')}
              value={scope}
              onChange={(event) => setScope(event.target.value)}
              options={[
                {
                  value: 'selected',
                  label: t('formSelected', { count: selectedIds.length }),
                  disabled: selectedIds.length === 0,
                },
                { value: 'listed', label: t('formListed') },
              ]}
            />
          </Form.Item>
        )}
      </Form>
      {busy && (
        <div className="papers-progress">
          <span role="status">{t('formWorking')}</span>
          <Progress
            percent={state.total ? Math.floor((state.done / state.total) * 100) : 0}
            status="active"
            showInfo={false}
            aria-label={t('formTitle')}
          />
        </div>
      )}
      {refused !== null && <Alert type="warning" showIcon role="alert" title={refused} />}
      {refused === null && (state.error !== null || problem !== null) && (
        <ErrorNote error={state.error ?? problem} />
      )}
      {result && <FormResult result={result} />}
    </Modal>
  );
}

function FormFile({
  form,
  onChoose,
}: {
  form: CoreFile | null;
  onChoose: (take: () => Promise<CoreFile | null>) => Promise<void>;
}) {
  const t = useT('papers');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="papers-file">
      <Button onClick={() => (hasDesktopDialogs() ? void onChoose(chooseWorkbook) : input.current?.click())}>
        {t('formChoose')}
      </Button>
      <span>{form?.name}</span>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.xlsm,.xltx"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('formFile')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void onChoose(() => uploadFile(file));
        }}
      />
    </div>
  );
}

function FormResult({ result }: { result: FilledForm & { place: string } }) {
  const t = useT('papers');
  const language = useLanguage();
  const { problems } = result;
  return (
    <div className="papers-result" data-testid="form-result">
      <Alert
        type="success"
        showIcon
        role="status"
        title={t('formDone', { count: result.rows, place: result.place })}
      />
      {problems.length > 0 && (
        <>
          <Alert type="warning" showIcon title={t('formProblems', { count: problems.length })} />
          <ul className="papers-problems">
            {problems.map(({ sheet, cell, mark, code }) => (
              <li key={`${sheet} ${cell} ${mark} ${code}`}>
                <Code>{cell === '' ? t('formHeader') : `${sheet}!${cell}`}</Code>
                <span>{errorText({ data: { code, params: { mark } } }, language)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Ids of a list, and one more than a form takes where there are more. */
async function listed(query: ListQuery): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const { rows } = await api.records.page({ ...query, offset: ids.length, limit: step });
    ids.push(...rows.map((row) => row.id));
    if (rows.length < step || ids.length > most) return ids;
  }
}
