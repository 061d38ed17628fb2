import { entityOf } from '../../../model/entities/index.ts';
import type { ImportEntity } from '../../../model/import-targets.ts';
import type { Value } from '../../../model/types.ts';
import type { ProjectionRow } from '../../log/project.ts';
import type { Register } from '../../store/register.ts';
import { foldCode, foldText } from '../../store/text.ts';
import { CompactIndex } from './compact-index.ts';

type Values = Readonly<Record<string, Value>>;

/** Import targets that together name a record. */
export type KeyTargets = readonly string[];

/** How each entity's records are told apart unless a person says otherwise; the first whose cells are filled decides. */
export const ownKeys: Readonly<Record<ImportEntity, readonly KeyTargets[]>> = {
  asset: [['id'], ['tag'], ['serial']],
  relation: [['id'], ['source', 'type', 'target', 'sourcePort?', 'targetPort?']],
  location: [['id'], ['code'], ['name', 'parent?']],
  department: [['id'], ['code'], ['name', 'parent?']],
  person: [['id'], ['number'], ['username'], ['email'], ['name']],
  organisation: [['id'], ['code'], ['name']],
  productModel: [
    ['id'],
    ['name', 'manufacturer', 'number'],
    ['name', 'manufacturer'],
    ['name', 'number'],
    ['name'],
    ['number'],
  ],
  contract: [['id'], ['number'], ['name']],
  licence: [['id'], ['key'], ['name', 'manufacturer'], ['name']],
};

/** Targets whose cells must be sound even where only a warning would be told: they say which record is meant. */
export const strictTargets: Readonly<Record<ImportEntity, readonly string[]>> = {
  asset: ['id', 'tag'],
  relation: ['id', 'source', 'type', 'target'],
  location: ['id', 'name', 'path', 'parent'],
  department: ['id', 'name', 'path', 'parent'],
  person: ['id', 'number', 'name'],
  organisation: ['id', 'name'],
  productModel: ['id', 'name'],
  contract: ['id', 'number', 'name'],
  licence: ['id', 'name'],
};

/** `parent?`: nothing there is a value too. */
const optional = (target: string): boolean => target.endsWith('?');
export const plainTarget = (target: string): string => (optional(target) ? target.slice(0, -1) : target);

/** The folded key of a record; null when a part that must be there is empty. */
export function keyText(entity: ImportEntity, targets: KeyTargets, values: Values): string | null {
  let text = '';
  for (const target of targets) {
    const value = values[plainTarget(target)];
    if (value === undefined || value === null || value === '') {
      if (!optional(target)) return null;
      text += '\u0000';
    } else text += `\u0000${foldPart(entity, plainTarget(target), value)}`;
  }
  return text;
}

function foldPart(entity: ImportEntity, target: string, value: Value): string {
  const type = entityOf(entity).fields[target]?.type;
  if (type === 'code' || target === 'id') return foldCode(String(value));
  if (type === 'text' || type === 'longtext') return foldText(String(value));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The records that a key names: integer key of one of them, and how many there are. */
export interface Named {
  readonly rid: number;
  readonly count: number;
  /** The record itself where it was read anyhow. */
  readonly row?: ProjectionRow;
}

/** Finds records of one entity by keys. */
export class RecordFinder {
  readonly #reg: Register;
  readonly #entity: ImportEntity;
  readonly #indexes = new Map<string, CompactIndex>();
  readonly #empty: boolean;

  constructor(reg: Register, entity: ImportEntity) {
    this.#reg = reg;
    this.#entity = entity;
    this.#empty = reg.sql(`SELECT 1 FROM "${entity}" WHERE deleted = 0 LIMIT 1`).get() === undefined;
  }

  /** Whether the register has none at all. */
  get empty(): boolean {
    return this.#empty;
  }

  /** @returns null when no living record has the key, or the key is not filled */
  find(targets: KeyTargets, values: Values): Named | null {
    const key = keyText(this.#entity, targets, values);
    if (key === null || this.#empty) return null;
    const [only] = targets;
    if (targets.length === 1 && only === 'id') return this.#byId(String(values.id));
    if (targets.length === 1 && only !== undefined && this.#isCode(only)) {
      return this.#byCode(only, String(values[only]));
    }
    const index = this.#index(targets);
    const rid = index.get(key);
    return rid < 0 ? null : { rid, count: index.count(key) };
  }

  #isCode(target: string): boolean {
    return (entityOf(this.#entity).searchCodes ?? []).includes(target);
  }

  #byId(text: string): Named | null {
    const id = text.trim().toLowerCase();
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
    const rid = uuid ? this.#reg.keys.findRid(id) : null;
    if (rid === null) return null;
    const living = this.#reg.sql(`SELECT 1 FROM "${this.#entity}" WHERE rid = ? AND deleted = 0`).get(rid);
    return living === undefined ? null : { rid, count: 1 };
  }

  #byCode(target: string, value: string): Named | null {
    const where = `FROM "${this.#entity}" WHERE "${target}_key" = ? AND deleted = 0`;
    const key = foldCode(value);
    const rows = this.#reg.sql(`SELECT * ${where} LIMIT 2`).all(key) as ProjectionRow[];
    const [row] = rows;
    if (!row) return null;
    const count =
      rows.length === 1 ? 1 : (this.#reg.sql(`SELECT count(*) ${where}`).pluck().get(key) as number);
    return { rid: row.rid, count, row };
  }

  /** Keys that no index of the file helps with are gathered once: 14 bytes a record. */
  #index(targets: KeyTargets): CompactIndex {
    const name = targets.join(' ');
    let index = this.#indexes.get(name);
    if (index) return index;
    index = new CompactIndex();
    const { fields } = entityOf(this.#entity);
    const plain = targets.map(plainTarget);
    // Fields that only some classes have stand in `attrs`.
    const columns = plain.map((target) =>
      Object.hasOwn(fields, target) ? `"${target}"` : `json_extract(attrs, '$."${target}"') AS "${target}"`,
    );
    const rows = this.#reg
      .sql(`SELECT rid, ${columns.join(', ')} FROM "${this.#entity}" WHERE deleted = 0`)
      .iterate() as Iterable<Record<string, Value> & { rid: number }>;
    for (const row of rows) {
      const values: Record<string, Value> = {};
      for (const target of plain) values[target] = this.#stored(target, row[target] ?? null);
      const key = keyText(this.#entity, targets, values);
      if (key !== null) index.add(key, row.rid);
    }
    this.#indexes.set(name, index);
    return index;
  }

  #stored(target: string, value: Value): Value {
    const isRef = entityOf(this.#entity).fields[target]?.type === 'ref';
    return isRef && typeof value === 'number' ? this.#reg.keys.uuid(value) : value;
  }
}
