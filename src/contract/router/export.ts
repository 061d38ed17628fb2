import { basename, extname } from 'node:path';
import { packName } from '../../core/exchange/pack/job.ts';
import { templateName } from '../../core/exchange/templates/job.ts';
import { labelOfId } from '../../core/register/labels.ts';
import { dateIn } from '../../core/stocktake/date.ts';
import type { Register } from '../../core/store/register.ts';
import { type EntityKey, entityOf, type Language } from '../../model/index.ts';
import type { ExportFormat } from '../api/export.ts';
import { os, progressing } from './base.ts';
import { exportDefinitionsRouter } from './export-definitions.ts';

export const exportRouter = {
  ...exportDefinitionsRouter,
  checkExport: os.exchange.checkExport.handler(({ context, input, signal }) => {
    const { pool, files } = context.core;
    return pool.run('checkExport', { path: files.pathOf(input.file) }, signal ? { signal } : {});
  }),
  template: os.exchange.template.handler(async ({ context, input }) => {
    const { pool, files } = context.core;
    const { entity, language } = input;
    const className = entity === 'asset' ? (input.class ?? null) : null;
    const name = templateName(context.core.reg.catalogue, entity, className, language);
    const { id, path } = files.reserve(name);
    const { rows } = await pool.run('template', { entity, class: className, language, path });
    return { file: id, name, rows };
  }),
  pack: os.exchange.pack.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { pool, files, reg, actorId } = context.core;
      const name = packName(reg, input.from, input.to, input.language);
      const { id, path } = files.reserve(name);
      const made = await pool.run('pack', { ...input, actor: actorId, path }, { signal: cancel, onProgress });
      return { file: id, name, ...made };
    }),
  ),
  fillForm: os.exchange.fillForm.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { pool, files, reg } = context.core;
      const { file, ...rest } = input;
      const form = files.nameOf(file);
      const job = { ...rest, form: files.pathOf(file), name: form, actor: context.core.actorId };
      const shape = await pool.run('formShape', job, { signal: cancel });
      const extension = shape === 'files' ? '.zip' : extname(form).replace(/^\.xlt/i, '.xls') || '.xlsx';
      const name = `${basename(form, extname(form))}-${dateIn(reg.meta('timeZone') ?? 'UTC', reg.deps.now())}${extension}`;
      const { id, path } = files.reserve(name);
      const made = await pool.run('form', { ...job, shape, path }, { signal: cancel, onProgress });
      return { file: id, name, shape, rows: made.rows, problems: [...made.problems] };
    }),
  ),
  export: os.exchange.export.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { pool, files, reg } = context.core;
      const { columns, format, language, ids, asOf, cursor, plain, ...query } = input;
      const name = exportName(reg, query.entity, asOf, language, format);
      const { id, path } = files.reserve(name);
      const by = labelOfId(reg, 'person', context.core.actorId) ?? undefined;
      const job = { query, ids, columns, format, language, path, asOf, cursor, plain, by };
      const done = await pool.run('export', job, { signal: cancel, onProgress });
      return { file: id, name, ...done };
    }),
  ),
};

/** Says the day of the data, which may be past. */
function exportName(
  reg: Register,
  entity: EntityKey,
  asOf: number | undefined,
  language: Language,
  format: ExportFormat,
): string {
  const day = dateIn(reg.meta('timeZone') ?? 'UTC', asOf ?? reg.deps.now());
  const past = asOf === undefined ? '' : { zh: '截至', en: 'as-of-' }[language];
  return `${entityOf(entity).plural[language]}-${past}${day}.${format}`;
}
