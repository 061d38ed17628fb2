import { type ErrorCode, type ErrorParams, HoldfastError, qualityScore } from '../../model/index.ts';
import type { Where } from '../register/condition.ts';
import { labelOf } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { breachWhere, living, scopeWhere } from './conditions.ts';
import { type KeptRule, rulesOf } from './rules.ts';

/** One rule in one class, one department or the whole. */
export interface QualityLine {
  readonly rule: string;
  readonly weight: number;
  readonly breaches: number;
  /** Assets that the rule is about. */
  readonly things: number;
}

export interface QualityGroup {
  /** Key of a class, id of a department; null: without one. */
  readonly key: string | null;
  readonly label: string;
  readonly things: number;
  /** 0 to 100: 100 x (1 - weight x breaches / weight x things). */
  readonly score: number;
  readonly lines: readonly QualityLine[];
}

export interface QualityOutcome {
  /** Log position that was looked at. */
  readonly cursor: number;
  readonly at: number;
  readonly things: number;
  readonly score: number;
  readonly lines: readonly (QualityLine & {
    /** Why it could not be checked. */
    readonly error: { readonly code: ErrorCode; readonly params: ErrorParams } | null;
  })[];
  readonly classes: readonly QualityGroup[];
  readonly departments: readonly QualityGroup[];
}

/** What breaks one rule. */
export interface QualityBreaches {
  readonly rule: string;
  readonly rids: Int32Array;
}

interface Tally {
  things: number;
  readonly lines: Map<string, { breaches: number; things: number }>;
}

type GroupRow = [classKey: string | null, department: number | null, things: number];

/** Checks every rule that is in force, each by one statement. What breaks a rule is sent ahead as a part. */
export function qualityJob(context: JobContext, _: null): QualityOutcome {
  const reg = context.register();
  reg.db.exec('BEGIN');
  try {
    return new Check(context, reg).run();
  } finally {
    reg.db.exec('COMMIT');
  }
}

class Check {
  readonly #context: JobContext;
  readonly #reg: Register;
  readonly #classes = new Map<string | null, Tally>();
  readonly #departments = new Map<number | null, Tally>();
  readonly #scopes = new Map<string, { things: number; groups: readonly GroupRow[] }>();

  constructor(context: JobContext, reg: Register) {
    this.#context = context;
    this.#reg = reg;
  }

  run(): QualityOutcome {
    const rules = rulesOf(this.#reg).filter(({ enabled }) => enabled);
    const all = this.#groups({ sql: living, params: [] });
    for (const [key, department, things] of all.groups) {
      tallyOf(this.#classes, key).things += things;
      tallyOf(this.#departments, department).things += things;
    }
    const lines = rules.map((rule, i) => {
      this.#context.progress('quality', i, rules.length);
      if (this.#context.cancelled()) throw new HoldfastError('CANCELLED');
      return this.#rule(rule);
    });
    const weights = new Map(rules.map(({ id, weight }) => [id, weight]));
    return {
      cursor: (this.#reg.sql('SELECT max(seq) FROM change').pluck().get() as number | null) ?? 0,
      at: this.#reg.deps.now(),
      things: all.things,
      score: qualityScore(lines),
      lines,
      classes: [...this.#classes].map(([key, tally]) => groupOf(key, key ?? '', tally, weights)),
      departments: [...this.#departments].map(([rid, tally]) => {
        const label = rid === null ? '' : labelOf(this.#reg, 'department', rid);
        return groupOf(rid === null ? null : this.#reg.keys.uuid(rid), label, tally, weights);
      }),
    };
  }

  #rule(rule: KeptRule): QualityOutcome['lines'][number] {
    const { id, weight } = rule;
    try {
      const scope = scopeWhere(this.#reg, rule);
      const breach = breachWhere(this.#reg, rule);
      const { things, groups } = this.#groups(scope);
      for (const [key, department, count] of groups) {
        lineOf(tallyOf(this.#classes, key), id).things += count;
        lineOf(tallyOf(this.#departments, department), id).things += count;
      }
      const breaches = this.#breaches(id, scope, breach);
      return { rule: id, weight, breaches, things, error: null };
    } catch (cause) {
      if (!(cause instanceof HoldfastError) || cause.code === 'CANCELLED') throw cause;
      // A field that it asks for may be gone: the other rules are checked all the same.
      return { rule: id, weight, breaches: 0, things: 0, error: { code: cause.code, params: cause.params } };
    }
  }

  /** How many there are by class and department; several rules are about the same. */
  #groups(scope: Where): { things: number; groups: readonly GroupRow[] } {
    const key = `${scope.sql} ${JSON.stringify(scope.params)}`;
    let known = this.#scopes.get(key);
    if (!known) {
      const groups = this.#reg.db
        .prepare(
          `SELECT class, department, count(*) FROM asset WHERE ${scope.sql} GROUP BY class, department`,
        )
        .raw(true)
        .all(...scope.params) as GroupRow[];
      known = { things: groups.reduce((sum, [, , count]) => sum + count, 0), groups };
      this.#scopes.set(key, known);
    }
    return known;
  }

  #breaches(id: string, scope: Where, breach: Where): number {
    const statement = this.#reg.db
      .prepare(`SELECT rid, class, department FROM asset WHERE ${scope.sql} AND ${breach.sql}`)
      .raw(true);
    const rids: number[] = [];
    for (const row of statement.iterate(...scope.params, ...breach.params)) {
      const [rid, key, department] = row as [number, string | null, number | null];
      rids.push(rid);
      lineOf(tallyOf(this.#classes, key), id).breaches++;
      lineOf(tallyOf(this.#departments, department), id).breaches++;
      if ((rids.length & 0xffff) === 0 && this.#context.cancelled()) throw new HoldfastError('CANCELLED');
    }
    const part: QualityBreaches = { rule: id, rids: Int32Array.from(rids) };
    this.#context.part(part);
    return rids.length;
  }
}

function tallyOf<K>(tallies: Map<K, Tally>, key: K): Tally {
  let tally = tallies.get(key);
  if (!tally) {
    tally = { things: 0, lines: new Map() };
    tallies.set(key, tally);
  }
  return tally;
}

function lineOf({ lines }: Tally, rule: string): { breaches: number; things: number } {
  let line = lines.get(rule);
  if (!line) {
    line = { breaches: 0, things: 0 };
    lines.set(rule, line);
  }
  return line;
}

function groupOf(
  key: string | null,
  label: string,
  tally: Tally,
  weights: ReadonlyMap<string, number>,
): QualityGroup {
  const lines = [...tally.lines].map(([rule, { breaches, things }]) => ({
    rule,
    weight: weights.get(rule) ?? 1,
    breaches,
    things,
  }));
  return { key, label, things: tally.things, score: qualityScore(lines), lines };
}
