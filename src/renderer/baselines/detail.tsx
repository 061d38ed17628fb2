import '../ui/work.css';
import { CheckOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { CompareInput } from '../../contract/api/index.ts';
import { baselineStates } from '../../model/entities/baselines.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { usePerson } from '../app/info.ts';
import { useWhyNot } from '../app/may.ts';
import { DifferenceList } from '../compare/difference-list.tsx';
import { useComparison } from '../compare/use-comparison.ts';
import { WorkbookButton } from '../compare/workbook-button.tsx';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { AcknowledgeDialog } from './acknowledge-dialog.tsx';

/** One baseline, and what has become of its items since. */
export default function BaselinePage() {
  const { id = '' } = useParams();
  const t = useT('past');
  const format = useFormat();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const person = usePerson();
  const whyNot = useWhyNot();
  const [acknowledging, setAcknowledging] = useState(false);
  const { data: baseline, error } = useQuery(orpc.baselines.get.queryOptions({ input: { id } }));
  const query = useMemo((): CompareInput => ({ from: { baseline: id }, to: {} }), [id]);
  const { summary, busy, done, total, error: failed } = useFreshComparison(query);
  if (error) return <ErrorNote error={error} />;
  if (!baseline) return null;
  const act = async (work: () => Promise<unknown>, said: string): Promise<boolean> => {
    try {
      await work();
      message.success(said);
      return true;
    } catch (failure) {
      message.error(errorText(failure));
      return false;
    }
  };
  const own = baseline.madeById !== null && baseline.madeById === person?.id;
  const mayApprove = person?.role === 'approver' || person?.role === 'administrator';
  const whyNotApprove = whyNot('baseline', 'update') ?? (own || !mayApprove ? t('ownBaseline') : undefined);
  const unauthorised = summary?.authorisation.unauthorised ?? 0;
  return (
    <div className="work-page">
      <Link className="crumb" to="/baselines">
        {t('baselines')}
      </Link>
      <PageHeader
        title={baseline.name}
        sub={
          <dl className="facts">
            <div>
              <dt>{t('state')}</dt>
              <dd>
                <StatusDot choices={baselineStates} value={baseline.state} />
              </dd>
            </div>
            <div>
              <dt>{t('items')}</dt>
              <dd>
                <Code>{format.number(baseline.items)}</Code>
              </dd>
            </div>
            <div>
              <dt>{t('pinned')}</dt>
              <dd>
                <Code>{format.dateTime(baseline.at)}</Code>
              </dd>
            </div>
            <div className="wide-fact">
              <dt>{t('scope')}</dt>
              <dd>{baseline.filter ?? (baseline.roots ? t('around') : t('wholeRegister'))}</dd>
            </div>
            <div>
              <dt>{t('madeBy')}</dt>
              <dd>{baseline.madeBy}</dd>
            </div>
            {baseline.approvedAt !== null && (
              <div>
                <dt>{t('approver')}</dt>
                <dd>
                  {baseline.approvedBy} <Code>{format.dateTime(baseline.approvedAt)}</Code>
                </dd>
              </div>
            )}
          </dl>
        }
      >
        {summary && <WorkbookButton query={query} drift />}
        {unauthorised > 0 && (
          <Button
            disabled={whyNot('changeReference', 'create') !== undefined}
            title={whyNot('changeReference', 'create')}
            onClick={() => setAcknowledging(true)}
            data-testid="acknowledge"
          >
            {t('acknowledge')}
          </Button>
        )}
        {baseline.state === 'draft' && (
          <>
            <Button
              danger
              disabled={whyNot('baseline', 'delete') !== undefined}
              onClick={() =>
                void act(() => api.baselines.remove({ id }), t('removed2')).then(
                  (gone) => gone && navigate('/baselines'),
                )
              }
            >
              {t('remove')}
            </Button>
            <Button
              type="primary"
              icon={<CheckOutlined aria-hidden="true" />}
              disabled={whyNotApprove !== undefined}
              title={whyNotApprove}
              onClick={() => void act(() => api.baselines.approve({ id }), t('approved'))}
              data-testid="approve-baseline"
            >
              {t('approve')}
            </Button>
          </>
        )}
      </PageHeader>
      {failed !== null && <ErrorNote error={failed} />}
      {busy && total !== null && (
        <div role="status">
          {t('working', { done, total })}
          <Progress percent={Math.round((done / Math.max(1, total)) * 100)} showInfo={false} size="small" />
        </div>
      )}
      {summary && <DifferenceList query={query} summary={summary} drift />}
      {acknowledging && <AcknowledgeDialog baseline={id} onClose={() => setAcknowledging(false)} />}
    </div>
  );
}

/** The comparison with the present, made anew whenever the register moves on. */
function useFreshComparison(query: CompareInput) {
  const { data: counts, dataUpdatedAt } = useQuery(orpc.app.counts.queryOptions());
  return useComparison(counts ? query : null, dataUpdatedAt);
}
