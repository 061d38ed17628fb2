/**
 * What a column holds; decides format and alignment. Money comes in minor units, dates as `YYYY-MM-DD`, moments as
 * milliseconds since 1970, shares (`percent`) as 0 to 1. `count` is an integer with thousands marks, `integer` one without,
 * such as a port. `wrapped` is text of several lines.
 */
export type ColumnKind =
  | 'text'
  | 'code'
  | 'integer'
  | 'count'
  | 'number'
  | 'money'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'wrapped';

/** How a cell looks beside its format; the colours are those of styles.ts. */
export type Tone =
  | 'plain'
  | 'header'
  /** A header that must be filled in. */
  | 'required'
  | 'title'
  | 'label'
  /** Beside a label: to the left, numbers too. */
  | 'value'
  | 'muted'
  | 'strong'
  | 'total'
  | 'good'
  | 'warning'
  | 'bad'
  | 'changed'
  | 'link'
  /** Shows what could stand here. */
  | 'example';

export type CellValue = string | number | boolean | null | undefined;

/** A cell that is more than its value. */
export interface RichCell {
  readonly value: CellValue;
  readonly tone?: Tone;
  /** Instead of the column's kind. */
  readonly kind?: ColumnKind;
  /**
   * http, https, mailto, file, a path beside the workbook, or `#Sheet!A1` in it. What a spreadsheet would refuse is left out;
   * a sheet has room for 65,530.
   */
  readonly link?: string;
  /** A comment. Comments are held until the sheet is complete: for some thousands, not for millions. */
  readonly note?: string;
}

export type WriteCell = CellValue | RichCell;

/** What a spreadsheet lets people enter. Bounds are included; dates as `YYYY-MM-DD`, money in major units. */
export interface EntryRule {
  readonly type: 'whole' | 'decimal' | 'date' | 'textLength';
  readonly min?: number | string;
  readonly max?: number | string;
}

/** Shown in a bubble; a spreadsheet takes titles of 32 and texts of 255 characters, longer ones are shortened. */
export interface Bubble {
  readonly title: string;
  readonly text: string;
}

export interface WriteColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  /** In characters; fitted to the header and the first rows when left out. */
  readonly width?: number;
  readonly hidden?: boolean;
  /** Level of an outline group that can be folded, 1 to 7. */
  readonly outline?: number;
  /** Of the header; `header` when left out. */
  readonly tone?: Tone;
  /** A comment on the header. */
  readonly note?: string;
  /** Offered as a drop-down in xlsx: in the rule itself when they fit 255 characters, else from a hidden sheet. */
  readonly choices?: readonly string[];
  readonly rule?: EntryRule;
  /** Whether other values than the choices, or outside the rule, are refused; else there is a warning. */
  readonly strict?: boolean;
  /** Shown when a cell is chosen. */
  readonly prompt?: Bubble;
  /** Shown when choices or rule are broken. */
  readonly complaint?: Bubble;
}

export interface WriteSheet {
  readonly name: string;
  readonly columns: readonly WriteColumn[];
  /** Read once, when the sheet's turn comes. */
  readonly rows: Iterable<readonly WriteCell[]> | AsyncIterable<readonly WriteCell[]>;
  /** `veryHidden` can't be shown again from a spreadsheet's menu. */
  readonly state?: 'visible' | 'hidden' | 'veryHidden';
  /**
   * `table` (when left out): header row, frozen with the first column, filter. `free`: the rows as they are, without any of
   * that, such as a cover.
   */
  readonly layout?: 'table' | 'free';
  /** Written after all others, whatever its place among the tabs: a cover whose sums are known only then. */
  readonly late?: boolean;
  /** Cells made one, such as `A1:D1`. */
  readonly merges?: readonly string[];
  /** Called when a sheet, or each of those that a long table goes on in, is complete; rows without the header. */
  readonly onPart?: (name: string, rows: number) => void;
  /** Rows below the last one that keep drop-downs and rules, for what people add; 1,000 when left out. */
  readonly roomBelow?: number;
}

export interface WriteBook {
  /** In the order of the tabs. */
  readonly sheets: readonly WriteSheet[];
  /** Which one is open first; the first visible one when left out. */
  readonly active?: number;
  /** The hidden sheet that holds the values of drop-downs. */
  readonly lists?: {
    /** `Lists` when left out. */
    readonly name?: string;
    /** All drop-downs are fed from it, also those that would fit their rule. */
    readonly all?: boolean;
  };
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** Called after every some thousand rows and at the end, with the rows written so far. */
  readonly onProgress?: (rows: number) => void;
  /** Rows of one sheet of an .xlsx, its header included, before the table goes on in another; what a sheet can hold when left out. */
  readonly rowsPerSheet?: number;
  /** Text formats: called with each piece of the file, in order, mark and line ends included. */
  readonly onText?: (text: string) => void;
  /** Filled while writing, so that a late sheet can say what was cut before it. */
  readonly cutLog?: CutLog;
}

/** The texts that were cut so far. */
export interface CutLog {
  truncated: number;
  /** The first hundred of them. */
  readonly cuts: Cut[];
}

/** A text that was longer than a cell can hold. */
export interface Cut {
  readonly sheet: string;
  /** Such as `C7`. */
  readonly cell: string;
  /** What it was, in UTF-16 units. */
  readonly length: number;
}

export interface WriteResult {
  /** Under the headers of visible tables, and all rows where there are none. */
  readonly rows: number;
  readonly sheets: number;
  /** Texts cut at the 32,767 characters that a cell can hold; always 0 for csv. */
  readonly truncated: number;
  /** The first hundred of them. */
  readonly cuts: readonly Cut[];
}
