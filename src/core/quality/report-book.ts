import {
  entityOf,
  type Label,
  type Language,
  mlpsLevels,
  type PackKey,
  packOf,
  replacementStates,
} from '../../model/index.ts';
import { coverSheet } from '../exchange/write/cover.ts';
import type { WriteCell, WriteSheet } from '../exchange/write/types.ts';
import { writeWorkbook } from '../exchange/write/workbook.ts';
import { rowsByRid } from '../register/rows.ts';
import { dateIn } from '../stocktake/date.ts';
import type { Register } from '../store/register.ts';
import { living } from './conditions.ts';
import type { GradedReport, ReplacementLine, ReplacementReport } from './reports.ts';

export const reportTitles: Readonly<Record<PackKey, Label>> = {
  mlps: { zh: '等保定级清单', en: 'Graded systems' },
  xinchuang: { zh: '信创替代进度', en: 'Replacement by domestic technology' },
};

const texts = {
  cover: { zh: '说明', en: 'About' },
  assets: { zh: '资产', en: 'Assets' },
  assetCount: { zh: '资产数', en: 'Assets' },
  made: { zh: '导出时间', en: 'Exported' },
  by: { zh: '导出人', en: 'Exported by' },
  cursor: { zh: '变更记录号', en: 'Change log position' },
  system: { zh: '定级系统', en: 'Graded system' },
  noSystem: { zh: '（未填系统）', en: '(no system)' },
  level: { zh: '等级', en: 'Level' },
  differ: { zh: '各资产等级不一致', en: 'its assets have several levels' },
  filingNo: { zh: '备案号', en: 'Filing number' },
  assessed: { zh: '测评日期', en: 'Assessed on' },
  next: { zh: '下次测评日期', en: 'Next assessment' },
  zones: { zh: '安全区域', en: 'Security zones' },
  noZone: { zh: '未分区', en: 'no zone' },
  class: { zh: '类别', en: 'Class' },
  unknown: { zh: '未登记', en: 'Not on record' },
  done: { zh: '完成率', en: 'Done' },
  overdue: { zh: '逾期', en: 'Overdue' },
  total: { zh: '合计', en: 'Total' },
  reckoned: {
    zh: '完成率 = 已替代 ÷（资产数 − 无需替代）；只列有资产登记了替代状态的类别。',
    en: 'Done = replaced / (assets - not needed); classes of which an asset has a state.',
  },
} as const satisfies Record<string, Label>;

interface BookInput {
  readonly report: PackKey;
  readonly language: Language;
  readonly path: string;
  readonly by: string;
}

export function reportBookName(reg: Register, report: PackKey, language: Language): string {
  const day = dateIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now());
  return `${reportTitles[report][language]}-${day}.xlsx`;
}

/**
 * Writes a report and the assets behind it.
 * @returns rows of assets
 */
export async function writeReportBook(
  reg: Register,
  report: GradedReport | ReplacementReport,
  { report: key, language, path, by }: BookInput,
): Promise<number> {
  let rows = 0;
  const title = reportTitles[key][language];
  const summary =
    'systems' in report ? systemsSheet(report, title, language) : linesSheet(reg, report, title, language);
  const assets = assetsSheet(reg, key, language, () => rows++);
  const cover = coverSheet(texts.cover[language], title, () => [
    { label: texts.assetCount[language], value: rows, kind: 'count' },
    ...('systems' in report ? [] : [{ text: texts.reckoned[language] }]),
    { label: texts.made[language], value: reg.deps.now(), kind: 'datetime' },
    { label: texts.by[language], value: by },
    {
      label: texts.cursor[language],
      value: (reg.sql('SELECT max(seq) FROM change').pluck().get() as number | null) ?? 0,
      kind: 'integer',
    },
  ]);
  await writeWorkbook(path, { sheets: [cover, summary, assets], active: 1 });
  return rows;
}

