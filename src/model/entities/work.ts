import {
  conditions,
  countOutcomes,
  disposals,
  mediumKinds,
  mediumResults,
  retirementReasons,
  retirementStates,
  sanitisations,
  stocktakeStates,
} from '../choices.ts';
import { defineEntity } from '../types.ts';

/** One stocktake sheet. What is expected stands in `expectation` records, frozen at the start. */
export const stocktake = defineEntity({
  key: 'stocktake',
  label: { zh: '盘点单', en: 'Stocktake' },
  plural: { zh: '盘点', en: 'Stocktakes' },
  title: 'name',
  searchText: ['name'],
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true },
    state: { type: 'choice', choices: stocktakeStates, label: { zh: '状态', en: 'State' }, readonly: true },
    /** The filter in the grammar of filter.ts; empty = the whole register. */
    filter: { type: 'text', label: { zh: '盘点范围', en: 'Scope' }, maxLength: 4000 },
    locations: { type: 'list', label: { zh: '盘点地点', en: 'Locations' } },
    expected: { type: 'integer', label: { zh: '应盘数量', en: 'Expected' }, readonly: true },
    due: { type: 'date', label: { zh: '截止日期', en: 'Due' } },
    startedAt: { type: 'datetime', label: { zh: '开始时间', en: 'Started' }, readonly: true },
    closedAt: { type: 'datetime', label: { zh: '结束时间', en: 'Closed' }, readonly: true },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

/** Up to 1,000 expected lines of a stocktake in one log entry: one entry a line costs ten times as much. */
export const expectation = defineEntity({
  key: 'expectation',
  label: { zh: '应盘清单', en: 'Expected lines' },
  plural: { zh: '应盘清单', en: 'Expected lines' },
  title: 'stocktake',
  internal: true,
  fields: {
    stocktake: {
      type: 'ref',
      target: 'stocktake',
      label: { zh: '盘点单', en: 'Stocktake' },
      required: true,
      indexed: true,
    },
    /** In the packed form of src/core/log/expected-lines.ts. */
    lines: { type: 'json', label: { zh: '明细', en: 'Lines' }, required: true },
  },
});

/** One scan: what was read, where, by whom, and what that meant. Condition, user and note may be added; else it is only undone. */
export const count = defineEntity({
  key: 'count',
  label: { zh: '盘点记录', en: 'Count' },
  plural: { zh: '盘点记录', en: 'Counts' },
  title: 'label',
  searchCodes: ['label'],
  internal: true,
  fields: {
    stocktake: {
      type: 'ref',
      target: 'stocktake',
      label: { zh: '盘点单', en: 'Stocktake' },
      required: true,
      indexed: true,
    },
    label: { type: 'code', label: { zh: '扫描内容', en: 'Label' }, required: true, maxLength: 400 },
    asset: { type: 'ref', target: 'asset', label: { zh: '资产', en: 'Asset' }, indexed: true },
    location: { type: 'ref', target: 'location', label: { zh: '实际位置', en: 'Found at' } },
    user: { type: 'ref', target: 'person', label: { zh: '实际使用人', en: 'Found with' } },
    counter: { type: 'ref', target: 'person', label: { zh: '盘点人', en: 'Counter' } },
    at: { type: 'datetime', label: { zh: '时间', en: 'Time' } },
    /** What the counter was told. Kept, so that a result does not drift when the register goes on. */
    outcome: { type: 'choice', choices: countOutcomes, label: { zh: '盘点结果', en: 'Outcome' } },
    condition: { type: 'choice', choices: conditions, label: { zh: '状况', en: 'Condition' } },
    notes: { type: 'text', label: { zh: '备注', en: 'Notes' } },
  },
});

export const retirement = defineEntity({
  key: 'retirement',
  label: { zh: '报废单', en: 'Retirement' },
  plural: { zh: '报废处置', en: 'Retirements' },
  title: 'title',
  code: 'number',
  searchText: ['title'],
  searchCodes: ['number'],
  fields: {
    number: {
      type: 'code',
      label: { zh: '单号', en: 'Number' },
      unique: true,
      indexed: true,
      readonly: true,
    },
    title: { type: 'text', label: { zh: '标题', en: 'Title' }, required: true },
    state: { type: 'choice', choices: retirementStates, label: { zh: '状态', en: 'State' }, readonly: true },
    reason: {
      type: 'choice',
      choices: retirementReasons,
      label: { zh: '报废原因', en: 'Reason' },
      required: true,
    },
    explanation: { type: 'longtext', label: { zh: '说明', en: 'Explanation' } },
    requester: { type: 'ref', target: 'person', label: { zh: '申请人', en: 'Requester' }, readonly: true },
    requestedAt: { type: 'datetime', label: { zh: '申请时间', en: 'Requested' }, readonly: true },
    approver: { type: 'ref', target: 'person', label: { zh: '审批人', en: 'Approver' }, readonly: true },
    decidedAt: { type: 'datetime', label: { zh: '审批时间', en: 'Decided' }, readonly: true },
    decisionNote: { type: 'text', label: { zh: '审批意见', en: 'Decision note' }, readonly: true },
    /** Number of the approval when it was given elsewhere (钉钉, 飞书, OA, paper). */
    approvalNo: { type: 'code', label: { zh: '外部审批单号', en: 'External approval number' } },
    disposal: { type: 'choice', choices: disposals, label: { zh: '处置方式', en: 'Disposal' } },
    recipient: { type: 'text', label: { zh: '接收方', en: 'Recipient' } },
    disposedAt: { type: 'datetime', label: { zh: '处置时间', en: 'Disposed' }, readonly: true },
    disposedBy: {
      type: 'ref',
      target: 'person',
      label: { zh: '处置经办人', en: 'Disposal handler' },
      readonly: true,
    },
  },
});

export const retirementItem = defineEntity({
  key: 'retirementItem',
  label: { zh: '报废明细', en: 'Retirement item' },
  plural: { zh: '报废明细', en: 'Retirement items' },
  title: 'asset',
  internal: true,
  fields: {
    retirement: {
      type: 'ref',
      target: 'retirement',
      label: { zh: '报废单', en: 'Retirement' },
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
    /** The state to go back to when the request is refused or withdrawn. */
    statusBefore: { type: 'code', label: { zh: '原状态', en: 'State before' } },
  },
});

/** One data-bearing medium and the proof that it was sanitised. */
export const medium = defineEntity({
  key: 'medium',
  label: { zh: '存储介质', en: 'Data-bearing medium' },
  plural: { zh: '存储介质', en: 'Data-bearing media' },
  title: 'serial',
  internal: true,
  fields: {
    retirement: {
      type: 'ref',
      target: 'retirement',
      label: { zh: '报废单', en: 'Retirement' },
      required: true,
      indexed: true,
    },
    asset: {
      type: 'ref',
      target: 'asset',
      label: { zh: '设备', en: 'Asset' },
      required: true,
      indexed: true,
    },
    serial: { type: 'code', label: { zh: '介质序列号', en: 'Medium serial' } },
    kind: { type: 'choice', choices: mediumKinds, label: { zh: '类型', en: 'Kind' } },
    capacity: { type: 'text', label: { zh: '容量', en: 'Capacity' } },
    method: { type: 'choice', choices: sanitisations, label: { zh: '方法', en: 'Method' } },
    technique: { type: 'text', label: { zh: '技术与工具', en: 'Technique and tool' } },
    operator: { type: 'ref', target: 'person', label: { zh: '操作人', en: 'Operator' } },
    verifier: { type: 'ref', target: 'person', label: { zh: '核验人', en: 'Verifier' } },
    date: { type: 'date', label: { zh: '日期', en: 'Date' } },
    result: { type: 'choice', choices: mediumResults, label: { zh: '结果', en: 'Result' } },
    evidence: { type: 'text', label: { zh: '证据编号', en: 'Evidence reference' } },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

export const handover = defineEntity({
  key: 'handover',
  label: { zh: '移交', en: 'Handover' },
  plural: { zh: '移交记录', en: 'Handovers' },
  title: 'asset',
  fields: {
    asset: {
      type: 'ref',
      target: 'asset',
      label: { zh: '资产', en: 'Asset' },
      required: true,
      indexed: true,
    },
    from: { type: 'ref', target: 'person', label: { zh: '移交人', en: 'From' } },
    to: { type: 'ref', target: 'person', label: { zh: '接收人', en: 'To' } },
    at: { type: 'datetime', label: { zh: '时间', en: 'Time' } },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});
