import { HoldfastError } from '../../../model/errors.ts';
import { headerXml, rowXml, type SheetState } from './cell-xml.ts';
import type { ChoiceLists } from './lists.ts';
import { fitWidths, sheetEnd, sheetStart, wrappedHeight } from './sheet-xml.ts';
import type { WriteCell, WriteOptions, WriteSheet } from './types.ts';
import { validationsXml } from './validations.ts';

/** A sheet has 1,048,576. */
const rowsPerSheet = 1_048_576;
const pieceChars = 128 * 1024;
const sampled = 200;

export type Rows = Iterator<readonly WriteCell[]> | AsyncIterator<readonly WriteCell[]>;

export interface Progress {
  rows: number;
  readonly options: WriteOptions;
}

/** The XML of one sheet; stops at the last row a sheet can hold and leaves the next one in `carried`. */
export class SheetStream {
  carried: readonly WriteCell[] | null;
  /** Rows written, without the header. */
  written = 0;
  private readonly sheet: WriteSheet;
  private readonly rows: Rows;
  private readonly active: boolean;
  private readonly state: SheetState;
  private readonly lists: ChoiceLists;
  private readonly progress: Progress;
  private readonly counted: boolean;
  private widths: readonly number[] = [];

  constructor(parts: {
    readonly sheet: WriteSheet;
    readonly rows: Rows;
    readonly carried: readonly WriteCell[] | null;
    readonly active: boolean;
    readonly state: SheetState;
    readonly lists: ChoiceLists;
    readonly progress: Progress;
  }) {
    this.sheet = parts.sheet;
    this.rows = parts.rows;
    this.carried = parts.carried;
    this.active = parts.active;
    this.state = parts.state;
    this.lists = parts.lists;
    this.progress = parts.progress;
    this.counted = (parts.sheet.state ?? 'visible') === 'visible' && parts.sheet.layout !== 'free';
  }

  async *pieces(): AsyncGenerator<string> {
    const { sheet } = this;
    const most = this.progress.options.rowsPerSheet ?? rowsPerSheet;
    const sample: (readonly WriteCell[])[] = this.carried ? [this.carried] : [];
    this.carried = null;
    let next = await this.rows.next();
    while (!next.done && sample.length < Math.min(sampled, most - 1)) {
      sample.push(next.value);
      next = await this.rows.next();
    }
    this.widths = fitWidths(sheet, sample);
    let xml = sheetStart(sheet, this.widths, this.active);
    let number = 0;
    if (sheet.layout !== 'free') {
      xml += headerXml(sheet.columns, this.state);
      number = 1;
    }
    for (const row of sample) xml += this.row(++number, row);
    while (!next.done) {
      if (number >= most) {
        this.carried = next.value;
        break;
      }
      xml += this.row(++number, next.value);
      if (xml.length > pieceChars) {
        yield xml;
        xml = '';
      }
      const result = this.rows.next();
      next = result instanceof Promise ? await result : result;
    }
    yield xml + this.end(number);
  }

  private row(number: number, values: readonly WriteCell[]): string {
    const { progress } = this;
    this.written++;
    if (this.counted) {
      progress.rows++;
      if (progress.rows % 2000 === 0) {
        if (progress.options.signal?.aborted) throw new HoldfastError('CANCELLED');
        progress.options.onProgress?.(progress.rows);
      }
    }
    const { columns, layout } = this.sheet;
    const height = layout === 'free' ? wrappedHeight(values, columns, this.widths) : '';
    return rowXml(number, values, columns, this.state, height);
  }

  private end(lastRow: number): string {
    const { sheet, state } = this;
    const noted = state.notes.count > 0;
    return sheetEnd(sheet, lastRow, {
      validations:
        sheet.layout === 'free' ? '' : validationsXml(sheet.columns, lastRow, this.lists, sheet.roomBelow),
      links: state.links.xml(noted ? 3 : 1),
      drawing: noted ? 1 : null,
    });
  }
}
