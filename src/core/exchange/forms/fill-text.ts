import type { Piece } from './cells.ts';
import { type FormValue, type Mark, marksIn } from './marks.ts';

/** Longest text of a cell, in UTF-16 units. */
export const cellChars = 32_767;

/** The value that takes a mark's place; null leaves the mark as it stands. */
export type Fill = (mark: Mark) => FormValue | null;

/** The one mark that a text is, or null where it has more around it. */
export function onlyMark(text: string): Mark | null {
  const trimmed = text.trim();
  const [mark, ...others] = marksIn(trimmed);
  return mark && others.length === 0 && mark.start === 0 && mark.end === trimmed.length ? mark : null;
}

export function fillText(text: string, fill: Fill): string {
  let out = '';
  let at = 0;
  for (const mark of marksIn(text)) {
    const value = fill(mark);
    out += text.slice(at, mark.start) + (value === null ? text.slice(mark.start, mark.end) : value.text);
    at = mark.end;
  }
  return out + text.slice(at);
}

/**
 * Fills the marks of a text that is made of pieces in several looks. A mark that spreads over pieces, as happens when
 * half of it was retyped, takes the look in which it begins.
 */
export function fillPieces(pieces: readonly Piece[], fill: Fill): Piece[] {
  const whole = pieces.map(({ text }) => text).join('');
  const marks = marksIn(whole);
  let start = 0;
  let written = 0;
  const out: Piece[] = [];
  for (const { look, text } of pieces) {
    start += text.length;
    const across = marks.find((mark) => mark.start < start && start < mark.end);
    const end = Math.max(written, across ? across.end : start);
    const part = whole.slice(written, end);
    written = end;
    if (part !== '') out.push({ look, text: fillText(part, fill) });
  }
  return out.length === 0 ? [{ look: '', text: '' }] : out;
}
