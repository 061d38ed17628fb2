import { escapeText } from './escape.ts';

/** Repeated texts are written once; how many different ones per column before the rest stands in its cells. */
const sharedPerColumn = 2000;

/** Texts that cells refer to by number. Bounded, so that memory doesn't grow with the rows. */
export class SharedStrings {
  private readonly texts: string[] = [];
  private readonly places = new Map<string, number>();
  private readonly room: number[] = [];
  references = 0;

  /** The text's number, or -1 when this column has used up its room. */
  place(text: string, column: number): number {
    let place = this.places.get(text);
    if (place === undefined) {
      const used = this.room[column] ?? 0;
      if (used >= sharedPerColumn) return -1;
      this.room[column] = used + 1;
      place = this.texts.push(text) - 1;
      this.places.set(text, place);
    }
    this.references++;
    return place;
  }

  *xml(): Generator<string> {
    yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.references}" uniqueCount="${this.texts.length}">`;
    for (const text of this.texts) yield `<si><t xml:space="preserve">${escapeText(text)}</t></si>`;
    yield '</sst>';
  }
}
