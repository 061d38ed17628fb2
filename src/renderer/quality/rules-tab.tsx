import { useSearchParams } from 'react-router';
import type { QualityOutcome, QualityRuleInfo } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { BreachList } from './breach-list.tsx';
import { RuleList } from './rule-list.tsx';

interface RulesTabProps {
  readonly rules: readonly QualityRuleInfo[];
  readonly outcome: QualityOutcome | null;
}

/** The rules at the left, and what breaks the chosen one to work through. */
export function RulesTab({ rules, outcome }: RulesTabProps) {
  const t = useT('quality');
  const [search, setSearch] = useSearchParams();
  const chosen = rules.find(({ id }) => id === search.get('rule')) ?? null;
  const worst = outcome && !chosen ? worstOf(outcome) : null;
  const rule = chosen ?? rules.find(({ id }) => id === worst) ?? null;
  const classKey = search.get('class');
  const department = search.get('department');
  return (
    <div className="quality-columns">
      <RuleList
        rules={rules}
        outcome={outcome}
        chosen={rule?.id ?? null}
        onChoose={(id) => setSearch({ tab: 'rules', rule: id })}
      />
      {rule ? (
        <BreachList
          key={`${rule.id} ${classKey} ${department}`}
          rule={rule}
          classKey={classKey}
          department={department}
          onAll={() => setSearch({ tab: 'rules', rule: rule.id })}
        />
      ) : (
        <div className="panel quality-none">
          <Empty title={t('chooseRule')} />
        </div>
      )}
    </div>
  );
}

/** What costs the most points is looked at first. */
function worstOf({ lines }: QualityOutcome): string | null {
  const sorted = [...lines].sort((a, b) => b.weight * b.breaches - a.weight * a.breaches);
  return sorted[0]?.rule ?? null;
}
