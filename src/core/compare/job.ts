import { HoldfastError, type Language } from '../../model/index.ts';
import { type Authorised, References } from '../baseline/authorisation.ts';
import type { Moment } from '../register/as-of/moment.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { type CompareQuery, type Comparison, type Counts, compare } from './comparison.ts';
import type { Difference, DifferenceKind } from './difference.ts';
import { assetsAt, type Scope } from './scope.ts';
import { type DifferenceView, viewOf } from './view.ts';
import { writeComparison } from './workbook.ts';

export interface LinesWanted {
  readonly entity?: 'asset' | 'relation' | undefined;
  readonly kind?: DifferenceKind | undefined;
  /** Of a drift: only what no change number covers. */
  readonly state?: Authorised['state'] | undefined;
  readonly offset: number;
  readonly limit: number;
  readonly language: Language;
}

/** What can be asked about two moments; the comparison last made is kept, and made anew once the log has moved on. */
export type CompareQuestion =
  | { readonly ask: 'summary'; readonly query: CompareQuery }
  | { readonly ask: 'lines'; readonly query: CompareQuery; readonly wanted: LinesWanted }
  | { readonly ask: 'states'; readonly query: CompareQuery; readonly most: number }
  | { readonly ask: 'uncovered'; readonly query: CompareQuery; readonly ids: readonly string[] | null }
  | {
      readonly ask: 'workbook';
      readonly query: CompareQuery;
      readonly path: string;
      readonly language: Language;
      readonly title: string;
      readonly head: ReadonlyArray<readonly [string, string]>;
      readonly drift: boolean;
    }
  | { readonly ask: 'members'; readonly scope: Scope; readonly moment: Moment }
  | {
      readonly ask: 'covering';
      readonly assets: readonly string[];
      readonly baselines: ReadonlyArray<{ id: string; scope: Scope; moment: Moment }>;
    };

export interface Line extends DifferenceView {
  readonly authorisation: Authorised;
}

export interface CompareAnswers {
  readonly summary: {
    readonly assets: Counts;
    readonly relations: Counts;
    readonly fields: number;
    readonly authorisation: Readonly<Record<Authorised['state'], number>>;
    readonly cursor: number;
  };
  readonly lines: { readonly lines: readonly Line[]; readonly total: number };
  /** By id of an asset or relation, what became of it. */
  readonly states: {
    readonly states: ReadonlyArray<{ id: string; entity: 'asset' | 'relation'; kind: DifferenceKind }>;
    readonly truncated: boolean;
  };
  readonly uncovered: ReadonlyArray<{ asset: string | null; changes: readonly string[] }>;
  readonly workbook: { readonly rows: number };
  readonly members: readonly string[];
  readonly covering: readonly string[];
}

interface Held {
  readonly key: string;
  readonly cursor: number;
  readonly comparison: Comparison;
}

let held: Held | null = null;
const members = new Map<string, ReadonlySet<number>>();

/** @throws CANCELLED, FILTER_SYNTAX and others of the filter */
export async function compareJob(
  context: JobContext,
  question: CompareQuestion,
): Promise<CompareAnswers[CompareQuestion['ask']]> {
  const reg = context.register();
  const onProgress = (done: number, total: number) => {
    if (context.cancelled()) throw new HoldfastError('CANCELLED');
    context.progress('compare', done, total);
  };
  switch (question.ask) {
    case 'members':
      return (await membersOf(reg, question.scope, question.moment, onProgress)).map((rid) =>
        reg.keys.uuid(rid),
      );
    case 'covering':
      return covering(reg, question, onProgress);
    default: {
      const comparison = await comparisonOf(reg, question.query, onProgress);
      return answer(context, reg, comparison, question);
    }
  }
}

async function comparisonOf(
  reg: Register,
  query: CompareQuery,
  onProgress: (done: number, total: number) => void,
): Promise<Comparison> {
  const key = JSON.stringify([reg.file, query, reg.sql('SELECT count(*) FROM rejection').pluck().get()]);
  const cursor = reg.cursor();
  if (held?.key === key && held.cursor === cursor) return held.comparison;
  held = null;
  const comparison = await compare(reg, query, { onProgress });
  held = { key, cursor, comparison };
  return comparison;
}

function answer(
  context: JobContext,
  reg: Register,
  comparison: Comparison,
  question: Extract<CompareQuestion, { query: CompareQuery }>,
) {
  const references = new References(reg);
  switch (question.ask) {
    case 'summary':
      return summary(reg, comparison, references);
    case 'lines':
      return lines(reg, comparison, references, question.wanted);
    case 'states':
      return states(reg, comparison, question.most);
    case 'uncovered':
      return uncovered(reg, comparison, references, question.ids);
    case 'workbook':
      return writeComparison(context, reg, comparison, question.drift ? references : null, question);
  }
}

function summary(reg: Register, { all, assets, relations, fields }: Comparison, references: References) {
  const authorisation = { authorised: 0, acknowledged: 0, unauthorised: 0 };
  for (const difference of all) authorisation[references.of(difference).state]++;
  return { assets, relations, fields, authorisation, cursor: reg.cursor() };
}

function lines(reg: Register, { all }: Comparison, references: References, wanted: LinesWanted) {
  const { entity, kind, state, offset, limit, language } = wanted;
  const fitting = all.filter(
    (one) =>
      (entity === undefined || one.entity === entity) &&
      (kind === undefined || one.kind === kind) &&
      (state === undefined || references.of(one).state === state),
  );
  const page = fitting.slice(offset, offset + limit);
  return {
    lines: page.map((one) => ({ ...viewOf(reg, one, language), authorisation: references.of(one) })),
    total: fitting.length,
  };
}

function states(reg: Register, { all }: Comparison, most: number) {
  const states = all
    .slice(0, most)
    .map(({ rid, entity, kind }) => ({ id: reg.keys.uuid(rid), entity, kind }));
  return { states, truncated: all.length > most };
}

function uncovered(
  reg: Register,
  { all }: Comparison,
  references: References,
  ids: readonly string[] | null,
) {
  const asked = ids === null ? null : new Set(ids);
  return all.flatMap((one) => {
    if (asked && !asked.has(reg.keys.uuid(one.rid))) return [];
    const changes = references.uncovered(one);
    return changes.length === 0 ? [] : [{ asset: assetOf(reg, one), changes }];
  });
}

function assetOf(reg: Register, { entity, rid, kind }: Difference): string | null {
  // What is gone can't be referred to.
  return entity === 'asset' && kind !== 'removed' ? reg.keys.uuid(rid) : null;
}

async function membersOf(
  reg: Register,
  scope: Scope,
  moment: Moment,
  onProgress: (done: number, total: number) => void,
): Promise<number[]> {
  reg.db.exec('BEGIN');
  try {
    return [...(await assetsAt(reg, scope, moment, undefined, onProgress))];
  } finally {
    reg.db.exec('COMMIT');
  }
}

/** Which of some baselines hold one of these assets. What a baseline holds was fixed with it, and is kept. */
async function covering(
  reg: Register,
  { assets, baselines }: Extract<CompareQuestion, { ask: 'covering' }>,
  onProgress: (done: number, total: number) => void,
): Promise<string[]> {
  const rids = assets.flatMap((id) => reg.keys.findRid(id) ?? []);
  const found: string[] = [];
  for (const { id, scope, moment } of baselines) {
    const key = JSON.stringify([reg.file, id, scope, moment]);
    const inIt = members.get(key) ?? new Set(await membersOf(reg, scope, moment, onProgress));
    members.set(key, inIt);
    if (rids.some((rid) => inIt.has(rid))) found.push(id);
  }
  return found;
}
