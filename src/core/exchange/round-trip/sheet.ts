import { importEntities, importTarget } from '../../../model/import-targets.ts';
import type { EntityKey, FieldDef, Language, Value } from '../../../model/types.ts';
import { type ProjectionRow, projectedValues, projectionRow } from '../../log/project.ts';
import { labelOf } from '../../register/labels.ts';
import type { Register } from '../../store/register.ts';
import { type Cell, cellText, type Workbook } from '../read/types.ts';
import { Problem } from '../values/problem.ts';
import { cellWords, columnKindOf, refWords } from '../words.ts';
import { ExportedBase, type Values } from './base.ts';
import { isUntouched } from './compare.ts';
import { keyHeader, readKey, readVersion, versionHeader } from './keys.ts';
import { type ExportedSheet, type RoundTripMeta, readMeta } from './meta.ts';

/** The record of an exported row. */
export interface ExportedRow {
  readonly id: string;
  readonly rid: number;
  readonly entity: EntityKey;
  readonly row: ProjectionRow;
  /** What the register holds now. */
  readonly register: Values;
  /** What it held at the export; null when that can't be told. */
  readonly base: Values | null;
}

/** Names of places and people that are held, since they repeat on many rows. */
const keptLabels = 100_000;

/** More rows than any sheet has. */
const rowsPerSheet = 2 ** 24;

/** Sheets, and by record key the number of the sheet times `rowsPerSheet` plus the row: a million must not cost much. */
interface Seen {
  readonly sheets: string[];
  readonly places: Map<number, number>;
}

/** A workbook that was exported and comes back. One for each import; rows are given to it in order. */
export class RoundTrip {
  readonly meta: RoundTripMeta | null;
  readonly #reg: Register;
  readonly #base: ExportedBase;
  /** Where each record was first seen. */
  readonly #seen: Seen = { sheets: [], places: new Map() };
  /** Sheets of the workbook that are not imported: what stands there is not missing. */
  readonly #left: Set<string>;

  /** @param sheets names of all sheets of the workbook */
  constructor(reg: Register, meta: RoundTripMeta | null, sheets: readonly string[]) {
    this.#reg = reg;
    this.meta = meta;
    this.#left = new Set(sheets);
    this.#base = new ExportedBase(reg, meta);
  }

  static of(reg: Register, workbook: Workbook): RoundTrip {
    return new RoundTrip(
      reg,
      readMeta(workbook),
      workbook.sheets.map((sheet) => sheet.name),
    );
  }

  /** Was it exported from another register? Its keys say nothing here then. */
  get foreign(): boolean {
    return this.meta !== null && this.meta.register !== this.#reg.id;
  }

