const known: string[] = [];

/** The name of a column, counted from 0: A, B, ... Z, AA. */
export function letters(column: number): string {
  let text = known[column];
  if (text === undefined) {
    text = '';
    for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) {
      text = String.fromCharCode(65 + ((n - 1) % 26)) + text;
    }
    known[column] = text;
  }
  return text;
}
