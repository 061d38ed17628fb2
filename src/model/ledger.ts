import type { Choice, FieldDef, Label } from './types.ts';

/** What a column of a finance ledger's card list can hold. */
export interface LedgerTarget {
  readonly label: Label;
  /** What the finance systems call it: 用友 U8/NC, 金蝶 K3/星空, 浪潮, SAP and others. */
  readonly synonyms: readonly string[];
  readonly field: FieldDef;
}

const field = (type: FieldDef['type'], more: Partial<FieldDef> = {}): FieldDef => ({
  type,
  label: { zh: '', en: '' },
  ...more,
});
const months: Label = { zh: '月', en: 'months' };

/** In the order in which the columns are offered. */
export const ledgerTargets = {
  cardNo: {
    label: { zh: '卡片编号', en: 'Card number' },
    synonyms: [
      '卡片号',
      '卡片编码',
      '资产卡片编号',
      '固定资产卡片编号',
      '固定资产卡片号',
      'card no',
      'card code',
    ],
    field: field('code', { maxLength: 200 }),
  },
  assetNo: {
    label: { zh: '固定资产编号', en: 'Fixed-asset number' },
    synonyms: [
      '资产编号',
      '资产编码',
      '固定资产编码',
      '固定资产代码',
      '资产代码',
      '资产号',
      'asset',
      'asset number',
      'asset no',
      'asset code',
      'asset id',
      'fixed asset no',
      'inventory number',
    ],
    field: field('code', { maxLength: 200 }),
  },
  subNo: {
    label: { zh: '次级编号', en: 'Sub-number' },
    synonyms: ['次级资产编号', '子编号', 'subnumber', 'sub no', 'asset subnumber', 'sub'],
    field: field('code', { maxLength: 40 }),
  },
  name: {
    label: { zh: '固定资产名称', en: 'Name' },
    synonyms: [
      '资产名称',
      '名称',
      '卡片名称',
      'asset name',
      'description',
      'asset description',
      'asset text',
      'item',
    ],
    field: field('text', { maxLength: 500 }),
  },
  category: {
    label: { zh: '类别名称', en: 'Category' },
    synonyms: [
      '资产类别',
      '类别',
      '固定资产类别',
      '资产类别名称',
      '资产分类',
      'asset class',
      'category',
      'class',
    ],
    field: field('text', { maxLength: 200 }),
  },
  spec: {
    label: { zh: '规格型号', en: 'Specification' },
    synonyms: ['规格', '型号', '型号规格', '规格/型号', 'model', 'specification', 'additional description'],
    field: field('text', { maxLength: 500 }),
  },
  serial: {
    label: { zh: '序列号', en: 'Serial number' },
    synonyms: ['出厂编号', '机身编号', 'sn', 's/n', '设备序列号', 'serial', 'serial no'],
    field: field('code', { maxLength: 300 }),
  },
  quantity: {
    label: { zh: '数量', en: 'Quantity' },
    synonyms: ['资产数量', '期末数量', 'qty', 'count'],
    field: field('number'),
  },
  unit: {
    label: { zh: '计量单位', en: 'Unit' },
    synonyms: ['单位', 'unit of measure', 'uom', 'base unit'],
    field: field('text', { maxLength: 40 }),
  },
  cost: {
    label: { zh: '原值', en: 'Cost' },
    synonyms: [
      '资产原值',
      '账面原值',
      '本币原值',
      '原币金额',
      '原币原值',
      '期末原值',
      '入账价值',
      '原价',
      '固定资产原值',
      'acquis.val.',
      'acquisition value',
      'acquisition cost',
      'apc',
      'original cost',
      'gross value',
      'cost',
    ],
    field: field('money'),
  },
  depreciation: {
    label: { zh: '累计折旧', en: 'Accumulated depreciation' },
    synonyms: [
      '累计折旧额',
      '期末累计折旧',
      '本币累计折旧',
      'accum.dep.',
      'accumulated dep',
      'accumulated depreciation',
      'acc. depreciation',
      'accum depreciation',
    ],
    field: field('money'),
  },
  impairment: {
    label: { zh: '减值准备', en: 'Impairment' },
    synonyms: ['累计减值准备', '减值', 'impairment loss', 'provision'],
    field: field('money'),
  },
  net: {
    label: { zh: '净值', en: 'Net book value' },
    synonyms: [
      '账面净值',
      '资产净值',
      '净额',
      '账面价值',
      '期末净值',
      'book val.',
      'book value',
      'net value',
      'nbv',
    ],
    field: field('money'),
  },
  salvageRate: {
    label: { zh: '净残值率', en: 'Salvage rate' },
    synonyms: ['残值率', '预计净残值率', '净残值率(%)', 'salvage %', 'residual rate'],
    field: field('number', { unit: { zh: '%', en: '%' } }),
  },
  usefulLife: {
    label: { zh: '使用年限（月）', en: 'Useful life (months)' },
    synonyms: [
      '使用年限',
      '使用月限',
      '使用年限(月)',
      '预计使用期间',
      '预计使用期间数',
      '预计使用年限',
      '折旧年限',
      '使用期限',
      'useful life',
      'planned life',
      'life',
    ],
    field: field('number', { unit: months }),
  },
  startDate: {
    label: { zh: '开始使用日期', en: 'Start date' },
    synonyms: [
      '启用日期',
      '使用日期',
      '开始使用时间',
      '投用日期',
      '资本化日期',
      'cap. date',
      'capitalized on',
      'capitalization date',
      'capitalisation date',
      'in-service date',
      'start date',
    ],
    field: field('date'),
  },
  bookingDate: {
    label: { zh: '入账日期', en: 'Booking date' },
    synonyms: [
      '财务入账日期',
      '记账日期',
      '录入日期',
      'posting date',
      'booking date',
      'first acquisition on',
    ],
    field: field('date'),
  },
  endDate: {
    label: { zh: '减少日期', en: 'Deactivation date' },
    synonyms: [
      '注销日期',
      '清理日期',
      '报废日期',
      '处置日期',
      'deact. date',
      'deactivation',
      'retirement date',
      'disposal date',
    ],
    field: field('date'),
  },
  status: {
    label: { zh: '使用状况', en: 'Status' },
    synonyms: ['资产状态', '使用状态', '状态', '卡片状态', '使用情况', 'status', 'asset status'],
    field: field('text', { maxLength: 100 }),
  },
  origin: {
    label: { zh: '增加方式', en: 'Origin' },
    synonyms: ['变动方式', '取得方式', '来源', 'origin', 'acquisition type'],
    field: field('text', { maxLength: 100 }),
  },
  department: {
    label: { zh: '使用部门', en: 'Department' },
    synonyms: [
      '部门',
      '使用部门名称',
      '所属部门',
      '部门名称',
      '使用单位',
      'department',
      'cost center',
      'cost centre',
      'cost center name',
    ],
    field: field('text', { maxLength: 500 }),
  },
  location: {
    label: { zh: '存放地点', en: 'Location' },
    synonyms: ['存放位置', '地点', '位置', '资产位置', 'location', 'room', 'plant'],
    field: field('text', { maxLength: 500 }),
  },
  custodian: {
    label: { zh: '使用人', en: 'Person' },
    synonyms: ['保管人', '责任人', '使用人/保管人', 'person', 'custodian', 'user', 'personnel number'],
    field: field('text', { maxLength: 200 }),
  },
  notes: {
    label: { zh: '备注', en: 'Notes' },
    synonyms: ['摘要', '说明', 'remark', 'remarks', 'notes', 'comment'],
    field: field('text', { maxLength: 4000 }),
  },
} as const satisfies Record<string, LedgerTarget>;

