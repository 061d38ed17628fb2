import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { QualityOutcome, QualityRuleInfo } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import { qualitySeverities } from '../../model/quality.ts';
import { inWords } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { RuleDialog } from './rule-dialog.tsx';

interface RuleListProps {
  readonly rules: readonly QualityRuleInfo[];
  readonly outcome: QualityOutcome | null;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Every rule with how many break it. */
export function RuleList({ rules, outcome, chosen, onChoose }: RuleListProps) {
  const t = useT('quality');
  const format = useFormat();
  const label = useLabel();
  const whyNot = useWhyNot()('qualityRule', 'update', {});
  const [editing, setEditing] = useState<QualityRuleInfo | null>(null);
  const lines = new Map(outcome?.lines.map((line) => [line.rule, line]));
  return (
    <section className="panel quality-rules" aria-label={t('rules')}>
      <dl className="figures">
        <div>
          <dt>{t('score')}</dt>
          <dd title={t('scoreHint')}>{outcome ? format.number(outcome.score) : '…'}</dd>
        </div>
        <div>
          <dt>{t('breaches')}</dt>
          <dd>
            {outcome ? format.number(outcome.lines.reduce((sum, line) => sum + line.breaches, 0)) : '…'}
          </dd>
        </div>
      </dl>
      <ul>
        {rules.map((rule) => {
          const line = lines.get(rule.id);
          const name = label(rule.label);
          const found = line && line.breaches > 0 ? qualitySeverities[rule.severity].tone : 'ok';
          const tone = line && rule.enabled ? found : 'neutral';
          return (
            <li key={rule.id} className={rule.id === chosen ? 'is-chosen' : ''}>
              <button
                type="button"
                className="quality-rule"
                aria-current={rule.id === chosen || undefined}
                onClick={() => onChoose(rule.id)}
              >
                <i className={`dot dot-${tone}`} aria-hidden="true" />
                <span>
                  {name}
                  <RuleNote rule={rule} error={line?.error ?? null} />
                </span>
                <Code>{rule.enabled ? (line ? format.number(line.breaches) : '…') : t('off')}</Code>
              </button>
              <Button
                type="text"
                icon={<EditOutlined />}
                aria-label={t('editRule', { name })}
                title={whyNot ?? t('editRule', { name })}
                disabled={whyNot !== undefined}
                onClick={() => setEditing(rule)}
              />
            </li>
          );
        })}
      </ul>
      {editing && <RuleDialog rule={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

interface RuleNoteProps {
  readonly rule: QualityRuleInfo;
  readonly error: {
    readonly code: string;
    readonly params: Record<string, string | number | boolean | null>;
  } | null;
}

function RuleNote({ rule, error }: RuleNoteProps) {
  const t = useT('quality');
  const label = useLabel();
  const language = useLanguage();
  if (error)
    return (
      <small className="tone-bad">
        {t('failed', { why: describeError(error.code, inWords(error.params, language), language) })}
      </small>
    );
  const words = [
    label(qualitySeverities[rule.severity].label),
    `${t('weight')} ${rule.weight}`,
    ...(rule.shipped ? [] : [t('own')]),
    ...(rule.changed ? [t('changed')] : []),
  ];
  return <small>{words.join(' · ')}</small>;
}
