import type { Label } from '../types.ts';

/** Stocktakes and retirements. */
export const workErrors = {
  STOCKTAKE_NOT_FOUND: { zh: '没有这张盘点单。', en: 'There is no such stocktake.' },
  STOCKTAKE_NOT_COUNTING: {
    zh: '盘点单“{name}”当前不能盘点（{state}）。',
    en: 'The stocktake “{name}” is not open for counting ({state}).',
  },
  STOCKTAKE_STATE: {
    zh: '盘点单“{name}”当前状态为“{state}”，不能执行此操作。',
    en: 'The stocktake “{name}” is “{state}”; this step is not possible now.',
  },
  STOCKTAKE_EMPTY: {
    zh: '盘点范围内没有资产，请调整范围。',
    en: 'There is nothing to count in this scope; change the scope.',
  },
  COUNT_NOT_FOUND: { zh: '没有可撤销的盘点记录。', en: 'There is no count to undo.' },
  RETIREMENT_NOT_FOUND: { zh: '没有这张报废单。', en: 'There is no such retirement.' },
  RETIREMENT_STATE: {
    zh: '报废单 {number} 当前状态为“{state}”，不能执行此操作。',
    en: 'Retirement {number} is “{state}”; this step is not possible now.',
  },
  RETIREMENT_EMPTY: { zh: '请至少选择一项资产。', en: 'Choose at least one asset.' },
  ASSET_NOT_RETIRABLE: {
    zh: '资产“{tag}”当前状态为“{status}”，不能申请报废。',
    en: 'The asset “{tag}” is “{status}” and cannot be put up for retirement.',
  },
  NOT_YOUR_REQUEST: {
    zh: '只有申请人本人可以撤回申请。',
    en: 'Only the person who filed the request can withdraw it.',
  },
  LAST_MEDIUM: {
    zh: '资产“{tag}”属于含存储介质的设备，至少保留一条介质记录；确无介质时，请把结果登记为“经核实无介质”。',
    en: 'The asset “{tag}” is of a kind that holds data, so one medium must stay; if there is none, record “No medium, verified”.',
  },
  SAME_PERSON: {
    zh: '操作人与核验人必须是两个人。',
    en: 'Operator and verifier must be two different people.',
  },
  MEDIA_UNPROVEN: {
    zh: '还有 {missing} 件存储介质没有完整的清除证据，不能处置。',
    en: '{missing} data-bearing media still lack their proof of sanitisation; disposal is not possible yet.',
  },
  NOT_APPROVED_YET: {
    zh: '批准之前不能登记信息清除。',
    en: 'Sanitisation cannot be recorded before the approval.',
  },
  NUMBER_NOT_SHARED: {
    zh: '单号 {number} 没有重复，无需更换。',
    en: 'No other retirement has the number {number}; it stays.',
  },
} as const satisfies Record<string, Label>;
