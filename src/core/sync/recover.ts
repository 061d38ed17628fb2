import { changeState } from '../store/schema.ts';
import type { Exchange } from './exchange.ts';
import { pullAll } from './pull.ts';
import { pushAll } from './push.ts';
import { logStart } from './settings.ts';

/**
 * The server's log is not the one that was read so far: it was restored to an earlier point, or set up anew. Nothing here
 * is given up; the log is read from its start to learn what the server has.
 */
export function beginRecovery(exchange: Exchange, epoch: string): void {
  const { reg } = exchange;
  exchange.save({ epoch, ...logStart, recovering: true }, () =>
    reg.sql('UPDATE change SET server_seq = NULL WHERE server_seq IS NOT NULL').run(),
  );
}

/** Reads the log anew, then sends again what the server lacks, other devices' entries included: they are signed. */
export async function sendWhatIsLacking(exchange: Exchange): Promise<void> {
  const { reg } = exchange;
  await pullAll(exchange);
  reg.transaction(() =>
    reg
      .sql(
        `UPDATE change SET state = ${changeState.pending}, sent = 1
         WHERE state = ${changeState.accepted} AND server_seq IS NULL`,
      )
      .run(),
  );
  await pushAll(exchange);
  exchange.save({ recovering: false });
}