function systemsSheet({ systems }: GradedReport, name: string, language: Language): WriteSheet {
  const zones = packOf('mlps')?.fields.find(({ key }) => key === 'mlpsZone')?.choices ?? {};
  const and = language === 'zh' ? '、' : ', ';
  return {
    name,
    columns: [
      { header: texts.system[language], kind: 'text' },
      { header: texts.level[language], kind: 'text' },
      { header: texts.filingNo[language], kind: 'code' },
      { header: texts.assessed[language], kind: 'date' },
      { header: texts.next[language], kind: 'date' },
      { header: texts.assetCount[language], kind: 'count' },
      { header: texts.zones[language], kind: 'text' },
    ],
    rows: systems.map((one): WriteCell[] => [
      one.system ?? texts.noSystem[language],
      one.level === null
        ? null
        : one.levels > 1
          ? { value: mlpsLevels[one.level][language], tone: 'warning', note: texts.differ[language] }
          : mlpsLevels[one.level][language],
      one.filingNo,
      one.assessed,
      one.overdue ? { value: one.next, tone: 'bad' } : one.next,
      one.assets,
      Object.entries(one.zones)
        .map(
          ([key, count]) =>
            `${key === '' ? texts.noZone[language] : (zones[key]?.[language] ?? key)} ${count}`,
        )
        .join(and),
    ]),
  };
}

function linesSheet(reg: Register, report: ReplacementReport, name: string, language: Language): WriteSheet {
  const row = (line: ReplacementLine, label: string): WriteCell[] => [
    label,
    line.assets,
    ...Object.keys(replacementStates).map((key) => line.states[key as keyof typeof replacementStates]),
    line.states.unknown,
    line.done,
    line.overdue > 0 ? { value: line.overdue, tone: 'bad' } : 0,
  ];
  const total = row(report.total, texts.total[language]).map(
    (value): WriteCell => (typeof value === 'object' && value !== null ? value : { value, tone: 'total' }),
  );
  return {
    name,
    columns: [
      { header: texts.class[language], kind: 'text' },
      { header: texts.assetCount[language], kind: 'count' },
      ...Object.values(replacementStates).map((label) => ({
        header: label[language],
        kind: 'count' as const,
      })),
      { header: texts.unknown[language], kind: 'count' },
      { header: texts.done[language], kind: 'percent' },
      { header: texts.overdue[language], kind: 'count' },
    ],
    rows: [
      ...report.lines.map((line) =>
        row(line, reg.catalogue.classOf(line.class)?.label[language] ?? line.class ?? ''),
      ),
      total,
    ],
  };
}

function assetsSheet(reg: Register, key: PackKey, language: Language, count: () => void): WriteSheet {
  const own = packOf(key)?.fields ?? [];
  const common = ['tag', 'name', 'class', 'status', 'department', 'custodian', 'location'];
  const { fields } = entityOf('asset');
  return {
    name: texts.assets[language],
    columns: [
      ...common.map((field) => ({
        header: fields[field]?.label[language] ?? field,
        kind: field === 'tag' ? ('code' as const) : ('text' as const),
      })),
      ...own.map(({ label, type }) => ({
        header: label[language],
        kind: type === 'date' ? ('date' as const) : ('text' as const),
      })),
    ],
    rows: assetRows(
      reg,
      own.map((field) => field.key),
      common,
      language,
      count,
    ),
  };
}

const chunk = 500;

function* assetRows(
  reg: Register,
  own: readonly string[],
  common: readonly string[],
  language: Language,
  count: () => void,
): Generator<WriteCell[]> {
  const any = own.map((key) => `json_extract(attrs, '$.${key}') IS NOT NULL`).join(' OR ');
  const rids = reg.db
    .prepare<[], number>(
      `SELECT rid FROM asset WHERE ${living} AND attrs IS NOT NULL AND (${any}) ORDER BY tag_key`,
    )
    .pluck()
    .all();
  for (let at = 0; at < rids.length; at += chunk) {
    for (const row of rowsByRid(reg, 'asset', rids.slice(at, at + chunk))) {
      count();
      const fields = reg.catalogue.fieldsOf('asset', row.values.class);
      yield [...common, ...own].map((key): WriteCell => {
        const value = row.values[key];
        if (value === null || value === undefined) return null;
        const words = row.labels[key] ?? fields[key]?.choices?.[String(value)]?.label[language];
        return words ?? String(value);
      });
    }
  }
}
