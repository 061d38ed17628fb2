import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldWorkbook } from '../../../src/core/exchange/held-workbook.ts';
import { temporaryFolder } from './helpers.ts';

describe('the workbook that was read last', () => {
  it('is given again for the same file, read anew when the file or the way of reading changed', async () => {
    const path = join(temporaryFolder(), 'a.csv');
    writeFileSync(path, 'Asset tag\n1');
    const first = await heldWorkbook(path, { name: 'a.csv' });
    expect(await heldWorkbook(path, { name: 'a.csv' })).toBe(first);
    const other = await heldWorkbook(path, { name: 'a.csv', delimiter: ';' });
    expect(other).not.toBe(first);
    expect([...(other.sheets[0]?.rows() ?? [])]).toHaveLength(2);
    utimesSync(path, 1, 1);
    expect(await heldWorkbook(path, { name: 'a.csv', delimiter: ';' })).not.toBe(other);
  });

  it('is not held where no next step is expected', async () => {
    const path = join(temporaryFolder(), 'b.csv');
    writeFileSync(path, 'Asset tag\n1');
    const once = await heldWorkbook(path, {}, false);
    expect(await heldWorkbook(path, {})).not.toBe(once);
    // Whoever still reads from the first one may do so to the end.
    expect([...(once.sheets[0]?.rows() ?? [])]).toHaveLength(2);
  });
});
