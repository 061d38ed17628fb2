import { dateSerial } from './cell-xml.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { letters } from './letters.ts';
import type { ChoiceLists } from './lists.ts';
import type { Bubble, EntryRule, WriteColumn } from './types.ts';

/** Rows below the last one that keep drop-downs, for what people add. Libraries hold a rule for each cell of its range. */
const defaultRoomBelow = 1000;

/** Drop-downs and rules for what people may enter under the headers. */
export function validationsXml(
  columns: readonly WriteColumn[],
  lastRow: number,
  lists: ChoiceLists,
  roomBelow = defaultRoomBelow,
): string {
  const end = Math.min(Math.max(lastRow, 1) + roomBelow, 1_048_576);
  if (end < 2) return '';
  const rules: string[] = [];
  columns.forEach((column, c) => {
    const kind = ruleOf(column, lists);
    if (!kind) return;
    const flags = `${kind.attributes} allowBlank="1"${column.strict ? '' : ' errorStyle="warning"'}${bubble('prompt', column.prompt)}${bubble('error', column.complaint)}`;
    const showError = kind.formulas === '' ? '' : ' showErrorMessage="1"';
    rules.push(
      `<dataValidation${flags}${showError} sqref="${letters(c)}2:${letters(c)}${end}">${kind.formulas}</dataValidation>`,
    );
  });
  return rules.length === 0
    ? ''
    : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

function ruleOf(column: WriteColumn, lists: ChoiceLists): { attributes: string; formulas: string } | null {
  if (column.choices && column.choices.length > 0) {
    const formula = lists.formula(column.header, column.choices);
    return { attributes: ' type="list"', formulas: `<formula1>${escapeText(formula)}</formula1>` };
  }
  if (column.rule) return bounds(column.rule);
  return column.prompt ? { attributes: '', formulas: '' } : null;
}

function bounds({ type, min, max }: EntryRule): { attributes: string; formulas: string } | null {
  const [low, high] = [bound(min), bound(max)];
  if (low === null && high === null) return null;
  const operator =
    low !== null && high !== null ? 'between' : low !== null ? 'greaterThanOrEqual' : 'lessThanOrEqual';
  const first = low ?? high;
  const second = low !== null && high !== null ? `<formula2>${high}</formula2>` : '';
  return {
    attributes: ` type="${type}" operator="${operator}"`,
    formulas: `<formula1>${first}</formula1>${second}`,
  };
}

function bound(value: number | string | undefined): number | null {
  if (value === undefined) return null;
  return typeof value === 'number' ? value : dateSerial(value);
}

function bubble(kind: 'prompt' | 'error', given: Bubble | undefined): string {
  if (!given) return '';
  const title = escapeAttribute(given.title.slice(0, 32));
  const text = escapeAttribute(given.text.slice(0, 255));
  return kind === 'prompt'
    ? ` showInputMessage="1" promptTitle="${title}" prompt="${text}"`
    : ` errorTitle="${title}" error="${text}"`;
}
