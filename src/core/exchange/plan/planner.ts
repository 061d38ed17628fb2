import { authorize } from '../../../model/authorize.ts';
import { entityOf } from '../../../model/entities/index.ts';
import { type ImportEntity, importTarget } from '../../../model/import-targets.ts';
import type { FieldDef, Value } from '../../../model/types.ts';
import type { SheetPictures } from '../../attachments/photos.ts';
import { type Draft, headsOf } from '../../log/commit.ts';
import { everyField } from '../../log/pure/merge.ts';
import type { Cell } from '../read/types.ts';
import { isSameText } from '../round-trip/compare.ts';
import type { ExportedRow, RoundTripSheet } from '../round-trip/sheet.ts';
import { Problem } from '../values/problem.ts';
import type { SheetColumns } from './columns.ts';
import type { EntityRules } from './entity-rules.ts';
import { type Found, Matcher } from './matcher.ts';
import { Resolver } from './resolve.ts';
import { parseRow, type RowReport, type RowValues } from './row-values.ts';
import { rulesOf } from './rules.ts';
import type { DataRow, SkipReason } from './sheet-rows.ts';
import { Splitter } from './split.ts';
import { ThreeWay } from './three-way.ts';
import type { PlannedRow, RowAction, RowDraft, SheetOptions } from './types.ts';
import type { PlanWorld } from './world.ts';

type Values = Readonly<Record<string, Value>>;

/** Rows of one sheet to be planned. */
export interface SheetPlan {
  /** Position in the options. */
  readonly number: number;
  readonly options: SheetOptions;
  readonly columns: SheetColumns;
  readonly report: RowReport;
  readonly roundTrip: RoundTripSheet | null;
  /** Null where no column of pictures is taken. */
  readonly pictures: SheetPictures | null;
}

/** What is to happen with one record of a row. */
interface RecordPlan {
  readonly action: RowAction;
  readonly draft: RowDraft | null;
  readonly id: string | null;
  readonly values: Values;
  readonly before: Values | null;
  readonly adopts: boolean;
}

/** Decides row by row what an import will do. Writes nothing. */
export class SheetPlanner {
  readonly #world: PlanWorld;
  readonly #plan: SheetPlan;
  readonly #entity: ImportEntity;
  readonly #rules: EntityRules;
  readonly #resolver: Resolver;
  readonly #matcher: Matcher;
  readonly #splitter: Splitter | null;
  readonly #threeWay: ThreeWay;
  readonly #unique: readonly (readonly [string, FieldDef])[];
  #issued: string[] = [];

