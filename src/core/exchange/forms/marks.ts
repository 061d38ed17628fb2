/** What stands in a place of a form: words, and the number or date that they are, where they are one. */
export interface FormValue {
  readonly text: string;
  /** Money in major units. */
  readonly number?: number | undefined;
  /** Days since 1899-12-30. */
  readonly serial?: number | undefined;
}

/** Records that a repeated row is written for. */
export interface FormList {
  readonly length: number;
  /** Is there a field of this name? */
  has(name: string): boolean;
  value(index: number, name: string): FormValue;
}

/** What the marks of a form mean. */
export interface FormScope {
  /** `{{name}}`; undefined where nothing is called so, `varies` where the records of a list differ. */
  one(name: string): FormValue | 'varies' | undefined;
  /** `{{*field}}` by the empty name, `{{*media.field}}` by `media`. */
  readonly lists: Readonly<Record<string, FormList>>;
}

export interface Mark {
  /** As written between the braces, without the star. */
  readonly name: string;
  readonly repeated: boolean;
  readonly start: number;
  readonly end: number;
}

/** Braces and star in their full-width forms too, as Chinese input methods type them. */
const pattern = /[{｛]{2}\s*([*＊]?)\s*([^{}｛｝]{1,200}?)\s*[}｝]{2}/g;

export function marksIn(text: string): Mark[] {
  if (!text.includes('{{') && !text.includes('｛｛')) return [];
  return [...text.matchAll(pattern)].map((found) => ({
    name: found[2] as string,
    repeated: found[1] !== '',
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** The list that a repeated mark belongs to, and the field's name within it. */
export function listOf(
  scope: FormScope,
  name: string,
): { list: FormList; field: string; has: boolean } | null {
  const dot = name.indexOf('.');
  const prefix = dot < 0 ? '' : name.slice(0, dot).trim();
  const named = prefix === '' ? undefined : scope.lists[prefix];
  if (named) {
    const field = name.slice(dot + 1).trim();
    return { list: named, field, has: named.has(field) };
  }
  const own = scope.lists[''];
  return own ? { list: own, field: name, has: own.has(name) } : null;
}

/** Something that could not be filled as the form asks, with where it stands. */
export interface FormProblem {
  readonly sheet: string;
  /** Such as `B5`; empty for headers, footers and names of sheets. */
  readonly cell: string;
  readonly mark: string;
  readonly code:
    | 'FORM_MARK_UNKNOWN'
    | 'FORM_MARK_VARIES'
    | 'FORM_MARK_IN_FORMULA'
    | 'FORM_CELL_FORMULA'
    | 'FORM_TEXT_CUT';
}
