import type { Catalogue } from '../../../model/catalogue.ts';
import { entityOf } from '../../../model/entities/index.ts';
import { HoldfastError } from '../../../model/errors.ts';
import { type ImportEntity, importTarget } from '../../../model/import-targets.ts';
import type { Value } from '../../../model/types.ts';
import { type ProjectionRow, projectedValues, projectionRow } from '../../log/project.ts';
import { foldCode } from '../../store/text.ts';
import { Problem } from '../values/problem.ts';
import { fieldOfTarget } from './columns.ts';
import type { CompactIndex } from './compact-index.ts';
import type { EntityRules } from './entity-rules.ts';
import { type KeyTargets, keyText, ownKeys, plainTarget, type RecordFinder } from './keys.ts';
import type { RowReport, RowValues } from './row-values.ts';
import type { SheetOptions } from './types.ts';
import { type PlanWorld, placeOf } from './world.ts';

type Values = Readonly<Record<string, Value>>;

/** A record that a row means. */
export interface Found {
  readonly id: string;
  /** Null for a record that the file itself makes. */
  readonly row: ProjectionRow | null;
  readonly values: Values;
}

/** Tells which record each row of a sheet means, and which rows mean the same. */
export class Matcher {
  readonly #world: PlanWorld;
  readonly #entity: ImportEntity;
  /** Position of the sheet in the options. */
  readonly #number: number;
  readonly #report: RowReport;
  readonly #rules: EntityRules;
  readonly #finder: RecordFinder;
  readonly #seen: CompactIndex;
  readonly #keys: readonly KeyTargets[];
  /** How many of the keys a person named: they alone decide where their cells are filled. */
  readonly #asked: number;
  /** Fields that no two rows may share, beside the key. */
  readonly #alone: readonly string[];
  /** Target and value of the key that the row at hand was looked for by, and not found. */
  #absent: string | null = null;

  constructor(
    world: PlanWorld,
    number: number,
    options: SheetOptions,
    report: RowReport,
    rules: EntityRules,
  ) {
    const { entity } = options;
    this.#world = world;
    this.#entity = entity;
    this.#number = number;
    this.#report = report;
    this.#rules = rules;
    this.#finder = world.finder(entity);
    this.#seen = world.seen(entity);
    const asked = options.key.length === 0 ? [] : [keyAsked(world.reg.catalogue, entity, options.key)];
    this.#keys = [...asked, ...ownKeys[entity]];
    this.#asked = asked.length;
    const fields = Object.entries(entityOf(entity).fields);
    const unique = fields.flatMap(([name, field]) => (field.unique ? [name] : []));
    this.#alone = entity === 'asset' ? [...unique, 'serial'] : unique;
  }

  /** Notes that a record was met in a way of its own. */
  met(rid: number, row: number): void {
    this.#seen.add(`rid ${rid}`, placeOf(this.#number, row));
  }

  /** A living record with this value of a field, other than a given one. */
  other(target: string, value: string, self: number | null): Found | null {
    // Looked for just now as the row's key, and not there.
    if (self === null && this.#absent === `${target} ${value}`) return null;
    const taken = this.#finder.find([target], { [target]: value });
    if (!taken || (taken.count === 1 && taken.rid === self)) return null;
    return this.#load(taken.rid, taken.row);
  }

  /** The key that decides: the first whose cells are filled. */
  #deciding(values: Values): KeyTargets | null {
    for (const key of this.#keys) if (keyText(this.#entity, key, values) !== null) return key;
    return null;
  }

  /**
   * A key counts once in a file; later rows with it are rejected, also when the first one was.
   * @returns true for a harmless repetition
   */
  checkRepeated(row: RowValues): boolean {
    const { values } = row;
    const key = this.#deciding(values);
    if (key) {
      const text = this.#rules.repeatKey?.(values) ?? keyText(this.#entity, key, values);
      const first = this.#first(`${key.join('+')}${text}`, row);
      if (first !== null && this.#rules.repeatsHarmless) {
        this.#report.add(row, null, '', new Problem('ROW_REPEATED', 'warning', { params: { first } }));
        return true;
      }
      if (first !== null) this.#tellRepeated(row, key, first, 'error');
    }
    for (const target of this.#alone) {
      if (key?.length === 1 && key[0] === target) continue;
      const value = values[target];
      if (typeof value !== 'string') continue;
      const first = this.#first(`${target}\u0000${foldCode(value)}`, row);
      if (first !== null) this.#tellRepeated(row, [target], first, target === 'serial' ? 'warning' : 'error');
    }
    return false;
  }

  /** Notes where a key stands; gives the place where it stood before. */
  #first(key: string, row: RowValues): string | number | null {
    const place = this.#seen.add(key, placeOf(this.#number, row.row));
    return place < 0 ? null : this.#world.placeText(place, this.#number);
  }

