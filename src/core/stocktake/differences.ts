import { conditions, countOutcomes } from '../../model/choices.ts';
import { entities, type Label, type Language } from '../../model/index.ts';
import { writeCsv } from '../exchange/write/csv.ts';
import type { CellValue, WriteColumn, WriteSheet } from '../exchange/write/types.ts';
import { writeWorkbook } from '../exchange/write/workbook.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { dateIn, minuteIn } from './date.ts';
import { everyLine, type LineQuery, type ResultLine } from './lines.ts';
import { type Sheet, sheetOf } from './sheet.ts';
import { statusOf } from './status.ts';

export interface DifferencesInput {
  /** Id of the stocktake. */
  readonly id: string;
  readonly path: string;
  readonly format: 'xlsx' | 'csv';
  readonly language: Language;
}

interface Kind {
  readonly label: Label;
  readonly query: LineQuery;
}

const kinds: readonly Kind[] = [
  { label: countOutcomes.elsewhere.label, query: { outcome: 'elsewhere' } },
  { label: countOutcomes.otherUser.label, query: { outcome: 'otherUser' } },
  { label: { zh: '未盘', en: 'Not counted yet' }, query: { outcome: 'notCounted' } },
  { label: countOutcomes.unexpected.label, query: { outcome: 'unexpected' } },
  { label: countOutcomes.retired.label, query: { outcome: 'retired' } },
  { label: countOutcomes.unknown.label, query: { outcome: 'unknown' } },
  { label: { zh: '损坏', en: 'Damaged' }, query: { damaged: true } },
];

/** What was not counted when counting ended is no longer "not yet". */
const unverified: Label = { zh: '盘亏待核实', en: 'Missing, unverified' };

const texts = {
  summary: { zh: '汇总', en: 'Summary' },
  item: { zh: '项目', en: 'Item' },
  value: { zh: '内容', en: 'Value' },
  counted: { zh: '已盘数量', en: 'Counted' },
  notCounted: { zh: '未盘数量', en: 'Not counted' },
  cursor: { zh: '变更记录号', en: 'Change log position' },
  exported: { zh: '导出时间', en: 'Exported' },
  tag: { zh: '资产编号', en: 'Asset tag' },
  name: { zh: '名称', en: 'Name' },
  expectedAt: { zh: '账面位置', en: 'Expected at' },
  expectedWith: { zh: '账面使用人', en: 'Expected with' },
  scans: { zh: '扫描次数', en: 'Scans' },
} as const satisfies Record<string, Label>;

const { fields } = entities.count;

function columnsIn(language: Language): WriteColumn[] {
  const labels: readonly Label[] = [
    fields.outcome.label,
    texts.tag,
    texts.name,
    texts.expectedAt,
    fields.location.label,
    texts.expectedWith,
    fields.user.label,
    fields.condition.label,
    fields.notes.label,
    fields.counter.label,
    fields.at.label,
  ];
  return [
    ...labels.map((label, i) => ({ header: label[language], kind: i === 1 ? 'code' : 'text' }) as const),
    { header: texts.scans[language], kind: 'integer' },
  ];
}

/**
 * Writes the differences of a stocktake: a workbook with a sheet for each kind and a summary before them, or one text table
 * whose first column names the kind. Runs in a worker.
 * @returns how many differences there are; a thing that is both misplaced and damaged stands in both lists
 * @throws HoldfastError STOCKTAKE_NOT_FOUND, CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function differencesJob(
  context: JobContext,
  input: DifferencesInput,
): Promise<{ rows: number }> {
  const reg = context.register();
  // One read transaction: scans go on meanwhile and must not make the sheets disagree.
  reg.db.exec('BEGIN');
  try {
    return await writeDifferences(reg, input);
  } finally {
    reg.db.exec('COMMIT');
  }
}

export async function writeDifferences(reg: Register, input: DifferencesInput): Promise<{ rows: number }> {
  const { language, path } = input;
  const sheet = sheetOf(reg, input.id);
  const columns = columnsIn(language);
  let rows = 0;
  const counting = function* (kind: Kind): Generator<CellValue[]> {
    for (const cells of rowsOf(reg, sheet, kind, language)) {
      rows++;
      yield cells;
    }
  };
  if (input.format === 'csv') {
    const all = function* () {
      for (const kind of kinds) yield* counting(kind);
    };
    await writeCsv(path, { name: sheet.name, columns, rows: all() });
  } else {
    const sheets: WriteSheet[] = kinds.map((kind) => ({
      name: labelOfKind(kind, sheet)[language],
      columns,
      rows: counting(kind),
    }));
    await writeWorkbook(path, { sheets: [summary(reg, sheet, language), ...sheets] });
  }
  return { rows };
}

function labelOfKind(kind: Kind, sheet: Sheet): Label {
  return kind.query.outcome === 'notCounted' && sheet.state === 'closed' ? unverified : kind.label;
}

function* rowsOf(reg: Register, sheet: Sheet, kind: Kind, language: Language): Generator<CellValue[]> {
  const zone = reg.meta('timeZone') ?? 'UTC';
  const label = labelOfKind(kind, sheet)[language];
  for (const line of everyLine(reg, sheet.rid, kind.query)) yield cellsOf(line, label, zone, language);
}

function cellsOf(line: ResultLine, kind: string, zone: string, language: Language): CellValue[] {
  const condition = line.condition as keyof typeof conditions | null;
  return [
    kind,
    line.tag,
    line.name,
    line.expectedLocation,
    line.foundLocation,
    line.expectedUser,
    line.foundUser,
    condition === null ? null : conditions[condition].label[language],
    line.notes,
    line.countedBy,
    line.countedAt === null ? null : minuteIn(zone, line.countedAt),
    line.scans,
  ];
}

function summary(reg: Register, sheet: Sheet, language: Language): WriteSheet {
  const status = statusOf(reg, sheet.id);
  const zone = reg.meta('timeZone') ?? 'UTC';
  const { fields: own } = entities.stocktake;
  const moment = (ms: number | null) => (ms === null ? null : minuteIn(zone, ms));
  const outcomes = Object.entries(countOutcomes).map(
    ([key, choice]) => [choice.label[language], String(status.byOutcome[key] ?? 0)] as const,
  );
  const rows: Array<readonly [string, string | null]> = [
    [own.name.label[language], sheet.name],
    [own.state.label[language], own.state.choices[sheet.state].label[language]],
    [own.filter.label[language], sheet.filter],
    [own.locations.label[language], status.locations.join('; ')],
    [own.startedAt.label[language], moment(sheet.startedAt)],
    [own.closedAt.label[language], moment(sheet.closedAt)],
    [own.expected.label[language], String(status.expected)],
    [texts.counted[language], String(status.counted)],
    [texts.notCounted[language], String(status.notCounted)],
    ...outcomes,
    [texts.exported[language], moment(reg.deps.now())],
    [texts.cursor[language], String(reg.cursor())],
  ];
  return {
    name: texts.summary[language],
    columns: [
      { header: texts.item[language], kind: 'text' },
      { header: texts.value[language], kind: 'text' },
    ],
    rows,
  };
}

/** A name for the file, such as 盘点差异-年度盘点-2026-11-23.xlsx. */
export function differencesName(reg: Register, id: string, format: string, language: Language): string {
  const sheet = sheetOf(reg, id);
  const day = dateIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now());
  const what = { zh: '盘点差异', en: 'Stocktake differences' }[language];
  return `${what}-${sheet.name.replace(/[\\/:*?"<>|]+/g, ' ').trim()}-${day}.${format}`;
}
