import * as z from 'zod';
import { entityKey, id, language, procedure, progressOf, timeless } from './common.ts';
import { madeFile } from './files.ts';
import { importEntity } from './import.ts';
import { listQuery } from './records.ts';

export const exportFormat = z.enum(['xlsx', 'csv', 'ods', 'jsonl']);
export type ExportFormat = z.infer<typeof exportFormat>;

/** Milliseconds since 1970, in the years 1 to 9999: what lies beyond has no date. */
const moment = z.number().min(-62_135_596_800_000).max(253_402_300_799_999);

export const exportOptions = listQuery.extend({
  entity: entityKey,
  /** Field keys; class fields too. */
  columns: z.array(z.string()).min(1),
  format: exportFormat,
  language,
  /** Only these, in this order; filter and sort don't count then. */
  ids: z.array(id).optional(),
  /** The register as it was at this moment, milliseconds since 1970. */
  asOf: moment.optional(),
  /** The register as the log stood at this entry, to repeat an export exactly. */
  cursor: z.number().int().min(0).optional(),
  /** Only the table: no cover sheet, no hidden keys for a round trip. */
  plain: z.boolean().default(false),
});
export type ExportOptions = z.input<typeof exportOptions>;

export const exportedFile = madeFile.extend({
  /** Hex. Of .xlsx and .ods that of the data, as the cover prints it (see docs); of .csv and .jsonl that of the file. */
  sha256: z.string(),
  /** The newest log entry that the export saw. */
  cursor: z.number(),
  /** Texts that were longer than a cell can hold and were cut; always 0 in .csv and .jsonl. */
  cut: z.number().default(0),
  /** Of the records asked for by id, how many are not there. */
  missing: z.number().default(0),
});
export type ExportedFile = z.infer<typeof exportedFile>;

export const exportDefinitionInfo = z.object({
  id,
  name: z.string().trim().min(1).max(200),
  options: exportOptions.omit({ ids: true, asOf: true, cursor: true }),
});
export type ExportDefinitionInfo = z.infer<typeof exportDefinitionInfo>;

/** A place of a form that could not be filled as it asks. */
export const formProblem = z.object({
  sheet: z.string(),
  /** Such as B5; empty for headers, footers and names of sheets. */
  cell: z.string(),
  mark: z.string(),
  /** A key of the error catalogue, whose text takes `mark`. */
  code: z.string(),
});
export type FormProblem = z.infer<typeof formProblem>;

export const filledForm = madeFile.extend({
  /** list: all records in a repeated row; sheets: one on each sheet; files: an archive with a workbook for each. */
  shape: z.enum(['list', 'sheets', 'files']),
  problems: z.array(formProblem),
});
export type FilledForm = z.infer<typeof filledForm>;

export const packedFile = exportedFile.extend({
  /** Totals that were compared, and how many of them differ. */
  compared: z.number(),
  differing: z.number(),
});
export type PackedFile = z.infer<typeof packedFile>;

export const exportContract = {
  export: timeless.input(exportOptions).output(progressOf(exportedFile)),
  /** Computes the checksum of an exported file again; the data are those that were exported when it is what the cover states. */
  checkExport: timeless
    .input(z.object({ file: z.string() }))
    .output(z.object({ sha256: z.string(), stated: z.string().nullable() })),
  exportDefinitions: timeless.output(z.array(exportDefinitionInfo)),
  /** With an id it replaces that one, its name too; without, it takes the place of one of the same name. */
  saveExportDefinition: procedure
    .input(exportDefinitionInfo.partial({ id: true }))
    .output(exportDefinitionInfo),
  removeExportDefinition: procedure.input(z.object({ id })).output(z.object({ removed: z.boolean() })),
  /** An empty workbook to fill in: headers, notes, an example row, drop-downs, a hidden sheet of allowed values. */
  template: timeless
    .input(
      z.object({
        entity: importEntity.default('asset'),
        /** Key of an asset class, whose own fields are added. */
        class: z.string().optional(),
        language,
      }),
    )
    .output(madeFile),
  /** The auditor's pack: register, changes of the period, stocktakes, retirements, open conflicts, totals that agree. */
  pack: timeless
    .input(
      z.object({
        /** Milliseconds since 1970, both included. */
        from: moment.int(),
        to: moment.int(),
        language,
      }),
    )
    .output(progressOf(packedFile)),
  /** Fills a workbook of the user's own, with named cells or {{field}} marks: rows of a list, or a copy per record. */
  fillForm: timeless
    .input(
      z.object({
        /** The form. */
        file: z.string(),
        entity: entityKey,
        ids: z.array(id).min(1).max(10_000),
        language,
      }),
    )
    .output(progressOf(filledForm)),
};
