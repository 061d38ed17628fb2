import { entityOf } from '../../model/index.ts';
import { os, progressing } from './base.ts';

export const exportRouter = {
  export: os.exchange.export.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { pool, files, reg } = context.core;
      const { columns, format, language, ids, ...query } = input;
      const day = new Date(reg.deps.now()).toISOString().slice(0, 10);
      const name = `${entityOf(query.entity).plural[language]}-${day}.${format}`;
      const { id, path } = files.reserve(name);
      const job = { query, ids, columns, format: format as 'xlsx' | 'csv', language, path };
      const { rows, cursor } = await pool.run('export', job, { signal: cancel, onProgress });
      return { file: id, name, rows, cursor, sha256: '' };
    }),
  ),
};
