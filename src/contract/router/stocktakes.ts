import { isSmall } from '../../core/register/search.ts';
import { cancelSheet, closeSheet } from '../../core/stocktake/close.ts';
import { annotateCount, recentCounts, undoCount } from '../../core/stocktake/counts.ts';
import { createSheet } from '../../core/stocktake/create.ts';
import { differencesName } from '../../core/stocktake/differences.ts';
import { resultLines } from '../../core/stocktake/lines.ts';
import { scanLabel } from '../../core/stocktake/scan.ts';
import { countScope } from '../../core/stocktake/scope.ts';
import { startSheet } from '../../core/stocktake/start.ts';
import { allStatuses, statusOf } from '../../core/stocktake/status.ts';
import { os } from './base.ts';

export const stocktakesRouter = os.stocktakes.router({
  list: os.stocktakes.list.handler(({ context }) => allStatuses(context.core.reg)),
  scope: os.stocktakes.scope.handler(async ({ context, input, signal }) => {
    const { reg, pool } = context.core;
    const expected = isSmall(reg, 'asset')
      ? countScope(reg, input)
      : await pool.run('scope', input, signal ? { signal } : {});
    return { expected };
  }),
  create: os.stocktakes.create.handler(({ context, input }) => {
    const { core } = context;
    return statusOf(core.reg, createSheet(core.reg, core.actor(), input));
  }),
  start: os.stocktakes.start.handler(({ context, input }) => {
    const { core } = context;
    startSheet(core.reg, core.actor(), input.id);
    return statusOf(core.reg, input.id);
  }),
  status: os.stocktakes.status.handler(({ context, input }) => statusOf(context.core.reg, input.id)),
  scan: os.stocktakes.scan.handler(({ context, input }) => {
    const { core } = context;
    return scanLabel(core.reg, core.actor(), input.id, input);
  }),
  annotate: os.stocktakes.annotate.handler(({ context, input }) => {
    const { core } = context;
    annotateCount(core.reg, core.actor(), input.count, input);
    return { ok: true as const };
  }),
  undoScan: os.stocktakes.undoScan.handler(({ context, input }) => {
    const { core } = context;
    undoCount(core.reg, core.actor(), input.count);
    return { ok: true as const };
  }),
  recent: os.stocktakes.recent.handler(({ context, input }) =>
    recentCounts(context.core.reg, input.id, input.limit),
  ),
  lines: os.stocktakes.lines.handler(({ context, input }) =>
    resultLines(context.core.reg, input.id, input, input),
  ),
  close: os.stocktakes.close.handler(async ({ context, input }) => {
    const { core } = context;
    await closeSheet(core.reg, core.actor(), input.id, input.markMissing);
    return statusOf(core.reg, input.id);
  }),
  cancel: os.stocktakes.cancel.handler(({ context, input }) => {
    const { core } = context;
    cancelSheet(core.reg, core.actor(), input.id);
    return statusOf(core.reg, input.id);
  }),
  exportDifferences: os.stocktakes.exportDifferences.handler(async ({ context, input, signal }) => {
    const { reg, pool, files } = context.core;
    const name = differencesName(reg, input.id, input.format, input.language);
    const { id: file, path } = files.reserve(name);
    const { rows } = await pool.run('differences', { ...input, path }, signal ? { signal } : {});
    return { file, name, rows };
  }),
});
