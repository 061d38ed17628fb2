import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { indexStatements } from '../../src/core/store/schema.ts';
import { entityOf } from '../../src/model/entities/index.ts';
import { exportColumns, wideColumns, wideRows } from './wide-workbook.ts';

/** Writes the rows of the wide workbook as text: UTF-8 with BOM, commas, one header row. */
export async function writeWideCsv(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path);
  let text = `\ufeff${wideColumns.map(({ header }) => header).join(',')}\n`;
  for (const row of wideRows(rows)) {
    text += `${row.map((value, at) => shown(value, wideColumns[at]?.kind === 'money')).join(',')}\n`;
    if (text.length < 1_000_000) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}

function shown(value: unknown, money: boolean): string {
  if (value === null) return '';
  return money ? ((value as number) / 100).toFixed(2) : String(value);
}

/**
 * A table of the file's columns with the same indexes as our table of assets, as far as they are over these columns.
 */
export function referenceTable(): string {
  const columns = exportColumns;
  const indexes = indexStatements(entityOf('asset'))
    .map((statement) => statement.replace(/ WHERE .*$/, '').replace(/"?\b(\w+)_key\b"?(?=[^(]*\))/g, '"$1"'))
    .filter((statement) =>
      [...(/\((.*)\)$/.exec(statement)?.[1] ?? '').matchAll(/\w+/g)].every(([name]) =>
        columns.includes(name),
      ),
    );
  const numeric = new Set(['cost', 'tax', 'usefulLife']);
  const declared = columns.map((name) => `"${name}" ${numeric.has(name) ? 'NUMERIC' : 'TEXT'}`);
  return [`CREATE TABLE "asset"(${declared.join(', ')})`, ...indexes].map((s) => `${s};`).join('\n');
}
