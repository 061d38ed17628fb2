import { authorize } from '../../../model/authorize.ts';
import type { Value } from '../../../model/types.ts';
import { type Draft, headsOf } from '../../log/commit.ts';
import { type ProjectionRow, projectedValues } from '../../log/project.ts';
import { everyField } from '../../log/pure/merge.ts';
import type { Register } from '../../store/register.ts';
import { foldCode } from '../../store/text.ts';
import type { Cell } from '../read/types.ts';
import { Problem } from '../values/problem.ts';
import type { PlanColumn } from './columns.ts';
import { dropForeignFields, settleClass, settleStatus, settleWarranty } from './derive.ts';
import { People } from './people.ts';
import { References } from './references.ts';
import { Resolver } from './resolve.ts';
import { parseRow, RowReport, type RowValues } from './row-values.ts';
import { TagIssuer } from './tags.ts';
import type { PlanActor, PlannedRow, PlanOptions, RowAction } from './types.ts';

interface Found {
  readonly id: string;
  readonly row: ProjectionRow;
  readonly values: Readonly<Record<string, Value>>;
}

/** Decides row by row what an import will do. Writes nothing. */
export class Planner {
  readonly #reg: Register;
  readonly #columns: readonly PlanColumn[];
  readonly #options: PlanOptions;
  readonly #actor: PlanActor;
  readonly #newId: () => string;
  readonly #references: References;
  readonly #resolver: Resolver;
  readonly #report: RowReport;
  readonly #tags: TagIssuer;
  readonly #empty: boolean;
  /** Row where a folded tag, serial or matched record was first seen. */
  readonly #seen = new Map<string, number>();

  /** @param fileTags folded tags of the whole file, which new tags must avoid */
  constructor(
    reg: Register,
    columns: readonly PlanColumn[],
    options: PlanOptions,
    actor: PlanActor,
    fileTags: ReadonlySet<string>,
    newId: () => string,
  ) {
    this.#reg = reg;
    this.#columns = columns;
    this.#options = options;
    this.#actor = actor;
    this.#newId = newId;
    this.#references = new References(reg, { createMissing: options.createMissing, newId });
    this.#report = new RowReport(options.sheet, columns);
    this.#resolver = new Resolver(this.#references, new People(reg, this.#references), this.#report);
    this.#tags = new TagIssuer(reg, fileTags);
    this.#empty = reg.sql('SELECT 1 FROM asset WHERE deleted = 0 LIMIT 1').get() === undefined;
  }

  plan(number: number, cells: readonly (Cell | undefined)[]): PlannedRow {
    const row = parseRow(number, cells, this.#columns, this.#options, this.#report);
    this.#checkRepeated(row);
    const found = row.rejected ? null : this.#find(row);
    if (row.rejected) return this.#end(row, 'rejected');
    const skip = this.#skip(row, found);
    if (skip) return this.#end(row, 'skipped');
    return found ? this.#planUpdate(row, found) : this.#planCreate(row);
  }

  #end(row: RowValues, action: RowAction): PlannedRow {
    this.#references.reject();
    return { row: row.row, action, drafts: [], problems: row.problems, before: null };
  }

