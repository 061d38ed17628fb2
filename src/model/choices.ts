import type { Choice } from './types.ts';

const as = <const C extends Record<string, Choice>>(choices: C): C => choices;

export const criticalities = as({
  critical: { label: { zh: '关键', en: 'Critical' }, tone: 'bad', synonyms: ['核心', '非常重要', 'p1'] },
  high: { label: { zh: '重要', en: 'High' }, tone: 'warning', synonyms: ['高', 'p2'] },
  medium: { label: { zh: '一般', en: 'Medium' }, tone: 'info', synonyms: ['中', '普通', 'p3'] },
  low: { label: { zh: '次要', en: 'Low' }, tone: 'neutral', synonyms: ['低', 'p4'] },
});

/** Totals of money never mix kinds: leased and third-party things are not ours. */
export const kinds = as({
  fixed: { label: { zh: '固定资产', en: 'Fixed asset' }, synonyms: ['固资'] },
  lowValue: { label: { zh: '低值易耗品', en: 'Low-value item' }, synonyms: ['低值', '低耗'] },
  leased: { label: { zh: '租赁', en: 'Leased' }, synonyms: ['租用', '租入'] },
  thirdParty: { label: { zh: '第三方', en: 'Third-party' }, synonyms: ['他方资产', '代管'] },
});

export const currencies = as({
  CNY: { label: { zh: '人民币', en: 'CNY' }, synonyms: ['rmb', '元', '¥', '￥', 'cny'] },
  USD: { label: { zh: '美元', en: 'USD' }, synonyms: ['$', 'us$', 'dollar'] },
  EUR: { label: { zh: '欧元', en: 'EUR' }, synonyms: ['€', 'euro'] },
  HKD: { label: { zh: '港元', en: 'HKD' }, synonyms: ['hk$', '港币'] },
  GBP: { label: { zh: '英镑', en: 'GBP' }, synonyms: ['£'] },
  JPY: { label: { zh: '日元', en: 'JPY' }, synonyms: ['yen'] },
});

/**
 * Amounts of every currency are kept in hundredths of its unit, those of yen too: sums, filters, imports and ledgers need no
 * look at the currency then, and naming another currency for an asset does not make its amount a hundred times as much.
 */
export const moneyScale = 100;

/** Digits after the point in which amounts of a currency are shown and typed. */
export function currencyDigits(currency: string | null | undefined): 0 | 2 {
  return currency === 'JPY' ? 0 : 2;
}

export const depreciationMethods = as({
  straightLine: {
    label: { zh: '平均年限法', en: 'Straight line' },
    synonyms: ['直线法', '年限平均法', '平均年限法(一)', '平均年限法(二)'],
  },
  doubleDeclining: { label: { zh: '双倍余额递减法', en: 'Double declining balance' } },
  sumOfYears: { label: { zh: '年数总和法', en: 'Sum of the years’ digits' } },
  none: { label: { zh: '不提折旧', en: 'None' }, synonyms: ['不折旧'] },
});

/** NIST SP 800-88r2: Clear, Purge, Destroy. */
export const sanitisations = as({
  clear: { label: { zh: '清除', en: 'Clear' }, synonyms: ['覆写', 'overwrite'] },
  purge: { label: { zh: '净化', en: 'Purge' }, synonyms: ['消磁', 'crypto erase'] },
  destroy: { label: { zh: '销毁', en: 'Destroy' }, synonyms: ['粉碎', 'shred'] },
});

export const locationKinds = as({
  region: { label: { zh: '区域', en: 'Region' } },
  site: { label: { zh: '园区', en: 'Site' } },
  building: { label: { zh: '楼', en: 'Building' } },
  floor: { label: { zh: '层', en: 'Floor' } },
  room: { label: { zh: '房间', en: 'Room' } },
  rack: { label: { zh: '机柜', en: 'Rack' } },
  unit: { label: { zh: 'U 位', en: 'Rack unit' } },
});

/** Which side of a rack a thing is mounted on; `both` where it takes the whole depth. */
export const rackFaces = as({
  front: { label: { zh: '正面', en: 'Front' } },
  rear: { label: { zh: '背面', en: 'Rear' } },
  both: { label: { zh: '全深', en: 'Full depth' }, synonyms: ['both', '双面'] },
});

