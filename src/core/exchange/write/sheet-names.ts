/** A name that spreadsheets take: at most 31 characters, none of []:*?/\, unique without case. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const clean =
    wanted
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: not allowed in sheet names
      .replace(/[[\]:*?/\\\u0000-\u001f\ufffd\ufffe\uffff]/g, ' ')
      .replace(/^[\s']+|[\s']+$/g, '') || 'Sheet';
  const used = new Set(taken.map((name) => name.toLowerCase()));
  let name = cut(clean, 31);
  for (let n = 2; used.has(name.toLowerCase()); n++) name = `${cut(clean, 31 - String(n).length - 3)} (${n})`;
  return name;
}

function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : text
        .slice(0, length)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd();
}