  #problem(row: RowValues, target: string | null, value: string, problem: Problem): void {
    this.#report.add(row, target, value, problem);
  }

  /** A tag counts once in a file; later rows with it are rejected, also when the first one was. */
  #checkRepeated(row: RowValues): void {
    const { key } = this.#options;
    for (const target of ['tag', 'serial'] as const) {
      const value = row.values[target];
      if (typeof value !== 'string') continue;
      const place = `${target} ${foldCode(value)}`;
      const first = this.#seen.get(place);
      if (first === undefined) {
        this.#seen.set(place, row.row);
        continue;
      }
      const severity = target === 'tag' || key === 'serial' ? 'error' : 'warning';
      const code = target === 'tag' ? 'TAG_REPEATED' : 'SERIAL_REPEATED';
      this.#problem(row, target, value, new Problem(code, severity, { params: { first } }));
    }
  }

  /** The asset that the row means: by its key, else by the other of tag and serial when the key is empty. */
  #find(row: RowValues): Found | null {
    if (this.#empty) return null;
    const { tag, serial } = row.values;
    const [first, second] = this.#options.key === 'tag' ? ['tag', 'serial'] : ['serial', 'tag'];
    const target = typeof (first === 'tag' ? tag : serial) === 'string' ? first : second;
    const value = target === 'tag' ? tag : serial;
    if (typeof value !== 'string') return null;
    const rows = this.#reg
      .sql(`SELECT * FROM asset WHERE "${target}_key" = ? AND deleted = 0 LIMIT 2`)
      .all(foldCode(value)) as ProjectionRow[];
    if (rows.length > 1) {
      this.#problem(row, target as string, value, new Problem('KEY_AMBIGUOUS', 'error'));
      return null;
    }
    const [only] = rows;
    if (!only) return null;
    const again = this.#seen.get(`rid ${only.rid}`);
    if (again !== undefined) {
      this.#problem(
        row,
        target as string,
        value,
        new Problem('SERIAL_REPEATED', 'error', { params: { first: again } }),
      );
      return null;
    }
    this.#seen.set(`rid ${only.rid}`, row.row);
    return {
      id: this.#reg.keys.uuid(only.rid),
      row: only,
      values: projectedValues(this.#reg, 'asset', only),
    };
  }

  #skip(row: RowValues, found: Found | null): boolean {
    const shown = String(row.values.tag ?? row.values.serial ?? row.values.name ?? '');
    const { mode } = this.#options;
    if (found && mode === 'create') {
      this.#problem(row, null, shown, new Problem('RECORD_EXISTS', 'warning'));
      return true;
    }
    if (!found && mode === 'update') {
      this.#problem(row, null, shown, new Problem('RECORD_ABSENT', 'warning'));
      return true;
    }
    return false;
  }

  #planCreate(row: RowValues): PlannedRow {
    const { tag, name, serial } = row.values;
    if (tag === undefined && name === undefined && serial === undefined) {
      this.#problem(row, null, '', new Problem('ROW_NO_IDENTITY', 'error'));
      return this.#end(row, 'rejected');
    }
    this.#settle(row, null);
    const patch = row.values;
    if (!row.rejected) this.#authorize(row, 'create', patch, null);
    if (row.rejected) return this.#end(row, 'rejected');
    if (patch.tag === undefined) this.#issueTag(row);
    const drafts = this.#references.accept();
    drafts.push({ op: 'create', entity: 'asset', id: this.#newId(), patch });
    return { row: row.row, action: 'created', drafts, problems: row.problems, before: null };
  }

  #issueTag(row: RowValues): void {
    const tag = this.#tags.issue(String(row.values.class));
    row.values.tag = tag;
    this.#problem(row, 'tag', '', new Problem('TAG_ASSIGNED', 'warning', { suggestion: tag }));
  }

  #planUpdate(row: RowValues, found: Found): PlannedRow {
    this.#settle(row, found.values);
    if (this.#options.blank === 'clear') this.#clearBlanks(row, found);
    const patch = differing(row.values, found.values);
    const fields = Object.keys(patch);
    if (!row.rejected && fields.length > 0) this.#authorize(row, 'update', patch, found.values);
    if (row.rejected) return this.#end(row, 'rejected');
    if (fields.length === 0) return this.#end(row, 'unchanged');
    const heads = headsOf(this.#reg, found.row);
    const base: Record<string, readonly string[]> = {};
    const before: Record<string, Value> = {};
    for (const field of fields) {
      base[field] = heads[field] ?? heads[everyField] ?? [];
      before[field] = found.values[field] ?? null;
    }
    const drafts: Draft[] = this.#references.accept();
    drafts.push({ op: 'update', entity: 'asset', id: found.id, patch, base });
    return { row: row.row, action: 'updated', drafts, problems: row.problems, before };
  }

  #settle(row: RowValues, existing: Found['values'] | null): void {
    const classKey = settleClass(row, existing, this.#options, this.#report);
    this.#resolver.resolve(row, classKey);
    settleStatus(row, existing, this.#options, this.#report);
    settleWarranty(row, existing, this.#report);
    dropForeignFields(row, classKey, this.#options, this.#report);
  }

  #clearBlanks(row: RowValues, found: Found): void {
    for (const target of row.blanks) {
      const keep = target === 'tag' || target === 'class' || target === 'status' || target.includes('.');
      if (!keep && found.values[target] !== undefined && row.values[target] === undefined)
        row.values[target] = null;
    }
  }

  #authorize(
    row: RowValues,
    operation: 'create' | 'update',
    patch: Readonly<Record<string, Value>>,
    record: Found['values'] | null,
  ): void {
    const { role, department, id: person } = this.#actor;
    const made = this.#references.pending.map((draft) => ({
      entity: draft.entity,
      operation: 'create' as const,
      patch: draft.patch,
      record: null,
    }));
    for (const change of [{ entity: 'asset' as const, operation, patch, record }, ...made]) {
      const verdict = authorize({ role, department, person, ...change });
      if (verdict.allowed) continue;
      this.#problem(row, null, '', new Problem(verdict.code, 'error', { params: { role } }));
      return;
    }
  }
}

/** The values that are not in the register already. */
function differing(
  values: Readonly<Record<string, Value>>,
  existing: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const patch: Record<string, Value> = {};
  for (const [field, value] of Object.entries(values)) {
    const now = existing[field] ?? null;
    if (value === now) continue;
    if (typeof value === 'object' && JSON.stringify(value) === JSON.stringify(now)) continue;
    patch[field] = value;
  }
  return patch;
}
