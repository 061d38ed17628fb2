import type { Label } from '../types.ts';

/** Laying the finance ledger beside the register. */
export const ledgerErrors = {
  RECONCILIATION_NOT_FOUND: {
    zh: '没有这次账账核对，可能已被撤销。',
    en: 'There is no such reconciliation; it may have been undone.',
  },
  LEDGER_LINE_GONE: {
    zh: '这一行已经变化，请刷新后再试。',
    en: 'This line has changed meanwhile; look at it again.',
  },
  LEDGER_NO_CARDS: {
    zh: '“{sheet}”中没有可用的卡片：{rows} 行中跳过 {skipped} 行，拒绝 {rejected} 行。请检查表头行和列的对应关系。',
    en: '“{sheet}” holds no usable card: of {rows} rows {skipped} were skipped and {rejected} rejected. Check the header row and the columns.',
  },
  LEDGER_MAPPING_NEEDS: {
    zh: '至少要对应“原值”，以及“卡片编号”“固定资产编号”“固定资产名称”之一。',
    en: 'Match at least the cost, and one of card number, fixed-asset number and name.',
  },
  LEDGER_PERIOD: {
    zh: '“{period}”不是会计期间，应为 2026-10 这样的年月。',
    en: '“{period}” is no period; write year and month like 2026-10.',
  },
  LEDGER_TAKE_OVER_STALE: {
    zh: '预览之后台账或对应关系有变动，没有写入任何内容。请重新预览。',
    en: 'The register or the matches have changed since the preview; nothing was written. Look at the preview again.',
  },
  LEDGER_TAKE_OVER_EMPTY: {
    zh: '所选范围内没有可以带入的内容。',
    en: 'There is nothing to take over in what was chosen.',
  },
  LEDGER_CARD_NAMELESS: {
    zh: '这一行没有卡片编号、固定资产编号或名称，无法识别是哪张卡片。',
    en: 'The row has neither card number, fixed-asset number nor name, so there is no telling which card it is.',
  },
  LEDGER_CARD_REPEATED: {
    zh: '卡片编号“{value}”在第 {first} 行已出现，两行均保留，金额合并计算。',
    en: 'The card number “{value}” stands in row {first} already; both rows count, their amounts are added.',
  },
  LEDGER_COST_MISSING: {
    zh: '没有原值，按 0 计。',
    en: 'There is no cost; it counts as 0.',
  },
  LEDGER_NET_ODD: {
    zh: '净值 {value} 不等于原值减累计折旧（{expected}），按财务账原样保留。',
    en: 'The net value {value} is not cost less depreciation ({expected}); it is kept as the ledger has it.',
  },
  LEDGER_QUANTITY_ODD: {
    zh: '数量“{value}”不是正数，按 1 计。',
    en: 'The quantity “{value}” is not positive; it counts as 1.',
  },
  LEDGER_DEPARTMENT_UNKNOWN: {
    zh: '台账中没有唯一的部门“{value}”，未带入。',
    en: 'The register has no single department “{value}”; it was not taken over.',
  },
} as const satisfies Record<string, Label>;
