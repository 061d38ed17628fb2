/** What was copied somewhere, as a text file that reads like any other. */
export interface Pasted {
  readonly text: string;
  readonly extension: 'tsv' | 'txt';
}

interface Clipboard {
  readonly types: readonly string[];
  getData(type: string): string;
}

/**
 * Takes cells from the clipboard: the table that spreadsheets and browsers put there, whose cells are told apart
 * for certain, else the plain text. Null when there is nothing to read.
 */
export function readClipboard(data: Clipboard, parse: (html: string) => Document): Pasted | null {
  const html = data.types.includes('text/html') ? data.getData('text/html') : '';
  const cells = html === '' ? null : tableCells(html, parse);
  if (cells)
    return { text: `${cells.map((row) => row.map(field).join('\t')).join('\r\n')}\r\n`, extension: 'tsv' };
  const text = data.types.includes('text/plain') ? data.getData('text/plain') : '';
  return text.trim() === '' ? null : { text, extension: text.includes('\t') ? 'tsv' : 'txt' };
}

/** Cells of the first table with several; cells that span others leave those empty, as a workbook's merged cells do. */
function tableCells(html: string, parse: (html: string) => Document): string[][] | null {
  // Styles say nothing here, and the page's content policy complains about each of them.
  const plain = html
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, '');
  const tables = [...parse(plain).querySelectorAll('table')];
  const table = tables.find((each) => each.querySelectorAll('td, th').length > 1) ?? tables[0];
  if (!table) return null;
  const rows: string[][] = [];
  [...table.querySelectorAll('tr')].forEach((line, y) => {
    rows[y] ??= [];
    let x = 0;
    for (const cell of line.querySelectorAll(':scope > td, :scope > th')) {
      while (rows[y]?.[x] !== undefined) x++;
      const across = span(cell.getAttribute('colspan'));
      const down = span(cell.getAttribute('rowspan'));
      for (let dy = 0; dy < down; dy++) {
        rows[y + dy] ??= [];
        for (let dx = 0; dx < across; dx++)
          (rows[y + dy] as string[])[x + dx] = dx === 0 && dy === 0 ? cellText(cell) : '';
      }
      x += across;
    }
  });
  const full = rows.map((row) => Array.from(row, (text) => text ?? ''));
  return full.some((row) => row.some((text) => text !== '')) ? full : null;
}

/** More than a sheet has is a mistake or worse. */
const span = (text: string | null): number =>
  Math.min(1000, Math.max(1, Number.parseInt(text ?? '1', 10) || 1));

/** Stands for a line break while the source's own line ends, which are but spaces, are taken out. */
const lineBreak = '\ue000';

function cellText(cell: Element): string {
  for (const line of cell.querySelectorAll('br')) line.replaceWith(lineBreak);
  return (cell.textContent ?? '')
    .replace(/\s+/g, ' ')
    .split(lineBreak)
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** A cell as the reader of text files takes it back: quoted where needed; it takes off one ' before a formula's sign. */
function field(text: string): string {
  const guarded = /^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[\t\n\r"]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
