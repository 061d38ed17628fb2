import * as z from 'zod';
import { id, language, procedure, progressOf, timeless } from './common.ts';
import { madeFile } from './files.ts';

/** What the rows of a sheet can become. */
export const importEntity = z.enum([
  'asset',
  'relation',
  'location',
  'department',
  'person',
  'organisation',
  'productModel',
  'contract',
  'licence',
]);
export type ImportEntity = z.infer<typeof importEntity>;

export const problem = z.object({
  sheet: z.string(),
  /** As the spreadsheet counts, from 1; 0 when no single row is meant. */
  row: z.number(),
  /** Header text of the column; empty when the whole row is meant. */
  column: z.string(),
  /** Import target of the column; empty when the whole row is meant. */
  target: z.string(),
  value: z.string(),
  code: z.string(),
  /** error: the row is rejected; warning: the cell was dropped or mended, the row stays. */
  severity: z.enum(['error', 'warning']),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Problem = z.infer<typeof problem>;

export const dayMonthOrder = z.enum(['dmy', 'mdy']);

export const inspectedColumn = z.object({
  /** From 0; columns that stand for marks and pictures of another have numbers above 20,000. */
  index: z.number(),
  header: z.string(),
  /** Import target it was recognised as; null = not imported. */
  field: z.string().nullable(),
  /** As spreadsheets call the column: A, B ... AA. */
  letter: z.string(),
  samples: z.array(z.string()),
  hidden: z.boolean(),
  /** Where its values come from: the cells, or the fill colours, strike-through or pictures that people mark cells with. */
  source: z.enum(['cell', 'fill', 'strike', 'picture']),
  /** For dates such as 3/5/24: what the column's own values say of the order; null where it holds none of that form. */
  dateOrder: z.enum(['dmy', 'mdy', 'undecided']).nullable(),
});
export type InspectedColumn = z.infer<typeof inspectedColumn>;

/** How one sheet is to be imported. */
export const sheetImport = z.object({
  sheet: z.string(),
  entity: importEntity.default('asset'),
  /** From 1; 0 = the sheet has no header, its first row is a record. */
  headerRow: z.number().int().min(0),
  /** Rows that the header takes, joined. */
  headerRows: z.number().int().min(1).max(3).default(1),
  /** Column index to import target; columns not named are not imported. */
  mapping: z.record(z.string(), z.string()),
  mode: z.enum(['create', 'update', 'both']).default('both'),
  /** Import targets that together say which record a row means; empty = the entity's own (asset: tag, else serial). */
  key: z.array(z.string()).default([]),
  /** Make places, people, models and organisations that the register does not know yet. */
  createMissing: z.boolean().default(true),
  /** Class of rows whose category names no class. */
  fallbackClass: z.string().default('otherEquipment'),
  /** What an empty cell does to a value that is there. auto: clears it where a round trip shows that it was emptied. */
  blank: z.enum(['keep', 'clear', 'auto']).default('auto'),
  /** The same for single import targets. */
  blanks: z.record(z.string(), z.enum(['keep', 'clear'])).default({}),
  /** By import target: what a word that names none of its choices means, such as {class: {台式机: 'desktop'}}. */
  words: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** By column index: order of day and month where a person said it. */
  dateOrders: z.record(z.string(), dayMonthOrder).default({}),
  /** By column index: what stands before the decimals, where the values in the file would not tell. */
  decimalMarks: z.record(z.string(), z.enum(['.', ','])).default({}),
  /** Leave out rows that the spreadsheet hides. */
  skipHidden: z.boolean().default(false),
  /** Give cells merged downwards their value in every row. */
  fillMerged: z.boolean().default(true),
  /** Make single assets of 数量=20, and of numbers such as 0001~0020. */
  split: z.object({ quantity: z.boolean(), ranges: z.boolean() }).default({ quantity: false, ranges: false }),
  /** Kinds of problems whose cell is left empty, as a thing to complete, instead of rejecting the row. */
  leave: z.array(z.object({ code: z.string(), target: z.string() })).default([]),
  /** Cells that a person put right in the preview: row number to column index to text. */
  edits: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** Which side wins where workbook and register were both changed; null = such rows wait as conflicts and keep the register's value. */
  prefer: z.enum(['register', 'workbook']).nullable().default(null),
  /** The same for single values: row number to import target. */
  settled: z.record(z.string(), z.record(z.string(), z.enum(['register', 'workbook']))).default({}),
});
export type SheetImport = z.infer<typeof sheetImport>;

export const inspectedSheet = z.object({
  name: z.string(),
  hidden: z.boolean(),
  /** What its rows look like; asset where nothing else fits. */
  entity: importEntity,
  /** The class of assets that the sheet is named after, such as 服务器; rows that name none are of it. */
  class: z.string().nullable(),
  rows: z.number(),
  /** As the spreadsheet counts, from 1; 0 = none found, or, where there are columns, none as a person said. */
  headerRow: z.number(),
  headerRows: z.number(),
  /** The first rows as they stand, for a person to find the header in. */
  top: z.array(z.object({ row: z.number(), cells: z.array(z.string()) })),
  /** Rows of the data that the spreadsheet hides. */
  hiddenRows: z.number(),
  /** Cells of the data that are merged downwards. */
  merged: z.number(),
  /** Rows such as 合计 and 制表人, which are skipped. */
  summaryRows: z.number(),
  pictures: z.number(),
  columns: z.array(inspectedColumn),
  /** The remembered profile that fits the sheet; its mapping stands in the columns already. */
  profile: z.object({ id, name: z.string(), settings: sheetImport.partial() }).nullable(),
  /** Set when the sheet was exported from a register: its rows carry keys and versions. */
  roundTrip: z
    .object({
      /** Whether it was this register. */
      own: z.boolean(),
      register: z.string(),
      at: z.number(),
      rows: z.number(),
    })
    .nullable(),
});
export type InspectedSheet = z.infer<typeof inspectedSheet>;

export const inspection = z.object({
  file: z.string(),
  format: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheets: z.array(inspectedSheet),
  /** The sheet that most looks like a register. */
  suggested: z.number(),
  /** Sheets that would be imported together. */
  suggestedSheets: z.array(z.number()),
});
export type Inspection = z.infer<typeof inspection>;

export const importOptions = z.object({
  file: z.string(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  /** In any order: they are taken in the order that their references need. None = all that look like registers, as recognised. */
  sheets: z.array(sheetImport),
  /** Language of the words for what stands in the register now. */
  language: language.default('zh'),
  /** Keep every row for `previewRows`; the command line, which shows none, is faster without. */
  keepRows: z.boolean().default(true),
});
export type ImportOptions = z.input<typeof importOptions>;

export const accounting = z.object({
  rows: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  rejected: z.number(),
});
export const sheetAccount = accounting.extend({ sheet: z.string(), entity: importEntity });

/** A value that was changed on both sides since the workbook was exported. */
export const cellConflict = z.object({
  target: z.string(),
  column: z.number(),
  base: z.string(),
  register: z.string(),
  workbook: z.string(),
  settled: z.enum(['register', 'workbook']).nullable(),
});
export type CellConflict = z.infer<typeof cellConflict>;

export const planRow = z.object({
  sheet: z.string(),
  row: z.number(),
  action: z.enum(['created', 'updated', 'unchanged', 'skipped', 'rejected']),
  /** Display text by column index. */
  cells: z.record(z.string(), z.string()),
  /** For updates: what stands in the register now, by column index, where it differs. */
  before: z.record(z.string(), z.string()),
  problems: z.array(problem),
  conflicts: z.array(cellConflict),
  /** Records that the row makes or changes: more than one where it is split. */
  records: z.number(),
});
export type PlanRow = z.infer<typeof planRow>;

export const problemGroup = z.object({
  sheet: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  column: z.string(),
  target: z.string(),
  count: z.number(),
  rows: z.array(z.number()),
  /** Whether "import with this cell blank" can be chosen for it. */
  leavable: z.boolean(),
});
export type ProblemGroup = z.infer<typeof problemGroup>;

export const preview = accounting.extend({
  plan: z.string(),
  sheets: z.array(sheetAccount),
  /** Rows 0..N of the file for the table; further rows by `previewRows`. */
  sample: z.array(planRow),
  problems: z.number(),
  /** Like problems together. */
  groups: z.array(problemGroup),
  /** Words that name none of a column's choices, each once, to be given a meaning in `words`. */
  unknownWords: z.array(
    z.object({ sheet: z.string(), target: z.string(), word: z.string(), count: z.number() }),
  ),
  /** Records of other kinds that the import will make, by entity. */
  willCreate: z.record(z.string(), z.number()),
  /** Records in all that the rows make or change. */
  records: z.number(),
  /** Cells changed on both sides and not settled. */
  conflicts: z.number(),
  /** Records of the exported workbook whose rows are gone from it: told, never deleted by themselves. */
  missing: z.object({ count: z.number(), records: z.array(z.object({ id, label: z.string() })) }),
});
export type Preview = z.infer<typeof preview>;

export const importResult = accounting.extend({
  sheets: z.array(sheetAccount),
  batch: id.nullable(),
  problems: z.array(problem),
  conflicts: z.array(
    z.object({
      sheet: z.string(),
      row: z.number(),
      field: z.string(),
      base: z.string(),
      register: z.string(),
      workbook: z.string(),
      settled: z.enum(['register', 'workbook']).nullable(),
    }),
  ),
  createdOthers: z.record(z.string(), z.number()),
  records: z.number(),
  /** Like problems together; they count also those beyond the 100,000 that `problems` names one by one. */
  groups: z.array(problemGroup),
});
export type ImportResult = z.infer<typeof importResult>;

export const importProfileInfo = z.object({
  id,
  name: z.string(),
  entity: importEntity,
  headers: z.array(z.string()),
  settings: sheetImport.partial(),
});
export type ImportProfileInfo = z.infer<typeof importProfileInfo>;

export const importContract = {
  inspect: procedure
    .input(
      z.object({
        file: z.string(),
        encoding: z.string().optional(),
        delimiter: z.string().optional(),
        /** What a person said of one sheet: where its header is, what its rows are. */
        sheet: z.string().optional(),
        headerRow: z.number().int().min(0).optional(),
        headerRows: z.number().int().min(1).max(3).optional(),
        entity: importEntity.optional(),
      }),
    )
    .output(inspection),
  /** Checks every row against the register without writing anything. */
  preview: procedure.input(importOptions).output(progressOf(preview)),
  previewRows: procedure
    .input(
      z.object({
        plan: z.string(),
        sheet: z.string().optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
        only: z.enum([
          'all',
          'problems',
          'conflicts',
          'created',
          'updated',
          'unchanged',
          'skipped',
          'rejected',
        ]),
      }),
    )
    .output(z.object({ rows: z.array(planRow), total: z.number() })),
  /** Writes a plan that was previewed. Undo it as one operation through `batches.undo`. */
  run: procedure.input(z.object({ plan: z.string() })).output(progressOf(importResult)),
  /**
   * The rejected rows as a workbook of the same columns with a reason column, ready to be put right and imported again.
   * Also after the plan was run, until the next file is looked at.
   */
  rejects: procedure.input(z.object({ plan: z.string(), language })).output(progressOf(madeFile)),
  profiles: timeless.output(z.array(importProfileInfo)),
  /** Saving under a name that is there replaces what it stood for. */
  saveProfile: procedure
    .input(
      z.object({
        id: id.optional(),
        name: z.string().trim().min(1).max(200),
        /** By column index, empty where a column has no name; `settings` count columns the same way. */
        headers: z.array(z.string()).max(20_000),
        settings: sheetImport,
      }),
    )
    .output(importProfileInfo),
  removeProfile: procedure.input(z.object({ id })).output(z.object({ removed: z.boolean() })),
};
