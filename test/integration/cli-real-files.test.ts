import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { Terminal } from '../support/cli.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/registers');
const there = existsSync(folder);
if (!there) console.warn(`Skipped: the real registers are not at ${folder}`);

/** Rows with anything in them, by another reader; classic Mac line ends are brought into a form that it knows. */
function rowsOf(file: string): string[][] {
  const text = readFileSync(file, 'latin1').replace(/\r\n?/g, '\n');
  const book = XLSX.read(text, { type: 'string', raw: true });
  const sheet = book.Sheets[book.SheetNames[0] as string] as XLSX.WorkSheet;
  const all = XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: true, defval: '' });
  return all.filter((row) => row.some((cell) => String(cell).trim() !== ''));
}

describe.runIf(there)('real registers of another program', () => {
  const at = new Terminal();
  afterAll(() => at.tidy());

  it.each(['snipe-it-assets-sample.csv', 'snipe-it-assets-sample-BLANKS.csv'])(
    'accounts for every row of %s and exports what it imported',
    async (name) => {
      at.file = at.path(`${name}.holdfast`);
      const [header = [], ...rows] = rowsOf(join(folder, name));
      const ran = await at.run(['import', join(folder, name), '--json']);
      expect(ran.stderr).toBe('');
      const report = ran.json();
      expect(report.rows).toBe(rows.length);
      expect(report.rows).toBe(
        report.created + report.updated + report.unchanged + report.skipped + report.rejected,
      );
      expect(report.created).toBeGreaterThan(rows.length * 0.9);
      const column = header.findIndex((cell) => /asset tag/i.test(cell));
      const wanted = rows.map((row) => row[column] ?? '').filter(Boolean);

      const out = at.path(`${name}.xlsx`);
      const exported = (await at.run(['export', '--out', out, '--json', '--lang', 'en'])).json();
      expect(exported.rows).toBe(report.created);
      const book = XLSX.read(readFileSync(out));
      const sheet = book.Sheets[book.SheetNames[0] as string] as XLSX.WorkSheet;
      const back = XLSX.utils.sheet_to_json<Record<string, string>>(sheet);
      expect(back).toHaveLength(report.created);
      const tags = new Set(back.map((row) => row['Asset tag']));
      expect(wanted.filter((tag) => !tags.has(tag)).length).toBe(report.rejected);

      // What was exported is what stands in the register: it comes back in unchanged.
      const again = (await at.run(['import', out, '--json'])).json();
      expect(again).toMatchObject({ rows: report.created, created: 0, updated: 0, rejected: 0 });
    },
  );
});

describe.skipIf(there)('real registers of another program', () => {
  it('are not here, so nothing was tried with them', () => {
    expect(existsSync(folder)).toBe(false);
  });
});
