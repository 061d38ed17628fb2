import '../ui/work.css';
import './stocktakes.css';
import { DownloadOutlined, ScanOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { StocktakeStatus } from '../../contract/api/index.ts';
import { stocktakeStates } from '../../model/choices.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';
import { FormButton } from '../export/form-button.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { LinesTable } from './lines-table.tsx';
import { type LineOutcome, lineOutcomes, OutcomeWord } from './outcomes.tsx';
import { Due } from './page.tsx';
import { ProgressBar, percentCounted } from './progress-bar.tsx';
import { useScopeWords } from './use-scope-words.ts';

/** One stocktake: how it stands, every line of its result, and how it ends. */
export default function StocktakePage() {
  const { id = '' } = useParams();
  const t = useT('stocktakes');
  const { data: status, error } = useQuery(orpc.stocktakes.status.queryOptions({ input: { id } }));
  const [outcome, setOutcome] = useState<LineOutcome | null>(null);
  if (!status)
    return (
      <div className="work-page">
        <Link className="crumb" to="/stocktakes">
          {t('detail.back')}
        </Link>
        {error && <ErrorNote error={error} />}
      </div>
    );
  const started = status.startedAt !== null;
  return (
    <div className="work-page">
      <PageHeader title={status.name}>
        <Actions status={status} />
      </PageHeader>
      <Facts status={status} />
      {started ? (
        <>
          <ProgressLine status={status} />
          <Tiles status={status} chosen={outcome} onChoose={setOutcome} />
          <div className="work-list">
            <LinesTable key={outcome} id={id} outcome={outcome} total={totalLines(status, outcome)} />
          </div>
        </>
      ) : (
        <div className="panel work-list">
          <Empty title={t('detail.notStarted')} hint={t('startHint')} />
        </div>
      )}
    </div>
  );
}

function totalLines(status: StocktakeStatus, outcome: LineOutcome | null): number {
  if (outcome === 'notCounted') return status.notCounted;
  if (outcome) return status.byOutcome[outcome] ?? 0;
  const counted = Object.values(status.byOutcome).reduce((sum, count) => sum + count, 0);
  return counted + status.notCounted;
}

function Facts({ status }: { status: StocktakeStatus }) {
  const t = useT('stocktakes');
  const format = useFormat();
  const scope = useScopeWords()(status.filter, status.locations);
  return (
    <dl className="facts">
      <div>
        <dt className="visually-hidden">{t('columns.state')}</dt>
        <dd>
          <StatusDot choices={stocktakeStates} value={status.state} />
        </dd>
      </div>
      <div className="wide-fact" title={scope}>
        <dt>{t('detail.scope')}</dt>
        <dd>{scope}</dd>
      </div>
      {status.due && (
        <div>
          <dt>{t('detail.due')}</dt>
          <dd>
            <Due status={status} />
          </dd>
        </div>
      )}
      {status.startedAt !== null && (
        <div>
          <dt>{t('detail.started')}</dt>
          <dd>
            <Code>{format.when(status.startedAt)}</Code>
          </dd>
        </div>
      )}
      {status.closedAt !== null && (
        <div>
          <dt>{t('detail.closed')}</dt>
          <dd>
            <Code>{format.when(status.closedAt)}</Code>
          </dd>
        </div>
      )}
    </dl>
  );
}

function ProgressLine({ status }: { status: StocktakeStatus }) {
  return (
    <div className="panel panel-body progress-line">
      <ProgressBar status={status} figures />
      <b>{percentCounted(status)}%</b>
    </div>
  );
}

interface TilesProps {
  readonly status: StocktakeStatus;
  readonly chosen: LineOutcome | null;
  readonly onChoose: (outcome: LineOutcome | null) => void;
}

/** The result by outcome; choosing one shows its lines. */
function Tiles({ status, chosen, onChoose }: TilesProps) {
  const t = useT('stocktakes');
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of tiles in every browser
    <div className="tiles" role="group" aria-label={t('detail.results')}>
      <button type="button" className="tile" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        <b>{format.number(totalLines(status, null))}</b>
        <span className="outcome">{t('detail.all')}</span>
      </button>
      {lineOutcomes.map((outcome) => (
        <button
          key={outcome}
          type="button"
          className="tile"
          aria-pressed={chosen === outcome}
          data-testid={`tile-${outcome}`}
          onClick={() => onChoose(chosen === outcome ? null : outcome)}
        >
          <b>{format.number(totalLines(status, outcome))}</b>
          <OutcomeWord outcome={outcome} />
        </button>
      ))}
    </div>
  );
}

function Actions({ status }: { status: StocktakeStatus }) {
  const t = useT('stocktakes');
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  const [closing, setClosing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { id, state } = status;

  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.stocktakes.start({ id });
      await navigate(`/stocktakes/${id}/count`);
    } catch (error) {
      void message.error(errorText(error));
      setBusy(false);
    }
  };
  const callOff = (): void =>
    void modal.confirm({
      title: t('detail.cancelTitle'),
      content: t('detail.cancelText'),
      okText: t('detail.cancelStocktake'),
      okButtonProps: { danger: true },
      cancelText: t('detail.keep'),
      onOk: () =>
        api.stocktakes.cancel({ id }).then(undefined, (error) => void message.error(errorText(error))),
    });

  return (
    <>
      {status.startedAt !== null && <ExportButton id={id} />}
      {status.startedAt !== null && <FormButton entity="stocktake" id={id} />}
      {(state === 'draft' || state === 'counting') && (
        <Button danger onClick={callOff}>
          {t('detail.cancelStocktake')}
        </Button>
      )}
      {state === 'counting' && (
        <Button onClick={() => setClosing(true)} data-testid="close-stocktake">
          {t('detail.close')}
        </Button>
      )}
      {state === 'draft' && (
        <Button type="primary" loading={busy} onClick={() => void start()} data-testid="start-stocktake">
          {t('start')}
        </Button>
      )}
      {state === 'counting' && (
        <Button
          type="primary"
          icon={<ScanOutlined aria-hidden="true" />}
          onClick={() => void navigate(`/stocktakes/${id}/count`)}
          data-testid="count"
        >
          {status.counted > 0 ? t('continueCount') : t('start')}
        </Button>
      )}
      {closing && <CloseDialog status={status} onClose={() => setClosing(false)} />}
    </>
  );
}

function ExportButton({ id }: { id: string }) {
  const t = useT('stocktakes');
  const errorText = useErrorText();
  const language = useLanguage();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async (format: 'xlsx' | 'csv'): Promise<void> => {
    setBusy(true);
    try {
      const made = await api.stocktakes.exportDifferences({ id, format, language });
      const where = await saveFile(made.file, made.name);
      if (where !== null) void message.success(t('detail.exported', { count: made.rows, name: where }));
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: t('detail.exportXlsx') },
          { key: 'csv', label: t('detail.exportCsv') },
        ],
        onClick: ({ key }) => void save(key === 'csv' ? 'csv' : 'xlsx'),
      }}
    >
      <Button loading={busy} icon={<DownloadOutlined aria-hidden="true" />} data-testid="export-differences">
        {t('detail.export')}
      </Button>
    </Dropdown>
  );
}
