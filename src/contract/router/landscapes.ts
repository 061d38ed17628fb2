import type { LandscapePlan } from '../../core/landscapes/landscapes.ts';
import type { ObjectRow } from '../../core/landscapes/plan/account.ts';
import { recogniseLandscape } from '../../core/landscapes/recognise.ts';
import type { LandscapeAccount, LandscapeObject } from '../api/landscapes.ts';
import { os, progressing } from './base.ts';

export const landscapesRouter = os.landscapes.router({
  recognise: os.landscapes.recognise.handler(({ context, input }) => {
    const found = input.files.map((file) => recogniseLandscape(context.core.files.pathOf(file))?.source);
    return { sources: [...new Set(found)].filter((source) => source !== undefined) };
  }),
  preview: os.landscapes.preview.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { core } = context;
      const files = input.files.map((file) => ({
        path: core.files.pathOf(file),
        name: core.files.nameOf(file),
      }));
      const { prefer, decisions } = input;
      const work = { signal: cancel, onProgress };
      return accountOf(await core.landscapes.plan(files, { prefer, decisions }, core.actor(), work));
    }),
  ),
  objects: os.landscapes.objects.handler(async ({ context, input }) => {
    const { plan, ...wanted } = input;
    const { rows, total } = await context.core.landscapes.objects(plan, wanted);
    return { rows: rows.map(rowOf), total };
  }),
  run: os.landscapes.run.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { core } = context;
      const result = await core.landscapes.run(input.plan, core.actor(), { signal: cancel, onProgress });
      return { ...accountOf(result), batch: result.batch };
    }),
  ),
});

function accountOf(plan: LandscapePlan): LandscapeAccount {
  const { id, name, sources, total, kinds, records, reasons, missing, drafts } = plan;
  return {
    plan: id,
    name,
    sources: [...sources],
    total,
    kinds,
    records: { ...records },
    reasons: [...reasons],
    missing: [...missing],
    drafts,
  };
}

function rowOf(row: ObjectRow): LandscapeObject {
  return {
    ...row,
    changes: row.changes as LandscapeObject['changes'],
    params: { ...row.params },
    candidates: [...row.candidates],
  };
}
