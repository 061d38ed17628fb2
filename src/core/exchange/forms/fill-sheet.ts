import { HoldfastError } from '../../../model/errors.ts';
import type { CellStyle } from '../read/xlsx/styles.ts';
import { escapeText } from '../write/escape.ts';
import {
  cellXml,
  type FormCell,
  type FormRow,
  type FormSheetXml,
  formulaOf,
  inlineXml,
  parseSheet,
  piecesOf,
  styleAttribute,
  withFormula,
  writtenText,
} from './cells.ts';
import { cellChars, type Fill, fillPieces, onlyMark } from './fill-text.ts';
import { expandShared } from './formulas.ts';
import { type FormList, type FormProblem, type FormScope, type FormValue, listOf, marksIn } from './marks.ts';
import { type Block, columnIndex, height, RowMap, shiftFormula } from './shift.ts';
import { moveSurroundings } from './surroundings.ts';
import { attribute } from './xml.ts';

const maxRows = 1_048_576;

/** What filling a sheet needs to know of its workbook. */
export interface SheetContext {
  readonly sheet: string;
  /** The name it gets. */
  readonly renamed: string;
  readonly shared: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly date1904: boolean;
  /** Cells that are named after fields: reference to the field's name. */
  readonly named: ReadonlyMap<string, string>;
  readonly problems: FormProblem[];
}

export interface FilledSheet {
  readonly xml: string;
  readonly map: RowMap;
  /** Places that were filled. */
  readonly filled: number;
}

