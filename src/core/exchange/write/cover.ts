import type { ColumnKind, RichCell, Tone, WriteCell, WriteSheet } from './types.ts';

/** One line of a cover: what it is, and its value in words, a number or a moment. */
export interface CoverLine {
  readonly label: string;
  readonly value: WriteCell;
  /** Of the value; several lines of text when left out. */
  readonly kind?: ColumnKind;
  readonly tone?: Tone;
}

export type CoverPart =
  | CoverLine
  /** A heading over the lines that follow. */
  | { readonly heading: string }
  /** A paragraph over the whole width. */
  | { readonly text: string }
  | { readonly gap: true };

/**
 * A sheet of labels and values without filter or header, such as the cover 说明. Written after the tables, since it states
 * their sums: `parts` is called then.
 */
export function coverSheet(name: string, title: string, parts: () => Iterable<CoverPart>): WriteSheet {
  return {
    name,
    layout: 'free',
    late: true,
    columns: [
      { header: '', kind: 'text', width: 26 },
      { header: '', kind: 'wrapped', width: 90 },
    ],
    rows: coverRows(title, parts),
  };
}

function* coverRows(title: string, parts: () => Iterable<CoverPart>): Generator<WriteCell[]> {
  yield [rich(title, 'title')];
  yield [];
  for (const part of parts()) {
    if ('gap' in part) yield [];
    else if ('heading' in part) yield [rich(part.heading, 'strong')];
    else if ('text' in part) yield [null, { value: part.text, tone: 'muted', kind: 'wrapped' }];
    else yield [rich(part.label, 'label'), valueCell(part)];
  }
}

function rich(value: string, tone: Tone): RichCell {
  return { value, tone };
}

/** Values stand to the left under each other, as the text above and below them does. */
function valueCell({ value, kind, tone }: CoverLine): WriteCell {
  const cell: RichCell = typeof value === 'object' && value !== null ? value : { value };
  return { ...cell, ...(kind ? { kind } : {}), tone: tone ?? cell.tone ?? 'value' };
}
