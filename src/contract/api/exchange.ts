import * as z from 'zod';
import { entityKey, id, language, procedure, progressOf } from './common.ts';
import { listQuery } from './records.ts';

export const problem = z.object({
  sheet: z.string(),
  /** As the spreadsheet counts, from 1. */
  row: z.number(),
  /** Header text of the column; empty when the whole row is meant. */
  column: z.string(),
  value: z.string(),
  code: z.string(),
  /** error: the row is rejected; warning: the cell was dropped or mended, the row stays. */
  severity: z.enum(['error', 'warning']),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Problem = z.infer<typeof problem>;

export const inspectedColumn = z.object({
  index: z.number(),
  header: z.string(),
  /** Field key it was recognised as; null = not imported. `class:KEY` never occurs, class fields use their plain key. */
  field: z.string().nullable(),
  /** As spreadsheets call the column: A, B ... AA. */
  letter: z.string(),
  samples: z.array(z.string()),
});
export const inspectedSheet = z.object({
  name: z.string(),
  hidden: z.boolean(),
  rows: z.number(),
  /** As the spreadsheet counts, from 1; 0 = none found. */
  headerRow: z.number(),
  columns: z.array(inspectedColumn),
});
export const inspection = z.object({
  file: z.string(),
  format: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheets: z.array(inspectedSheet),
  /** The sheet that most looks like a register. */
  suggested: z.number(),
});
export type Inspection = z.infer<typeof inspection>;
export type InspectedSheet = z.infer<typeof inspectedSheet>;

export const importOptions = z.object({
  file: z.string(),
  sheet: z.string(),
  headerRow: z.number().int().min(1),
  /** Column index to field key; columns not named are not imported. */
  mapping: z.record(z.string(), z.string()),
  mode: z.enum(['create', 'update', 'both']).default('both'),
  key: z.enum(['tag', 'serial']).default('tag'),
  /** Make places, people, models and organisations that the register does not know yet. */
  createMissing: z.boolean().default(true),
  /** Class of rows whose category names no class. */
  fallbackClass: z.string().default('otherEquipment'),
  blank: z.enum(['keep', 'clear']).default('keep'),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  /** Language of the words for what stands in the register now. */
  language: language.default('zh'),
  /** Keep every row for `previewRows`; the command line, which shows none, is faster without. */
  keepRows: z.boolean().default(true),
});
export type ImportOptions = z.infer<typeof importOptions>;

export const accounting = z.object({
  rows: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  rejected: z.number(),
});

export const planRow = z.object({
  row: z.number(),
  action: z.enum(['created', 'updated', 'unchanged', 'skipped', 'rejected']),
  /** Display text by column index. */
  cells: z.record(z.string(), z.string()),
  /** For updates: what stands in the register now, by column index, where it differs. */
  before: z.record(z.string(), z.string()),
  problems: z.array(problem),
});
export type PlanRow = z.infer<typeof planRow>;

export const preview = accounting.extend({
  plan: z.string(),
  /** Rows 0..N of the file for the table; further rows by `previewRows`. */
  sample: z.array(planRow),
  problems: z.number(),
  /** Like problems together. */
  groups: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      column: z.string(),
      count: z.number(),
      rows: z.array(z.number()),
    }),
  ),
  /** Records of other kinds that the import will make, by entity. */
  willCreate: z.record(z.string(), z.number()),
});
export type Preview = z.infer<typeof preview>;

export const importResult = accounting.extend({
  batch: id.nullable(),
  problems: z.array(problem),
  createdOthers: z.record(z.string(), z.number()),
});
export type ImportResult = z.infer<typeof importResult>;

export const filesContract = {
  /** Announces a file that the interface will hand over in pieces; gives its id. */
  begin: procedure
    .input(z.object({ name: z.string().max(500), size: z.number().int().min(0) }))
    .output(z.object({ file: z.string() })),
  append: procedure
    .input(z.object({ file: z.string(), offset: z.number().int().min(0), base64: z.string() }))
    .output(z.object({ received: z.number() })),
  /** A file that lies on this machine and was named by the person through the shell's own dialog (Electron). */
  open: procedure
    .input(z.object({ path: z.string() }))
    .output(z.object({ file: z.string(), name: z.string() })),
  read: procedure
    .input(
      z.object({
        file: z.string(),
        offset: z.number().int().min(0),
        length: z.number().int().min(1).max(4_194_304),
      }),
    )
    .output(z.object({ base64: z.string(), size: z.number() })),
  /** Puts a finished export where the person said (Electron's save dialog). */
  saveAs: procedure
    .input(z.object({ file: z.string(), path: z.string() }))
    .output(z.object({ path: z.string() })),
};

export const exchangeContract = {
  inspect: procedure
    .input(
      z.object({
        file: z.string(),
        encoding: z.string().optional(),
        delimiter: z.string().optional(),
        headerRow: z.number().int().optional(),
        sheet: z.string().optional(),
      }),
    )
    .output(inspection),
  /** Checks every row against the register without writing anything. */
  preview: procedure.input(importOptions).output(progressOf(preview)),
  previewRows: procedure
    .input(
      z.object({
        plan: z.string(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
        only: z.enum(['all', 'problems', 'created', 'updated', 'rejected']),
      }),
    )
    .output(z.object({ rows: z.array(planRow), total: z.number() })),
  /** Writes a plan that was previewed. Undo it as one operation through `batches.undo`. */
  run: procedure.input(z.object({ plan: z.string() })).output(progressOf(importResult)),
  export: procedure
    .input(
      listQuery.extend({
        entity: entityKey,
        columns: z.array(z.string()).min(1),
        format: z.enum(['xlsx', 'csv']),
        language,
        ids: z.array(id).optional(),
      }),
    )
    .output(progressOf(z.object({ file: z.string(), name: z.string(), rows: z.number() }))),
};
