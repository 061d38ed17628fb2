import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import * as XLSX from 'xlsx';
import type { LedgerQuestion } from '../../../src/core/ledger/jobs.ts';
import { Ledgers, type Reconciled } from '../../../src/core/ledger/ledgers.ts';
import type { LinesWanted, LineView } from '../../../src/core/ledger/lines.ts';
import type { ReconcileRequest } from '../../../src/core/ledger/reconcile.ts';
import { WorkPool } from '../../../src/core/workers/pool.ts';
import { TestRegister } from '../../support/register.ts';

const entry = new URL('../../../src/core/workers/worker.ts', import.meta.url);

/** 用友 U8's card list, as its export calls the columns. */
export const u8 = [
  '卡片编号',
  '固定资产编号',
  '固定资产名称',
  '规格型号',
  '使用部门',
  '使用状况',
  '开始使用日期',
  '使用年限(月)',
  '净残值率',
  '数量',
  '原值',
  '累计折旧',
  '净值',
] as const;

/** A card of U8 with what a test does not care about left out. */
export function u8Card(card: Partial<Record<(typeof u8)[number], unknown>>): unknown[] {
  return u8.map((header) => card[header] ?? null);
}

/** A register file, a worker, and the finance ledgers over them. */
export class LedgerWorld {
  readonly test = new TestRegister();
  readonly pool = new WorkPool(this.test.file, entry, 1);
  readonly ledgers = new Ledgers(this.test.reg, this.pool, entry);
  #files = 0;

  constructor() {
    onTestFinished(() => this.close());
  }

  async close(): Promise<void> {
    await this.pool.close();
    await this.ledgers.close();
    this.test.close();
  }

  /** A workbook made by a library that is not ours. */
  workbook(rows: readonly (readonly unknown[])[]): string {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), '固定资产卡片');
    const path = join(this.test.folder, `ledger-${++this.#files}.xlsx`);
    writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    return path;
  }

  reconcile(
    rows: readonly (readonly unknown[])[],
    request: Partial<ReconcileRequest> = {},
  ): Promise<Reconciled> {
    const whole = { name: '2026 年度', period: '2026-12', currency: 'CNY', ...request };
    return this.ledgers.reconcile(this.test.me, {
      path: this.workbook(rows),
      name: 'ledger.xlsx',
      request: whole,
    });
  }

  async outcome(id: string) {
    return (await this.ledgers.ask({ ask: 'result', id })).outcome;
  }

  async lines(id: string, wanted: Partial<LinesWanted> = {}): Promise<LineView[]> {
    const question = {
      ask: 'lines',
      id,
      wanted: { kind: 'all', ...wanted },
      offset: 0,
      limit: 1000,
    } as const;
    return (await this.ledgers.ask(question satisfies LedgerQuestion)).lines;
  }

  department(name: string, parent?: string): string {
    const patch = { name, ...(parent ? { parent } : {}) };
    return this.test.commit([{ op: 'create', entity: 'department', patch }]).records[0] as string;
  }
}

/** `kind card~tag: differences` of lines, for comparing. */
export function told(lines: readonly LineView[]): string[] {
  return lines.map(({ kind, card, asset, differences, reasons, cards, assets }) => {
    const sides = `${card?.number ?? card?.name ?? ''}${cards.count > 1 ? `x${cards.count}` : ''}~${asset?.tag ?? ''}${assets.count > 1 ? `x${assets.count}` : ''}`;
    return [kind, sides, reasons.join('+'), differences.join('+')].filter(Boolean).join(' ');
  });
}
