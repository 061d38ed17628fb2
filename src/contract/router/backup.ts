import { listBackups } from '../../core/backup/backup.ts';
import { os } from './base.ts';

export const backupRouter = os.backup.router({
  list: os.backup.list.handler(({ context }) => listBackups(context.core.reg.file)),
  create: os.backup.create.handler(({ context, signal }) => {
    const { reg, pool } = context.core;
    return pool.run(
      'backup',
      { file: reg.file, reason: 'manual', at: reg.deps.now() },
      signal ? { signal } : {},
    );
  }),
  verify: os.backup.verify.handler(async ({ context, signal }) => {
    const result = await context.core.pool.run('verify', null as never, signal ? { signal } : {});
    return { ...result, problems: result.problems.map(({ code, message }) => ({ code, message })) };
  }),
});
