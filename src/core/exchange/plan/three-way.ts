import { importTarget } from '../../../model/import-targets.ts';
import type { Language, Value } from '../../../model/types.ts';
import type { Register } from '../../store/register.ts';
import { type Cell, cellText } from '../read/types.ts';
import { outcomeOf } from '../round-trip/compare.ts';
import type { ExportedRow } from '../round-trip/sheet.ts';
import { Problem } from '../values/problem.ts';
import { cleanLine } from '../values/text.ts';
import { valueWords } from '../words.ts';
import type { RowReport, RowValues } from './row-values.ts';
import type { SheetOptions, Side } from './types.ts';

/** Compares the rows of a workbook that was exported, edited and comes back with its export and with the register. */
export class ThreeWay {
  readonly #reg: Register;
  readonly #options: SheetOptions;
  readonly #report: RowReport;
  readonly #language: Language;

  constructor(reg: Register, options: SheetOptions, report: RowReport, language: Language) {
    this.#reg = reg;
    this.#options = options;
    this.#report = report;
    this.#language = language;
  }

  /** Leaves in the row only what the register is to take over; notes what both sides have changed. */
  settle(row: RowValues, exported: ExportedRow, cells: readonly (Cell | undefined)[]): void {
    this.#emptied(row, exported);
    for (const target of Object.keys(row.values)) {
      const value = row.values[target] as Value;
      const { base, register } = exported;
      const outcome = outcomeOf(base === null ? undefined : (base[target] ?? null), register[target], value);
      if (outcome === 'update') continue;
      if (outcome !== 'conflict' || this.#conflict(row, target, exported, cells) !== 'workbook')
        delete row.values[target];
    }
  }

  /** A cell that was emptied clears its value, unless blanks are to be kept. */
  #emptied(row: RowValues, { entity, base, register }: ExportedRow): void {
    const { blank, blanks } = this.#options;
    const fields = this.#reg.catalogue.fieldsOf(entity, register.class);
    for (const target of row.blanks) {
      const field = fields[target];
      if (!field || field.required || (blanks[target] ?? blank) === 'keep') continue;
      if (entity === 'asset' && (target === 'tag' || target === 'class' || target === 'status')) continue;
      const held = (base?.[target] ?? register[target] ?? null) !== null;
      if (held && row.values[target] === undefined) row.values[target] = null;
    }
  }

  #conflict(
    row: RowValues,
    target: string,
    { entity, base, register }: ExportedRow,
    cells: readonly (Cell | undefined)[],
  ): Side | null {
    const { settled, prefer } = this.#options;
    const side = settled[String(row.row)]?.[target] ?? prefer;
    const { catalogue } = this.#reg;
    const field =
      importTarget(entity as never, target, catalogue)?.field ??
      catalogue.fieldsOf(entity, register.class)[target];
    const words = (value: Value | undefined) =>
      valueWords(this.#reg, target, field ?? undefined, value, this.#language);
    const column = this.#report.column(target)?.index ?? -1;
    // A place that the file itself will make has no words in the register yet.
    const workbook = words(row.values[target]) || cleanLine(cellText(cells[column]) ?? '');
    const texts = { base: words(base?.[target]), register: words(register[target]), workbook };
    row.conflicts.push({ target, column, ...texts, settled: side });
    if (side === null) {
      const params = { register: texts.register, value: texts.workbook };
      this.#report.add(row, target, texts.workbook, new Problem('VALUE_CONFLICT', 'warning', { params }));
    }
    return side;
  }
}