  #tellRepeated(
    row: RowValues,
    key: KeyTargets,
    first: string | number,
    severity: 'error' | 'warning',
  ): void {
    const target = plainTarget(key[0] as string);
    const code = repeatCodes[key.length === 1 ? target : ''] ?? 'ROW_REPEATED';
    const value =
      entityOf(this.#entity).fields[target]?.type === 'ref' ? '' : String(row.values[target] ?? '');
    this.#report.add(row, target, value, new Problem(code, severity, { params: { first } }));
  }

  /** The record that the row means; adds a problem where that can't be told. */
  find(row: RowValues): Found | null {
    const { values } = row;
    const tried: KeyTargets[] = [];
    this.#absent = null;
    for (const [i, key] of this.#keys.entries()) {
      if (keyText(this.#entity, key, values) === null) continue;
      // Where a person said which key counts, no other one is tried beside it.
      if (i >= this.#asked && this.#asked > 0 && tried.length > 0) return null;
      const found = this.#byKey(row, key, tried);
      if (found !== undefined) return found;
      tried.push(key);
    }
    return null;
  }

  /** Undefined when the key names no record. */
  #byKey(row: RowValues, key: KeyTargets, tried: readonly KeyTargets[]): Found | null | undefined {
    const { values } = row;
    const special = this.#rules.lookup?.(values, key);
    const usual = special === undefined ? this.#finder.find(key, values) : null;
    const count = special?.count ?? usual?.count ?? 0;
    const target = plainTarget(key[0] as string);
    const shown = String(values[target] ?? '');
    if (count === 0) {
      if (key.length === 1 && key[0] === 'tag') this.#absent = `tag ${shown}`;
      if (key[0] !== 'id') return undefined;
      this.#report.add(row, 'id', shown, new Problem('ID_UNKNOWN', 'error'));
      return null;
    }
    if (count > 1) {
      if (tried.length > 0) return null;
      this.#report.add(row, target, shown, new Problem('KEY_AMBIGUOUS', 'error', { params: { count } }));
      return null;
    }
    const found = usual ? this.#load(usual.rid, usual.row) : this.#loadId(special?.id ?? '');
    // A record that says otherwise of a key that comes first is another one.
    if (contradicts(found.values, values, tried)) return null;
    const first = found.row && this.#first(`rid ${found.row.rid}`, row);
    if (first === null) return found;
    this.#tellRepeated(row, key, first, 'error');
    return null;
  }

  #loadId(id: string): Found {
    const rid = this.#world.reg.keys.findRid(id);
    return rid === null ? { id, row: null, values: { id } } : this.#load(rid);
  }

  #load(rid: number, known?: ProjectionRow): Found {
    const { reg } = this.#world;
    const id = reg.keys.uuid(rid);
    const row = known ?? projectionRow(reg, this.#entity, rid);
    if (!row) return { id, row: null, values: { id } };
    const values = projectedValues(reg, this.#entity, row);
    values.id = id;
    return { id, row, values };
  }
}

const repeatCodes: Readonly<Record<string, 'TAG_REPEATED' | 'SERIAL_REPEATED'>> = {
  tag: 'TAG_REPEATED',
  serial: 'SERIAL_REPEATED',
};

/**
 * The key that a person asked for; a part of a field means the field.
 * @throws MAPPING_UNKNOWN for a target that holds no value to compare
 */
function keyAsked(catalogue: Catalogue, entity: ImportEntity, key: readonly string[]): KeyTargets {
  const tree = entity === 'location' || entity === 'department';
  const targets = key.flatMap((target) =>
    tree && target === 'path' ? ['name', 'parent'] : [fieldOfTarget(target)],
  );
  for (const target of targets) {
    if (target !== 'id' && !importTarget(entity, target, catalogue)?.field)
      throw new HoldfastError('MAPPING_UNKNOWN', { field: target });
  }
  return [...new Set(targets)].map((target) => (tree && target === 'parent' ? 'parent?' : target));
}

function contradicts(existing: Values, values: Values, tried: readonly KeyTargets[]): boolean {
  return tried.some((key) =>
    key.some((part) => {
      const target = plainTarget(part);
      const [now, wanted] = [existing[target], values[target]];
      if (now === undefined || now === null || wanted === undefined || wanted === null) return false;
      return (
        String(now).toUpperCase() !== String(wanted).toUpperCase() &&
        foldCode(String(now)) !== foldCode(String(wanted))
      );
    }),
  );
}