export type LedgerTargetKey = keyof typeof ledgerTargets;
export const ledgerTargetKeys = Object.keys(ledgerTargets) as LedgerTargetKey[];

export function isLedgerTarget(key: unknown): key is LedgerTargetKey {
  return typeof key === 'string' && Object.hasOwn(ledgerTargets, key);
}

const as = <const C extends Record<string, Choice>>(choices: C): C => choices;

/** Where a line of a reconciliation stands. */
export const ledgerLineKinds = as({
  matched: { label: { zh: '账账相符', en: 'Agrees' }, tone: 'ok' },
  different: { label: { zh: '有差异', en: 'Differs' }, tone: 'warning' },
  onlyLedger: { label: { zh: '有账无物', en: 'Only in ledger' }, tone: 'bad' },
  onlyRegister: { label: { zh: '有物无账', en: 'Only in register' }, tone: 'info' },
  ambiguous: { label: { zh: '待确认', en: 'In doubt' }, tone: 'pending' },
  apart: { label: { zh: '不应入账', en: 'Not for the ledger' }, tone: 'neutral' },
});
export type LedgerLineKind = keyof typeof ledgerLineKinds;

/** What can differ between the cards and the assets of a line, in the order in which it is told. */
export const ledgerDifferences = as({
  cost: { label: { zh: '原值', en: 'Cost' } },
  quantity: { label: { zh: '数量', en: 'Quantity' } },
  status: { label: { zh: '状态', en: 'Status' } },
  department: { label: { zh: '部门', en: 'Department' } },
  name: { label: { zh: '名称', en: 'Name' } },
  startDate: { label: { zh: '启用日期', en: 'Start date' } },
});
export type LedgerDifference = keyof typeof ledgerDifferences;
export const ledgerDifferenceKeys = Object.keys(ledgerDifferences) as LedgerDifference[];

