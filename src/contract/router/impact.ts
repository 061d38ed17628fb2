import { evidenceOf, keepEvidence } from '../../core/register/impact/evidence.ts';
import { impactBookName } from '../../core/register/impact/workbook.ts';
import { labelOfId } from '../../core/register/labels.ts';
import { momentOf } from '../past/past.ts';
import { os } from './base.ts';

export const impactRouter = os.impact.router({
  analyse: os.impact.analyse.handler(
    async ({ context, input, signal }) =>
      (await context.core.pool.run('impact', input, signal ? { signal } : {})) as never,
  ),
  upstream: os.impact.upstream.handler(
    async ({ context, input, signal }) =>
      (await context.core.pool.run('upstream', input, signal ? { signal } : {})) as never,
  ),
  workbook: os.impact.workbook.handler(async ({ context, input, signal }) => {
    const { pool, files, reg, actorId } = context.core;
    const { kind, assets, limit, language, asOf } = input;
    const first = labelOfId(reg, 'asset', assets[0]) ?? '';
    const title = assets.length > 1 ? `${first} +${assets.length - 1}` : first;
    const name = impactBookName(reg, kind, title, language);
    const { id, path } = files.reserve(name);
    const by = labelOfId(reg, 'person', actorId) ?? '';
    const moment = asOf ? momentOf(asOf) : {};
    const job = { kind, assets, limit, language, path, by, moment };
    const { rows } = await pool.run('impactBook', job, signal ? { signal } : {});
    return { file: id, name, rows };
  }),
  keep: os.impact.keep.handler(({ context, input }) => {
    const { core } = context;
    const { assets, ...wanted } = input;
    return keepEvidence(core.reg, core.actor(), assets, wanted);
  }),
  evidence: os.impact.evidence.handler(
    ({ context, input }) => evidenceOf(context.core.reg, input.retirement) as never,
  ),
});
