import '../ui/work.css';
import './compare.css';
import { Button, Progress, Tabs } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ComparedMoment, CompareInput } from '../../contract/api/index.ts';
import { dayIn, endOfDay } from '../../model/days.ts';
import { useInfo } from '../app/info.ts';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { DifferenceGraph } from './difference-graph.tsx';
import { DifferenceList } from './difference-list.tsx';
import { filterOf, noScope, ScopePicker } from './scope-picker.tsx';
import { SidePicker } from './side-picker.tsx';
import { useComparison } from './use-comparison.ts';
import { WorkbookButton } from './workbook-button.tsx';

const month = 30 * 86_400_000;

/** Two moments or baselines side by side. */
export default function ComparePage() {
  const t = useT('past');
  const [params] = useSearchParams();
  const asked = Number(params.get('from'));
  const zone = useInfo().register.timeZone;
  const [from, setFrom] = useState<ComparedMoment>({
    at: asked || endOfDay(dayIn(zone, Date.now() - month), zone),
  });
  const [to, setTo] = useState<ComparedMoment>({});
  const [scope, setScope] = useState(noScope);
  const [query, setQuery] = useState<CompareInput | null>(asked ? { from: { at: asked }, to: {} } : null);
  const { summary, busy, done, total, error, stop } = useComparison(query);
  const run = (): void => {
    const filter = filterOf(scope);
    setQuery({ from, to, ...(filter === undefined ? {} : { scope: { filter } }) });
  };
  return (
    <div className="work-page">
      <PageHeader title={t('compare')}>{query && summary && <WorkbookButton query={query} />}</PageHeader>
      <form
        className="compare-form"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <SidePicker label={t('from')} value={from} onChange={setFrom} />
        <SidePicker label={t('to')} value={to} onChange={setTo} />
        <fieldset className="side-picker side-scope">
          <legend>{t('scope')}</legend>
          <ScopePicker value={scope} onChange={setScope} />
        </fieldset>
        {busy ? (
          <Button onClick={stop}>{t('stop')}</Button>
        ) : (
          <Button type="primary" htmlType="submit" data-testid="compare-run">
            {t('run')}
          </Button>
        )}
      </form>
      {error !== null && <ErrorNote error={error} />}
      {busy && total !== null && (
        <div role="status">
          {t('working', { done, total })}
          <Progress percent={Math.round((done / Math.max(1, total)) * 100)} showInfo={false} size="small" />
        </div>
      )}
      {!query && <Empty title={t('askFirst')} hint={t('askHint')} />}
      {query && summary && (
        <Tabs
          className="compare-tabs"
          size="small"
          destroyOnHidden
          items={[
            { key: 'list', label: t('list'), children: <DifferenceList query={query} summary={summary} /> },
            { key: 'graph', label: t('graph'), children: <DifferenceGraph query={query} /> },
          ]}
        />
      )}
    </div>
  );
}
