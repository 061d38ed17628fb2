import { type EntityKey, HoldfastError, type Language } from '../../../model/index.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { FormArchive } from './archive.ts';
import { type FormShape, fillForm, shapeOf } from './fill.ts';
import type { FormProblem } from './marks.ts';
import { FormPackage } from './package.ts';
import { listScope, readRows, recordOf } from './scope.ts';

export interface FormInput {
  /** Path of the form, and its name for errors. */
  readonly form: string;
  readonly name: string;
  readonly entity: EntityKey;
  readonly ids: readonly string[];
  readonly language: Language;
  readonly actor: string | null;
}

/** Where one record has lines of its own, a repeated row is for these and not for the records. */
const documents: ReadonlySet<EntityKey> = new Set(['retirement', 'stocktake']);

/**
 * How the records will go into the form; decides what the file is called.
 * @throws HoldfastError as `FormPackage.open`, RECORD_NOT_FOUND
 */
export function formShapeJob(context: JobContext, input: FormInput): FormShape {
  const form = FormPackage.open(input.form, input.name);
  const first = recordOf(context.register(), input.entity, input.ids[0] as string, input);
  return shapeOf(form, first.scope, input.ids.length, !documents.has(input.entity));
}

/**
 * Fills a person's own form with records: all in a repeated row, one on each sheet, or one in each file of an archive.
 * @throws HoldfastError as `formShapeJob` and `fillForm`, CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function formJob(
  context: JobContext,
  input: FormInput & { readonly shape: FormShape; readonly path: string },
): Promise<{ rows: number; problems: FormProblem[] }> {
  const reg = context.register();
  // One read transaction, so that all records are of the same moment.
  reg.db.exec('BEGIN');
  try {
    context.progress('form', 0, input.ids.length);
    const form = FormPackage.open(input.form, input.name);
    const problems =
      input.shape === 'files' ? await writeFiles(context, input, form) : await writeOne(context, input, form);
    context.progress('form', input.ids.length, input.ids.length);
    return { rows: input.ids.length, problems };
  } finally {
    reg.db.exec('COMMIT');
  }
}

async function writeOne(
  context: JobContext,
  input: FormInput & { readonly shape: FormShape; readonly path: string },
  form: FormPackage,
): Promise<FormProblem[]> {
  const reg = context.register();
  const records =
    input.shape === 'list'
      ? [{ scope: listScope(reg, input.entity, readRows(reg, input.entity, input.ids), input), label: '' }]
      : input.ids.map((id) => recordOf(reg, input.entity, id, input));
  const problems = fillForm(form, records);
  if (context.cancelled()) throw new HoldfastError('CANCELLED');
  await form.write(input.path);
  return problems;
}

async function writeFiles(
  context: JobContext,
  input: FormInput & { readonly path: string },
  form: FormPackage,
): Promise<FormProblem[]> {
  const problems = new Map<string, FormProblem>();
  const archive = new FormArchive(input.path, input.name);
  try {
    for (let i = 0; i < input.ids.length; i++) {
      if (context.cancelled()) throw new HoldfastError('CANCELLED');
      const record = recordOf(context.register(), input.entity, input.ids[i] as string, input);
      const copy = form.copy();
      for (const problem of fillForm(copy, [record]))
        problems.set(Object.values(problem).join('\n'), problem);
      await archive.add(record.label, await copy.toBytes());
      context.progress('form', i + 1, input.ids.length);
    }
    await archive.finish();
  } catch (cause) {
    await archive.abandon();
    throw cause;
  }
  return [...problems.values()];
}
