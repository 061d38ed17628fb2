import { HoldfastError } from '../../model/index.ts';
import type { Exchange } from './exchange.ts';
import { LogReplaced, pullAll } from './pull.ts';
import { isBrokenChain, pushAll } from './push.ts';
import { beginRecovery, sendWhatIsLacking } from './recover.ts';
import { clockTolerance, restampUnsent } from './restamp.ts';

/**
 * One whole run: sends what is pending, reads what is new.
 * @returns how far this clock is off when that is more than it may be, milliseconds; otherwise 0
 * @throws HoldfastError
 */
export async function runExchange(exchange: Exchange): Promise<number> {
  const { reg } = exchange;
  const head = await exchange.head();
  if (head.register?.id !== reg.id) throw new HoldfastError('REGISTER_MISMATCH');
  const { epoch, cursor, chain } = exchange.settings;
  if (head.epoch !== epoch || (cursor > 0 && head.chain !== chain)) beginRecovery(exchange, head.epoch);
  restampUnsent(reg, head.offset);
  if (exchange.settings.recovering) await sendWhatIsLacking(exchange);
  const broken = await pushAll(exchange).then(
    () => null,
    (cause: unknown) => {
      if (cause instanceof HoldfastError && isBrokenChain(cause)) return cause;
      throw cause;
    },
  );
  try {
    await pullAll(exchange);
  } catch (cause) {
    if (!(cause instanceof LogReplaced)) throw cause;
    // Restored between our first question and the last page: the next run finds out where it stands.
    throw new HoldfastError('SERVER_UNREACHABLE', { server: exchange.server, detail: 'restored' }, { cause });
  }
  if (broken) throw broken;
  return Math.abs(head.offset) > clockTolerance ? head.offset : 0;
}
