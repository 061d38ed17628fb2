import { randomBytes } from 'node:crypto';
import { HoldfastError } from '../../../model/errors.ts';
import { uuid7 } from '../../log/pure/ids.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { heldWorkbook } from '../held-workbook.ts';
import { planSheets } from './plan.ts';
import { type PlanIndex, planPaths } from './plan-file.ts';
import { PlanFiles } from './plan-files.ts';
import { completeOptions } from './request.ts';
import type { PlanActor, PlanOptions, PlanRequest, PlanSummary } from './types.ts';

export interface PlanInput {
  readonly path: string;
  /** Name shown in errors. */
  readonly name: string;
  readonly actor: PlanActor;
  /** Sheets, header rows and mappings are recognised where they are left out. */
  readonly options: PlanRequest;
  /** Where the plan's files go, and what they are called. */
  readonly folder: string;
  readonly id: string;
  /** Keep every row's cells for a preview. */
  readonly keepRows: boolean;
}

export interface PlanOutput {
  readonly summary: PlanSummary;
  /** As they were used, recognised or given. */
  readonly options: PlanOptions;
  readonly index: PlanIndex | null;
  /** The newest log entry that the plan looked at. */
  readonly cursor: number;
}

/** Reads a file and plans its import; the plan is left in files beside each other. Runs in a worker. */
export async function planJob(context: JobContext, input: PlanInput): Promise<PlanOutput> {
  const { path, name, folder, id, keepRows } = input;
  const cancelled = () => context.cancelled();
  context.progress('read', 0, null);
  const { encoding, delimiter, language } = input.options;
  const reading = {
    name,
    cancelled,
    onProgress: (done: number, total: number | null) => context.progress('read', done, total),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
  };
  const book = await heldWorkbook(path, reading, keepRows);
  if (cancelled()) throw new HoldfastError('CANCELLED');
  const options = completeOptions(() => context.register(), book, input.options, name, cancelled);
  const counts = options.sheets.map(
    ({ sheet }) => book.sheets.find((known) => known.name === sheet)?.rowCount ?? null,
  );
  const total = counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const reg = context.register();
  const cursor = reg.cursor();
  const files = new PlanFiles(reg, { folder, id, language, keepRows });
  try {
    const summary = planSheets(book, options, {
      reg,
      actor: input.actor,
      newId: idMaker(),
      photos: planPaths(folder, id).photos,
      onSheet: (plan) => files.begin(plan),
      onDrafts: (planned) => files.drafts(planned),
      onRow: (planned, row) => files.row(planned, row),
      onProblem: (problem) => files.problem(problem),
      onProgress: (done) => context.progress('check', done, total),
      cancelled,
    });
    return { summary, options, index: files.finish(), cursor };
  } finally {
    files.close();
  }
}

/** Random bytes are asked for in one go: a large import needs 100,000 ids. */
function idMaker(): () => string {
  let random: Uint8Array = new Uint8Array(0);
  return () => {
    if (random.length < 10) random = randomBytes(2560);
    const bytes = random.subarray(0, 10);
    random = random.subarray(10);
    return uuid7(Date.now(), bytes);
  };
}
