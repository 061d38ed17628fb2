import type { Value } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import { Problem } from '../values/problem.ts';
import { demandRequired, type EntityRules, type Match, type RuleContext } from './entity-rules.ts';
import { relationTypeOf } from './relation-words.ts';
import type { RowValues } from './row-values.ts';

type Values = Readonly<Record<string, Value>>;

/** Relations: a type named from its other end changes the ends; the same rules as for a relation made by hand. */
export function relationRules(context: RuleContext): EntityRules {
  const { reg, report } = context;
  const defOf = (type: unknown) => reg.catalogue.relationType(type);
  const hierarchy = new Hierarchy(reg);
  const swapped = new WeakSet<RowValues['values']>();
  return {
    repeatsHarmless: true,
    prepare(row) {
      if (typeof row.values.type !== 'string') return;
      const { type, swapped: other } = relationTypeOf(row.values.type);
      row.values.type = type;
      if (other) swapped.add(row.values);
    },
    ready(row) {
      if (!swapped.has(row.values)) return;
      exchange(row.values, 'source', 'target');
      exchange(row.values, 'sourcePort', 'targetPort');
    },
    lookup(values, key): Match | null | undefined {
      if (key[0] !== 'source') return undefined;
      const id = existingRelation(reg, values) ?? mirrored(reg, values);
      return id === null ? null : { id, count: 1 };
    },
    repeatKey: (values) => relationKey(reg, values),
    settle(row, existing) {
      // The same cable registered from its other end stays as it is.
      if (existing && existing.source === row.values.target && defOf(row.values.type)?.symmetric) {
        exchange(row.values, 'source', 'target');
        exchange(row.values, 'sourcePort', 'targetPort');
      }
      const { source, target, type } = row.values;
      if (existing || typeof source !== 'string' || typeof target !== 'string') return;
      if (source === target) report.add(row, 'target', '', new Problem('RELATION_SELF', 'error'));
      else if (defOf(type)?.hierarchy && hierarchy.reaches(target, String(type), source)) {
        const name = assetName(reg, source);
        report.add(row, 'source', name, new Problem('TREE_CYCLE', 'error', { params: { name } }));
      }
    },
    complete: (row) => demandRequired('relation', row, context),
    note: (_id, { source, type, target }) => {
      if (defOf(type)?.hierarchy) hierarchy.add(String(source), String(type), String(target));
    },
  };
}

function exchange(values: Record<string, Value>, a: string, b: string): void {
  const [first, second] = [values[a], values[b]];
  delete values[a];
  delete values[b];
  if (second !== undefined) values[a] = second;
  if (first !== undefined) values[b] = first;
}

/** A cable has no direction: its ends are put in order. */
function relationKey(reg: Register, values: Values): string | null {
  const { source, type, target } = values;
  if (typeof source !== 'string' || typeof type !== 'string' || typeof target !== 'string') return null;
  const ends = [`${source} ${values.sourcePort ?? ''}`, `${target} ${values.targetPort ?? ''}`];
  if (reg.catalogue.relationType(type)?.symmetric) ends.sort();
  return `${type}\u0000${ends.join('\u0000')}`;
}

function existingRelation(reg: Register, values: Values): string | null {
  const from = reg.keys.findRid(String(values.source));
  const to = reg.keys.findRid(String(values.target));
  if (from === null || to === null) return null;
  const rid = reg
    .sql(
      'SELECT rid FROM relation WHERE source = ? AND type = ? AND target = ? AND sourcePort IS ? AND targetPort IS ? AND deleted = 0',
    )
    .pluck()
    .get(from, values.type, to, values.sourcePort ?? null, values.targetPort ?? null) as number | undefined;
  return rid === undefined ? null : reg.keys.uuid(rid);
}

function mirrored(reg: Register, values: Values): string | null {
  if (!reg.catalogue.relationType(values.type)?.symmetric) return null;
  const { source, target, sourcePort = null, targetPort = null } = values;
  return existingRelation(reg, {
    type: values.type as Value,
    source: target as Value,
    target: source as Value,
    sourcePort: targetPort,
    targetPort: sourcePort,
  });
}

function assetName(reg: Register, id: string): string {
  const rid = reg.keys.findRid(id);
  const tag = rid === null ? null : reg.sql('SELECT tag FROM asset WHERE rid = ?').pluck().get(rid);
  return typeof tag === 'string' ? tag : '';
}

/** What contains what, in the register and in the file together. */
class Hierarchy {
  readonly #reg: Register;
  readonly #file = new Map<string, string[]>();

  constructor(reg: Register) {
    this.#reg = reg;
  }

  add(source: string, type: string, target: string): void {
    const key = `${type} ${source}`;
    const targets = this.#file.get(key);
    if (targets) targets.push(target);
    else this.#file.set(key, [target]);
  }

  reaches(start: string, type: string, goal: string): boolean {
    const seen = new Set<string>();
    const queue = [start];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (at === goal) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      queue.push(...this.#under(at, type));
    }
    return false;
  }

  #under(source: string, type: string): string[] {
    const rid = this.#reg.keys.findRid(source);
    const rids =
      rid === null
        ? []
        : (this.#reg
            .sql('SELECT target FROM relation WHERE source = ? AND type = ? AND deleted = 0')
            .pluck()
            .all(rid, type) as number[]);
    return [
      ...rids.map((target) => this.#reg.keys.uuid(target)),
      ...(this.#file.get(`${type} ${source}`) ?? []),
    ];
  }
}
