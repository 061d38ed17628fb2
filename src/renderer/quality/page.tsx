import '../ui/work.css';
import './quality.css';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { orpc } from '../app/client.ts';
import { useWhyNot } from '../app/may.ts';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { GradedTab } from './graded-tab.tsx';
import { ReplacementTab } from './replacement-tab.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RulesTab } from './rules-tab.tsx';
import { ScoresTab } from './scores-tab.tsx';
import { useCheck } from './use-check.ts';

const tabs = ['rules', 'scores', 'graded', 'replacement'] as const;
type Tab = (typeof tabs)[number];
const tabWords = {
  rules: 'tabRules',
  scores: 'tabScores',
  graded: 'tabGraded',
  replacement: 'tabReplacement',
} as const;

/** Rules of data quality, what breaks them, the score, and the reports on shipped field groups. */
export default function QualityPage() {
  const t = useT('quality');
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const whyNot = useWhyNot()('qualityRule', 'create');
  const [making, setMaking] = useState(false);
  const check = useCheck();
  const { data: rules, error } = useQuery(orpc.quality.rules.queryOptions());
  const asked = search.get('tab');
  const tab: Tab = tabs.find((each) => each === asked) ?? 'rules';
  const { outcome } = check;
  const go = (next: Record<string, string>): void => setSearch(new URLSearchParams(next));
  const sub = outcome
    ? t('sub', {
        things: format.number(outcome.things),
        at: format.when(outcome.at),
        cursor: outcome.cursor,
      })
    : undefined;
  return (
    <div className="work-page">
      <PageHeader title={t('title')} sub={sub}>
        <span className="quality-state" role="status">
          {check.busy && check.total !== null && t('checking', { done: check.done, total: check.total })}
          {!check.busy && check.outdated && t('outdated')}
        </span>
        <Button disabled={whyNot !== undefined} title={whyNot} onClick={() => setMaking(true)}>
          {t('newRule')}
        </Button>
        <Button type="primary" onClick={check.again}>
          {t('again')}
        </Button>
      </PageHeader>
      <Segmented<Tab>
        className="quality-tabs"
        aria-label={t('tabs')}
        value={tab}
        options={tabs.map((value) => ({ value, label: t(tabWords[value]) }))}
        onChange={(next) => go({ tab: next })}
      />
      {Boolean(error ?? check.error) && <ErrorNote error={error ?? check.error} />}
      {tab === 'rules' && <RulesTab rules={rules ?? []} outcome={outcome} />}
      {tab === 'scores' && (
        <ScoresTab rules={rules ?? []} outcome={outcome} onShow={(next) => go({ tab: 'rules', ...next })} />
      )}
      {tab === 'graded' && <GradedTab />}
      {tab === 'replacement' && <ReplacementTab />}
      {making && <RuleDialog rule={null} onClose={() => setMaking(false)} />}
    </div>
  );
}
