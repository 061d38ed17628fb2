import type { Language } from '../../../model/types.ts';
import type { ListQuery } from '../../register/list.ts';

export type ExportFormat = 'xlsx' | 'csv' | 'ods' | 'jsonl';

export interface ExportInput {
  readonly query: ListQuery;
  /** Only these records, in this order; the query's filter and sort don't count then. */
  readonly ids?: readonly string[] | undefined;
  /** Field keys, in order; those of any class are welcome, and `id` and `attachments`. */
  readonly columns: readonly string[];
  readonly format: ExportFormat;
  readonly language: Language;
  /** Where the file goes when it is complete. */
  readonly path: string;
  /** The register as it was at this moment, milliseconds since 1970. */
  readonly asOf?: number | undefined;
  /** The register as this file's log stood at this entry. */
  readonly cursor?: number | undefined;
  /** Only the table: no cover, no hidden keys. */
  readonly plain?: boolean | undefined;
  /** Who exports, for the cover. */
  readonly by?: string | undefined;
}

export interface ExportOutput {
  readonly rows: number;
  /** The newest log entry that the export saw; with it and the same moment the export can be repeated exactly. */
  readonly cursor: number;
  /** Of the data; see digest.ts. */
  readonly sha256: string;
  /** Texts that were longer than a cell can hold and were cut. */
  readonly cut: number;
  /** Records asked for by id that are not there. */
  readonly missing: number;
}
