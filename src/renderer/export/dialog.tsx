import './export.css';
import { App, Button, Form, Modal, Progress, Radio, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { ListQuery } from '../../contract/api/index.ts';
import type { Language } from '../../model/types.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { exportColumns } from './columns.ts';
import { useExport } from './use-export.ts';

export interface ExportDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly query: ListQuery;
  /** Field keys in the order of the list. */
  readonly columns: readonly string[];
  /** Only these, when some are selected. */
  readonly selectedIds: readonly string[];
}

interface Choices {
  readonly format: 'xlsx' | 'csv';
  readonly scope: 'all' | 'selected';
  readonly columns: readonly string[];
  readonly language: Language;
}

/** Writes what a list shows, or what is selected in it, to a workbook or a CSV file. */
export default function ExportDialog(props: ExportDialogProps) {
  const { open, onClose, query, selectedIds } = props;
  const t = useT('export');
  const common = useT('common');
  const format = useFormat();
  const language = useLanguage();
  const { message } = App.useApp();
  const { state, start, cancel } = useExport();
  const [choices, setChoices] = useState<Choices>(() => initial(props, language));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choices start anew when the dialog opens, not while it is open
  useEffect(() => {
    if (open) setChoices(initial(props, language));
  }, [open]);
  const busy = state.phase !== 'idle';
  const close = (): void => {
    cancel();
    onClose();
  };
  const write = async (): Promise<void> => {
    const done = await start({
      ...query,
      columns: [...choices.columns],
      format: choices.format,
      language: choices.language,
      ...(choices.scope === 'selected' ? { ids: [...selectedIds] } : {}),
    });
    if (!done) return;
    message.success(t('done', { count: done.rows, place: done.place }));
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t('title')}
      width={560}
      onCancel={close}
      mask={{ closable: !busy }}
      destroyOnHidden
      footer={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={choices.columns.length === 0}
            onClick={() => void write()}
          >
            {choices.scope === 'selected' ? t('goSelected', { count: selectedIds.length }) : t('go')}
          </Button>
        </>
      }
    >
      <ExportForm
        choices={choices}
        onChange={(change) => setChoices((old) => ({ ...old, ...change }))}
        dialog={props}
        disabled={busy}
      />
      {busy && (
        <div className="export-progress">
          <span role="status">
            {t(state.phase === 'saving' ? 'saving' : 'writing', { done: format.number(state.done) })}
          </span>
          <Progress percent={100} status="active" showInfo={false} aria-label={t('title')} />
        </div>
      )}
      {state.error !== null && <ErrorNote error={state.error} />}
    </Modal>
  );
}

function initial({ columns, selectedIds }: ExportDialogProps, language: Language): Choices {
  return { format: 'xlsx', scope: selectedIds.length > 0 ? 'selected' : 'all', columns, language };
}

interface ExportFormProps {
  readonly choices: Choices;
  readonly onChange: (change: Partial<Choices>) => void;
  readonly dialog: ExportDialogProps;
  readonly disabled: boolean;
}

function ExportForm({ choices, onChange, dialog, disabled }: ExportFormProps) {
  const t = useT('export');
  const language = useLanguage();
  const { query, columns, selectedIds } = dialog;
  const known = useMemo(() => exportColumns(query.entity), [query.entity]);
  const options = known.map(({ key, label }) => ({
    value: key,
    label: label[language],
    search: `${key} ${label.zh} ${label.en}`.toLowerCase(),
  }));
  return (
    <Form layout="vertical" disabled={disabled} className="export-form">
      <Form.Item label={t('format')}>
        <Radio.Group
          aria-label={t('format')}
          value={choices.format}
          onChange={(event) => onChange({ format: event.target.value })}
          options={[
            { value: 'xlsx', label: t('xlsx') },
            { value: 'csv', label: t('csv') },
          ]}
        />
      </Form.Item>
      <Form.Item label={t('scope')}>
        <Radio.Group
          aria-label={t('scope')}
          value={choices.scope}
          onChange={(event) => onChange({ scope: event.target.value })}
          options={[
            { value: 'all', label: t('scopeAll') },
            {
              value: 'selected',
              label: t('scopeSelected', { count: selectedIds.length }),
              disabled: selectedIds.length === 0,
            },
          ]}
        />
      </Form.Item>
      <Form.Item label={t('columns')} help={choices.columns.length === 0 ? t('columnsNone') : undefined}>
        <Select
          mode="multiple"
          aria-label={t('columns')}
          value={[...choices.columns]}
          options={options}
          maxTagCount={24}
          showSearch={{
            filterOption: (text, option) =>
              String((option as { search?: string }).search).includes(text.toLowerCase()),
          }}
          status={choices.columns.length === 0 ? 'error' : ''}
          onChange={(keys: string[]) => onChange({ columns: keys })}
        />
        <div className="export-links">
          <Button type="link" size="small" onClick={() => onChange({ columns })}>
            {t('asList', { count: columns.length })}
          </Button>
          <Button type="link" size="small" onClick={() => onChange({ columns: known.map(({ key }) => key) })}>
            {t('allFields', { count: known.length })}
          </Button>
        </div>
      </Form.Item>
      <Form.Item label={t('language')}>
        <Radio.Group
          aria-label={t('language')}
          value={choices.language}
          onChange={(event) => onChange({ language: event.target.value })}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
    </Form>
  );
}
