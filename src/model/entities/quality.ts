import { qualityKinds, qualitySeverities } from '../quality.ts';
import { defineEntity } from '../types.ts';

/**
 * A rule of data quality. One that ships with Holdfast has a record only once somebody changed it: `key` says which.
 */
export const qualityRule = defineEntity({
  key: 'qualityRule',
  label: { zh: '数据质量规则', en: 'Data quality rule' },
  plural: { zh: '数据质量规则', en: 'Data quality rules' },
  title: 'zh',
  internal: true,
  fields: {
    /** Of a rule that ships with Holdfast; empty for the user's own. */
    key: { type: 'code', label: { zh: '内置规则', en: 'Shipped rule' }, maxLength: 60, indexed: true },
    zh: { type: 'text', label: { zh: '中文名', en: 'Chinese name' }, maxLength: 100 },
    en: { type: 'text', label: { zh: '英文名', en: 'English name' }, maxLength: 100 },
    kind: { type: 'choice', choices: qualityKinds, label: { zh: '种类', en: 'Kind' } },
    /** Which assets it is about, in the grammar of filter.ts; empty: all. */
    scope: { type: 'text', label: { zh: '适用范围（筛选）', en: 'Scope (filter)' }, maxLength: 4000 },
    /** What the kind asks for: `{fields: [...]}`, `{days: 365}`, `{pattern: ...}`, `{filter: ...}`. */
    parameters: { type: 'json', label: { zh: '参数', en: 'Parameters' } },
    severity: { type: 'choice', choices: qualitySeverities, label: { zh: '严重程度', en: 'Severity' } },
    /** How much a breach counts in the score, 1 to 10. */
    weight: { type: 'integer', label: { zh: '权重', en: 'Weight' }, min: 1, max: 10 },
    enabled: { type: 'boolean', label: { zh: '启用', en: 'In force' } },
  },
});
