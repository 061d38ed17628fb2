/**
 * A finance ledger of 100,000 cards beside 1,000,000 assets: every asset passes the cards once, what belongs together is
 * compared. The reference is reading the same columns of the same assets and doing nothing with them.
 *
 * HOLDFAST_BENCH_ASSETS sets another size; there is a card to every ten assets, half of the assets stand on one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Card } from '../src/core/ledger/card.ts';
import { CardIndex } from '../src/core/ledger/card-index.ts';
import { eachLedgerAsset } from '../src/core/ledger/ledger-asset.ts';
import { settle, sight } from '../src/core/ledger/result.ts';
import { startRegister } from '../src/core/log/start.ts';
import { openRegister } from '../src/core/store/open.ts';
import type { Register } from '../src/core/store/register.ts';
import { benchDeps } from './support/big-register.ts';

const assets = Number(process.env.HOLDFAST_BENCH_ASSETS ?? 1_000_000);
const cards = Math.max(1, Math.round(assets / 10));
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-ledger-'));
const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

try {
  const reg = openRegister(join(folder, 'ledger.holdfast'), benchDeps);
  startRegister(reg, 'bench', 'bench');
  fill(reg);
  const list = Array.from({ length: cards }, (_, i) => card(i));
  const before = megabytes();
  const reading = timed(() => {
    let sum = 0;
    for (const asset of eachLedgerAsset(reg, 'CNY')) sum += asset.cost;
    return sum;
  });
  const whole = timed(() => {
    const index = new CardIndex(list);
    return settle(reg, index, sight(reg, index, 'CNY'), { period: '2026-06', currency: 'CNY' });
  });
  const { matched, onlyRegister } = counts(whole.result);
  console.log(
    JSON.stringify({
      bench: 'ledger',
      assets,
      cards,
      matched,
      onlyRegister,
      ms: whole.ms,
      referenceMs: reading.ms,
      ratio: Number((whole.ms / reading.ms).toFixed(2)),
      peakMb: megabytes(),
      beforeMb: before,
    }),
  );
  reg.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function timed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const start = performance.now();
  const result = work();
  return { ms: Math.round(performance.now() - start), result };
}

function counts({ lines, onlyRegister }: ReturnType<typeof settle>) {
  return {
    matched: lines.filter(({ assets: own }) => own.length > 0).length,
    onlyRegister: onlyRegister.length,
  };
}

/** Straight into the table: how records get there is measured elsewhere. */
function fill(reg: Register): void {
  reg.transaction(() =>
    reg.db.exec(`
      WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < ${assets - 1})
      INSERT INTO asset(rid, tag, tag_key, ledgerNo, ledgerNo_key, serial_key, name, cost, currency, quantity, status, kind, class,
        purchaseDate, inServiceDate, created, changed_ms, changed_by)
      SELECT 1000 + i, 'ZC-' || i, 'ZC-' || i, CASE i % 2 WHEN 0 THEN 'K' || (i % ${cards}) END,
        CASE i % 2 WHEN 0 THEN 'K' || (i % ${cards}) END, 'SN' || printf('%09d', i), '设备 ' || (i % 500), 100000 + i % 977, 'CNY', 1,
        'inUse', 'fixed', 'server', printf('20%02d-%02d-05', 10 + i % 15, 1 + i % 12), printf('20%02d-%02d-08', 10 + i % 15, 1 + i % 12),
        1, 1, 1 FROM s`),
  );
}

function card(i: number): Card {
  const nothing = {
    assetNo: null,
    subNo: null,
    category: null,
    spec: null,
    serial: null,
    unit: null,
    depreciation: null,
    impairment: null,
    net: null,
    salvageRate: null,
    usefulLife: 60,
    bookingDate: null,
    endDate: null,
    status: null,
    origin: null,
    department: null,
    location: null,
    custodian: null,
    notes: null,
  };
  const startDate = `20${10 + (i % 15)}-${String(1 + (i % 12)).padStart(2, '0')}-08`;
  return {
    ...nothing,
    row: i + 2,
    cardNo: `K${i}`,
    name: `设备 ${i % 500}`,
    quantity: 5,
    cost: 500_000,
    startDate,
  } as Card;
}
