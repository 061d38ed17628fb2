import { HoldfastError } from '../../model/index.ts';
import { type Arrival, type ArrivedChange, apply } from '../log/apply.ts';
import { uuidBytes } from '../log/pure/ids.ts';
import type { Register } from '../store/register.ts';
import { parseLines } from '../wire/ndjson.ts';
import { type PageLine, pageLine } from '../wire/protocol.ts';
import { entryDigest, serverChainHash } from '../wire/server-chain.ts';
import type { Exchange } from './exchange.ts';
import { noteVerdicts, type Verdict } from './verdicts.ts';

/** Small enough that applying a page does not hold up a scan. */
const largest = 500;
const smallest = 25;

type PageEnd = Extract<PageLine, { end: unknown }>['end'];
type Entry = Exclude<PageLine, { end: unknown }>;

/** Thrown when the server's log is not the one that was read so far. */
export class LogReplaced extends Error {}

/**
 * Reads the server's log from the cursor to its end. Each page is applied in one transaction together with the cursor:
 * cut off anywhere, the next try goes on where the last whole page ended.
 * @returns how many entries were read
 * @throws LogReplaced; HoldfastError CHAIN_BROKEN, SIGNATURE_BAD
 */
export async function pullAll(exchange: Exchange): Promise<number> {
  let size = largest;
  let read = 0;
  for (;;) {
    try {
      const { count, done } = await pullPage(exchange, size);
      read += count;
      if (done) return read;
      size = Math.min(largest, size * 2);
    } catch (cause) {
      if (!(cause instanceof HoldfastError) || cause.code !== 'SERVER_TIMEOUT' || size <= smallest)
        throw cause;
      size = Math.max(smallest, Math.floor(size / 4));
    }
  }
}

async function pullPage(exchange: Exchange, size: number): Promise<{ count: number; done: boolean }> {
  const { reg, settings } = exchange;
  const after = settings.cursor;
  // Whoever reads anew after a copy or restore may lack what an earlier life of this device wrote.
  const brief = exchange.wholePages ? 0 : 1;
  const text = await exchange.text(`/v1/changes?after=${after}&limit=${size}&brief=${brief}`);
  const { entries, end } = readPage(text, exchange.server);
  if (end.epoch !== settings.epoch || end.last < after) throw new LogReplaced();
  if (chainAfter(reg, settings.chain, entries) !== end.chain) {
    if (brief === 0) throw new HoldfastError('CHAIN_BROKEN', { device: exchange.server, n: end.next });
    exchange.wholePages = true;
    return { count: 0, done: false };
  }
  exchange.save({ cursor: end.next, chain: end.chain }, () => {
    apply(reg, arrivalOf(entries));
    noteVerdicts(reg, verdictsOf(entries));
  });
  return { count: entries.length, done: end.next >= end.last };
}

function readPage(text: string, server: string): { entries: Entry[]; end: PageEnd } {
  let lines: PageLine[];
  try {
    lines = parseLines(text).map((line) => pageLine.parse(line));
  } catch (cause) {
    throw new HoldfastError('SERVER_UNREACHABLE', { server, detail: 'unreadable page' }, { cause });
  }
  const last = lines.pop();
  if (!last || !('end' in last)) {
    throw new HoldfastError('SERVER_UNREACHABLE', { server, detail: 'page cut off' });
  }
  return { entries: lines as Entry[], end: last.end };
}

/** The server's chain after these entries, computed anew. */
function chainAfter(reg: Register, chain: string, entries: readonly Entry[]): string {
  let hash = chain;
  for (const entry of entries) {
    if ('change' in entry) hash = serverChainHash(hash, 'change', entry.change.hash, entry.rejected ?? null);
    else if ('own' in entry)
      hash = serverChainHash(hash, 'change', hashOf(reg, entry.own), entry.rejected ?? null);
    else if ('batch' in entry) hash = serverChainHash(hash, 'batch', entryDigest(entry.batch), null);
    else if ('device' in entry) hash = serverChainHash(hash, 'device', entryDigest(entry.device), null);
    else hash = serverChainHash(hash, 'seal', entryDigest(entry.seal), null);
  }
  return hash;
}

function hashOf(reg: Register, id: string): string {
  const hash = reg.sql('SELECT hash FROM change WHERE id = ?').pluck().get(uuidBytes(id)) as
    | Buffer
    | undefined;
  return hash?.toString('hex') ?? '';
}

function arrivalOf(entries: readonly Entry[]): Arrival {
  const changes: ArrivedChange[] = [];
  for (const entry of entries) {
    if (!('change' in entry)) continue;
    changes.push({ change: entry.change, serverSeq: entry.seq, rejection: entry.rejected ?? null });
  }
  return {
    devices: entries.flatMap((entry) => ('device' in entry ? [entry.device] : [])),
    batches: entries.flatMap((entry) => ('batch' in entry ? [entry.batch] : [])),
    changes,
    seals: entries.flatMap((entry) => ('seal' in entry ? [entry.seal] : [])),
  };
}

/** Verdicts on changes that are here already; those that are new carry theirs with them. */
function verdictsOf(entries: readonly Entry[]): Verdict[] {
  return entries.flatMap((entry) => {
    if ('own' in entry) return [{ id: entry.own, seq: entry.seq, rejected: entry.rejected }];
    if ('change' in entry) return [{ id: entry.change.id, seq: entry.seq, rejected: entry.rejected }];
    return [];
  });
}
