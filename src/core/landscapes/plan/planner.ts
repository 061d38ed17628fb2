import type { ErrorCode, ErrorParams } from '../../../model/errors.ts';
import type { Value } from '../../../model/types.ts';
import { TagIssuer } from '../../exchange/plan/tags.ts';
import { labelOf } from '../../register/labels.ts';
import type { Register } from '../../store/register.ts';
import { foldCode, foldText } from '../../store/text.ts';
import type { Description, Thing } from '../description.ts';
import { isAbove } from './classes.ts';
import { KnownRecords } from './known.ts';
import { type Match, type MatchedBy, Matcher, type Records } from './match.ts';
import {
  cleanValue,
  type FieldChange,
  fieldValue,
  type PlanActor,
  type PlannedRecord,
  refusal,
  sameValue,
} from './records.ts';

/** Which side wins where the file and a record that is there say different things. */
export type Prefer = 'source' | 'register';

/** What somebody decided about a thing that could not be told: a record's id, a new record, or to leave it out. */
export type Decision = 'new' | 'skip' | string;

export interface ThingOutcome {
  readonly outcome: 'created' | 'merged' | 'unchanged' | 'left';
  readonly record: string | null;
  readonly by: MatchedBy | null;
  readonly changes: readonly FieldChange[];
  readonly code: ErrorCode | null;
  readonly params: ErrorParams;
  readonly candidates: readonly string[];
}

export interface PlannerOptions {
  readonly reg: Register;
  readonly actor: PlanActor;
  readonly prefer: Prefer;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly newId: () => string;
}

/** Entities in the order in which references need them. */
const order = ['organisation', 'department', 'person', 'location', 'productModel', 'asset'] as const;

/** Fields that a file only fills in where they are empty: people write them for people. */
const fillOnly = new Set(['notes', 'tag', 'category', 'kind', 'class']);
const freeStatuses = new Set(['planned', 'ordered', 'inStock', 'inUse', 'idle', 'inRepair']);

/** Decides for every thing which record it is and what changes in it. Writes nothing. */
export class ThingPlanner implements Records {
  readonly records = new Map<string, PlannedRecord>();
  readonly outcomes = new Map<string, ThingOutcome>();
  readonly #options: PlannerOptions;
  readonly #known: KnownRecords;
  readonly #matcher: Matcher;
  readonly #tags: TagIssuer;
  readonly #takenTags = new Set<string>();
  /** Records of the plan by entity, sign and value. */
  readonly #signs = new Map<string, PlannedRecord[]>();
  readonly #byRid = new Map<string, PlannedRecord | null>();

  constructor(options: PlannerOptions) {
    this.#options = options;
    this.#known = new KnownRecords(options.reg);
    this.#matcher = new Matcher(options.reg, this.#known, this);
    this.#tags = new TagIssuer(options.reg, () => this.#takenTags);
  }

  /** @param onThing called after each */
  plan({ things }: Description, onThing: () => void): void {
    const byKey = new Map(things.map((thing) => [thing.key, thing]));
    const begun = new Set<string>();
    const take = (thing: Thing): void => {
      if (begun.has(thing.key)) return;
      begun.add(thing.key);
      const parent = thing.refs.parent === undefined ? undefined : byKey.get(thing.refs.parent);
      if (parent) take(parent);
      this.outcomes.set(thing.key, this.#one(this.#resolved(thing)));
      onThing();
    };
    for (const hearsay of [false, true])
      for (const entity of order)
        for (const thing of things)
          if (thing.entity === entity && (thing.identity.hearsay ?? false) === hearsay) take(thing);
  }

  /** With the ids of records in place of keys. What points to nothing is left out. */
  #resolved(thing: Thing): Thing {
    const values: Record<string, Value> = { ...thing.values };
    for (const [field, key] of Object.entries(thing.refs)) {
      const id = this.outcomes.get(key)?.record;
      if (id) values[field] = id;
    }
    return { ...thing, values };
  }

  #one(thing: Thing): ThingOutcome {
    const match = this.#decided(thing) ?? this.#matcher.match(thing);
    if (match.kind === 'left') return left(match.code, match.params, match.candidates);
    if (match.kind === 'found') return this.#merge(thing, match.record, match.by);
    const { seenAt, macs } = thing.identity;
    if (seenAt !== undefined && match.kind === 'new' && !this.#options.decisions.has(thing.key))
      return left('LANDSCAPE_NEIGHBOUR_UNKNOWN', { port: seenAt, mac: macs?.[0] ?? '' }, []);
    return this.#create(thing);
  }

