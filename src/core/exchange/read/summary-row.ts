import { type Cell, cellText } from './types.ts';

/** What a column means, as far as it matters here. */
export interface TargetColumn {
  readonly index: number;
  /** Import target; null for a column that isn't imported. */
  readonly target: string | null;
}

/** Targets by which a row says which record it is. */
const identifying = new Set([
  'id',
  'tag',
  'name',
  'serial',
  'ledgerNo',
  'hostname',
  'number',
  'username',
  'source',
  'target',
  'path',
]);

/** Nothing but the word, a colon or bracket behind it, or the sum itself. */
const totals =
  /^(本页|本表|以上|本类|本部门|全部)?(合计|小计|总计|共计|累计|总合计|合计数|汇总)(金额|数量|人民币)?([:：(（].*|[\d.,¥￥元整台件个套]*)$/;
const subtotal = /\S(合计|小计|总计|汇总)$|\S\s+(sub-?total|total)$/i;
const englishTotals =
  /^(grand|overall|page|sub)?\s*-?\s*totals?(\s+(assets?|items?|costs?|values?|amounts?|quantity|qty|count))?\s*([:：(].*|[\d.,$€£¥\s]*)$/i;

const signers =
  '制表|制单|填表|填报|编制|审核|审批|复核|复审|审定|盘点|监盘|经办|批准|登记|核对|负责|保管|移交|接收|领用|使用|资产管理|财务|主管|会计|出纳|领导|单位负责|部门负责|财务负责';
/** 制表人：张三, 盘点人签字, 填表日期: 2024-03-05. */
const signed = new RegExp(
  `^(单位|部门|资产|财务)?(${signers})(人|员|部门|单位|主管|人员)?([(]?(签[字名章]|盖章)(及日期)?[)]?[:：]?.*|[:：].*|人|人签[字名])$`,
);
const dated =
  /^(制表|填表|填报|打印|编制|统计|盘点|审核|导出)?(日期|时间)[:：].*$|^(打印|制表|填表|填报)(日期|时间)$/;
const noted = /^(注|备注|说明|附注|填表说明|单位[(（]?盖章[)）]?|公章)\d*[:：]?/;
const englishSigned =
  /^(prepared|checked|reviewed|approved|verified|counted|audited|authori[sz]ed|printed|signed|compiled)\s+(by|on)\b|^(signature|sign-off)\b|^(note|remark)s?\s*:/i;

/**
 * Is a row a sum or a signature line instead of a record (合计, 小计, 制表人：, Total, Prepared by ...)? The word must
 * stand in its first filled cell, and the row must not say otherwise which record it is: a total station has a tag.
 */
export function isSummaryRow(
  cells: readonly (Cell | undefined)[],
  columns: readonly TargetColumn[],
): boolean {
  let first = -1;
  let filled = 0;
  for (let c = 0; c < cells.length; c++) {
    const cell = cells[c];
    if (cell === null || cell === undefined || cell === '') continue;
    if (first < 0) {
      if (cellText(cell) === null) continue;
      // Nearly every row ends here: a record begins with a number or with a text that is none of the words.
      if (typeof cell !== 'string' || cell.length > 200) return false;
      first = c;
    }
    filled++;
  }
  if (first < 0) return false;
  const text = (cells[first] as string)
    .normalize('NFKC')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .trim();
  const kind = kindOf(text);
  if (kind === null) return false;
  if (kind === 'note') return filled === 1;
  const target = columns.find(({ index }) => index === first)?.target ?? null;
  if (kind === 'subtotal' && target !== null && identifying.has(target)) return false;
  return columns.every(
    ({ index, target: other }) =>
      index === first || other === null || !identifying.has(other) || saysNothing(cells[index], kind),
  );
}

type SummaryKind = 'total' | 'subtotal' | 'signature' | 'note';

function kindOf(text: string): SummaryKind | null {
  if (totals.test(text) || englishTotals.test(text)) return 'total';
  if (signed.test(text) || dated.test(text) || englishSigned.test(text)) return 'signature';
  if (noted.test(text)) return 'note';
  return subtotal.test(text) ? 'subtotal' : null;
}

/** Empty, or a count beside a sum, or anything beside a signature but what looks like a number of its own. */
function saysNothing(cell: Cell | undefined, kind: SummaryKind): boolean {
  const text = cellText(cell)?.trim() ?? '';
  if (text === '') return true;
  if (kind === 'signature')
    return /^[\p{Script=Han}\s:：.·]+$/u.test(text) || kindOf(text.replace(/\s+/g, '')) !== null;
  return typeof cell === 'number' || /^共?\s*[\d.,]+\s*[台件个套项条]?$/.test(text);
}
