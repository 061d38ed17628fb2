import './export.css';
import { Button, Modal, Progress } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { ListQuery } from '../../contract/api/index.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Language } from '../../model/types.ts';
import { useInfo } from '../app/info.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { shownMoment } from '../time-travel/moment.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { type Choices, requestOf } from './choices.ts';
import { ColumnPicker } from './column-picker.tsx';
import { exportColumns } from './columns.ts';
import { Definitions } from './definitions.tsx';
import { ExportForm } from './form.tsx';
import { ExportResult } from './result.tsx';
import { type Exported, type ExportState, useExport } from './use-export.ts';

export interface ExportDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly query: ListQuery;
  /** Field keys in the order of the list. */
  readonly columns: readonly string[];
  /** Only these, when some are selected. */
  readonly selectedIds: readonly string[];
}

/** Writes what a list shows, or what is selected in it, to a file; also as it was at the end of a past day. */
export default function ExportDialog(props: ExportDialogProps) {
  const { open, onClose, query, selectedIds } = props;
  const t = useT('export');
  const common = useT('common');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const { timeZone } = useInfo().register;
  const { state, start, cancel } = useExport();
  const [choices, setChoices] = useState<Choices>(() => initial(props, language, catalogue));
  const [result, setResult] = useState<Exported | null>(null);
  const known = useMemo(() => exportColumns(catalogue, query.entity), [catalogue, query.entity]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choices start anew when the dialog opens, not while it is open
  useEffect(() => {
    if (!open) return;
    setChoices(initial(props, language, catalogue));
    setResult(null);
  }, [open]);
  const busy = state.phase !== 'idle';
  const change = (part: Partial<Choices>): void => setChoices((old) => ({ ...old, ...part }));
  const close = (): void => {
    cancel();
    onClose();
  };
  const write = async (): Promise<void> => {
    const done = await start(requestOf(choices, query, selectedIds, timeZone));
    if (done) setResult(done);
  };
  const go = choices.scope === 'selected' ? t('goSelected', { count: selectedIds.length }) : t('go');
  return (
    <Modal
      open={open}
      title={t('title')}
      width={result ? 640 : 860}
      centered
      onCancel={close}
      mask={{ closable: !busy }}
      destroyOnHidden
      footer={
        result ? (
          <>
            <Button onClick={() => setResult(null)}>{t('another')}</Button>
            {/* A key of its own: the writing button's spinner would stay in its name while it fades. */}
            <Button key="close" type="primary" autoFocus onClick={close}>
              {common('close')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={busy ? cancel : close}>{busy ? t('stop') : common('cancel')}</Button>
            <Button
              key="go"
              type="primary"
              loading={busy}
              disabled={choices.columns.length === 0}
              onClick={() => void write()}
            >
              {go}
            </Button>
          </>
        )
      }
    >
      {result ? (
        <ExportResult result={result} day={choices.day} />
      ) : (
        <>
          <Definitions choices={choices} listed={query} disabled={busy} onChange={change} />
          <div className="export-split">
            <ExportForm
              choices={choices}
              onChange={change}
              listed={query}
              selected={selectedIds.length}
              disabled={busy}
            />
            <ColumnPicker
              known={known}
              columns={choices.columns}
              listed={props.columns}
              disabled={busy}
              onChange={(columns) => change({ columns })}
            />
          </div>
          {busy && <ExportProgress state={state} />}
          {state.error !== null && <ErrorNote error={state.error} />}
        </>
      )}
    </Modal>
  );
}

function ExportProgress({ state }: { state: ExportState }) {
  const t = useT('export');
  const format = useFormat();
  const { phase, done, total } = state;
  const word = phase === 'saving' ? 'saving' : phase === 'past' ? 'folding' : 'writing';
  const percent = total ? Math.min(100, Math.floor((done / total) * 100)) : 0;
  return (
    <div className="export-progress">
      <span role="status">{t(word, { done: format.number(done) })}</span>
      <Progress percent={percent} status="active" showInfo={total !== null} aria-label={t('title')} />
    </div>
  );
}

function initial(
  { columns, selectedIds, query }: ExportDialogProps,
  language: Language,
  catalogue: Catalogue,
): Choices {
  const known = new Set(exportColumns(catalogue, query.entity).map(({ key }) => key));
  return {
    format: 'xlsx',
    scope: selectedIds.length > 0 ? 'selected' : 'list',
    columns: columns.filter((key) => known.has(key)),
    language,
    // Where a past moment is shown, that is what is exported unless somebody says otherwise.
    day: shownMoment()?.day ?? null,
    plain: false,
    saved: null,
  };
}
