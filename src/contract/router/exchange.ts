import { accountOf, type PlanRequest, type StoredPlan } from '../../core/exchange/imports.ts';
import type { InspectOptions } from '../../core/exchange/inspect.ts';
import type { PreviewRow } from '../../core/exchange/plan/plan-file.ts';
import type { Delimiter, TextEncoding } from '../../core/exchange/read/types.ts';
import { entityOf } from '../../model/index.ts';
import type { ImportOptions, PlanRow, Preview } from '../api/exchange.ts';
import type { Core } from '../host.ts';
import { os, progressing } from './base.ts';

/** Rows that come with a preview; further ones are asked for. */
const sampleRows = 100;

export const exchangeRouter = os.exchange.router({
  inspect: os.exchange.inspect.handler(async ({ context, input, signal }) => {
    const { files, imports } = context.core;
    const { file, ...given } = input;
    const options = { ...given, name: files.nameOf(file) } as InspectOptions;
    const found = await imports.inspect(files.pathOf(file), options, { signal });
    return { ...found, file, sheets: found.sheets.map((sheet) => ({ ...sheet, columns: columnsOf(sheet) })) };
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
      return { ...result, problems: result.problems.map(copy), createdOthers: { ...result.createdOthers } };
    }),
  ),
  export: os.exchange.export.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { pool, files, reg } = context.core;
      const { columns, format, language, ids, ...query } = input;
      const day = new Date(reg.deps.now()).toISOString().slice(0, 10);
      const name = `${entityOf(query.entity).plural[language]}-${day}.${format}`;
      const { id, path } = files.reserve(name);
      const job = { query, ids, columns, format, language, path };
      const { rows } = await pool.run('export', job, { signal: cancel, onProgress });
      return { file: id, name, rows };
    }),
  ),
});

function columnsOf(sheet: { readonly columns: readonly { readonly samples: readonly string[] }[] }) {
  return sheet.columns.map((column) => ({ ...column, samples: [...column.samples] })) as never;
}

function requestOf(input: ImportOptions): PlanRequest {
  const { file: _file, keepRows: _keepRows, encoding, delimiter, ...rest } = input;
  return {
    ...rest,
    ...(encoding === undefined ? {} : { encoding: encoding as TextEncoding }),
    ...(delimiter === undefined ? {} : { delimiter: delimiter as Delimiter }),
  };
}

function previewOf(core: Core, plan: StoredPlan): Preview {
  const { rows } = core.imports.rows(plan.id, { offset: 0, limit: sampleRows, only: 'all' });
  return {
    ...accountOf(plan),
    plan: plan.id,
    sample: rows.map(rowOf),
    problems: plan.summary.problems,
    groups: plan.summary.groups.map((group) => ({ ...group, rows: [...group.rows] })),
    willCreate: { ...plan.summary.willCreate },
  };
}

function rowOf(row: PreviewRow): PlanRow {
  return { ...row, cells: { ...row.cells }, before: { ...row.before }, problems: row.problems.map(copy) };
}

function copy(problem: PreviewRow['problems'][number]): PlanRow['problems'][number] {
  return { ...problem, params: { ...problem.params } };
}
