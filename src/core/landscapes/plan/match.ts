import type { ErrorParams } from '../../../model/errors.ts';
import { statuses } from '../../../model/lifecycle.ts';
import type { Value } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import { foldCode, foldText } from '../../store/text.ts';
import type { LeaveCode, Thing } from '../description.ts';
import { comparable, sameKind } from './classes.ts';
import type { KnownRecords } from './known.ts';
import { fieldValue, type PlannedRecord } from './records.ts';

/** By what a thing was recognised. */
export type MatchedBy = 'key' | 'serial' | 'uuid' | 'mac' | 'name' | 'email' | 'person';

export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'found'; readonly record: PlannedRecord; readonly by: MatchedBy }
  | {
      readonly kind: 'left';
      readonly code: LeaveCode;
      readonly params: ErrorParams;
      /** Records that a person may choose from. */
      readonly candidates: readonly string[];
    };

export interface Records {
  /** The record of the register, taken into the plan. */
  known(entity: Thing['entity'], rid: number): PlannedRecord | null;
  /** Records of the plan by what things of the files said. */
  planned(entity: Thing['entity'], kind: MatchedBy, value: string): readonly PlannedRecord[];
  /** Words for a record. */
  label(record: PlannedRecord): string;
}

const free = new Set(['planned', 'ordered', 'inStock', 'inUse', 'idle', 'inRepair']);

/**
 * Finds the record that a thing describes. Its own key counts first; then what identifies it for certain (serial number, UUID,
 * MAC address), then its name among things of its kind. Where the signs point to different records, or one of them says
 * otherwise, nothing is guessed: the thing is left to a person.
 */
export class Matcher {
  readonly #reg: Register;
  readonly #known: KnownRecords;
  readonly #records: Records;

  constructor(reg: Register, known: KnownRecords, records: Records) {
    this.#reg = reg;
    this.#known = known;
    this.#records = records;
  }

  match(thing: Thing): Match {
    const found = this.#evidence(thing);
    const exact = found.find(({ by }) => by === 'key');
    const distinct = new Set(found.map(({ record }) => record));
    if (distinct.size > 1) return this.#split(found);
    const [first] = found;
    if (!first) return this.#byName(thing);
    const { record, by } = exact ?? first;
    if (!exact) {
      const against = this.#contradiction(thing, record, by);
      if (against) return against;
    }
    if (!exact && thing.entity === 'asset') {
      const named = this.#namedOtherwise(thing, record);
      if (named) return this.#split([...found, { record: named, by: 'name' }]);
    }
    return this.#alive({ kind: 'found', record, by });
  }

