import {
  type LedgerLineKind,
  ledgerApart,
  ledgerBridge,
  ledgerDifferences,
  ledgerLineKinds,
  ledgerReasons,
} from '../../model/ledger.ts';
import type { Label, Language } from '../../model/types.ts';
import { coverSheet } from '../exchange/write/cover.ts';
import type { ColumnKind, WriteCell, WriteColumn, WriteSheet } from '../exchange/write/types.ts';
import { writeWorkbook } from '../exchange/write/workbook.ts';
import { dateIn, minuteIn } from '../stocktake/date.ts';
import type { Register } from '../store/register.ts';
import { bitOf, sumsOf } from './compare.ts';
import { assetViews, cardsOf, cardView, entriesOf } from './lines.ts';
import { type Head, headOf, type Result } from './result.ts';
import { type LineColumn, ledgerColumns, registerColumns } from './workbook-columns.ts';

const texts = {
  title: { zh: '账账核对', en: 'Ledger check' },
  summary: { zh: '汇总', en: 'Summary' },
  bridge: { zh: '余额调节表', en: 'Bridge' },
  item: { zh: '项目', en: 'Item' },
  quantity: { zh: '数量', en: 'Quantity' },
  cost: { zh: '原值', en: 'Cost' },
  name: { zh: '核对名称', en: 'Reconciliation' },
  period: { zh: '会计期间', en: 'Period' },
  file: { zh: '财务卡片文件', en: 'Card list' },
  made: { zh: '核对时间', en: 'Reconciled' },
  exported: { zh: '导出时间', en: 'Exported' },
  cursor: { zh: '变更记录号', en: 'Change log position' },
  cards: { zh: '卡片数', en: 'Cards' },
  currency: { zh: '币种', en: 'Currency' },
  ledgerDepreciation: { zh: '财务账累计折旧', en: 'Depreciation of the ledger' },
  ledgerNet: { zh: '财务账净值', en: 'Net value of the ledger' },
  rows: { zh: '行数 = 卡片 + 跳过 + 拒绝', en: 'Rows = cards + skipped + rejected' },
  apart: { zh: '不应入账的资产', en: 'Assets that need no card' },
  foreign: { zh: '外币资产', en: 'Assets in another currency' },
  group: { zh: '组号', en: 'Group' },
  differences: { zh: '差异项目', en: 'Differences' },
  reason: { zh: '对应依据', en: 'Matched by' },
  quantityBy: { zh: '数量差（账－台账）', en: 'Quantity: ledger less register' },
  costBy: { zh: '原值差（账－台账）', en: 'Cost: ledger less register' },
  estimate: {
    zh: '估算净值 = 台账按平均年限法估算，非账面数',
    en: 'Estimates are our own straight-line reckoning, not figures of the ledger',
  },
  note: { zh: '说明', en: 'Note' },
} as const satisfies Record<string, Label>;

/** Sheets of lines, in the order of what has to be looked at. */
const kinds: readonly LedgerLineKind[] = [
  'different',
  'onlyLedger',
  'onlyRegister',
  'ambiguous',
  'matched',
  'apart',
];

export interface Account {
  readonly rows: number;
  readonly cards: number;
  readonly skipped: number;
  readonly rejected: number;
}

export interface WorkbookWatch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (rows: number) => void;
}

