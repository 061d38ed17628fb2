import { entityOf } from '../../../model/entities/index.ts';
import type { ImportEntity } from '../../../model/import-targets.ts';
import type { Language, Value } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import { Problem } from '../values/problem.ts';
import type { KeyTargets } from './keys.ts';
import type { Directory, Resolver } from './resolve.ts';
import type { RowReport, RowValues } from './row-values.ts';
import type { SheetOptions } from './types.ts';

type Values = Readonly<Record<string, Value>>;

/** A record that a row means: in the register, or one that an earlier row of the file has made. */
export interface Match {
  readonly id: string;
  readonly count: number;
}

/** What is special about the rows of one entity. */
export interface EntityRules {
  /** Brings the cells into the form of fields, before references are looked up. */
  prepare?(row: RowValues): void;
  /** The same once references are ids. */
  ready?(row: RowValues): void;
  /** Finds by a key in a way of its own; undefined = as usual. */
  lookup?(values: Values, key: KeyTargets): Match | null | undefined;
  /** What no two rows may share, where that isn't the key itself. */
  repeatKey?(values: Values): string | null;
  /** A repeated row says nothing new instead of contradicting. */
  readonly repeatsHarmless?: boolean;
  /** Derives what is missing and refuses what can't be. */
  settle(row: RowValues, existing: Values | null): void;
  /** Is there enough to make a record of? Adds a problem when not. */
  complete(row: RowValues): void;
  /** Makes a record that is written known to the rows after it. */
  note(id: string, values: Values): void;
}

export interface RuleContext {
  readonly reg: Register;
  readonly directory: Directory;
  readonly resolver: Resolver;
  readonly report: RowReport;
  readonly options: SheetOptions;
  readonly language: Language;
}

/** Every field that the entity must have. */
export function demandRequired(
  entity: ImportEntity,
  row: RowValues,
  { report, language }: RuleContext,
): void {
  for (const [target, field] of Object.entries(entityOf(entity).fields)) {
    if (!field.required) continue;
    const value = row.values[target];
    if (value !== undefined && value !== null && value !== '') continue;
    // What is wrong with its cell has been told already.
    if (row.problems.some((problem) => problem.target === target && problem.severity === 'error')) continue;
    const params = { field: report.column(target)?.header || field.label[language] };
    report.add(row, target, '', new Problem('FIELD_REQUIRED', 'error', { params }));
  }
}
