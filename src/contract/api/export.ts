import * as z from 'zod';
import { entityKey, id, language, procedure, progressOf } from './common.ts';
import { madeFile } from './files.ts';
import { listQuery } from './records.ts';

export const exportFormat = z.enum(['xlsx', 'csv', 'ods', 'jsonl']);
export type ExportFormat = z.infer<typeof exportFormat>;

export const exportOptions = listQuery.extend({
  entity: entityKey,
  /** Field keys; class fields too. */
  columns: z.array(z.string()).min(1),
  format: exportFormat,
  language,
  /** Only these, in this order; filter and sort don't count then. */
  ids: z.array(id).optional(),
  /** The register as it was at this moment, milliseconds since 1970. */
  asOf: z.number().optional(),
  /** The register as the log stood at this entry, to repeat an export exactly. */
  cursor: z.number().int().min(0).optional(),
  /** Only the table: no cover sheet, no hidden keys for a round trip. */
  plain: z.boolean().default(false),
});
export type ExportOptions = z.input<typeof exportOptions>;

export const exportedFile = madeFile.extend({
  /** Of the data, as the cover sheet prints it; hex. */
  sha256: z.string(),
  /** The newest log entry that the export saw. */
  cursor: z.number(),
});
export type ExportedFile = z.infer<typeof exportedFile>;

export const exportDefinitionInfo = z.object({
  id,
  name: z.string(),
  options: exportOptions.omit({ ids: true, asOf: true, cursor: true }),
});
export type ExportDefinitionInfo = z.infer<typeof exportDefinitionInfo>;

export const exportContract = {
  export: procedure.input(exportOptions).output(progressOf(exportedFile)),
};