/**
 * Writes a result as a workbook: summary, bridge, and a sheet for each kind of line. A line of several cards or assets
 * takes several rows with one group number; what its sums differ by stands in the first.
 * @returns lines written
 * @throws CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function writeLedgerWorkbook(
  reg: Register,
  id: string,
  result: Result,
  path: string,
  language: Language,
  watch: WorkbookWatch = {},
): Promise<number> {
  const head = headOf(reg, id);
  let lines = 0;
  const sheets = kinds.map((kind): WriteSheet => {
    const columns = columnsOf(kind);
    return {
      name: ledgerLineKinds[kind].label[language],
      columns: sheetColumns(kind, columns, language),
      rows: rowsOf(reg, result, kind, columns, language, () => lines++),
    };
  });
  await writeWorkbook(
    path,
    { sheets: [summarySheet(reg, head, result, language), bridgeSheet(result, language), ...sheets] },
    watch,
  );
  return lines;
}

function columnsOf(kind: LedgerLineKind): readonly LineColumn[] {
  if (kind === 'onlyLedger') return ledgerColumns;
  if (kind === 'onlyRegister' || kind === 'apart') return registerColumns;
  return [...ledgerColumns, ...registerColumns];
}

const twoSided = (kind: LedgerLineKind): boolean =>
  kind === 'different' || kind === 'matched' || kind === 'ambiguous';

function sheetColumns(
  kind: LedgerLineKind,
  columns: readonly LineColumn[],
  language: Language,
): WriteColumn[] {
  const own = columns.map(({ label, kind: type }) => ({ header: label[language], kind: type }));
  if (!twoSided(kind)) return own;
  const column = (label: Label, type: ColumnKind): WriteColumn => ({ header: label[language], kind: type });
  return [
    column(texts.group, 'integer'),
    ...(kind === 'different' ? [column(texts.differences, 'text')] : []),
    column(texts.reason, 'text'),
    column(texts.quantityBy, 'number'),
    column(texts.costBy, 'money'),
    ...own,
  ];
}

const batch = 200;

function* rowsOf(
  reg: Register,
  result: Result,
  kind: LedgerLineKind,
  columns: readonly LineColumn[],
  language: Language,
  count: () => void,
): Generator<WriteCell[]> {
  const entries = entriesOf(result, { kind });
  const and = language === 'zh' ? '、' : ', ';
  let group = 0;
  for (let from = 0; from < entries.length; from += batch) {
    const part = entries.slice(from, from + batch);
    const rids = part.flatMap((entry) =>
      'lone' in entry ? [entry.lone.rid] : entry.line.assets.map(({ rid }) => rid),
    );
    const views = assetViews(reg, result, [...new Set(rids)]);
    for (const entry of part) {
      count();
      group++;
      if ('lone' in entry) {
        const asset = views.get(entry.lone.rid) ?? null;
        yield columns.map(({ of }) => of(null, asset, language));
        continue;
      }
      const { line } = entry;
      const sums = sumsOf(cardsOf(result, line), line.assets);
      for (let i = 0; i < Math.max(line.cards.length, line.assets.length); i++) {
        const at = line.cards[i];
        const card = at === undefined ? null : cardView(result, at);
        const asset = views.get(line.assets[i]?.rid ?? -1) ?? null;
        const own = columns.map(({ of, compares }): WriteCell => {
          const value = of(card, asset, language);
          const differs = compares !== undefined && (line.differences & bitOf(compares)) !== 0;
          return differs ? { value, tone: 'changed' } : value;
        });
        if (!twoSided(kind)) {
          yield own;
          continue;
        }
        const first = i === 0;
        const differences = differenceWords(line.differences, language, and);
        const reasons = line.reasons.map((reason) => ledgerReasons[reason].label[language]).join(and);
        yield [
          group,
          ...(kind === 'different' ? [first ? differences : null] : []),
          reasons,
          first ? (sums.ledgerQuantity - sums.registerQuantity) / 1000 : null,
          first ? sums.ledgerCost - sums.registerCost : null,
          ...own,
        ];
      }
    }
  }
}

function differenceWords(mask: number, language: Language, and: string): string {
  return Object.values(ledgerDifferences)
    .filter((_, i) => (mask & (1 << i)) !== 0)
    .map(({ label }) => label[language])
    .join(and);
}

function bridgeSheet({ outcome }: Result, language: Language): WriteSheet {
  return {
    name: texts.bridge[language],
    columns: [
      { header: texts.item[language], kind: 'text', width: 52 },
      { header: texts.quantity[language], kind: 'number', width: 14 },
      { header: texts.cost[language], kind: 'money', width: 22 },
    ],
    rows: outcome.bridge.map(({ key, quantity, cost }) => {
      const cells = [ledgerBridge[key][language], quantity / 1000, cost];
      const total = key === 'register' || key === 'ledger';
      return total ? cells.map((value): WriteCell => ({ value, tone: 'total' })) : cells;
    }),
  };
}

const money = (minor: number): string => (minor / 100).toFixed(2);

function summarySheet(reg: Register, head: Head, { outcome }: Result, language: Language): WriteSheet {
  const row = reg.sql('SELECT file, at, account FROM reconciliation WHERE rid = ?').get(head.rid) as {
    file: string | null;
    at: number | null;
    account: string | null;
  };
  const account = row.account === null ? null : (JSON.parse(row.account) as Account);
  const zone = reg.meta('timeZone') ?? 'UTC';
  const say = (label: Label) => label[language];
  const rows: Array<readonly [string, string | null]> = [
    [say(texts.name), head.name],
    [say(texts.period), head.period],
    [say(texts.currency), head.currency],
    [say(texts.file), row.file],
    [say(texts.made), row.at === null ? null : minuteIn(zone, row.at)],
    [say(texts.exported), minuteIn(zone, reg.deps.now())],
    [say(texts.cursor), String(reg.cursor())],
    [
      say(texts.rows),
      account && `${account.rows} = ${account.cards} + ${account.skipped} + ${account.rejected}`,
    ],
    ...kinds.map((kind) => [say(ledgerLineKinds[kind].label), String(outcome.lines[kind])] as const),
    ...Object.entries(ledgerDifferences).map(
      ([key, { label }]) =>
        [
          `${say(ledgerLineKinds.different.label)}: ${say(label)}`,
          String(outcome.differences[key as keyof typeof ledgerDifferences] ?? 0),
        ] as const,
    ),
    ...Object.entries(outcome.apart).map(
      ([key, { count, cost }]) =>
        [
          `${say(texts.apart)}: ${say(ledgerApart[key as keyof typeof ledgerApart].label)}`,
          `${count} (${money(cost)})`,
        ] as const,
    ),
    [say(texts.foreign), String(outcome.foreign)],
    [say(texts.ledgerDepreciation), money(outcome.ledger.depreciation)],
    [say(texts.ledgerNet), money(outcome.ledger.net)],
    [say(texts.note), say(texts.estimate)],
  ];
  return coverSheet(say(texts.summary), `${say(texts.title)} ${head.name}`, () =>
    rows.map(([label, value]) => ({ label, value })),
  );
}

/** A name for the file, such as 账账核对-2026年度-2026-11-23.xlsx. */
export function workbookName(reg: Register, id: string, language: Language): string {
  const { name } = headOf(reg, id);
  const day = dateIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now());
  const what = texts.title[language];
  return `${what}-${name.replace(/[\\/:*?"<>|]+/g, ' ').trim()}-${day}.xlsx`;
}