export const organisationKinds = as({
  own: { label: { zh: '本单位', en: 'Own company' } },
  manufacturer: { label: { zh: '厂商', en: 'Manufacturer' } },
  supplier: { label: { zh: '供应商', en: 'Supplier' } },
  serviceProvider: { label: { zh: '服务商', en: 'Service provider' } },
});

export const stocktakeStates = as({
  draft: { label: { zh: '草稿', en: 'Draft' }, tone: 'neutral' },
  counting: { label: { zh: '盘点中', en: 'Counting' }, tone: 'info' },
  closed: { label: { zh: '已结束', en: 'Closed' }, tone: 'ok' },
  cancelled: { label: { zh: '已取消', en: 'Cancelled' }, tone: 'neutral' },
});

/** What a count says of its asset, in the order in which they are tried. */
export const countOutcomes = as({
  unknown: { label: { zh: '未登记标签', en: 'Unknown label' }, tone: 'bad' },
  retired: { label: { zh: '已报废', en: 'Retired' }, tone: 'bad' },
  unexpected: { label: { zh: '不在本次盘点范围', en: 'Not in this stocktake' }, tone: 'warning' },
  elsewhere: { label: { zh: '位置不符', en: 'Misplaced' }, tone: 'warning' },
  otherUser: { label: { zh: '使用人不符', en: 'Wrong user' }, tone: 'warning' },
  expected: { label: { zh: '相符', en: 'As expected' }, tone: 'ok' },
});

export const retirementStates = as({
  requested: { label: { zh: '待审批', en: 'Awaiting approval' }, tone: 'pending' },
  approved: { label: { zh: '已批准', en: 'Approved' }, tone: 'info' },
  rejected: { label: { zh: '未批准', en: 'Not approved' }, tone: 'bad' },
  disposed: { label: { zh: '已处置', en: 'Disposed' }, tone: 'ok' },
  withdrawn: { label: { zh: '已撤回', en: 'Withdrawn' }, tone: 'neutral' },
});

export const retirementReasons = as({
  endOfLife: { label: { zh: '到达使用年限', en: 'End of life' } },
  broken: { label: { zh: '损坏且无修复价值', en: 'Beyond economic repair' } },
  obsolete: { label: { zh: '技术淘汰', en: 'Obsolete' } },
  lost: { label: { zh: '遗失', en: 'Lost' } },
  other: { label: { zh: '其他', en: 'Other' } },
});

export const disposals = as({
  recycled: { label: { zh: '回收', en: 'Recycled' } },
  sold: { label: { zh: '出售', en: 'Sold' } },
  donated: { label: { zh: '捐赠', en: 'Donated' } },
  scrapped: { label: { zh: '拆解销毁', en: 'Scrapped' } },
  returned: { label: { zh: '退还出租方', en: 'Returned to lessor' } },
});

export const mediumKinds = as({
  hdd: { label: { zh: '机械硬盘', en: 'Hard disk' } },
  ssd: { label: { zh: '固态硬盘', en: 'Solid-state drive' } },
  flash: { label: { zh: '闪存/存储卡', en: 'Flash or card' } },
  tape: { label: { zh: '磁带', en: 'Tape' } },
  optical: { label: { zh: '光盘', en: 'Optical disc' } },
  other: { label: { zh: '其他', en: 'Other' } },
});

export const mediumResults = as({
  pending: { label: { zh: '未处理', en: 'Not done yet' }, tone: 'bad' },
  passed: { label: { zh: '合格', en: 'Passed' }, tone: 'ok' },
  failed: { label: { zh: '不合格', en: 'Failed' }, tone: 'bad' },
  noMedium: { label: { zh: '经核实无介质', en: 'No medium, verified' }, tone: 'neutral' },
});

export const conditions = as({
  good: { label: { zh: '完好', en: 'Good' }, tone: 'ok' },
  damaged: { label: { zh: '损坏', en: 'Damaged' }, tone: 'bad' },
});