/** Has the sheet a mark or a named cell to be filled? */
export function hasMarks(
  xml: string,
  shared: readonly string[],
  named: ReadonlyMap<string, string>,
): boolean {
  if (named.size > 0) return true;
  if (/[{｛]{2}/.test(xml)) return true;
  const { rows } = parseSheet(xml);
  return rows.some((row) =>
    row.cells.some((cell) => {
      const text = writtenText(cell, shared);
      return text !== null && marksIn(plain(text)).length > 0;
    }),
  );
}

const plain = (written: string) =>
  piecesOf(written)
    .map(({ text }) => text)
    .join('');

/** Has any row of the sheet a mark with a star? */
export function repeats(xml: string, shared: readonly string[]): boolean {
  return parseSheet(xml).rows.some((row) => row.cells.some((cell) => isRepeated(cell, shared)));
}

function isRepeated(cell: FormCell, shared: readonly string[]): boolean {
  const text = writtenText(cell, shared);
  return text !== null && marksIn(plain(text)).some((mark) => mark.repeated);
}

/**
 * Fills one sheet: marks by their values, rows with starred marks once for each record, and moves what stands below.
 * @throws HoldfastError FORM_TOO_LONG
 */
export function fillSheet(xml: string, scope: FormScope, context: SheetContext): FilledSheet {
  const parsed = parseSheet(xml);
  return new SheetFiller(withNamedCells(parsed, context.named), scope, context).fill();
}

/** Rows and cells for the names of cells that hold nothing yet. */
function withNamedCells(sheet: FormSheetXml, named: ReadonlyMap<string, string>): FormSheetXml {
  const rows = new Map(sheet.rows.map((row) => [row.row, row]));
  for (const ref of named.keys()) {
    const [, letters = 'A', digits = '1'] = /^([A-Z]+)(\d+)$/.exec(ref) ?? [];
    const column = columnIndex(letters);
    const row = rows.get(Number(digits)) ?? { row: Number(digits), attributes: '', cells: [] };
    if (!row.cells.some((cell) => cell.column === column)) {
      const cells = [...row.cells, { column, letters, attributes: '', inner: null }];
      rows.set(row.row, { ...row, cells: cells.sort((a, b) => a.column - b.column) });
    }
  }
  return { ...sheet, rows: [...rows.values()].sort((a, b) => a.row - b.row) };
}

class SheetFiller {
  readonly #sheet: FormSheetXml;
  readonly #scope: FormScope;
  readonly #context: SheetContext;
  readonly #lists = new Map<Block, FormList>();
  readonly #map: RowMap;
  #filled = 0;

  constructor(sheet: FormSheetXml, scope: FormScope, context: SheetContext) {
    this.#scope = scope;
    this.#context = context;
    this.#map = new RowMap(this.#findBlocks(sheet));
    this.#sheet = this.#map.still ? sheet : { ...sheet, rows: expandShared(sheet) };
  }

  fill(): FilledSheet {
    const pieces: string[] = [this.#sheet.head];
    const { rows } = this.#sheet;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as FormRow;
      const block = this.#map.blockOf(row.row);
      if (!block) {
        pieces.push(this.#rowXml(row, this.#map.start(row.row), null));
        continue;
      }
      const inside: FormRow[] = [];
      while (i < rows.length && (rows[i] as FormRow).row <= block.last) inside.push(rows[i++] as FormRow);
      i--;
      this.#writeCopies(pieces, block, inside);
    }
    pieces.push(this.#sheet.tail);
    const moved = moveSurroundings(pieces.join(''), this.#context.sheet, this.#context.renamed, this.#map);
    return { xml: this.#fillHeaders(moved), map: this.#map, filled: this.#filled };
  }

  #writeCopies(pieces: string[], block: Block, rows: readonly FormRow[]): void {
    for (let index = 0; index < block.copies; index++) {
      for (const row of rows) {
        const to = this.#map.start(row.row) + index * height(block);
        if (to > maxRows) throw new HoldfastError('FORM_TOO_LONG', { sheet: this.#context.sheet });
        pieces.push(this.#rowXml(row, to, { block, index }));
      }
    }
  }

  #findBlocks(sheet: FormSheetXml): Block[] {
    const runs: { first: number; last: number; readonly list: FormList }[] = [];
    for (const row of sheet.rows) {
      const list = this.#listOfRow(row);
      const open = runs.at(-1);
      if (list === null) continue;
      if (open?.last === row.row - 1 && open.list === list) open.last = row.row;
      else runs.push({ first: row.row, last: row.row, list });
    }
    return runs.map(({ first, last, list }) => {
      const block = { first, last: withMerges(sheet.tail, first, last), copies: Math.max(1, list.length) };
      this.#lists.set(block, list);
      return block;
    });
  }

  #listOfRow(row: FormRow): FormList | null {
    for (const cell of row.cells) {
      const written = writtenText(cell, this.#context.shared);
      if (written === null) continue;
      for (const mark of marksIn(plain(written))) {
        const found = mark.repeated ? listOf(this.#scope, mark.name) : null;
        if (found?.has) return found.list;
      }
    }
    return null;
  }

  #rowXml(row: FormRow, to: number, copy: { block: Block; index: number } | null): string {
    const { prefix } = this.#sheet;
    const cells = row.cells.map((cell) => this.#cellXml(cell, row.row, to, copy)).join('');
    const open = `<${prefix}row r="${to}"${row.attributes}`;
    return cells === '' ? `${open}/>` : `${open}>${cells}</${prefix}row>`;
  }

  #cellXml(cell: FormCell, from: number, to: number, copy: { block: Block; index: number } | null): string {
    const { prefix } = this.#sheet;
    const at = `${cell.letters}${to}`;
    const formula = formulaOf(cell);
    const name = copy ? undefined : this.#context.named.get(`${cell.letters}${from}`);
    if (formula) {
      if (name !== undefined) this.#tell(`${cell.letters}${from}`, name, 'FORM_CELL_FORMULA');
      else if (marksIn(formula.text).length > 0)
        this.#tell(`${cell.letters}${from}`, formula.text, 'FORM_MARK_IN_FORMULA');
      return this.#formulaXml(cell, formula, at, copy);
    }
    const written = writtenText(cell, this.#context.shared);
    const pieces = written === null ? [] : piecesOf(written);
    const text = pieces.map((piece) => piece.text).join('');
    const marks = marksIn(text);
    const fill = this.#filler(`${cell.letters}${from}`, copy);
    if (marks.length === 0 && name !== undefined) {
      const value = fill({ name, repeated: false, start: 0, end: 0 });
      return this.#valueXml(cell, at, value ?? { text: '' });
    }
    if (marks.length === 0) return cellXml(prefix, at, cell.attributes, cell.inner);
    const only = onlyMark(text);
    const value = only === null ? null : fill(only);
    if (value && (value.number !== undefined || value.serial !== undefined))
      return this.#valueXml(cell, at, value);
    // What was asked for once is not asked again: a mark that nobody knows is told once.
    const filled = fillPieces(pieces, only === null ? fill : () => value);
    return this.#textXml(cell, at, filled);
  }

  #filler(cell: string, copy: { block: Block; index: number } | null): Fill {
    return (mark) => {
      const value = copy ? this.#valueInCopy(mark, copy) : undefined;
      const found = value ?? (mark.repeated ? undefined : this.#scope.one(mark.name));
      if (found === undefined) {
        if (!copy || copy.index === 0) this.#tell(cell, mark.name, 'FORM_MARK_UNKNOWN');
        return null;
      }
      this.#filled++;
      if (found !== 'varies') return found;
      if (!copy || copy.index === 0) this.#tell(cell, mark.name, 'FORM_MARK_VARIES');
      return { text: '' };
    };
  }

  #valueInCopy(
    mark: { readonly name: string; readonly repeated: boolean },
    { block, index }: { block: Block; index: number },
  ): FormValue | undefined {
    if (!mark.repeated) return undefined;
    const found = listOf(this.#scope, mark.name);
    if (!found?.has || found.list !== this.#lists.get(block)) return undefined;
    const { list, field } = found;
    return index >= list.length ? { text: '' } : list.value(index, field);
  }

  #valueXml(cell: FormCell, at: string, value: FormValue): string {
    const { prefix } = this.#sheet;
    const style = this.#styleOf(cell);
    const look = styleAttribute(cell.attributes);
    const asText = style?.format === '@';
    if (value.serial !== undefined && style?.kind === 'date' && !asText) {
      const serial = value.serial - (this.#context.date1904 ? 1462 : 0);
      return cellXml(prefix, at, look, `<${prefix}v>${serial}</${prefix}v>`);
    }
    if (value.number !== undefined && Number.isFinite(value.number) && !asText)
      return cellXml(prefix, at, look, `<${prefix}v>${value.number}</${prefix}v>`);
    return this.#textXml(cell, at, [{ look: '', text: value.text }]);
  }

  #textXml(cell: FormCell, at: string, pieces: readonly { look: string; text: string }[]): string {
    const { prefix } = this.#sheet;
    const look = styleAttribute(cell.attributes);
    const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
    if (length === 0) return cellXml(prefix, at, look, null);
    let kept = pieces;
    if (length > cellChars) {
      this.#tell(at, '', 'FORM_TEXT_CUT');
      kept = [
        {
          look: '',
          text: pieces
            .map(({ text }) => text)
            .join('')
            .slice(0, cellChars),
        },
      ];
    }
    return cellXml(prefix, at, `${look} t="inlineStr"`, inlineXml(prefix, kept));
  }

  #styleOf(cell: FormCell): CellStyle | undefined {
    return this.#context.styles[Number(attribute(cell.attributes, 's') ?? 0)];
  }

  #formulaXml(
    cell: FormCell,
    formula: { text: string; tag: string },
    at: string,
    copy: { block: Block; index: number } | null,
  ): string {
    const { sheet, renamed } = this.#context;
    const moved = shiftFormula(formula.text, {
      sheet,
      renamed,
      map: this.#map,
      own: true,
      ...(copy ? { copy } : {}),
    });
    const ref = attribute(formula.tag, 'ref');
    const by = copy ? copy.index * height(copy.block) : 0;
    const movedRef = ref?.replace(/\d+/g, (row) => String(this.#map.start(Number(row)) + by));
    const tag =
      ref === undefined ? formula.tag : formula.tag.replace(/(\sref=)("[^"]*"|'[^']*')/, `$1"${movedRef}"`);
    if (formula.text === '' && tag.includes('shared'))
      return cellXml(this.#sheet.prefix, at, cell.attributes.replace(/\st="\w+"/, ''), `${tag}/>`);
    return withFormula(this.#sheet.prefix, moved, cell.attributes, at, tag.trimEnd());
  }

  /** Headers and footers; an ampersand begins a code there and is doubled. */
  #fillHeaders(xml: string): string {
    return xml.replace(
      /(<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>)([^<]*)(?=<)/g,
      (whole, open: string, inner: string) => {
        if (!/[{｛]{2}/.test(inner)) return whole;
        const fill = this.#filler('', null);
        const text = inner
          .replace(/&amp;/g, '&')
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"');
        const filled = replaceMarks(text, fill);
        return `${open}${escapeText(filled)}`;
      },
    );
  }

  #tell(cell: string, mark: string, code: FormProblem['code']): void {
    this.#context.problems.push({ sheet: this.#context.sheet, cell, mark, code });
  }
}

function replaceMarks(text: string, fill: Fill): string {
  let out = '';
  let at = 0;
  for (const mark of marksIn(text)) {
    const value = fill(mark);
    const kept = value === null ? text.slice(mark.start, mark.end) : value.text.replaceAll('&', '&&');
    out += text.slice(at, mark.start) + kept;
    at = mark.end;
  }
  return out + text.slice(at);
}

/** A repeated row whose cells are merged downwards takes those rows with it. */
function withMerges(tail: string, first: number, last: number): number {
  let end = last;
  for (const [, top, bottom] of tail.matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="[A-Z]+(\d+):[A-Z]+(\d+)"/g)) {
    if (Number(top) >= first && Number(top) <= end && Number(bottom) > end) end = Number(bottom);
  }
  return end;
}
