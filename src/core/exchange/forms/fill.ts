import { HoldfastError } from '../../../model/errors.ts';
import { sheetName } from '../write/sheet-names.ts';
import { fillSheet } from './fill-sheet.ts';
import { fillText } from './fill-text.ts';
import { withoutComputed } from './formulas.ts';
import { type FormProblem, type FormScope, marksIn } from './marks.ts';
import type { FormPackage } from './package.ts';
import type { RowMap } from './shift.ts';
import { moveComments, moveDrawing, moveReferences, moveTable, moveVml } from './surroundings.ts';
import { type FormSheet, FormWorkbook } from './workbook.ts';

/** How several records go into a form without a repeated row. */
export type FormShape = 'list' | 'sheets' | 'files';

/** More sheets than this are a folder of files rather than a workbook. */
const maxSheets = 200;

/**
 * What a form is made for: a list of records, or one record at a time, each on a sheet or in a file.
 * @param lists whether a repeated row takes all records at once, and not the lines of one document
 */
export function shapeOf(form: FormPackage, scope: FormScope, records: number, lists: boolean): FormShape {
  const workbook = new FormWorkbook(form);
  if (lists && workbook.repeats) return 'list';
  const marked = workbook.marked(scope);
  const few = records * Math.max(1, marked.length) <= maxSheets;
  return records === 1 || (few && marked.every((sheet) => workbook.copyable(sheet))) ? 'sheets' : 'files';
}

export interface FormRecord {
  readonly scope: FormScope;
  /** What its sheet or file is called. */
  readonly label: string;
}

/**
 * Fills a form in place: every sheet with marks once for each record given.
 * @throws HoldfastError FORM_NO_MARKS, FORM_TOO_LONG
 */
export function fillForm(form: FormPackage, records: readonly FormRecord[]): FormProblem[] {
  const workbook = new FormWorkbook(form);
  const [first] = records as readonly [FormRecord];
  const marked = workbook.marked(first.scope);
  if (marked.length === 0) throw new HoldfastError('FORM_NO_MARKS', { file: form.name });
  const problems: FormProblem[] = [];
  let filled = 0;
  for (const sheet of marked) {
    const original = sheet.name;
    const copies = [sheet, ...records.slice(1).map(() => null)];
    // Copied before the first is filled.
    records.forEach((_, i) => {
      if (i > 0) copies[i] = workbook.duplicate(sheet, placeholder(workbook, original, i));
    });
    // The first goes last: what other sheets say of the form then means it, and not its copies.
    for (let i = records.length - 1; i >= 0; i--) {
      const record = records[i] as FormRecord;
      filled += fillOne(workbook, copies[i] as FormSheet, original, record, records.length > 1, problems);
    }
  }
  if (filled === 0 && problems.length === 0) throw new HoldfastError('FORM_NO_MARKS', { file: form.name });
  for (const { path } of workbook.sheets) form.set(path, withoutComputed(form.text(path)));
  workbook.recompute();
  return unique(problems);
}

function placeholder(workbook: FormWorkbook, name: string, i: number): string {
  return sheetName(
    `${name.slice(0, 20)} ${i + 1}`,
    workbook.sheets.map((sheet) => sheet.name),
  );
}

function fillOne(
  workbook: FormWorkbook,
  sheet: FormSheet,
  original: string,
  record: FormRecord,
  several: boolean,
  problems: FormProblem[],
): number {
  const form = workbook.package;
  const others = workbook.sheets.filter((one) => one !== sheet).map(({ name }) => name);
  const wanted = nameFor(original, record, several, problems);
  const renamed = wanted === sheet.name ? wanted : sheetName(wanted, others);
  const filled = fillSheet(form.text(sheet.path), record.scope, {
    sheet: original,
    renamed,
    shared: workbook.shared,
    styles: workbook.styles,
    date1904: workbook.date1904,
    named: workbook.namedCells(original, record.scope),
    problems,
  });
  form.set(sheet.path, filled.xml);
  moveParts(form, sheet.path, original, renamed, filled.map);
  if (sheet.name === original) moveElsewhere(workbook, sheet, original, renamed, filled.map);
  else moveNames(workbook, sheet.name, renamed, filled.map);
  workbook.rename(workbook.sheets.find((one) => one.path === sheet.path) as FormSheet, renamed);
  return filled.filled + marksIn(original).length;
}

function nameFor(original: string, record: FormRecord, several: boolean, problems: FormProblem[]): string {
  if (marksIn(original).length === 0) return several ? record.label || original : original;
  return fillText(original, (mark) => {
    const value = record.scope.one(mark.name);
    if (value !== undefined && value !== 'varies') return value;
    const code = value === undefined ? ('FORM_MARK_UNKNOWN' as const) : ('FORM_MARK_VARIES' as const);
    problems.push({ sheet: original, cell: '', mark: mark.name, code });
    return value === undefined ? null : { text: '' };
  });
}

/** Pictures, comments and tables of the sheet itself. */
function moveParts(form: FormPackage, path: string, sheet: string, renamed: string, map: RowMap): void {
  if (map.still && sheet === renamed) return;
  const change = (target: string, work: (xml: string) => string) => form.set(target, work(form.text(target)));
  for (const { type, target, external } of form.relations(path)) {
    if (external || !form.bytes(target)) continue;
    if (type === 'drawing') {
      change(target, (xml) => moveDrawing(xml, map));
      for (const below of form.relations(target)) {
        if (below.type === 'chart')
          change(below.target, (xml) => moveReferences(xml, 'f', sheet, renamed, map));
      }
    } else if (type === 'comments' || type === 'threadedComment')
      change(target, (xml) => moveComments(xml, map));
    else if (type === 'vmlDrawing') change(target, (xml) => moveVml(xml, map));
    else if (type === 'table') change(target, (xml) => moveTable(xml, map));
  }
}

/** Formulas of other sheets and names that mean this one. */
function moveElsewhere(
  workbook: FormWorkbook,
  sheet: FormSheet,
  name: string,
  renamed: string,
  map: RowMap,
): void {
  if (map.still && name === renamed) return;
  const form = workbook.package;
  for (const other of workbook.sheets) {
    if (other.path === sheet.path) continue;
    form.set(other.path, moveReferences(form.text(other.path), 'f', name, renamed, map));
  }
  moveNames(workbook, name, renamed, map);
}

function moveNames(workbook: FormWorkbook, name: string, renamed: string, map: RowMap): void {
  if (map.still && name === renamed) return;
  const { package: form, path } = workbook;
  form.set(path, moveReferences(form.text(path), 'definedName', name, renamed, map));
}

/** What is wrong with the form is told once, not once for each record. */
function unique(problems: readonly FormProblem[]): FormProblem[] {
  const seen = new Map(problems.map((problem) => [Object.values(problem).join('\n'), problem]));
  return [...seen.values()];
}
