import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, extname } from 'node:path';
import type { JobContext } from '../../workers/jobs.ts';
import { readWorkbookFile } from '../read/read.ts';
import { type Cell, cellText, type Sheet } from '../read/types.ts';
import { isRoundTripHeader } from '../round-trip/keys.ts';
import { coverNames } from './cover.ts';
import { DataDigest, moment, shortest } from './digest.ts';

/**
 * The SHA-256 of an exported file's data as it stands now, to be compared with what its cover says. Of text formats, which have
 * no cover, it is that of the file itself.
 * @throws what reading a workbook throws
 */
export async function exportedDigest(path: string): Promise<string> {
  return (await checkExport(path)).sha256;
}

/** What an exported file's data are now, and what they were when it was exported. */
export interface ExportCheck {
  readonly sha256: string;
  /** What the cover says; null where there is none, or it names no checksum. */
  readonly stated: string | null;
}

/** The same in a worker. */
export function checkExportJob(_context: JobContext, input: { readonly path: string }): Promise<ExportCheck> {
  return checkExport(input.path);
}

/** Computes the checksum of an exported file, and reads what its cover says. */
export async function checkExport(path: string): Promise<ExportCheck> {
  if (['.csv', '.jsonl'].includes(extname(path).toLowerCase())) {
    return { sha256: await fileDigest(path), stated: null };
  }
  const book = await readWorkbookFile(path, { name: basename(path) });
  const digest = new DataDigest();
  let headers: string | null = null;
  let stated: string | null = null;
  for (const sheet of book.sheets) {
    if (coverNames.includes(sheet.name)) stated ??= statedOn(sheet);
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
  return { sha256: digest.finish(), stated };
}

function statedOn(cover: Sheet): string | null {
  for (const { cells } of cover.rows()) {
    const text = cellText(cells[1])?.trim() ?? '';
    if (/SHA-256/.test(cellText(cells[0]) ?? '') && /^[0-9a-f]{64}$/.test(text)) return text;
  }
  return null;
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
