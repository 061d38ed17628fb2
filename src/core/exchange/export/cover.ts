import { minuteIn } from '../../../model/days.ts';
import { entityOf } from '../../../model/entities/index.ts';
import type { Label } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import { type CoverPart, coverSheet } from '../write/cover.ts';
import type { Cut, WriteSheet } from '../write/types.ts';
import { filterWords, sortWords } from './filter-words.ts';
import type { ExportInput } from './types.ts';

const texts = {
  cover: { zh: '说明', en: 'About' },
  register: { zh: '台账', en: 'Register' },
  registerId: { zh: '台账标识', en: 'Register ID' },
  list: { zh: '内容', en: 'Content' },
  filter: { zh: '筛选', en: 'Filter' },
  all: { zh: '全部记录', en: 'All records' },
  selection: { zh: '选定的 {count} 条记录', en: '{count} selected records' },
  sort: { zh: '排序', en: 'Order' },
  asOf: { zh: '数据时点', en: 'As of' },
  present: { zh: '导出时的现状', en: 'The present, when exported' },
  cursor: { zh: '变更记录号', en: 'Log position' },
  by: { zh: '导出人', en: 'Exported by' },
  at: { zh: '导出时间', en: 'Exported at' },
  rows: { zh: '行数', en: 'Rows' },
  columns: { zh: '列数', en: 'Columns' },
  columnNames: { zh: '列', en: 'Column names' },
  missing: { zh: '未找到的记录', en: 'Records not found' },
  cut: { zh: '被截断的文字', en: 'Texts cut' },
  cutNone: { zh: '无', en: 'None' },
  cutSome: {
    zh: '有 {count} 处文字超过单元格上限 32,767 个字符，已截断；完整内容请导出为 CSV 或 JSON。位置：{cells}',
    en: '{count} texts were longer than the 32,767 characters that a cell can hold and were cut; export as CSV or JSON to have them whole. Where: {cells}',
  },
  sha256: { zh: '数据 SHA-256', en: 'SHA-256 of the data' },
  checking: { zh: '核验', en: 'Checking' },
  how: {
    zh: '校验值按数据工作表的表头和各行计算：每行一行 UTF-8 文本，以换行符 LF 结尾，各列以制表符分隔；文字中的反斜杠、制表符、换行分别写作 \\\\、\\t、\\n；数字写成不带千位分隔符和末尾零的最短小数，日期写成 2026-03-05，时间写成 2026-03-05 08:30:00；空行、隐藏的列和工作表以及本页不计。用 holdfast 打开台账，按相同的数据时点和变更记录号可以重新导出同样的数据。',
    en: 'The checksum covers the header and rows of the data sheets: one line of UTF-8 text for each, ended by LF, columns parted by TAB; in texts backslash, tab and line end are written as \\\\, \\t and \\n; numbers are shortest decimals without thousands marks or trailing zeros, dates like 2026-03-05, moments like 2026-03-05 08:30:00; empty rows, hidden columns and sheets, and this page are left out. The same data can be exported again from the register with the same moment and log position.',
  },
  again: { zh: '再导入', en: 'Importing again' },
  keep: {
    zh: '可以直接在本工作簿中修改后导入。请保留右侧隐藏的两列，它们用来找到原记录并与台账现状比较。',
    en: 'This workbook can be edited and imported again. Keep the two hidden columns at the right: they find the records and tell what has changed in the register since.',
  },
} as const satisfies Record<string, Label>;

/** What covers are called, in all languages. */
export const coverNames: readonly string[] = [texts.cover.zh, texts.cover.en];

/** What is known only when the rows are written. */
export interface Written {
  readonly rows: number;
  readonly missing: number;
  readonly sha256: string;
  readonly truncated: number;
  readonly cuts: readonly Cut[];
}

/** The sheet 说明: where the data come from, and how to check and to repeat them. */
export function exportCover(
  reg: Register,
  input: ExportInput,
  cursor: number,
  columns: readonly string[],
  written: () => Written,
): WriteSheet {
  const { language, query } = input;
  const say = (label: Label, params: Record<string, string | number> = {}) =>
    label[language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  const name = reg.meta('name') ?? '';
  const list = entityOf(query.entity).plural[language];
  return coverSheet(say(texts.cover), `${name} · ${list}`, function* (): Generator<CoverPart> {
    const { rows, missing, sha256, truncated, cuts } = written();
    const line = (label: Label, value: string | number, kind?: 'count' | 'code'): CoverPart => ({
      label: say(label),
      value,
      ...(kind ? { kind } : {}),
    });
    yield line(texts.register, name);
    yield line(texts.registerId, reg.id, 'code');
    yield line(texts.list, list);
    yield line(texts.filter, scopeWords(reg, input, say));
    const sort = input.ids ? '' : sortWords(reg, query, language);
    if (sort !== '') yield line(texts.sort, sort);
    // Today's end is still to come: what the list will be then, nobody can say.
    const past = input.asOf !== undefined && input.asOf <= reg.deps.now() ? input.asOf : null;
    yield line(texts.asOf, past === null ? say(texts.present) : minute(reg, past));
    yield line(texts.cursor, cursor, 'count');
    yield { gap: true };
    if (input.by) yield line(texts.by, input.by);
    yield line(texts.at, minute(reg, reg.deps.now()));
    yield line(texts.rows, rows, 'count');
    yield line(texts.columns, columns.length, 'count');
    yield line(texts.columnNames, columns.join(language === 'zh' ? '、' : ', '));
    if (missing > 0) yield { ...line(texts.missing, missing, 'count'), tone: 'warning' } as CoverPart;
    yield line(
      texts.cut,
      truncated === 0
        ? say(texts.cutNone)
        : say(texts.cutSome, {
            count: truncated,
            cells: cuts.map(({ sheet, cell }) => `${sheet}!${cell}`).join(', '),
          }),
    );
    yield { gap: true };
    yield line(texts.sha256, sha256, 'code');
    yield line(texts.checking, say(texts.how));
    if (input.format === 'xlsx') yield line(texts.again, say(texts.keep));
  });
}

type Say = (label: Label, params?: Record<string, string | number>) => string;

function scopeWords(reg: Register, { ids, query, language }: ExportInput, say: Say): string {
  if (ids) return say(texts.selection, { count: ids.length });
  return filterWords(reg, query, language) || say(texts.all);
}

/** In the register's time zone, which is named. */
function minute(reg: Register, ms: number): string {
  const zone = reg.meta('timeZone') ?? 'UTC';
  return `${minuteIn(zone, ms)} (${zone})`;
}
