import type { ErrorCode, ErrorParams } from '../../../model/errors.ts';
import type { Value } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import { hangsOn } from '../class-of.ts';
import type { Description, Link } from '../description.ts';
import { KnownRecords } from './known.ts';
import type { ThingPlanner } from './planner.ts';
import { cleanValue, fieldValue, type PlanActor, type PlannedRecord, refusal, sameValue } from './records.ts';

export interface LinkOutcome {
  readonly outcome: 'created' | 'merged' | 'unchanged' | 'left';
  readonly record: string | null;
  readonly code: ErrorCode | null;
  readonly params: ErrorParams;
}

export interface LinkOptions {
  readonly reg: Register;
  readonly actor: PlanActor;
  readonly newId: () => string;
}

/** Decides for every relation of the files whether the register has it. The rules are those of a relation made by hand. */
export class LinkPlanner {
  readonly records = new Map<string, PlannedRecord>();
  readonly outcomes = new Map<string, LinkOutcome>();
  readonly #options: LinkOptions;
  readonly #things: ThingPlanner;
  readonly #known: KnownRecords;
  /** Relations of the plan by their ends. */
  readonly #planned = new Map<string, PlannedRecord>();
  /** What contains what in the plan, for hierarchies. */
  readonly #inside = new Map<string, string[]>();

  constructor(options: LinkOptions, things: ThingPlanner) {
    this.#options = options;
    this.#things = things;
    this.#known = new KnownRecords(options.reg);
  }

  plan({ links, things, objects }: Description, onLink: () => void): void {
    const names = new Map(things.map((thing) => [thing.key, objects[thing.object]?.name || thing.key]));
    for (const link of links) {
      this.outcomes.set(link.key, this.#one(link, names));
      onLink();
    }
  }

  #one(link: Link, names: ReadonlyMap<string, string>): LinkOutcome {
    const ends: string[] = [];
    for (const key of [link.source, link.target]) {
      const outcome = this.#things.outcomes.get(key);
      const what = names.get(key) ?? key;
      if (!outcome) return left('LANDSCAPE_END_MISSING', { what });
      if (!outcome.record) return left('LANDSCAPE_END_NOT_IMPORTED', { what });
      const entity = this.#things.records.get(outcome.record)?.entity;
      if (entity !== 'asset') return left('LANDSCAPE_END_NOT_ASSET', { what });
      ends.push(outcome.record);
    }
    const [source, target] = ends as [string, string];
    if (source === target) return left('RELATION_SELF', {});
    return this.#related(link, source, target, names);
  }

