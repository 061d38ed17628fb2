import {
  type Language,
  mlpsLevels,
  type PackKey,
  packOf,
  type ReplacementState,
  replacementStates,
} from '../../model/index.ts';
import { dateIn } from '../stocktake/date.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { living } from './conditions.ts';
import { writeReportBook } from './report-book.ts';

/** One graded system of 等保定级清单. */
export interface GradedSystem {
  /** Null: assets that have a level but no system. */
  readonly system: string | null;
  /** The highest level that one of its assets has; levels that differ are for a person to look at. */
  readonly level: keyof typeof mlpsLevels | null;
  readonly levels: number;
  readonly filingNo: string | null;
  readonly assessed: string | null;
  readonly next: string | null;
  /** The next assessment was due before today. */
  readonly overdue: boolean;
  readonly assets: number;
  /** Assets by key of the zone; '' without one. */
  readonly zones: Readonly<Record<string, number>>;
}

export interface GradedReport {
  readonly systems: readonly GradedSystem[];
  readonly assets: number;
}

/** One class of 信创替代进度. */
export interface ReplacementLine {
  readonly class: string | null;
  readonly assets: number;
  /** Assets by state; `unknown` those without one. */
  readonly states: Readonly<Record<ReplacementState | 'unknown', number>>;
  /** Replaced of those that need it, 0 to 1; null where none does. */
  readonly done: number | null;
  /** Planned before today and not replaced. */
  readonly overdue: number;
}

export interface ReplacementReport {
  readonly lines: readonly ReplacementLine[];
  readonly total: ReplacementLine;
}

const attr = (key: string): string => `json_extract(attrs, '$.${key}')`;

interface GradedRow {
  readonly system: string | null;
  readonly level: string | null;
  readonly zone: string | null;
  readonly filingNo: string | null;
  readonly assessed: string | null;
  readonly next: string | null;
}

/** Every asset that belongs to a graded system, added up by system. Reads all assets that have fields of their class once. */
export function gradedReport(reg: Register): GradedReport {
  const rows = reg.db
    .prepare<[], GradedRow>(
      `SELECT ${attr('mlpsSystem')} AS system, ${attr('mlpsLevel')} AS level, ${attr('mlpsZone')} AS zone,
        ${attr('mlpsFilingNo')} AS filingNo, ${attr('mlpsAssessed')} AS assessed, ${attr('mlpsNext')} AS next
      FROM asset WHERE ${living} AND attrs IS NOT NULL
        AND (${attr('mlpsSystem')} IS NOT NULL OR ${attr('mlpsLevel')} IS NOT NULL)`,
    )
    .iterate();
  const found = new Map<string | null, GradedRow[]>();
  let assets = 0;
  for (const row of rows) {
    assets++;
    const list = found.get(row.system);
    if (list) list.push(row);
    else found.set(row.system, [row]);
  }
  const today = dateIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now());
  const systems = [...found].map(([system, list]) => gradedSystem(system, list, today));
  systems.sort((a, b) => (b.level ?? '').localeCompare(a.level ?? '') || b.assets - a.assets);
  return { systems, assets };
}

function gradedSystem(system: string | null, rows: readonly GradedRow[], today: string): GradedSystem {
  const levels = [...new Set(rows.flatMap(({ level }) => level ?? []))].sort();
  const last = (key: 'assessed' | 'filingNo'): string | null =>
    rows
      .flatMap((row) => row[key] ?? [])
      .sort()
      .at(-1) ?? null;
  const next = rows.flatMap((row) => row.next ?? []).sort()[0] ?? null;
  const zones: Record<string, number> = {};
  for (const { zone } of rows) zones[zone ?? ''] = (zones[zone ?? ''] ?? 0) + 1;
  const level = levels.at(-1) ?? null;
  return {
    system,
    level: level !== null && Object.hasOwn(mlpsLevels, level) ? (level as keyof typeof mlpsLevels) : null,
    levels: levels.length,
    filingNo: last('filingNo'),
    assessed: last('assessed'),
    next,
    overdue: next !== null && next < today,
    assets: rows.length,
    zones,
  };
}

type StateRow = [classKey: string | null, state: string | null, count: number, overdue: number];

/** How far replacement has come, by class: of each class of which an asset has a state. */
export function replacementReport(reg: Register): ReplacementReport {
  const today = dateIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now());
  const rows = reg.db
    .prepare(
      `SELECT class, ${attr('xcState')} AS state, count(*),
        sum(coalesce(${attr('xcPlanned')}, '9999') < ? AND coalesce(${attr('xcState')}, '') NOT IN ('replaced', 'notNeeded'))
      FROM asset WHERE ${living} GROUP BY class, state`,
    )
    .raw(true)
    .all(today) as StateRow[];
  const classes = Map.groupBy(rows, ([classKey]) => classKey);
  const concerned = [...classes].filter(([, list]) => list.some(([, state]) => state !== null));
  const lines = concerned.map(([key, list]) => lineOf(key, list));
  lines.sort((a, b) => b.assets - a.assets);
  return {
    lines,
    total: lineOf(
      null,
      concerned.flatMap(([, list]) => list),
    ),
  };
}

function lineOf(classKey: string | null, rows: readonly StateRow[]): ReplacementLine {
  const states = { notNeeded: 0, notStarted: 0, planned: 0, underway: 0, replaced: 0, unknown: 0 };
  let assets = 0;
  let overdue = 0;
  for (const [, state, count, late] of rows) {
    const known = state !== null && Object.hasOwn(replacementStates, state);
    states[known ? (state as ReplacementState) : 'unknown'] += count;
    assets += count;
    overdue += late;
  }
  const needed = assets - states.notNeeded;
  return { class: classKey, assets, states, done: needed === 0 ? null : states.replaced / needed, overdue };
}

/** Ids of the columns of the assets behind a report. */
export const reportFields = (key: PackKey): readonly string[] => packOf(key)?.fields.map((f) => f.key) ?? [];

export function gradedJob(context: JobContext, _: null): GradedReport {
  return gradedReport(context.register());
}

export function replacementJob(context: JobContext, _: null): ReplacementReport {
  return replacementReport(context.register());
}

export interface ReportBookInput {
  readonly report: PackKey;
  readonly language: Language;
  readonly path: string;
  readonly by: string;
}

/** @throws HoldfastError DISK_FULL, FILE_NOT_WRITABLE */
export async function reportBookJob(context: JobContext, input: ReportBookInput): Promise<{ rows: number }> {
  const reg = context.register();
  reg.db.exec('BEGIN');
  try {
    const report = input.report === 'mlps' ? gradedReport(reg) : replacementReport(reg);
    return { rows: await writeReportBook(reg, report, input) };
  } finally {
    reg.db.exec('COMMIT');
  }
}
