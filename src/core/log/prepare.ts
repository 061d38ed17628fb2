import {
  type EntityKey,
  entityOf,
  HoldfastError,
  isEntityKey,
  type RelationTypeDef,
} from '../../model/index.ts';
import { encodePatch, type WritingKeys } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import { codeKeys, hasGrams } from '../store/schema.ts';
import type { Draft } from './commit.ts';
import { PatchTexts } from './patch-texts.ts';
import { columnValues, gramsOfRecord, valueColumns } from './project.ts';
import { canonicalPatch } from './pure/canonical.ts';
import { cleanPatch, type Living } from './validate.ts';

export type ColumnValue = string | number | null;

/** Rows of one table that a part fills, with only the columns that any of them has. */
export interface PreparedTable {
  readonly entity: EntityKey;
  /** As they stand in SQL. */
  readonly columns: readonly string[];
  /** Positions in `columns` of what must be the only one of its kind. */
  readonly unique: readonly number[];
  readonly searched: boolean;
}

/** A record that drafts point to, and after which draft of the part it is there; -1: it must be there already. */
export interface PreparedRef {
  readonly rid: number;
  readonly target: EntityKey;
  readonly since: number;
}

/** One row of the stage. Lists are by draft: a few long lists cross between threads faster than many small objects. */
export interface PreparedPart {
  readonly n: number;
  readonly count: number;
  /** Key of the record that a create makes; 0 for other drafts. */
  readonly rids: readonly number[];
  /** Which of the tables; -1 is written the ordinary way, and what follows is empty for it. */
  readonly tableOf: readonly number[];
  readonly records: readonly string[];
  readonly changes: readonly string[];
  /** The patch as it is stored, and as it is hashed. */
  readonly patches: readonly string[];
  readonly canonical: readonly string[];
  /** `salt:field,field`, as it is stored; null without sensitive fields. */
  readonly salts: ReadonlyArray<string | null>;
  readonly groups: ReadonlyArray<number | null>;
  readonly grams: readonly string[];
  /** Values of the rows' columns, one row after the other. */
  readonly values: readonly ColumnValue[];
  readonly tables: readonly PreparedTable[];
  readonly refs: readonly PreparedRef[];
}

/** Entities whose rows are not all that follows from a create: paths of trees, lines of stocktakes. */
const special: ReadonlySet<EntityKey> = new Set<EntityKey>([
  'location',
  'department',
  'count',
  'expectation',
]);

/** Drafts after which the records they made are in the file for certain, since a worker is never that far ahead. */
const remembered = 50_000;

/** Thrown where a draft needs the ordinary way. */
class Ordinary extends Error {}

/**
 * Works out in another thread what writing creates takes, so that the thread that writes only has to put it into its tables:
 * checks, stored and hashed form, columns, search grams. What depends on the register at the moment of writing (references,
 * unique values) is looked at there. Drafts that can't be prepared are left to the ordinary way.
 */
export class Preparer {
  readonly #reg: Register;
  readonly #deps: { readonly newId: () => string; readonly random: (bytes: number) => Uint8Array };
  readonly #keys: WritingKeys;
  #nextRid: number;
  /** Records that this batch makes, by id. */
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  #refs = new Map<string, PreparedRef>();
  readonly #texts: PatchTexts;
  readonly #since = new Map<number, number>();

  /**
   * @param reg open for reading
   * @param firstRid the first of the keys set aside, one for each draft
   */
  constructor(
    reg: Register,
    firstRid: number,
    deps: { readonly newId: () => string; readonly random: (bytes: number) => Uint8Array },
  ) {
    this.#reg = reg;
    this.#nextRid = firstRid;
    this.#deps = deps;
    this.#keys = { fieldKey: fieldKeys(reg), rid: (id, target) => this.#refRid(id, target) };
    this.#texts = new PatchTexts(this.#keys);
  }

