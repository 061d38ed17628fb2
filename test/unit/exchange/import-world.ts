import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type ImportResult,
  Imports,
  type PlanRequest,
  type SheetRequest,
  type StoredPlan,
} from '../../../src/core/exchange/imports.ts';
import type { Accounting } from '../../../src/core/exchange/plan/types.ts';
import { writeWorkbook } from '../../../src/core/exchange/write/workbook.ts';
import { rowsByRid } from '../../../src/core/register/rows.ts';
import { WorkPool } from '../../../src/core/workers/pool.ts';
import type { ImportEntity } from '../../../src/model/import-targets.ts';
import { TestRegister } from '../../support/register.ts';

/** One sheet's settings, or all sheets'; `sheets: undefined` takes all that look like registers. */
export type Asked = SheetRequest | { readonly sheets: readonly SheetRequest[] | undefined };

/** A register file, a worker and the imports over them. */
export class ImportWorld {
  readonly test = new TestRegister();
  readonly pool = new WorkPool(
    this.test.file,
    new URL('../../../src/core/workers/worker.ts', import.meta.url),
    1,
  );
  readonly imports = new Imports(this.test.reg, this.pool);
  #files = 0;

  constructor() {
    onTestFinished(async () => {
      await this.pool.close();
      this.imports.clear();
      this.test.close();
    });
  }

  file(content: string | Buffer, extension = 'csv'): string {
    const path = join(this.test.folder, `register-${++this.#files}.${extension}`);
    writeFileSync(path, content);
    return path;
  }

  /** A workbook of texts, numbers and dates by sheet. */
  async workbook(
    sheets: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>,
  ): Promise<string> {
    const path = join(this.test.folder, `register-${++this.#files}.xlsx`);
    await writeWorkbook(path, {
      sheets: Object.entries(sheets).map(([name, [head = [], ...rows]]) => ({
        name,
        columns: head.map((header) => ({ header: String(header), kind: 'text' as const })),
        rows: rows.map((row) => [...row]),
      })),
    });
    return path;
  }

  /** @param request how the only sheet, or each of several, is imported; what is left out is recognised */
  plan(content: string | Buffer, request: Asked = {}, keepRows = false): Promise<StoredPlan> {
    const path = typeof content === 'string' && content.startsWith('/') ? content : this.file(content);
    const name = path.endsWith('.csv') ? 'register.csv' : 'register.xlsx';
    const sheets = 'sheets' in request ? request.sheets : [request as SheetRequest];
    const options: PlanRequest = sheets ? { language: 'en', sheets } : { language: 'en' };
    return this.imports.plan(path, name, options, this.test.me, keepRows);
  }

  async import(content: string | Buffer, request: Asked = {}): Promise<ImportResult> {
    const plan = await this.plan(content, request);
    return this.imports.run(plan.id, this.test.me);
  }

  /** Assets by tag, refs as words. */
  assets(): Record<string, Record<string, unknown>> {
    return this.records('asset', 'tag');
  }

  /** Id of an asset by its tag. */
  id(tag: string): string {
    const rid = this.test.reg
      .sql('SELECT rid FROM asset WHERE tag = ? AND deleted = 0')
      .pluck()
      .get(tag) as number;
    return this.test.reg.keys.uuid(rid);
  }

  /** Relations as tags and type, sorted. */
  relations(): string[] {
    const sql = `SELECT a.tag || ' ' || r.type || ' ' || b.tag FROM relation r JOIN asset a ON a.rid = r.source
      JOIN asset b ON b.rid = r.target WHERE r.deleted = 0 ORDER BY 1`;
    return this.test.reg.sql(sql).pluck().all() as string[];
  }

  records(entity: ImportEntity, key: string) {
    const { reg } = this.test;
    const rids = reg.sql(`SELECT rid FROM "${entity}" WHERE deleted = 0`).pluck().all() as number[];
    const out: Record<string, Record<string, unknown>> = {};
    for (const row of rowsByRid(reg, entity, rids))
      out[String(row.values[key])] = { ...row.values, ...row.labels };
    return out;
  }
}

/** Codes and rows of problems, for comparing. */
export function told(result: {
  problems: readonly { code: string; row: number; column: string }[];
}): string[] {
  return result.problems.map(({ code, row, column }) => `${row} ${column} ${code}`.replace('  ', ' '));
}

export function account(result: Accounting): number[] {
  const { rows, created, updated, unchanged, skipped, rejected } = result;
  return [rows, created, updated, unchanged, skipped, rejected];
}