  #decided(thing: Thing): Match | null {
    const decision = this.#options.decisions.get(thing.key);
    if (decision === undefined) return null;
    if (decision === 'skip') return { kind: 'left', code: 'LANDSCAPE_SKIPPED', params: {}, candidates: [] };
    if (decision === 'new') return { kind: 'new' };
    const planned = this.records.get(decision);
    const rid = this.#options.reg.keys.findRid(decision);
    const record = planned ?? (rid === null ? null : this.known(thing.entity, rid));
    return record ? { kind: 'found', record, by: 'person' } : null;
  }

  #create(thing: Thing): ThingOutcome {
    const { entity } = thing;
    const record: PlannedRecord = {
      id: this.#options.newId(),
      entity,
      known: null,
      patch: {},
      claimed: new Set(),
      files: new Set([thing.file]),
    };
    const classKey = thing.values.class ?? null;
    for (const [field, value] of Object.entries({ ...thing.defaults, ...thing.values })) {
      if (field === 'tag') continue;
      const clean = cleanValue(this.#options.reg.catalogue, entity, classKey, field, value);
      if ('value' in clean && clean.value !== null) record.patch[field] = clean.value;
    }
    for (const field of Object.keys(thing.values)) record.claimed.add(field);
    record.patch.externalIds = [thing.key];
    if (entity === 'asset') record.patch.tag = this.#tagFor(thing);
    if (entity !== 'asset' && !record.patch.name) return left('LANDSCAPE_NO_IDENTITY', {}, []);
    const refused = refusal(this.#options.actor, record);
    if (refused) return left(refused.code, refused.params, []);
    this.records.set(record.id, record);
    this.#note(thing, record);
    return {
      outcome: 'created',
      record: record.id,
      by: null,
      changes: [],
      code: null,
      params: {},
      candidates: [],
    };
  }

  #tagFor({ values }: Thing): string {
    const wanted = typeof values.tag === 'string' ? values.tag : null;
    const free = wanted !== null && !this.#takenTags.has(foldCode(wanted)) && !this.#known.hasTag(wanted);
    const tag = free ? wanted : this.#tags.issue(String(values.class ?? ''));
    this.#takenTags.add(foldCode(tag));
    return tag;
  }

  #merge(thing: Thing, record: PlannedRecord, by: MatchedBy): ThingOutcome {
    const changes: FieldChange[] = [];
    const before = { ...record.patch };
    for (const [field, value] of Object.entries(thing.values)) {
      const to = this.#wanted(record, field, value, thing.identity.hearsay === true);
      record.claimed.add(field);
      if (to === undefined) continue;
      changes.push({ field, from: fieldValue(record, field), to });
      record.patch[field] = to;
    }
    const keys = fieldValue(record, 'externalIds');
    const known = Array.isArray(keys) ? (keys as readonly string[]) : [];
    const isNew = !known.includes(thing.key);
    if (isNew) record.patch.externalIds = [...known, thing.key];
    const refused =
      record.known && (changes.length > 0 || isNew) ? refusal(this.#options.actor, record) : null;
    if (refused) {
      for (const field of Object.keys(record.patch)) delete record.patch[field];
      Object.assign(record.patch, before);
      return left(refused.code, refused.params, []);
    }
    record.files.add(thing.file);
    this.records.set(record.id, record);
    this.#note(thing, record);
    const outcome = changes.length > 0 || isNew ? 'merged' : 'unchanged';
    return { outcome, record: record.id, by, changes, code: null, params: {}, candidates: [] };
  }

  /** What a thing makes of a field of a record that is there; undefined when it stays. */
  #wanted(record: PlannedRecord, field: string, value: Value, hearsay: boolean): Value | undefined {
    const { entity } = record;
    const classKey = fieldValue(record, 'class');
    const clean = cleanValue(this.#options.reg.catalogue, entity, classKey, field, value);
    if (!('value' in clean) || clean.value === null) return undefined;
    const [old, to] = [fieldValue(record, field), clean.value];
    if (sameValue(old, to)) return undefined;
    if (field === 'class' && typeof old === 'string')
      return typeof to === 'string' && isAbove(this.#options.reg.catalogue, old, to) ? to : undefined;
    if (field === 'tag') return undefined;
    const empty = old === null;
    if (empty) return to;
    if (hearsay || record.claimed.has(field) || fillOnly.has(field) || this.#options.prefer === 'register')
      return undefined;
    if (field === 'status')
      return freeStatuses.has(String(old)) && freeStatuses.has(String(to)) ? to : undefined;
    // A name that people gave stays; one that came from a source follows it.
    if (field === 'name' && entity === 'asset' && namedByPeople(record)) return undefined;
    return to;
  }

  /** Remembers by what later things may find the record. */
  #note({ entity, key, values, identity }: Thing, record: PlannedRecord): void {
    const add = (kind: MatchedBy, value: string) => {
      const at = `${entity} ${kind} ${value}`;
      const known = this.#signs.get(at);
      if (!known) this.#signs.set(at, [record]);
      else if (!known.includes(record)) known.push(record);
    };
    add('key', key);
    if (typeof values.name === 'string') add('name', foldText(values.name));
    if (typeof values.hostname === 'string') add('name', foldText(values.hostname));
    if (entity === 'person' && typeof values.email === 'string') add('email', foldCode(values.email));
    if (identity.serial) add('serial', foldCode(identity.serial));
    if (identity.uuid) add('uuid', identity.uuid);
    for (const mac of identity.macs ?? []) add('mac', mac);
  }

  planned(entity: Thing['entity'], kind: MatchedBy, value: string): readonly PlannedRecord[] {
    return this.#signs.get(`${entity} ${kind} ${value}`) ?? [];
  }

  known(entity: Thing['entity'], rid: number): PlannedRecord | null {
    const at = `${entity} ${rid}`;
    let record = this.#byRid.get(at);
    if (record === undefined) {
      const found = this.#known.record(entity, rid);
      record = found && {
        id: found.id,
        entity,
        known: found,
        patch: {},
        claimed: new Set(),
        files: new Set(),
      };
      this.#byRid.set(at, record);
    }
    return record;
  }

  label(record: PlannedRecord): string {
    if (record.known) return labelOf(this.#options.reg, record.entity, record.known.rid);
    const [tag, name] = [fieldValue(record, 'tag'), fieldValue(record, 'name')];
    return [tag, name].filter((part) => typeof part === 'string').join(' ');
  }
}

/** A thing with a host name that is called otherwise. */
function namedByPeople(record: PlannedRecord): boolean {
  const hostname = fieldValue(record, 'hostname');
  return hostname !== null && hostname !== fieldValue(record, 'name');
}

function left(code: ErrorCode, params: ErrorParams, candidates: readonly string[]): ThingOutcome {
  return { outcome: 'left', record: null, by: null, changes: [], code, params, candidates };
}
