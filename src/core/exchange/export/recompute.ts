import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, extname } from 'node:path';
import { readWorkbookFile } from '../read/read.ts';
import { type Cell, cellText } from '../read/types.ts';
import { isRoundTripHeader } from '../round-trip/keys.ts';
import { coverNames } from './cover.ts';
import { DataDigest, moment, shortest } from './digest.ts';

/**
 * The SHA-256 of an exported file's data as it stands now, to be compared with what its cover says. Of text formats, which have
 * no cover, it is that of the file itself.
 * @throws what reading a workbook throws
 */
export async function exportedDigest(path: string): Promise<string> {
  if (['.csv', '.jsonl'].includes(extname(path).toLowerCase())) return fileDigest(path);
  const book = await readWorkbookFile(path, { name: basename(path) });
  const digest = new DataDigest();
  let headers: string | null = null;
  for (const sheet of book.sheets) {
    if (sheet.hidden || coverNames.includes(sheet.name)) continue;
    let kept: number[] | null = null;
    for (const { cells } of sheet.rows()) {
      if (kept === null) {
        const names = cells.map((cell) => cellText(cell) ?? '');
        kept = names.flatMap((name, c) => (name === '' || isRoundTripHeader(name) ? [] : [c]));
        const header = kept.map((c) => names[c] as string);
        if (headers !== header.join('\t')) digest.header(header);
        headers = header.join('\t');
      } else digest.line(kept.map((c) => canonicalCell(cells[c])));
    }
  }
  return digest.finish();
}

async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function canonicalCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return shortest(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (cell.kind === 'date') {
    return moment(Math.round((cell.serial - 25_569) * 86_400) * 1000);
  }
  if (cell.kind === 'coded') return shortest(cell.value);
  return cell.text;
}
