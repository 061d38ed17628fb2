import { defineEntity, type Label } from '../types.ts';

export const baselineStates = {
  draft: { label: { zh: '草稿', en: 'Draft' }, tone: 'neutral' },
  approved: { label: { zh: '已批准', en: 'Approved' }, tone: 'ok' },
  superseded: { label: { zh: '已被取代', en: 'Superseded' }, tone: 'neutral' },
} as const;

export const changeReferenceKinds = {
  change: { label: { zh: '变更单', en: 'Change' }, tone: 'ok' },
  acknowledgement: {
    label: { zh: '已确认的未授权变更', en: 'Acknowledged unauthorised change' },
    tone: 'warning',
  },
} as const;

/** Which configuration items a baseline or an audit is about; both store it field by field. */
export const scopeFields = {
  /** In the grammar of filter.ts; empty = every asset, or only the neighbourhood where there are roots. */
  filter: { type: 'text', label: { zh: '范围（筛选）', en: 'Scope (filter)' }, maxLength: 4000 },
  /** Assets, such as a service, whose neighbourhood is meant. */
  roots: { type: 'list', label: { zh: '起点资产', en: 'Starting assets' } },
  hops: { type: 'integer', label: { zh: '跳数', en: 'Hops' }, min: 1, max: 6 },
  /** The moment whose state counts, milliseconds since 1970. */
  at: { type: 'datetime', label: { zh: '基准时点', en: 'Moment' }, readonly: true },
  /**
   * By device, the number of its newest entry that counts. Entries that arrive later by sync don't change what was fixed,
   * on whichever replica it is looked at; positions in the local log would differ from replica to replica.
   */
  seen: { type: 'json', label: { zh: '变更记录位置', en: 'Log position' }, readonly: true },
} as const;

/** The state of some configuration items at a moment, named and approved; what they differ by since is their drift. */
export const baseline = defineEntity({
  key: 'baseline',
  label: { zh: '配置基线', en: 'Baseline' },
  plural: { zh: '配置基线', en: 'Baselines' },
  title: 'name',
  searchText: ['name'],
  internal: true,
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true, maxLength: 200 },
    state: {
      type: 'choice',
      choices: baselineStates,
      label: { zh: '状态', en: 'State' },
      readonly: true,
      indexed: true,
    },
    ...scopeFields,
    items: { type: 'integer', label: { zh: '配置项数', en: 'Items' }, readonly: true },
    /** The approved one that this takes the place of once it is approved. */
    replaces: { type: 'ref', target: 'baseline', label: { zh: '取代', en: 'Replaces' } },
    madeBy: { type: 'ref', target: 'person', label: { zh: '建立人', en: 'Made by' }, readonly: true },
    approvedBy: { type: 'ref', target: 'person', label: { zh: '审批人', en: 'Approver' }, readonly: true },
    approvedAt: { type: 'datetime', label: { zh: '批准时间', en: 'Approved' }, readonly: true },
    note: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

/**
 * What authorises a change: written in the same batch as the edit, it covers all of that batch. An acknowledgement
 * names changes that had none, once somebody has looked at them.
 */
export const changeReference = defineEntity({
  key: 'changeReference',
  label: { zh: '变更单', en: 'Change reference' },
  plural: { zh: '变更单', en: 'Change references' },
  title: 'number',
  searchCodes: ['number'],
  internal: true,
  fields: {
    kind: {
      type: 'choice',
      choices: changeReferenceKinds,
      label: { zh: '类型', en: 'Kind' },
      required: true,
    },
    number: { type: 'code', label: { zh: '变更单号', en: 'Change number' }, maxLength: 100, indexed: true },
    reason: { type: 'text', label: { zh: '事由', en: 'Reason' }, maxLength: 1000 },
    /** Changes that an acknowledgement covers. */
    changes: { type: 'list', label: { zh: '变更记录', en: 'Changes' } },
    asset: { type: 'ref', target: 'asset', label: { zh: '资产', en: 'Asset' }, indexed: true },
    by: { type: 'ref', target: 'person', label: { zh: '登记人', en: 'Recorded by' }, readonly: true },
  },
});

/** What kinds of difference there are between two moments, with their words. */
export const differenceKinds = {
  added: { zh: '新增', en: 'Added' },
  removed: { zh: '移除', en: 'Removed' },
  changed: { zh: '变更', en: 'Changed' },
} as const satisfies Record<string, Label>;