  /** The round trip of one sheet; null when its rows carry no keys, or those of another register. */
  sheet(name: string, entity: EntityKey, headers: readonly (Cell | undefined)[]): RoundTripSheet | null {
    const column = (header: string) =>
      headers.findIndex((cell) => cellText(cell)?.trim().toLowerCase() === header);
    const key = column(keyHeader);
    if (key < 0 || this.foreign) return null;
    this.#left.delete(name);
    const exported = this.meta?.sheets.find((sheet) => sheet.name === name && sheet.entity === entity);
    const languages = languagesOf(exported, this.meta);
    const columns = { key, version: column(versionHeader) };
    return new RoundTripSheet(this.#reg, this.#base, name, entity, columns, languages, this.#seen);
  }

  /**
   * Records of the export whose rows are gone from the imported sheets. Call it when the records of all rows were looked
   * for. What stood in a sheet that is there and not imported doesn't count; a sheet that is gone, or renamed, does.
   * Records that the register does not have any more either are left out.
   * @param limit how many are named; all are counted
   */
  missing(limit: number): { count: number; records: { id: string; label: string }[] } {
    const records: { id: string; label: string }[] = [];
    let count = 0;
    if (this.foreign) return { count, records };
    for (const { name, entity, keys } of this.meta?.sheets ?? []) {
      if (this.#left.has(name)) continue;
      const living = this.#reg.sql(`SELECT 1 FROM "${entity}" WHERE rid = ? AND deleted = 0`).pluck();
      for (const id of keys) {
        const rid = this.#reg.keys.findRid(id);
        if (rid === null || this.#seen.places.has(rid) || living.get(rid) === undefined) continue;
        count++;
        if (records.length < limit) records.push({ id, label: labelOf(this.#reg, entity, rid) });
      }
    }
    return { count, records };
  }
}

/** The language of a sheet's words; both where nobody says. */
function languagesOf(sheet: ExportedSheet | undefined, meta: RoundTripMeta | null): readonly Language[] {
  if (sheet) return [sheet.language];
  const others = new Set((meta?.sheets ?? []).map(({ language }) => language));
  return others.size === 1 ? [...others] : ['zh', 'en'];
}

/** Finds the record of each row, and tells which cells nobody touched. */
export class RoundTripSheet {
  readonly #reg: Register;
  readonly #base: ExportedBase;
  readonly #entity: EntityKey;
  readonly #columns: { readonly key: number; readonly version: number };
  readonly #languages: readonly Language[];
  readonly #seen: Seen;
  readonly #number: number;
  /** What cells were called at the export, by language, field and referred record; only for those that differ now. */
  readonly #former = new Map<string, string>();
  readonly #labels = new Map<string, string | null>();
  /** By class: putting them together for each cell would cost more than all else. */
  readonly #fields = new Map<string, ReadonlyMap<string, FieldDef>>();

  constructor(
    reg: Register,
    base: ExportedBase,
    name: string,
    entity: EntityKey,
    columns: { readonly key: number; readonly version: number },
    languages: readonly Language[],
    seen: Seen,
  ) {
    this.#reg = reg;
    this.#base = base;
    this.#entity = entity;
    this.#columns = columns;
    this.#languages = languages;
    this.#seen = seen;
    this.#number = seen.sheets.push(name) - 1;
  }

  /** Column indexes that hold keys and versions, not data. */
  isRoundTripColumn(index: number): boolean {
    return index === this.#columns.key || index === this.#columns.version;
  }

  /**
   * The record that a row was exported from.
   * @returns null for a row that was added in the workbook; a problem when its key says nothing, or stood on an earlier row
   */
  find(row: number, cells: readonly (Cell | undefined)[]): ExportedRow | Problem | null {
    const cell = cells[this.#columns.key];
    const id = readKey(cell);
    if (id === null) return null;
    if (id === undefined) return refusal('KEY_DAMAGED', { value: (cellText(cell) ?? '').slice(0, 100) });
    const rid = this.#reg.keys.findRid(id);
    const now = rid === null ? undefined : projectionRow(this.#reg, this.#entity, rid);
    if (rid === null || !now) return refusal('KEY_UNKNOWN', { value: id });
    const first = this.#seen.places.get(rid);
    if (first !== undefined) return this.#repeated(first);
    this.#seen.places.set(rid, this.#number * rowsPerSheet + row);
    if (now.deleted === 1) return refusal('KEY_DELETED', { value: id });
    const register = projectedValues(this.#reg, this.#entity, now);
    return { id, rid, entity: this.#entity, row: now, register, base: this.#baseOf(rid, now, cells) };
  }

  #repeated(place: number): Problem {
    const sheet = this.#seen.sheets[Math.floor(place / rowsPerSheet)] ?? '';
    return refusal('KEY_REPEATED', { first: place % rowsPerSheet, sheet });
  }

  #baseOf(rid: number, row: ProjectionRow, cells: readonly (Cell | undefined)[]): Values | null {
    const version = readVersion(cells[this.#columns.version]);
    return version && this.#base.values(this.#entity, rid, version, row);
  }

  /**
   * What a cell asks for, as far as that can be told without reading it: `keep` where it still says what the export wrote,
   * `same` where it says what the register says now. Null: it is to be read, and `outcomeOf` decides over its value.
   * Where the base can't be told, what an export would write now is all there is to compare with.
   * @param target field that the column is imported into
   */
  settled(exported: ExportedRow, target: string, cell: Cell | undefined): 'keep' | 'same' | null {
    const { base, register } = exported;
    if (base && this.#says(base, target, cell)) return 'keep';
    if (base && this.#saidFormerly(base, target, cell)) return 'keep';
    return this.#says(register, target, cell) ? 'same' : null;
  }

  /** Is this what an export of these values writes? */
  #says(values: Values, target: string, cell: Cell | undefined): boolean {
    const field = this.#fieldOf(values, target);
    // A part such as a person's number was not exported: an empty cell asks for nothing.
    if (!field) return isUntouched(cell, null, 'text');
    const kind = columnKindOf(field);
    const value = values[target] ?? null;
    if (field.type === 'ref') return isUntouched(cell, this.#label(field, value), kind);
    return this.#languages.some((language) =>
      isUntouched(cell, cellWords(this.#reg, target, field, value, language), kind),
    );
  }

  /** Also fields of other classes: their columns stand in the sheet and are empty in the row. */
  #fieldOf(values: Values, target: string): FieldDef | undefined {
    const classKey = String(values.class ?? '');
    let fields = this.#fields.get(classKey);
    if (!fields) {
      fields = new Map(Object.entries(this.#reg.catalogue.fieldsOf(this.#entity, values.class)));
      this.#fields.set(classKey, fields);
    }
    const field = fields.get(target);
    if (field) return field;
    const importable = importEntities.find((key) => key === this.#entity);
    return (importable && importTarget(importable, target, this.#reg.catalogue)?.field) ?? undefined;
  }

  /** Places and people repeat on many rows. */
  #label({ target }: FieldDef, value: Value): string | null {
    const id = String(value);
    if (value === null) return null;
    let label = this.#labels.get(id);
    if (label === undefined) {
      const rid = this.#reg.keys.findRid(id);
      label = rid === null ? null : refWords(this.#reg, this.#entity, target as EntityKey, rid);
      if (this.#labels.size < keptLabels) this.#labels.set(id, label);
    }
    return label;
  }

  /** A place or person that was renamed since still stands in the workbook under its old name. */
  #saidFormerly(values: Values, target: string, cell: Cell | undefined): boolean {
    const field = this.#fieldOf(values, target);
    const value = values[target] ?? null;
    if (field?.type !== 'ref' || value === null) return false;
    return isUntouched(cell, this.#formerLabel(field, value), 'text');
  }

  #formerLabel(field: FieldDef, value: Value): string {
    const id = String(value);
    let label = this.#former.get(id);
    if (label === undefined) {
      label = this.#base.label(this.#entity, field.target as EntityKey, id);
      this.#former.set(id, label);
    }
    return label;
  }
}

function refusal(
  code: 'KEY_DAMAGED' | 'KEY_UNKNOWN' | 'KEY_REPEATED' | 'KEY_DELETED',
  params: Problem['params'],
) {
  return new Problem(code, 'error', { params });
}