  prepare(n: number, drafts: readonly Draft[]): PreparedPart {
    this.#refs = new Map();
    this.#since.clear();
    const part = new PartBuilder();
    drafts.forEach((draft, at) => {
      const rid = draft.op === 'create' ? this.#nextRid++ : 0;
      part.rids.push(rid);
      if (!this.#isPlain(draft) || !this.#add(part, draft)) part.addOrdinary();
      if (draft.op === 'create' && draft.id !== undefined) this.#remember(draft.id, rid, at);
    });
    return part.finish(n, [...this.#refs.values()]);
  }

  /** Pointed to by what follows, however it is written itself. */
  #remember(id: string, rid: number, at: number): void {
    if (this.#young.size >= remembered) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, rid);
    this.#since.set(rid, at);
  }

  #isPlain(draft: Draft): draft is Draft & { op: 'create' } {
    if (draft.op !== 'create' || !isEntityKey(draft.entity) || special.has(draft.entity)) return false;
    if (draft.entity === 'asset' && (draft.patch.formerTags || this.#hasUniqueAttr(draft.patch)))
      return false;
    if (draft.entity === 'relation' && isLimited(this.#reg.catalogue.relationType(draft.patch.type)))
      return false;
    // One that the file has already is noticed when it is written.
    return draft.id === undefined || !(this.#young.has(draft.id) || this.#old.has(draft.id));
  }

  /** A value that may stand once only and has no column of its own. */
  #hasUniqueAttr(patch: Readonly<Record<string, unknown>>): boolean {
    for (const key of this.#reg.catalogue.uniqueAttrs) if (Object.hasOwn(patch, key)) return true;
    return false;
  }

  /** False when something is wrong with it, which is found again, and reported, when its turn comes. */
  #add(part: PartBuilder, draft: Draft & { op: 'create' }): boolean {
    try {
      const { entity, patch: given } = draft;
      const { catalogue } = this.#reg;
      const patch = cleanPatch(catalogue, this.#living, entity, given, given.class, true);
      const sensitive = catalogue.sealedFields(entity);
      const sealed = sensitive.size === 0 ? [] : Object.keys(patch).filter((field) => sensitive.has(field));
      const salt = sealed.length > 0 ? Buffer.from(this.#deps.random(16)).toString('hex') : null;
      const values = columnValues(this.#keys, entity, patch);
      part.add(entity, values, {
        record: draft.id ?? this.#deps.newId(),
        change: this.#deps.newId(),
        ...(sealed.length === 0
          ? this.#texts.of(entity, patch)
          : {
              patch: encodePatch(this.#keys, entity, patch),
              canonical: canonicalPatch({ patch, salt, sealed }),
            }),
        salt: salt === null ? null : `${salt}:${sealed.join(',')}`,
        group: draft.group ?? null,
        grams: hasGrams(entityOf(entity)) ? gramsOfRecord(entityOf(entity), patch) : '',
      });
      return true;
    } catch (cause) {
      if (cause instanceof Ordinary || cause instanceof HoldfastError) return false;
      throw cause;
    }
  }

  /** Whether it is there is looked at when it is written; a place's key is what is needed here. */
  readonly #living: Living = (field, id) => this.#refRid(id, field.target ?? null) > 0;

  #refRid(id: string, target: EntityKey | null): number {
    const known = this.#refs.get(id);
    if (known) return known.rid;
    const rid = this.#young.get(id) ?? this.#old.get(id) ?? this.#reg.keys.findRid(id);
    if (rid === null || target === null) throw new Ordinary();
    this.#refs.set(id, { rid, target, since: this.#since.get(rid) ?? -1 });
    return rid;
  }
}

/** What the type of a relation asks of its ends is looked at when it is written. */
function isLimited(type: RelationTypeDef | undefined): boolean {
  return type === undefined || Boolean(type.sources || type.targets || type.cardinality || type.removed);
}

/** Field keys that are in the file; one that is not there yet is given when the draft is written. */
function fieldKeys(reg: Register): WritingKeys['fieldKey'] {
  const known = new Map<string, Map<string, number>>();
  return (entity, name) => {
    let keys = known.get(entity);
    if (!keys) {
      keys = new Map();
      known.set(entity, keys);
    }
    const key = keys.get(name) ?? reg.keys.findFieldKey(entity, name);
    if (key === null) throw new Ordinary();
    keys.set(name, key);
    return key;
  };
}

interface Built {
  readonly record: string;
  readonly change: string;
  readonly patch: string;
  readonly canonical: string;
  readonly salt: string | null;
  readonly group: number | null;
  readonly grams: string;
}

class PartBuilder {
  readonly rids: number[] = [];
  readonly #entities: EntityKey[] = [];
  readonly #tableOf: number[] = [];
  readonly #rows: Array<readonly ColumnValue[] | null> = [];
  readonly #built: Built[] = [];

  addOrdinary(): void {
    this.#tableOf.push(-1);
    this.#rows.push(null);
    this.#built.push({
      record: '',
      change: '',
      patch: '',
      canonical: '',
      salt: null,
      group: null,
      grams: '',
    });
  }

  add(entity: EntityKey, row: readonly ColumnValue[], built: Built): void {
    let table = this.#entities.indexOf(entity);
    if (table === -1) table = this.#entities.push(entity) - 1;
    this.#tableOf.push(table);
    this.#rows.push(row);
    this.#built.push(built);
  }

  finish(n: number, refs: readonly PreparedRef[]): PreparedPart {
    const used = this.#entities.map((_, table) => this.#usedColumns(table));
    const values: ColumnValue[] = [];
    this.#rows.forEach((row, at) => {
      if (row)
        for (const column of used[this.#tableOf[at] as number] as number[]) values.push(row[column] ?? null);
    });
    const built = this.#built;
    return {
      n,
      count: this.rids.length,
      rids: this.rids,
      tableOf: this.#tableOf,
      records: built.map((b) => b.record),
      changes: built.map((b) => b.change),
      patches: built.map((b) => b.patch),
      canonical: built.map((b) => b.canonical),
      salts: built.map((b) => b.salt),
      groups: built.map((b) => b.group),
      grams: built.map((b) => b.grams),
      values,
      tables: this.#entities.map((entity, table) => tableOf(entity, used[table] as number[])),
      refs,
    };
  }

  #usedColumns(table: number): number[] {
    const used = new Set<number>();
    this.#rows.forEach((row, at) => {
      if (row && this.#tableOf[at] === table)
        row.forEach((value, column) => void (value !== null && used.add(column)));
    });
    return [...used].sort((a, b) => a - b);
  }
}

function tableOf(entity: EntityKey, used: readonly number[]): PreparedTable {
  const def = entityOf(entity);
  const all = valueColumns(entity);
  const columns = used.map((column) => all[column] as string);
  const unique = Object.keys(def.fields)
    .filter((name) => def.fields[name]?.unique)
    .map((name) => columns.indexOf(`"${codeKeys(def).includes(name) ? `${name}_key` : name}"`))
    .filter((at) => at >= 0);
  return { entity, columns, unique, searched: hasGrams(def) };
}
