/** What a column holds; decides format and alignment. Money comes in minor units, dates as `YYYY-MM-DD`. */
export type ColumnKind = 'text' | 'code' | 'integer' | 'number' | 'money' | 'date' | 'datetime' | 'boolean';

export type CellValue = string | number | boolean | null | undefined;

export interface WriteColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  /** In characters; fitted to the header and the first rows when left out. */
  readonly width?: number;
  /** Offered as a drop-down in xlsx, as long as all of them fit 255 characters. */
  readonly choices?: readonly string[];
}

export interface WriteSheet {
  readonly name: string;
  readonly columns: readonly WriteColumn[];
  readonly rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>;
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** Called after every some thousand rows and at the end, with the rows written so far. */
  readonly onProgress?: (rows: number) => void;
}

export interface WriteResult {
  readonly rows: number;
  readonly sheets: number;
  /** Texts cut at the 32,767 characters that a cell can hold; always 0 for csv. */
  readonly truncated: number;
}
