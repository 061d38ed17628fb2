export interface PastedTags {
  readonly tags: readonly string[];
  readonly blank: number;
  /** Lines that repeat an earlier one; counted once. */
  readonly repeated: number;
}

/**
 * Reads what was pasted from a spreadsheet column, a chat or a handheld's file: one label per line or cell.
 * Blank lines and repeats are left out and counted, so that the sum adds up on the screen.
 */
export function readPastedTags(text: string): PastedTags {
  const seen = new Set<string>();
  const tags: string[] = [];
  let blank = 0;
  let repeated = 0;
  const cells = text === '' ? [] : text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n|\t/);
  for (const cell of cells) {
    const tag = cell.trim();
    const folded = foldLabel(tag);
    if (tag === '') blank++;
    else if (seen.has(folded)) repeated++;
    else {
      seen.add(folded);
      tags.push(tag);
    }
  }
  return { tags, blank, repeated };
}

/** Labels compare after NFKC and case folding: full-width digits and a stuck Caps Lock change nothing. */
export function foldLabel(label: string): string {
  return label.normalize('NFKC').trim().toLowerCase();
}