  constructor(world: PlanWorld, plan: SheetPlan) {
    const { options, report, columns } = plan;
    const { entity } = options;
    this.#world = world;
    this.#plan = plan;
    this.#entity = entity;
    this.#resolver = new Resolver(world, report, entity);
    const { reg, language } = world;
    this.#rules = rulesOf(entity, {
      reg,
      directory: world,
      resolver: this.#resolver,
      report,
      options,
      language,
    });
    this.#matcher = new Matcher(world, plan.number, options, report, this.#rules);
    const { split } = options;
    const splits = entity === 'asset' && (split.quantity || split.ranges);
    this.#splitter = splits ? new Splitter(split, columns.columns, report) : null;
    this.#unique = Object.entries(entityOf(entity).fields).filter(([, field]) => field.unique);
    this.#threeWay = new ThreeWay(reg, options, report, language);
  }

  plan({ row: number, cells, skip }: DataRow): PlannedRow {
    const { columns, report, roundTrip } = this.#plan;
    const found = skip === null && roundTrip ? roundTrip.find(number, cells) : null;
    const exported = found instanceof Problem ? null : found;
    const same = exported && roundTrip;
    const row = parseRow(
      number,
      cells,
      { columns: columns.columns, report },
      same ? (column, cell) => same.settled(exported, column.target, cell) !== null : null,
    );
    if (skip !== null) return this.#skipped(row, skip);
    if (found instanceof Problem) {
      report.add(row, null, String(found.params.value ?? ''), found);
      return this.#end(row, 'rejected');
    }
    const parts = this.#splitter && !exported ? this.#splitter.split(row) : [row];
    this.#issued = [];
    const records = parts.map((part) => this.#record(part, exported, cells));
    return this.#whole(row, parts, records);
  }

  #skipped(row: RowValues, reason: SkipReason): PlannedRow {
    row.problems.length = 0;
    row.unknown.length = 0;
    row.rejected = false;
    this.#plan.report.add(row, null, '', new Problem(reason, 'warning'));
    return this.#end(row, 'skipped');
  }

  #end(row: RowValues, action: RowAction): PlannedRow {
    this.#world.references.reject();
    const { row: number, problems, conflicts, unknown } = row;
    return {
      row: number,
      action,
      drafts: [],
      problems,
      conflicts,
      before: null,
      records: 0,
      unknown,
      adopts: false,
    };
  }

  /** Puts the records of a row together: all of them or none. */
  #whole(row: RowValues, parts: readonly RowValues[], records: readonly RecordPlan[]): PlannedRow {
    if (row.rejected || parts.some((part) => part.rejected)) return this.#end(row, 'rejected');
    const drafts: RowDraft[] = [];
    for (const { draft } of records) if (draft) drafts.push(draft);
    const photos = this.#photos(row, records);
    const made = Math.max(drafts.length, photos.length > 0 ? 1 : 0);
    const found = strongest(records);
    const action = found === 'unchanged' && photos.length > 0 ? 'updated' : found;
    if (made === 0 && action !== 'created') return this.#end(row, action);
    for (const { id, values } of records) if (id !== null) this.#rules.note(id, values);
    this.#tellIssued(row);
    const others = this.#world.references.accept();
    const { number } = this.#plan;
    const at = [number, row.row, made] as const;
    return {
      row: row.row,
      action,
      drafts: [...others, ...drafts.map((draft) => ({ ...draft, at })), ...photos],
      problems: row.problems,
      conflicts: row.conflicts,
      before: records.length === 1 ? (records[0]?.before ?? null) : null,
      records: Math.max(made, 1),
      unknown: row.unknown,
      adopts: records.some(({ adopts }) => adopts),
    };
  }

  /** Pictures of the row's cells that its records don't have yet. */
  #photos(row: RowValues, records: readonly RecordPlan[]): Draft[] {
    const { columns, pictures } = this.#plan;
    const found = columns.pictures.flatMap((column) => pictures?.at(row.row, column) ?? []);
    if (found.length === 0) return [];
    const all: Draft[] = [];
    for (const { id } of records) {
      if (id === null) continue;
      const { drafts, errors } = this.#world.photos.draftsFor(id, found);
      for (const { code, params } of errors)
        this.#add(row, null, '', new Problem(code, 'warning', { params }));
      all.push(...drafts);
    }
    const { role, department, id: person } = this.#world.actor;
    const input = {
      role,
      department,
      person,
      entity: 'attachment',
      operation: 'create',
      patch: {},
      record: null,
    } as const;
    const verdict = all.length === 0 ? { allowed: true as const } : authorize(input);
    if (verdict.allowed) return all;
    this.#add(row, null, '', new Problem(verdict.code, 'warning', { params: { role } }));
    return [];
  }

  #tellIssued(row: RowValues): void {
    const first = this.#issued[0];
    if (first === undefined) return;
    const last = this.#issued.at(-1) as string;
    const suggestion = first === last ? first : `${first} ~ ${last}`;
    this.#add(row, 'tag', '', new Problem('TAG_ASSIGNED', 'warning', { suggestion }));
  }

  #add(row: RowValues, target: string | null, value: string, problem: Problem): void {
    this.#plan.report.add(row, target, value, problem);
  }

  #record(row: RowValues, exported: ExportedRow | null, cells: readonly (Cell | undefined)[]): RecordPlan {
    this.#rules.prepare?.(row);
    this.#resolver.resolve(row, this.#entity);
    this.#rules.ready?.(row);
    const repeated = this.#matcher.checkRepeated(row);
    const found = exported
      ? this.#exported(exported, row.row)
      : row.rejected || repeated
        ? null
        : this.#matcher.find(row);
    if (repeated && !row.rejected) return nothing('unchanged');
    if (!row.rejected && this.#isSkipped(row, found)) return nothing('skipped');
    delete row.values.id;
    this.#rules.settle(row, found?.values ?? null);
    if (exported && found) this.#threeWay.settle(row, exported, cells);
    else if (found) this.#clearBlanks(row, found.values);
    return found ? this.#update(row, found) : this.#create(row);
  }

  #exported({ id, rid, row, register }: ExportedRow, number: number): Found {
    this.#matcher.met(rid, number);
    return { id, row, values: { ...register, id } };
  }

  #isSkipped(row: RowValues, found: Found | null): boolean {
    const { mode } = this.#plan.options;
    if (found && mode === 'create')
      this.#add(row, null, shownName(row), new Problem('RECORD_EXISTS', 'warning'));
    else if (!found && mode === 'update')
      this.#add(row, null, shownName(row), new Problem('RECORD_ABSENT', 'warning'));
    else return false;
    return true;
  }

  #create(row: RowValues): RecordPlan {
    this.#rules.complete(row);
    const patch: Record<string, Value> = row.values;
    if (this.#entity === 'person' && patch.active === undefined) patch.active = true;
    if (!row.rejected) this.#refuseTaken(row, patch, null);
    if (!row.rejected) this.#authorize(row, 'create', patch, null);
    if (row.rejected) return nothing('rejected');
    if (this.#entity === 'asset') {
      if (patch.tag === undefined) this.#issueTag(patch);
      if (row.left.length > 0) patch.incomplete = [...new Set(row.left)];
    }
    const id = this.#world.references.newId();
    const draft = { op: 'create', entity: this.#entity, id, patch } as const;
    return { action: 'created', draft, id, values: patch, before: null, adopts: false };
  }

  #issueTag(patch: Record<string, Value>): void {
    const tag = this.#world.tags.issue(String(patch.class));
    patch.tag = tag;
    this.#issued.push(tag);
  }

  #update(row: RowValues, found: Found): RecordPlan {
    if (this.#entity === 'asset' && row.left.length > 0) noteIncomplete(row, found.values);
    const patch = differing(row.values, found.values);
    const fields = Object.keys(patch);
    const adopts = found.row === null;
    if (!row.rejected && fields.length > 0) {
      this.#refuseTaken(row, patch, found.row?.rid ?? null);
      const record = adopts ? null : found.values;
      this.#authorize(row, adopts ? 'create' : 'update', patch, record);
    }
    if (row.rejected) return nothing('rejected');
    const values = { ...found.values, ...patch };
    if (found.row === null) return this.#adopt(row, found, patch);
    if (fields.length === 0) return { ...nothing('unchanged'), id: found.id, values };
    const heads = headsOf(this.#world.reg, found.row);
    const base: Record<string, readonly string[]> = {};
    const before: Record<string, Value> = {};
    for (const field of fields) {
      base[field] = heads[field] ?? heads[everyField] ?? [];
      before[field] = found.values[field] ?? null;
    }
    const draft = { op: 'update', entity: this.#entity, id: found.id, patch, base } as const;
    return { action: 'updated', draft, id: found.id, values, before, adopts: false };
  }

  /** A place that an earlier row only named gets the rest of what its own row says. */
  #adopt(row: RowValues, { id }: Found, patch: Record<string, Value>): RecordPlan {
    const { name, parent, ...rest } = patch;
    const more = Object.keys(rest).length > 0;
    const draft = more ? ({ op: 'update', entity: this.#entity, id, patch: rest } as const) : null;
    return { action: 'created', draft, id, values: row.values, before: null, adopts: true };
  }

  #clearBlanks(row: RowValues, existing: Values): void {
    const { blank, blanks } = this.#plan.options;
    for (const target of row.blanks) {
      if ((blanks[target] ?? blank) !== 'clear' || !this.#mayClear(target)) continue;
      if (existing[target] !== undefined && existing[target] !== null && row.values[target] === undefined)
        row.values[target] = null;
    }
  }

  #mayClear(target: string): boolean {
    const field = importTarget(this.#entity, target, this.#world.reg.catalogue)?.field;
    if (!field || field.required) return false;
    return !(this.#entity === 'asset' && (target === 'tag' || target === 'class' || target === 'status'));
  }

  /** Values that only one record may have, taken by another one of the register. */
  #refuseTaken(row: RowValues, patch: Values, self: number | null): void {
    for (const [target, field] of this.#unique) {
      const value = patch[target];
      if (typeof value !== 'string') continue;
      const other = this.#matcher.other(target, value, self);
      if (!other) continue;
      const title = other.values[entityOf(this.#entity).title];
      const label = field.label[this.#world.language];
      const params = { field: label, value, other: String(title ?? value) };
      this.#add(row, target, value, new Problem('DUPLICATE_VALUE', 'error', { params }));
    }
  }

  #authorize(row: RowValues, operation: 'create' | 'update', patch: Values, record: Values | null): void {
    const { role, department, id: person } = this.#world.actor;
    const made = this.#world.references.pending.map((draft) => ({
      entity: draft.entity,
      operation: 'create' as const,
      patch: draft.patch,
      record: null,
    }));
    for (const change of [{ entity: this.#entity, operation, patch, record }, ...made]) {
      const verdict = authorize({ role, department, person, ...change });
      if (verdict.allowed) continue;
      this.#add(row, null, '', new Problem(verdict.code, 'error', { params: { role } }));
      return;
    }
  }
}

function nothing(action: RowAction): RecordPlan {
  return { action, draft: null, id: null, values: {}, before: null, adopts: false };
}

const order: readonly RowAction[] = ['created', 'updated', 'unchanged', 'skipped'];

function strongest(records: readonly RecordPlan[]): RowAction {
  return order.find((action) => records.some((record) => record.action === action)) ?? 'unchanged';
}

function shownName({ values }: RowValues): string {
  return String(values.tag ?? values.serial ?? values.number ?? values.name ?? '');
}

/** Fields that were left empty and that the register does not know either. */
function noteIncomplete(row: RowValues, existing: Values): void {
  const left = row.left.filter(
    (field) => (existing[field] ?? null) === null && (row.values[field] ?? null) === null,
  );
  if (left.length === 0) return;
  const known = Array.isArray(existing.incomplete) ? (existing.incomplete as readonly string[]) : [];
  row.values.incomplete = [...new Set([...known, ...left])];
}

/** The values that are not in the register already. */
function differing(values: Values, existing: Values): Record<string, Value> {
  const patch: Record<string, Value> = {};
  for (const field in values) {
    const value = values[field];
    if (value === undefined) continue;
    const now = existing[field] ?? null;
    if (value === now) continue;
    if (typeof value === 'string' && typeof now === 'string' && isSameText(value, now)) continue;
    if (typeof value === 'object' && JSON.stringify(value) === JSON.stringify(now)) continue;
    patch[field] = value;
  }
  return patch;
}
