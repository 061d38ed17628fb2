import { HoldfastError } from '../../model/index.ts';
import { packLines } from '../wire/ndjson.ts';
import { ndjsonType, pushAnswer } from '../wire/protocol.ts';
import type { Exchange } from './exchange.ts';
import { nextParcel, type Parcel, type Whose } from './outbox.ts';
import { noteVerdicts } from './verdicts.ts';

const largest = 2000;
const smallest = 50;

/**
 * Sends what is pending, parcel by parcel, and notes each answer durably before the next. Cut off anywhere, it can be
 * repeated: the server knows changes by their ids and gives the same answer again.
 * @throws HoldfastError; when another device's chain does not hold, only after our own entries were sent
 */
export async function pushAll(exchange: Exchange): Promise<void> {
  let broken: HoldfastError | null = null;
  try {
    await pushFrom(exchange, 'others');
  } catch (cause) {
    if (!(cause instanceof HoldfastError) || !isBrokenChain(cause)) throw cause;
    broken = cause;
  }
  await pushFrom(exchange, 'own');
  if (broken) throw broken;
}

/** What is sent can't be verified; what can be read still can. */
export function isBrokenChain(error: HoldfastError): boolean {
  return error.code === 'CHAIN_BROKEN' || error.code === 'SIGNATURE_BAD';
}

async function pushFrom(exchange: Exchange, whose: Whose): Promise<void> {
  let size = largest;
  for (;;) {
    const parcel = nextParcel(exchange.reg, whose, size, exchange.settings.recovering);
    if (!parcel) return;
    try {
      await push(exchange, parcel);
      size = Math.min(largest, size * 2);
    } catch (cause) {
      // A slow line may manage a smaller parcel in the time there is.
      if (!(cause instanceof HoldfastError) || cause.code !== 'SERVER_TIMEOUT' || size <= smallest)
        throw cause;
      size = Math.max(smallest, Math.floor(size / 4));
    }
  }
}

async function push(exchange: Exchange, parcel: Parcel): Promise<void> {
  const { reg } = exchange;
  // Before the first byte leaves: from here on their stamps are fixed.
  reg.transaction(() => {
    const mark = reg.sql('UPDATE change SET sent = 1 WHERE seq = ? AND sent = 0');
    for (const row of parcel.rows) mark.run(row.seq);
  });
  const bytes = await packLines(parcel.lines);
  const answer = await exchange.call('/v1/changes', pushAnswer, {
    method: 'POST',
    body: { type: ndjsonType, bytes },
    timeout: exchange.timings.transfer,
  });
  if (answer.results.length !== parcel.rows.length) {
    throw new HoldfastError('SERVER_REJECTED', { detail: 'not every change was answered' });
  }
  reg.transaction(() => noteVerdicts(reg, answer.results));
}