/** By what a card and an asset were brought together, the strongest first. */
export const ledgerReasons = as({
  hand: { label: { zh: '人工对应', en: 'By hand' } },
  number: { label: { zh: '财务编号', en: 'Finance number' } },
  serial: { label: { zh: '序列号', en: 'Serial number' } },
  attributes: { label: { zh: '名称 + 日期 + 原值', en: 'Name + date + cost' } },
});
export type LedgerReason = keyof typeof ledgerReasons;

/** Why an asset without a card is no difference. */
export const ledgerApart = as({
  lowValue: { label: { zh: '低值易耗品', en: 'Low-value items' } },
  leased: { label: { zh: '租赁', en: 'Leased' } },
  thirdParty: { label: { zh: '第三方', en: 'Third-party' } },
  intangible: { label: { zh: '软件、虚拟与网络资源等', en: 'Software, virtual and network resources' } },
  notYet: { label: { zh: '计划中、已订购', en: 'Planned or ordered' } },
});
export type LedgerApart = keyof typeof ledgerApart;

/** Lines of the bridge 余额调节表, from the register's total to the ledger's; amounts between them carry their sign. */
export const ledgerBridge = {
  register: { zh: '台账合计', en: 'Total of the register' },
  onlyRegister: { zh: '有物无账', en: 'Only in the register' },
  ambiguousRegister: { zh: '待确认资产', en: 'Assets in doubt' },
  onlyLedger: { zh: '有账无物', en: 'Only in the ledger' },
  ambiguousLedger: { zh: '待确认卡片', en: 'Cards in doubt' },
  goneHere: { zh: '台账已报废、账未核销', en: 'Retired here, booked' },
  otherKind: { zh: '台账非固定资产、账有卡片', en: 'Other kind here, booked' },
  difference: { zh: '已对应差额', en: 'Matched differences' },
  ledger: { zh: '财务账合计', en: 'Total of the ledger' },
} as const satisfies Record<string, Label>;
export type LedgerBridgeKey = keyof typeof ledgerBridge;
export const ledgerBridgeKeys = Object.keys(ledgerBridge) as LedgerBridgeKey[];

/** What can be taken over from the ledger into the register. */
export const ledgerTakeOver = {
  ledgerNo: { zh: '财务编号', en: 'Ledger number' },
  cost: { zh: '原值', en: 'Cost' },
  bookingDate: { zh: '入账日期', en: 'Booking date' },
  usefulLife: { zh: '使用年限', en: 'Useful life' },
  salvageRate: { zh: '残值率', en: 'Salvage rate' },
  department: { zh: '使用部门', en: 'Using department' },
} as const satisfies Record<string, Label>;
export type LedgerTakeOver = keyof typeof ledgerTakeOver;
export const ledgerTakeOverKeys = Object.keys(ledgerTakeOver) as LedgerTakeOver[];
