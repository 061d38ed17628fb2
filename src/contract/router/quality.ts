import { breachDetail, mostKnown, ruleOf } from '../../core/quality/breaches.ts';
import { currentQuality, qualityOf } from '../../core/quality/held.ts';
import { previewMend } from '../../core/quality/mend.ts';
import { packStates, switchPack } from '../../core/quality/packs.ts';
import { reportBookName } from '../../core/quality/report-book.ts';
import { removeRule, rulesOf, saveRule } from '../../core/quality/rules.ts';
import { labelOfId } from '../../core/register/labels.ts';
import { rowsByRid } from '../../core/register/rows.ts';
import { type BreachQuery, mostMended } from '../api/quality.ts';
import type { Core } from '../host.ts';
import { os, progressing } from './base.ts';

export const qualityRouter = os.quality.router({
  rules: os.quality.rules.handler(({ context }) => rulesOf(context.core.reg) as never),
  saveRule: os.quality.saveRule.handler(({ context, input }) => {
    const { core } = context;
    return saveRule(core.reg, core.actor(), input.id, input.patch as never);
  }),
  removeRule: os.quality.removeRule.handler(({ context, input }) => {
    const { core } = context;
    return removeRule(core.reg, core.actor(), input.id);
  }),
  check: os.quality.check.handler(({ context, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { reg, pool } = context.core;
      const { outcome } = await qualityOf(reg, pool, { signal: cancel, onProgress });
      return outcome as never;
    }),
  ),
  breaches: os.quality.breaches.handler(async ({ context, input, signal }) => {
    const { core } = context;
    const { offset, limit, ...query } = input;
    const rule = ruleOf(core.reg, query.rule);
    const { rids, total } = await pageOf(core, query, { offset, limit }, signal);
    const rows = rowsByRid(core.reg, 'asset', [...rids]).map((row) => {
      const rid = core.reg.keys.findRid(row.id) as number;
      return { ...row, detail: breachDetail(core.reg, rule, rid, row.values) };
    });
    return { rows: rows as never, total };
  }),
  breachIds: os.quality.breachIds.handler(async ({ context, input, signal }) => {
    const { core } = context;
    const { rids, total } = await pageOf(core, input, { offset: 0, limit: mostMended }, signal);
    return { ids: rids.map((rid) => core.reg.keys.uuid(rid)), total };
  }),
  previewMend: os.quality.previewMend.handler(({ context, input }) => {
    const { core } = context;
    return previewMend(core.reg, core.actor(), input.ids, input.patch as never) as never;
  }),
  packs: os.quality.packs.handler(({ context }) =>
    packStates(context.core.reg).map(({ pack, on, known }) => ({
      key: pack.key,
      label: pack.label,
      hint: pack.hint,
      on,
      known,
      fields: pack.fields.map(({ label }) => label),
    })),
  ),
  switchPack: os.quality.switchPack.handler(({ context, input }) => {
    const { core } = context;
    return switchPack(core.reg, core.actor(), input.key, input.on);
  }),
  graded: os.quality.graded.handler(
    async ({ context, signal }) =>
      (await context.core.pool.run('graded', null, signal ? { signal } : {})) as never,
  ),
  replacement: os.quality.replacement.handler(
    async ({ context, signal }) =>
      (await context.core.pool.run('replacement', null, signal ? { signal } : {})) as never,
  ),
  reportBook: os.quality.reportBook.handler(async ({ context, input, signal }) => {
    const { pool, files, reg, actorId } = context.core;
    const name = reportBookName(reg, input.report, input.language);
    const { id, path } = files.reserve(name);
    const by = labelOfId(reg, 'person', actorId) ?? '';
    const { rows } = await pool.run('reportBook', { ...input, path, by }, signal ? { signal } : {});
    return { file: id, name, rows };
  }),
});

/** A page of the list; looked for among what the last check found, where that still stands and is not too much. */
function pageOf(
  { reg, pool }: Core,
  query: BreachQuery,
  window: { offset: number; limit: number },
  signal: AbortSignal | undefined,
) {
  const found = currentQuality(reg)?.breaches.get(query.rule);
  const known = found && found.length <= mostKnown ? [...found] : null;
  return pool.run('qualityPage', { query, window, known }, signal ? { signal } : {});
}
