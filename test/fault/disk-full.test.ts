import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FileShelf } from '../../src/contract/files.ts';
import { writeCsv } from '../../src/core/exchange/write/csv.ts';
import { writeJsonLines } from '../../src/core/exchange/write/json-lines.ts';
import { writeOds } from '../../src/core/exchange/write/ods.ts';
import type { WriteSheet } from '../../src/core/exchange/write/types.ts';
import { writeWorkbook } from '../../src/core/exchange/write/workbook.ts';

let disk = '';
let mounted = false;

/** A real file system of 256 KB; only where this process may mount one. */
beforeAll(() => {
  disk = mkdtempSync(join(tmpdir(), 'holdfast-small-disk-'));
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0;
  if (!mounted) console.warn('no small disk could be mounted: what a full disk does is not tried');
});
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Texts that don't compress. */
function* noise(): Generator<string[]> {
  for (let i = 0; i < 20_000; i++) yield [`${Math.sin(i)}`, `${Math.cos(i)}`, `${Math.tan(i)}`];
}

const sheet = (): WriteSheet => ({
  name: 'x',
  columns: ['a', 'b', 'c'].map((header) => ({ header, kind: 'text' })),
  rows: noise(),
});

function* objects(): Generator<Record<string, string>> {
  for (const [a = '', b = '', c = ''] of noise()) yield { a, b, c };
}

const writers = {
  xlsx: (path: string) => writeWorkbook(path, { sheets: [sheet()] }),
  csv: (path: string) => writeCsv(path, sheet()),
  ods: (path: string) => writeOds(path, [sheet()]),
  jsonl: (path: string) => writeJsonLines(path, objects()),
};

describe('a disk that is full while exporting', () => {
  beforeEach((context) => {
    if (!mounted) context.skip();
  });

  it.each(Object.keys(writers) as (keyof typeof writers)[])(
    'is said in words for .%s, and leaves nothing but what was there',
    async (format) => {
      const path = join(disk, `out.${format}`);
      writeFileSync(path, 'what was there');
      await expect(writers[format](path)).rejects.toMatchObject({
        code: 'DISK_FULL',
        params: { file: `out.${format}` },
      });
      expect(readdirSync(disk)).toEqual([`out.${format}`]);
      expect(readFileSync(path, 'utf8')).toBe('what was there');
      rmSync(path);
    },
  );

  it('is said when the finished file is put where the person said', () => {
    const shelf = new FileShelf(() => 'id');
    const id = shelf.begin('big.xlsx');
    shelf.append(id, 0, Buffer.alloc(400_000, 1));
    expect(() => shelf.saveAs(id, join(disk, 'big.xlsx'))).toThrow(
      expect.objectContaining({ code: 'DISK_FULL' }),
    );
    expect(readdirSync(disk)).toEqual([]);
    shelf.clear();
  });
});
