import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import type { Workbook } from '../../../src/core/exchange/read/types.ts';
import {
  KeyList,
  keyHeader,
  keyText,
  versionHeader,
  versionOf,
} from '../../../src/core/exchange/round-trip/keys.ts';
import { exportedFrom, metaSheet } from '../../../src/core/exchange/round-trip/meta.ts';
import { type ExportedRow, RoundTrip } from '../../../src/core/exchange/round-trip/sheet.ts';
import { Problem } from '../../../src/core/exchange/values/problem.ts';
import { cellWords, columnKindOf } from '../../../src/core/exchange/words.ts';
import type { WriteSheet } from '../../../src/core/exchange/write/types.ts';
import { writeWorkbook } from '../../../src/core/exchange/write/workbook.ts';
import { type ProjectionRow, projectedValues, projectionRow } from '../../../src/core/log/project.ts';
import type { Register } from '../../../src/core/store/register.ts';
import { builtinCatalogue } from '../../../src/model/catalogue.ts';
import type { FieldDef } from '../../../src/model/types.ts';
import { TestRegister } from '../../support/register.ts';

/** A register, and workbooks of its assets with hidden keys. */
export class RoundTripWorld {
  readonly test = new TestRegister();
  #files = 0;

  constructor() {
    onTestFinished(() => this.test.close());
  }

  get reg(): Register {
    return this.test.reg;
  }

  /** Writes assets as an export does, and gives the path. */
  async write(ids: readonly string[], columns: readonly string[]): Promise<string> {
    const { reg } = this;
    const keys = new KeyList();
    const fields = columns.map(
      (key) => [key, builtinCatalogue.fieldsOf('asset', 'server')[key] as FieldDef] as const,
    );
    const rows = ids.map((id) => {
      const row = projectionRow(reg, 'asset', reg.keys.findRid(id) as number) as ProjectionRow;
      const values = projectedValues(reg, 'asset', row);
      keys.add(id);
      const cells = fields.map(([key, field]) => cellWords(reg, key, field, values[key], 'zh'));
      return [...cells, keyText(id), versionOf(row)];
    });
    const shown = fields.map(([, field]) => ({ header: field.label.zh, kind: columnKindOf(field) }));
    const data: WriteSheet = {
      name: '资产',
      columns: [...shown, { header: keyHeader, kind: 'text' }, { header: versionHeader, kind: 'text' }],
      rows,
    };
    const named = fields.map(([key, field]) => ({ header: field.label.zh, field: key }));
    const parts = [{ name: '资产', rows: rows.length }];
    const about = { entity: 'asset' as const, language: 'zh' as const, columns: named };
    const sheet = { name: '资产', ...about, keys, parts };
    const path = join(this.test.folder, `out-${++this.#files}.xlsx`);
    await writeWorkbook(path, { sheets: [data, metaSheet(exportedFrom(reg), [sheet])] });
    return path;
  }

  async read(path: string): Promise<Workbook> {
    const book = await readWorkbookFile(path);
    onTestFinished(() => book.close());
    return book;
  }
}

/** What every row of the first sheet says when it comes back. */
export function comeBack(reg: Register, book: Workbook, columns: readonly string[]) {
  const trip = RoundTrip.of(reg, book);
  const [sheet] = book.sheets;
  const rows = [...(sheet?.rows() ?? [])];
  const tripped = trip.sheet(sheet?.name ?? '', 'asset', rows[0]?.cells ?? []);
  if (!tripped) return { trip, rows: [] };
  const found = rows.slice(1).map(({ row, cells }) => {
    const exported = tripped.find(row, cells);
    if (exported === null) return { exported, touched: null };
    if (exported instanceof Problem) return { exported, touched: exported.code };
    const touched = columns.filter((key, i) => tripped.settled(exported, key, cells[i]) === null);
    return { exported: exported as ExportedRow, touched };
  });
  return { trip, rows: found };
}
