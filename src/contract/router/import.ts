import type { infer as Infer } from 'zod';
import { accountOf, type PlanRequest, type StoredPlan } from '../../core/exchange/imports.ts';
import type { InspectOptions } from '../../core/exchange/inspect.ts';
import type { KnownSheet } from '../../core/exchange/known-sheets.ts';
import type { PreviewRow } from '../../core/exchange/plan/plan-file.ts';
import type { ProblemGroup } from '../../core/exchange/plan/types.ts';
import type { Delimiter, TextEncoding } from '../../core/exchange/read/types.ts';
import type { InspectedSheet, importOptions, PlanRow, Preview } from '../api/import.ts';
import type { Core } from '../host.ts';
import { os, progressing } from './base.ts';
import { importProfilesRouter } from './import-profiles.ts';

/** Rows that come with a preview; further ones are asked for. */
const sampleRows = 100;

export const importRouter = {
  ...importProfilesRouter,
  inspect: os.exchange.inspect.handler(async ({ context, input, signal }) => {
    const { files, imports } = context.core;
    const { file, ...given } = input;
    const options = { ...given, name: files.nameOf(file) } as InspectOptions;
    const found = await imports.inspect(files.pathOf(file), options, { signal });
    return { ...found, file, suggestedSheets: [...found.suggestedSheets], sheets: found.sheets.map(sheetOf) };
  }),
  preview: os.exchange.preview.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { files, imports } = context.core;
      const path = files.pathOf(input.file);
      const name = files.nameOf(input.file);
      const actor = context.core.actor();
      const work = { signal: cancel, onProgress };
      const plan = await imports.plan(path, name, requestOf(input), actor, input.keepRows, work);
      return previewOf(context.core, plan);
    }),
  ),
  previewRows: os.exchange.previewRows.handler(({ context, input }) => {
    const { plan, ...wanted } = input;
    const { rows, total } = context.core.imports.rows(plan, wanted);
    return { rows: rows.map(rowOf), total };
  }),
  run: os.exchange.run.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const work = { signal: cancel, onProgress };
      const result = await context.core.imports.run(input.plan, context.core.actor(), work);
      return {
        ...result,
        sheets: [...result.sheets],
        conflicts: [...result.conflicts],
        problems: result.problems.map(problemOf),
        createdOthers: { ...result.createdOthers },
        groups: result.groups.map(groupOf),
      };
    }),
  ),
  rejects: os.exchange.rejects.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { files, imports } = context.core;
      const { plan, language } = input;
      const base = imports.nameOf(plan).replace(/\.[^.]*$/, '');
      const name = `${base}-${language === 'zh' ? '未导入的行' : 'rejected rows'}.xlsx`;
      const { id, path } = files.reserve(name);
      const { rows } = await imports.rejects(plan, language, path, { signal: cancel, onProgress });
      return { file: id, name, rows };
    }),
  ),
};

function sheetOf(sheet: KnownSheet): InspectedSheet {
  return {
    ...sheet,
    top: sheet.top.map(({ row, cells }) => ({ row, cells: [...cells] })),
    columns: sheet.columns.map((column) => ({ ...column, samples: [...column.samples] })),
    profile: sheet.profile as InspectedSheet['profile'],
  };
}

function requestOf({ encoding, delimiter, language, sheets }: Infer<typeof importOptions>): PlanRequest {
  return {
    sheets,
    language,
    ...(encoding === undefined ? {} : { encoding: encoding as TextEncoding }),
    ...(delimiter === undefined ? {} : { delimiter: delimiter as Delimiter }),
  };
}

function previewOf(core: Core, plan: StoredPlan): Preview {
  const { rows } = core.imports.rows(plan.id, { offset: 0, limit: sampleRows, only: 'all' });
  const { sheets, problems, groups, unknownWords, willCreate, records, conflicts, missing } = plan.summary;
  return {
    ...accountOf(plan),
    plan: plan.id,
    sheets: [...sheets],
    sample: rows.map(rowOf),
    problems,
    groups: groups.map(groupOf),
    unknownWords: [...unknownWords],
    willCreate: { ...willCreate },
    records,
    conflicts,
    missing: { count: missing.count, records: [...missing.records] },
  };
}

function rowOf(row: PreviewRow): PlanRow {
  return {
    ...row,
    cells: { ...row.cells },
    before: { ...row.before },
    problems: row.problems.map(problemOf),
    conflicts: [...row.conflicts],
  };
}

function groupOf(group: ProblemGroup): Preview['groups'][number] {
  return { ...group, rows: [...group.rows] };
}

function problemOf(problem: PreviewRow['problems'][number]): PlanRow['problems'][number] {
  return { ...problem, params: { ...problem.params } };
}