  #related(link: Link, source: string, target: string, names: ReadonlyMap<string, string>): LinkOutcome {
    const { type } = link;
    const wanted: Record<string, Value> = { source, type, target, ...link.values };
    const def = this.#options.reg.catalogue.relationType(type);
    const keyed = this.#known.byKey('relation', link.key);
    const existing =
      (keyed === null ? null : this.#record(keyed)) ??
      this.#same(wanted) ??
      (def?.symmetric ? this.#same(mirrored(wanted)) : null);
    if (existing) return this.#merge(link, existing, wanted, def?.symmetric === true);
    if (def?.hierarchy && this.#reaches(target, type, source))
      return left('TREE_CYCLE', { name: names.get(link.source) ?? '' });
    const turned = def?.symmetric && hangsOn(this.#classOf(source), this.#classOf(target));
    return this.#create(link, turned ? mirrored(wanted) : wanted, def?.hierarchy === true);
  }

  #create(link: Link, wanted: Record<string, Value>, hierarchy: boolean): LinkOutcome {
    const patch: Record<string, Value> = { externalIds: [link.key] };
    for (const [field, value] of Object.entries(wanted)) {
      const clean = cleanValue(this.#options.reg.catalogue, 'relation', null, field, value);
      if ('value' in clean && clean.value !== null) patch[field] = clean.value;
    }
    const id = this.#options.newId();
    const record: PlannedRecord = {
      id,
      entity: 'relation',
      known: null,
      patch,
      claimed: new Set(),
      files: new Set(),
    };
    const refused = refusal(this.#options.actor, record);
    if (refused) return left(refused.code, refused.params);
    this.records.set(record.id, record);
    this.#planned.set(endsOf(patch), record);
    if (hierarchy) {
      const at = `${link.type} ${wanted.source}`;
      this.#inside.set(at, [...(this.#inside.get(at) ?? []), String(wanted.target)]);
    }
    return { outcome: 'created', record: id, code: null, params: {} };
  }

  #merge(link: Link, record: PlannedRecord, wanted: Record<string, Value>, symmetric: boolean): LinkOutcome {
    const turned =
      symmetric &&
      fieldValue(record, 'source') === wanted.target &&
      fieldValue(record, 'target') === wanted.source;
    let changed = false;
    for (const [field, value] of Object.entries(turned ? mirrored(wanted) : wanted)) {
      const clean = cleanValue(this.#options.reg.catalogue, 'relation', null, field, value);
      const old = fieldValue(record, field);
      if (!('value' in clean) || clean.value === null || sameValue(old, clean.value)) continue;
      if ((field === 'notes' || !record.known) && old !== null) continue;
      record.patch[field] = clean.value;
      changed = true;
    }
    const keys = fieldValue(record, 'externalIds');
    const known = Array.isArray(keys) ? (keys as readonly string[]) : [];
    if (!known.includes(link.key)) {
      record.patch.externalIds = [...known, link.key];
      changed = true;
    }
    const refused = record.known && changed ? refusal(this.#options.actor, record) : null;
    if (refused) {
      for (const field of Object.keys(record.patch)) delete record.patch[field];
      return left(refused.code, refused.params);
    }
    if (changed) this.records.set(record.id, record);
    return { outcome: changed ? 'merged' : 'unchanged', record: record.id, code: null, params: {} };
  }

  #classOf(id: string): string {
    const record = this.#things.records.get(id);
    return record ? String(fieldValue(record, 'class') ?? '') : '';
  }

  #record(rid: number): PlannedRecord | null {
    const found = this.#known.record('relation', rid);
    if (!found) return null;
    const planned = this.records.get(found.id);
    return (
      planned ?? {
        id: found.id,
        entity: 'relation',
        known: found,
        patch: {},
        claimed: new Set(),
        files: new Set(),
      }
    );
  }

  /** The relation between these ends at these ports, of the plan or the register. */
  #same(wanted: Readonly<Record<string, Value>>): PlannedRecord | null {
    const planned = this.#planned.get(endsOf(wanted));
    if (planned) return planned;
    const { keys } = this.#options.reg;
    const [from, to] = [keys.findRid(String(wanted.source)), keys.findRid(String(wanted.target))];
    if (from === null || to === null) return null;
    const rid = this.#options.reg
      .sql(
        'SELECT rid FROM relation WHERE source = ? AND type = ? AND target = ? AND sourcePort IS ? AND targetPort IS ? AND deleted = 0',
      )
      .pluck()
      .get(from, wanted.type, to, wanted.sourcePort ?? null, wanted.targetPort ?? null) as number | undefined;
    return rid === undefined ? null : this.#record(rid);
  }

  #reaches(start: string, type: string, goal: string): boolean {
    const { reg } = this.#options;
    const next = reg.sql('SELECT target FROM relation WHERE source = ? AND type = ? AND deleted = 0').pluck();
    const seen = new Set<string>();
    const queue = [start];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (at === goal) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      queue.push(...(this.#inside.get(`${type} ${at}`) ?? []));
      const rid = reg.keys.findRid(at);
      if (rid !== null) queue.push(...(next.all(rid, type) as number[]).map((to) => reg.keys.uuid(to)));
    }
    return false;
  }
}

function mirrored(wanted: Readonly<Record<string, Value>>): Record<string, Value> {
  const { source, target, sourcePort, targetPort, ...rest } = wanted;
  return {
    ...rest,
    source: target ?? null,
    target: source ?? null,
    ...(targetPort === undefined ? {} : { sourcePort: targetPort }),
    ...(sourcePort === undefined ? {} : { targetPort: sourcePort }),
  };
}

function endsOf({ source, type, target, sourcePort, targetPort }: Readonly<Record<string, Value>>): string {
  return [source, type, target, sourcePort ?? '', targetPort ?? ''].join('\u0000');
}

function left(code: ErrorCode, params: ErrorParams): LinkOutcome {
  return { outcome: 'left', record: null, code, params };
}