  /** Records that bear the thing's key, serial number, UUID or one of its addresses. */
  #evidence(thing: Thing): Array<{ record: PlannedRecord; by: MatchedBy }> {
    const { entity, key, identity } = thing;
    const found: Array<{ record: PlannedRecord; by: MatchedBy }> = [];
    const add = (by: MatchedBy, rids: readonly number[], value: string) => {
      const records = rids.map((rid) => this.#records.known(entity, rid)).filter((one) => one !== null);
      for (const record of new Set([...records, ...this.#records.planned(entity, by, value)])) {
        if (
          by !== 'key' &&
          entity === 'asset' &&
          !comparable(this.#reg.catalogue, fieldValue(record, 'class'), thing.values.class ?? null)
        )
          continue;
        if (!found.some((other) => other.record === record)) found.push({ record, by });
      }
    };
    const exact = this.#known.byKey(entity, key);
    add('key', exact === null ? [] : [exact], key);
    if (entity === 'person') {
      const { email } = thing.values;
      if (typeof email === 'string') add('email', this.#known.byEmail(email), foldCode(email));
      return found;
    }
    if (entity !== 'asset') return found;
    const { serial, uuid, macs = [] } = identity;
    if (serial) add('serial', this.#known.bySerial(serial), foldCode(serial));
    if (uuid) add('uuid', this.#known.byUuid(uuid), uuid);
    for (const mac of macs) add('mac', this.#known.byMac(mac), mac);
    return found;
  }

  #split(found: ReadonlyArray<{ record: PlannedRecord; by: MatchedBy }>): Match {
    const evidence = found.map(({ record, by }) => `${by} → ${this.#records.label(record)}`).join('; ');
    const candidates = [...new Set(found.map(({ record }) => record.id))];
    return { kind: 'left', code: 'LANDSCAPE_IDENTITY_SPLIT', params: { evidence }, candidates };
  }

  /** A record found by one sign whose other signs say that it is something else. */
  #contradiction(thing: Thing, record: PlannedRecord, by: MatchedBy): Match | null {
    if (record.files.has(thing.file) && !thing.identity.hearsay && by !== 'email') {
      const params = {
        by,
        value: String(by === 'mac' ? thing.identity.macs?.[0] : thing.identity[by as 'serial']),
      };
      return { kind: 'left', code: 'LANDSCAPE_IDENTITY_SHARED', params, candidates: [record.id] };
    }
    for (const field of ['serial', 'uuid'] as const) {
      const [old, given] = [fieldValue(record, field), thing.identity[field]];
      if (typeof old !== 'string' || !given || foldCode(old) === foldCode(given)) continue;
      const params = { record: this.#records.label(record), by, field, old, new: given };
      return { kind: 'left', code: 'LANDSCAPE_IDENTITY_DIFFERS', params, candidates: [record.id] };
    }
    return null;
  }

  /** Another record, of the same kind, that alone bears the thing's name while the found one bears another. */
  #namedOtherwise(thing: Thing, found: PlannedRecord): PlannedRecord | null {
    const { name } = thing.values;
    if (!thing.identity.byName || typeof name !== 'string') return null;
    const same = (value: Value) => typeof value === 'string' && foldText(value) === foldText(name);
    if (same(fieldValue(found, 'name')) || same(fieldValue(found, 'hostname'))) return null;
    const others = this.#named(thing, name).filter((record) => record !== found);
    return others.length === 1 ? (others[0] as PlannedRecord) : null;
  }

  #byName(thing: Thing): Match {
    const { name } = thing.values;
    if (!thing.identity.byName || typeof name !== 'string') return { kind: 'new' };
    const candidates = this.#named(thing, name);
    if (candidates.length === 0) return { kind: 'new' };
    if (candidates.length > 1) {
      const ids = candidates.map(({ id }) => id);
      return { kind: 'left', code: 'LANDSCAPE_NAME_AMBIGUOUS', params: { name }, candidates: ids };
    }
    const record = candidates[0] as PlannedRecord;
    return this.#contradiction(thing, record, 'name') ?? this.#alive({ kind: 'found', record, by: 'name' });
  }

  /** Records of the name and kind that are not known to be another object of the same source. */
  #named(thing: Thing, name: string): PlannedRecord[] {
    const { entity } = thing;
    const rids = this.#known.byName(entity, name);
    const known = rids.map((rid) => this.#records.known(entity, rid)).filter((one) => one !== null);
    const planned = this.#records
      .planned(entity, 'name', foldText(name))
      .filter(
        (record) => !record.files.has(thing.file) || thing.identity.hearsay || entity === 'organisation',
      );
    const numbered = numberedKind(thing.key);
    return [...new Set([...known, ...planned])].filter((record) => {
      if (numbered !== null && keysOf(record).some((key) => key.startsWith(numbered))) return false;
      return this.#fits(thing, record);
    });
  }

  #fits(thing: Thing, record: PlannedRecord): boolean {
    const { values } = thing;
    switch (thing.entity) {
      case 'asset':
        return thing.identity.hearsay
          ? comparable(this.#reg.catalogue, fieldValue(record, 'class'), values.class)
          : sameKind(this.#reg.catalogue, fieldValue(record, 'class'), values.class);
      case 'location':
        return (
          fieldValue(record, 'parent') === (values.parent ?? null) ||
          topPlace(values, fieldValue(record, 'kind'))
        );
      case 'productModel': {
        const [old, given] = [fieldValue(record, 'manufacturer'), values.manufacturer ?? null];
        return old === null || given === null || old === given;
      }
      case 'person': {
        const [old, given] = [fieldValue(record, 'email'), values.email ?? null];
        return old === null || given === null;
      }
      default:
        return true;
    }
  }

  /** What left the register is not changed by what another system still believes. */
  #alive(match: Match & { kind: 'found' }): Match {
    const { record } = match;
    const status = record.entity === 'asset' ? fieldValue(record, 'status') : null;
    if (typeof status !== 'string' || free.has(status)) return match;
    const params = {
      record: this.#records.label(record),
      status: statuses[status as 'retired']?.label.en ?? status,
    };
    return { kind: 'left', code: 'LANDSCAPE_GONE', params, candidates: [record.id] };
  }
}

/** A site may stand under a region in one system and at the top in the other. */
function topPlace(values: Thing['values'], kind: Value): boolean {
  return (values.kind === 'site' || values.kind === 'region') && (kind === values.kind || kind === null);
}

function keysOf(record: PlannedRecord): readonly string[] {
  const keys = fieldValue(record, 'externalIds');
  return Array.isArray(keys) ? (keys as readonly string[]) : [];
}

/** The part of a key that all objects of its kind share, where the source numbers them: another number is another object. */
function numberedKind(key: string): string | null {
  const match = /^(netbox|itop):[^:]+:/.exec(key);
  return match ? match[0] : null;
}
