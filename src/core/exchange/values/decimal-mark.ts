import type { Cell } from '../read/types.ts';

/** What stands before the cents. */
export type DecimalMark = '.' | ',';

/** 1.234,56 or 12,5 or 1.234.567: a comma before the decimals, or points that can only be thousands. */
const comma = /^\d{1,3}(\.\d{3})+,\d+$|^\d+,\d{1,2}$|^\d+,\d{4,}$|^\d{1,3}(\.\d{3}){2,}$/;
/** 1,234.56 or 12.5 or 1,234,567. */
const point = /^\d{1,3}(,\d{3})+\.\d+$|^\d+\.\d{1,2}$|^\d+\.\d{4,}$|^\d{1,3}(,\d{3}){2,}$/;

/** What the values of a column say about its decimal mark: 1.234 alone says nothing. */
export class DecimalEvidence {
  #commas = 0;
  #points = 0;

  look(cell: Cell | undefined): void {
    if (typeof cell !== 'string' || cell.length > 40) return;
    const text = cell.normalize('NFKC').replace(/[^\d.,]/g, '');
    if (text === '') return;
    if (comma.test(text)) this.#commas++;
    else if (point.test(text)) this.#points++;
  }

  /** Null where the values say nothing, or as much for one as for the other. */
  get mark(): DecimalMark | null {
    if (this.#commas === this.#points) return null;
    return this.#commas > this.#points ? ',' : '.';
  }
}
