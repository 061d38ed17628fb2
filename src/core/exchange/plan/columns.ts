import type { Catalogue } from '../../../model/catalogue.ts';
import { columnLetter } from '../../../model/column-letter.ts';
import { HoldfastError } from '../../../model/errors.ts';
import { type ImportEntity, importTarget } from '../../../model/import-targets.ts';
import type { FieldDef } from '../../../model/types.ts';
import { classWords } from '../class-words.ts';
import { headerMatcher } from '../headers.ts';
import { findHeader } from '../read/header-rows.ts';
import { columnSource, type MarkColumn, markColumns, virtualColumns } from '../read/mark-columns.ts';
import type { Cell, Sheet } from '../read/types.ts';
import { moneyUnit, unitAbove } from '../values/money-unit.ts';
import { type CellParser, cellParser } from '../values/parse.ts';
import { type DateOrders, dateOrders } from './date-orders.ts';
import { withMeanings } from './meanings.ts';
import { relationTypeParser } from './relation-words.ts';
import type { SheetOptions } from './types.ts';

/** A column of the file that is imported. */
export interface PlanColumn {
  readonly index: number;
  readonly header: string;
  readonly target: string;
  readonly field: FieldDef;
  readonly parse: CellParser;
  /** Where the column is made of fill colours or strike-through: its cell by row. */
  readonly made: ((row: number) => Cell) | null;
}

export interface SheetColumns {
  readonly columns: readonly PlanColumn[];
  /** Columns whose pictures become photos. */
  readonly pictures: readonly number[];
  /** Texts of the header by column; holes where nothing stands. */
  readonly headers: readonly string[];
  readonly dates: DateOrders;
}

const textPart: FieldDef = { type: 'text', label: { zh: '', en: '' }, maxLength: 1000 };
const codePart: FieldDef = { type: 'code', label: { zh: '', en: '' }, maxLength: 300 };
const monthsPart: FieldDef = {
  type: 'integer',
  label: { zh: '', en: '' },
  min: 0,
  max: 1200,
  unit: { zh: '月', en: 'months' },
};
/** Fields of the targets that are only parts of a field. */
const partFields: Readonly<Record<string, FieldDef>> = {
  id: codePart,
  path: textPart,
  firstName: textPart,
  lastName: textPart,
  'user.number': codePart,
  'user.username': codePart,
  'user.email': codePart,
  'user.firstName': textPart,
  'user.lastName': textPart,
  'location.checkedOut': textPart,
  warrantyMonths: monthsPart,
};

/** The field that a target fills: `user.number` belongs to `user`. */
export function fieldOfTarget(target: string): string {
  if (target === 'warrantyMonths') return 'warrantyEnd';
  if (target === 'path' || target === 'firstName' || target === 'lastName') return 'name';
  const dot = target.indexOf('.');
  return dot < 0 ? target : target.slice(0, dot);
}

/**
 * Makes the parser of every mapped column. The order of day and month is decided per column from what stands in it.
 * @throws MAPPING_EMPTY, MAPPING_REPEATED, MAPPING_UNKNOWN, HEADER_NOT_FOUND
 */
export function planColumns(sheet: Sheet, options: SheetOptions, catalogue: Catalogue): SheetColumns {
  const mapped = Object.entries(options.mapping)
    .filter(([, target]) => target !== '')
    .map(([index, target]) => ({ index: Number(index), target }));
  if (mapped.length === 0) throw new HoldfastError('MAPPING_EMPTY');
  const headers = headerTexts(sheet, options, catalogue);
  const made = madeColumns(sheet, options, mapped, headers);
  const pictures: number[] = [];
  const named: Omit<PlanColumn, 'parse'>[] = [];
  const seen = new Set<string>();
  for (const { index, target } of mapped) {
    if (target === 'photo' && options.entity === 'asset') {
      const { source, of } = columnSource(index);
      if (source === 'picture') pictures.push(of);
      continue;
    }
    const field = fieldOf(catalogue, options.entity, target);
    if (seen.has(target)) throw new HoldfastError('MAPPING_REPEATED', { field: target });
    seen.add(target);
    const mark = made.get(index);
    named.push({
      index,
      header: mark?.header || headers[index] || columnLetter(columnSource(index).of),
      target,
      field,
      made: mark ? (row) => mark.cell(row) : null,
    });
  }
  const dates = dateOrders(sheet, options, named);
  const above = unitAbove(sheet, options.headerRow);
  const columns = named.map((column) => ({
    ...column,
    parse: parserOf(catalogue, column, options, dates, above),
  }));
  return { columns, pictures, headers, dates };
}

function fieldOf(catalogue: Catalogue, entity: ImportEntity, target: string): FieldDef {
  const known = importTarget(entity, target, catalogue);
  const own = known?.field;
  // The field itself lists no classes: they are the register's.
  const listed =
    entity === 'asset' && target === 'class' && own ? { ...own, choices: catalogue.classChoices } : own;
  const field = known && (listed ?? partFields[target]);
  if (!field) throw new HoldfastError('MAPPING_UNKNOWN', { field: target });
  return field;
}

function parserOf(
  catalogue: Catalogue,
  column: Omit<PlanColumn, 'parse'>,
  options: SheetOptions,
  dates: DateOrders,
  above: string,
): CellParser {
  const { target, field, index, header } = column;
  const relationType = options.entity === 'relation' && target === 'type';
  const parse = relationType
    ? relationTypeParser(catalogue)
    : cellParser(target, field, {
        order: dates.order(index),
        mark: dates.decimalMark(index),
        unit: moneyUnit(header, above),
        ...(target === 'class' ? { words: classWords(catalogue) } : {}),
      });
  const meanings = Object.hasOwn(options.words, target) ? options.words[target] : undefined;
  return meanings && field.type === 'choice' ? withMeanings(parse, field, meanings) : parse;
}

/** @throws HEADER_NOT_FOUND */
function headerTexts(sheet: Sheet, options: SheetOptions, catalogue: Catalogue): readonly string[] {
  const { headerRow, headerRows } = options;
  const found = findHeader(sheet, headerMatcher(catalogue), { headerRow, headerRows });
  if (!found) throw new HoldfastError('HEADER_NOT_FOUND', { sheet: sheet.name, row: headerRow });
  return found.parts.map((parts) => parts.join(' '));
}

function madeColumns(
  sheet: Sheet,
  options: SheetOptions,
  mapped: readonly { readonly index: number }[],
  headers: readonly string[],
): ReadonlyMap<number, MarkColumn> {
  if (mapped.every(({ index }) => index < virtualColumns.fill)) return new Map();
  const end = options.headerRow + options.headerRows - 1;
  const made = markColumns(sheet, end, (column) => headers[column] ?? '');
  return new Map(made.map((column) => [column.index, column]));
}
