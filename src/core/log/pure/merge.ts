import { createHash } from 'node:crypto';
import type { Value } from '../../../model/types.ts';
import { uuidFromBytes } from './ids.ts';

/** What merging looks at in a change. */
export interface MergeChange {
  readonly id: string;
  readonly create: boolean;
  readonly patch: Readonly<Record<string, Value>>;
  /** By field, the changes that this one builds on; `*` stands for every field not named. */
  readonly base: Readonly<Record<string, readonly string[]>>;
  readonly ms: number;
  readonly counter: number;
  readonly device: string;
  readonly rejected: boolean;
}

export interface MergeConflict {
  /** Derived from the record and the sorted heads, so every replica makes the same one. */
  readonly id: string;
  /** The changes that stand against each other, sorted by id. */
  readonly heads: readonly string[];
  readonly fields: readonly string[];
}

export interface MergedRecord {
  /** False when no unrejected change is known. */
  readonly exists: boolean;
  readonly deleted: boolean;
  /** Values of all fields that any change names, nulls left out. */
  readonly values: Readonly<Record<string, Value>>;
  /** Heads by field, sorted; `*` for every field not named. */
  readonly heads: Readonly<Record<string, readonly string[]>>;
  readonly conflicts: readonly MergeConflict[];
}

export const deletedField = '$deleted';
export const everyField = '*';

/**
 * Merges all known changes of one record.
 *
 * A field's heads are its unrejected changes from which no unrejected change descends (through `base`, rejected links
 * included). One head: its value. Several: the value of the one with the highest stamp and, where their values differ,
 * a conflict. Decided from the tree and not from the order of arrival: the same set of changes gives the same result.
 * A create and a tombstone are edits of every field.
 */
export function mergeRecord(record: string, changes: readonly MergeChange[]): MergedRecord {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const values: Record<string, Value> = {};
  const heads: Record<string, readonly string[]> = {};
  const conflicted = new Map<string, string[]>();

  for (const field of namedFields(changes)) {
    const found = headsOf(field, changes, byId);
    heads[field] = found.map((change) => change.id).sort();
    if (field !== everyField) {
      const value = winningValue(field, found, byId);
      if (value !== null) values[field] = value;
    }
    if (found.length > 1 && differ(field, found)) {
      const key = (heads[field] as readonly string[]).join(' ');
      conflicted.set(key, [...(conflicted.get(key) ?? []), field]);
    }
  }

  const deleted = values[deletedField] === true;
  delete values[deletedField];
  return {
    exists: changes.some((change) => !change.rejected),
    deleted,
    values,
    heads,
    conflicts: [...conflicted].map(([key, fields]) => conflict(record, key.split(' '), fields)),
  };
}

/** Is this change a tombstone? */
export function isTombstone(change: { readonly patch: Readonly<Record<string, Value>> }): boolean {
  return change.patch[deletedField] === true;
}

/** The changes of a field that a change builds on. */
export function baseOf(change: Pick<MergeChange, 'base'>, field: string): readonly string[] {
  return change.base[field] ?? change.base[everyField] ?? [];
}

/** Which of two changes wins a tie: by stamp, then by device, then by id. */
export function compareChanges(a: MergeChange, b: MergeChange): number {
  return a.ms - b.ms || a.counter - b.counter || compareText(a.device, b.device) || compareText(a.id, b.id);
}

function namedFields(changes: readonly MergeChange[]): string[] {
  const fields = new Set<string>([everyField, deletedField]);
  for (const change of changes) for (const field of Object.keys(change.patch)) fields.add(field);
  return [...fields].sort();
}

function touches(change: MergeChange, field: string): boolean {
  return change.create || Object.hasOwn(change.patch, field) || isTombstone(change);
}

function headsOf(
  field: string,
  changes: readonly MergeChange[],
  byId: ReadonlyMap<string, MergeChange>,
): readonly MergeChange[] {
  const touching = changes.filter((change) => touches(change, field));
  const covered = new Set<string>();
  for (const change of touching) {
    if (!change.rejected) cover(baseOf(change, field), field, byId, covered);
  }
  return touching.filter((change) => !change.rejected && !covered.has(change.id)).sort(compareChanges);
}

/** Marks a change's ancestors on a field. A base that has not arrived yet ends the walk there. */
function cover(
  from: readonly string[],
  field: string,
  byId: ReadonlyMap<string, MergeChange>,
  covered: Set<string>,
): void {
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (covered.has(id)) continue;
    covered.add(id);
    const ancestor = byId.get(id);
    if (ancestor) queue.push(...baseOf(ancestor, field));
  }
}

function winningValue(
  field: string,
  heads: readonly MergeChange[],
  byId: ReadonlyMap<string, MergeChange>,
): Value {
  if (field === deletedField)
    return heads.length > 0 && isTombstone(heads.at(-1) as MergeChange) ? true : null;
  const edits = heads.filter((change) => !isTombstone(change));
  const winner = edits.at(-1) ?? beneath(field, heads, byId);
  return winner?.patch[field] ?? null;
}

/** Under a tombstone the last value stays readable: the newest unrejected edit that it builds on. */
function beneath(
  field: string,
  tombstones: readonly MergeChange[],
  byId: ReadonlyMap<string, MergeChange>,
): MergeChange | undefined {
  const seen = new Set<string>();
  const queue = tombstones.flatMap((change) => [...baseOf(change, field)]);
  const edits: MergeChange[] = [];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const change = byId.get(id);
    if (!change) continue;
    if (!change.rejected && !isTombstone(change)) edits.push(change);
    else queue.push(...baseOf(change, field));
  }
  return edits.sort(compareChanges).at(-1);
}

function differ(field: string, heads: readonly MergeChange[]): boolean {
  const said = new Set(
    heads.map((change) => (isTombstone(change) ? deletedField : valueKey(change.patch[field]))),
  );
  if (field === deletedField) return new Set(heads.map(isTombstone)).size > 1;
  return said.size > 1;
}

function conflict(record: string, heads: readonly string[], fields: readonly string[]): MergeConflict {
  const digest = createHash('sha256')
    .update(`conflict ${record} ${heads.join(' ')}`)
    .digest();
  return { id: uuidFromBytes(digest), heads, fields: fields.filter((field) => field !== everyField) };
}

/** Two values are the same when this text is; unset and null are the same. */
export function valueKey(value: Value | undefined): string {
  return stableJson(value ?? null);
}

/** JSON with sorted keys: the same value always gives the same text. */
export function stableJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) text += (i > 0 ? ',' : '') + stableJson(value[i]);
    return `[${text}]`;
  }
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object).sort()) {
    const item = object[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${keyText(key)}:${stableJson(item)}`;
  }
  return `{${text}}`;
}

const keyTexts = new Map<string, string>();

/** Field names repeat a million times. */
function keyText(key: string): string {
  let text = keyTexts.get(key);
  if (text === undefined) {
    text = JSON.stringify(key);
    if (keyTexts.size < 10_000) keyTexts.set(key, text);
  }
  return text;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
