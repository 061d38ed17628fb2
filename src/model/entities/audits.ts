import { defineEntity } from '../types.ts';
import { scopeFields } from './baselines.ts';

export const auditStates = {
  open: { label: { zh: '核查中', en: 'Open' }, tone: 'info' },
  closed: { label: { zh: '已结束', en: 'Closed' }, tone: 'ok' },
} as const;

export const auditResults = {
  pending: { label: { zh: '待核查', en: 'To check' }, tone: 'neutral' },
  conform: { label: { zh: '符合', en: 'Conforms' }, tone: 'ok' },
  nonconform: { label: { zh: '不符合', en: 'Does not conform' }, tone: 'bad' },
} as const;

export const nonconformityStates = {
  open: { label: { zh: '整改中', en: 'Open' }, tone: 'warning' },
  closed: { label: { zh: '已关闭', en: 'Closed' }, tone: 'ok' },
} as const;

/** A sample of configuration items that is checked against reality, one by one. */
export const configurationAudit = defineEntity({
  key: 'configurationAudit',
  label: { zh: '配置审计', en: 'Configuration audit' },
  plural: { zh: '配置审计', en: 'Configuration audits' },
  title: 'name',
  searchText: ['name'],
  internal: true,
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true, maxLength: 200 },
    state: { type: 'choice', choices: auditStates, label: { zh: '状态', en: 'State' }, readonly: true },
    baseline: { type: 'ref', target: 'baseline', label: { zh: '配置基线', en: 'Baseline' } },
    ...scopeFields,
    /** With it the same sample can be drawn from the same items again. */
    seed: { type: 'code', label: { zh: '随机种子', en: 'Seed' }, readonly: true, maxLength: 100 },
    stratified: { type: 'boolean', label: { zh: '按类别分层', en: 'Stratified by class' }, readonly: true },
    population: { type: 'integer', label: { zh: '总体', en: 'Population' }, readonly: true },
    sample: { type: 'integer', label: { zh: '样本量', en: 'Sample' }, readonly: true },
    auditor: { type: 'ref', target: 'person', label: { zh: '审计员', en: 'Auditor' }, readonly: true },
    closedAt: { type: 'datetime', label: { zh: '结束时间', en: 'Closed' }, readonly: true },
    closedBy: { type: 'ref', target: 'person', label: { zh: '结束人', en: 'Closed by' }, readonly: true },
    note: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

/** One configuration item of a sample and what was found. */
export const auditItem = defineEntity({
  key: 'auditItem',
  label: { zh: '审计样本', en: 'Audit item' },
  plural: { zh: '审计样本', en: 'Audit items' },
  title: 'asset',
  internal: true,
  fields: {
    audit: {
      type: 'ref',
      target: 'configurationAudit',
      label: { zh: '配置审计', en: 'Configuration audit' },
      required: true,
      indexed: true,
    },
    asset: {
      type: 'ref',
      target: 'asset',
      label: { zh: '资产', en: 'Asset' },
      required: true,
      indexed: true,
    },
    n: { type: 'integer', label: { zh: '序号', en: 'No.' } },
    result: { type: 'choice', choices: auditResults, label: { zh: '结果', en: 'Result' } },
    finding: { type: 'longtext', label: { zh: '发现', en: 'Finding' } },
    evidence: { type: 'text', label: { zh: '证据', en: 'Evidence' } },
    checkedBy: { type: 'ref', target: 'person', label: { zh: '核查人', en: 'Checked by' } },
    checkedAt: { type: 'datetime', label: { zh: '核查时间', en: 'Checked' } },
  },
});

/** Something found not to conform, followed until it is closed. */
export const nonconformity = defineEntity({
  key: 'nonconformity',
  label: { zh: '不符合项', en: 'Nonconformity' },
  plural: { zh: '不符合项', en: 'Nonconformities' },
  title: 'finding',
  internal: true,
  fields: {
    audit: {
      type: 'ref',
      target: 'configurationAudit',
      label: { zh: '配置审计', en: 'Configuration audit' },
      required: true,
      indexed: true,
    },
    item: {
      type: 'ref',
      target: 'auditItem',
      label: { zh: '审计样本', en: 'Audit item' },
      required: true,
      indexed: true,
    },
    asset: {
      type: 'ref',
      target: 'asset',
      label: { zh: '资产', en: 'Asset' },
      required: true,
      indexed: true,
    },
    finding: { type: 'longtext', label: { zh: '不符合事实', en: 'Finding' }, required: true },
    state: { type: 'choice', choices: nonconformityStates, label: { zh: '状态', en: 'State' } },
    owner: { type: 'ref', target: 'person', label: { zh: '责任人', en: 'Owner' } },
    due: { type: 'date', label: { zh: '整改期限', en: 'Due' } },
    action: { type: 'longtext', label: { zh: '纠正措施', en: 'Corrective action' } },
    evidence: { type: 'text', label: { zh: '关闭依据', en: 'Evidence of closure' } },
    closedBy: { type: 'ref', target: 'person', label: { zh: '关闭人', en: 'Closed by' } },
    closedAt: { type: 'datetime', label: { zh: '关闭时间', en: 'Closed' } },
  },
});
