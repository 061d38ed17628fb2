import type { infer as Infer } from 'zod';
import { accountOf, type PlanRequest, type StoredPlan } from '../../core/exchange/imports.ts';
import type { InspectOptions } from '../../core/exchange/inspect.ts';
import type { KnownSheet } from '../../core/exchange/known-sheets.ts';
import type { PreviewRow } from '../../core/exchange/plan/plan-file.ts';
import type { Accounting } from '../../core/exchange/plan/types.ts';
import type { Delimiter, TextEncoding } from '../../core/exchange/read/types.ts';
import type { ImportEntity, InspectedSheet, importOptions, PlanRow, Preview } from '../api/import.ts';
import type { Core } from '../host.ts';
import { os, progressing } from './base.ts';
import { importProfilesRouter } from './import-profiles.ts';

/** Rows that come with a preview; further ones are asked for. */
const sampleRows = 100;

type Options = Infer<typeof importOptions>;
type SheetOptions = Options['sheets'][number];

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
    const { plan, sheet: _sheet, only, ...wanted } = input;
    const { rows, total } = context.core.imports.rows(plan, { ...wanted, only: only as never });
    return { rows: rows.map(rowOf), total };
  }),
  run: os.exchange.run.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const work = { signal: cancel, onProgress };
      const result = await context.core.imports.run(input.plan, context.core.actor(), work);
      return {
        ...result,
        sheets: [sheetAccount('', result)],
        conflicts: [],
        records: result.created + result.updated,
        problems: result.problems.map(copy),
        createdOthers: { ...result.createdOthers },
      };
    }),
  ),
};

function sheetOf(sheet: KnownSheet): InspectedSheet {
  return {
    ...sheet,
    columns: sheet.columns.map((column) => ({ ...column, samples: [...column.samples] })),
    profile: sheet.profile as InspectedSheet['profile'],
  };
}

function sheetAccount(sheet: string, account: Accounting) {
  const { rows, created, updated, unchanged, skipped, rejected } = account;
  return { sheet, entity: 'asset' as ImportEntity, rows, created, updated, unchanged, skipped, rejected };
}

function requestOf(input: Options): PlanRequest {
  const { encoding, delimiter, language } = input;
  const [sheet] = input.sheets as [SheetOptions];
  return {
    sheet: sheet.sheet,
    headerRow: sheet.headerRow,
    mapping: sheet.mapping,
    mode: sheet.mode,
    key: sheet.key[0] === 'serial' ? 'serial' : 'tag',
    createMissing: sheet.createMissing,
    fallbackClass: sheet.fallbackClass,
    blank: sheet.blank === 'clear' ? 'clear' : 'keep',
    language,
    ...(encoding === undefined ? {} : { encoding: encoding as TextEncoding }),
    ...(delimiter === undefined ? {} : { delimiter: delimiter as Delimiter }),
  };
}

function previewOf(core: Core, plan: StoredPlan): Preview {
  const { rows } = core.imports.rows(plan.id, { offset: 0, limit: sampleRows, only: 'all' });
  return {
    ...accountOf(plan),
    plan: plan.id,
    sheets: [sheetAccount(plan.options.sheet, accountOf(plan))],
    sample: rows.map(rowOf),
    problems: plan.summary.problems,
    groups: plan.summary.groups.map((group) => ({
      sheet: plan.options.sheet,
      target: '',
      leavable: false,
      ...group,
      rows: [...group.rows],
    })),
    unknownWords: [],
    willCreate: { ...plan.summary.willCreate },
    records: plan.summary.created + plan.summary.updated,
    conflicts: 0,
    missing: { count: 0, records: [] },
  };
}

function rowOf(row: PreviewRow): PlanRow {
  return {
    sheet: '',
    conflicts: [],
    records: 1,
    ...row,
    cells: { ...row.cells },
    before: { ...row.before },
    problems: row.problems.map(copy),
  };
}

function copy(problem: PreviewRow['problems'][number]): PlanRow['problems'][number] {
  return { target: '', ...problem, params: { ...problem.params } };
}
