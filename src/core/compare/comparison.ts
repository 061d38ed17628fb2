import type { Moment } from '../register/as-of/moment.ts';
import type { Register } from '../store/register.ts';
import { type Difference, type DifferenceKind, type DifferenceWatch, differences } from './difference.ts';
import { inScope, type Scope } from './scope.ts';

export interface CompareQuery {
  readonly from: Moment;
  readonly to: Moment;
  readonly scope?: Scope | undefined;
}

export interface Counts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export interface Comparison {
  /** Assets by tag, then relations by the tags of their ends. */
  readonly all: readonly Difference[];
  readonly assets: Counts;
  readonly relations: Counts;
  /** Fields of assets that differ. */
  readonly fields: number;
}

/**
 * Lays two moments side by side. Within a read transaction of its own, on a connection for reading.
 * @throws FILTER_SYNTAX and others of the filter, what the watch throws
 */
export async function compare(
  reg: Register,
  { from, to, scope = {} }: CompareQuery,
  watch: DifferenceWatch = {},
): Promise<Comparison> {
  reg.db.exec('BEGIN');
  try {
    const found = differences(reg, from, to, watch);
    const kept = await inScope(reg, scope, from, to, found, watch.onProgress);
    const all = sorted(reg, kept);
    const of = (entity: Difference['entity']) => all.filter((one) => one.entity === entity);
    return {
      all,
      assets: countsOf(of('asset')),
      relations: countsOf(of('relation')),
      fields: of('asset').reduce((sum, { fields }) => sum + fields.length, 0),
    };
  } finally {
    reg.db.exec('COMMIT');
  }
}

function countsOf(all: readonly Difference[]): Counts {
  const of = (kind: DifferenceKind) => all.filter((one) => one.kind === kind).length;
  return { added: of('added'), removed: of('removed'), changed: of('changed') };
}

/** By words that a person can find again: tags, and of relations those of their ends. */
function sorted(reg: Register, all: readonly Difference[]): Difference[] {
  const tagOf = reg.sql('SELECT tag FROM asset WHERE rid = ?').pluck();
  const tag = (id: unknown): string => {
    const rid = typeof id === 'string' ? reg.keys.findRid(id) : null;
    return rid === null ? '' : ((tagOf.get(rid) as string | null | undefined) ?? '');
  };
  const keyed = all.map((one) => ({
    one,
    key:
      one.entity === 'asset'
        ? `0 ${String(one.values.tag ?? '')}`
        : `1 ${tag(one.values.source)} ${tag(one.values.target)}`,
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.one.rid - b.one.rid));
  return keyed.map(({ one }) => one);
}
