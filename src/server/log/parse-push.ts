import { parseLines, unpackText } from '../../core/wire/ndjson.ts';
import { maxPushBytes, maxPushChanges, pushLine, type WireError } from '../../core/wire/protocol.ts';
import { HoldfastError } from '../../model/index.ts';
import type { WireBatch, WireChange, WireDevice, WireSeal } from '../../model/wire.ts';

export interface Push {
  readonly changes: readonly WireChange[];
  readonly batches: readonly WireBatch[];
  readonly devices: readonly WireDevice[];
  readonly seals: readonly WireSeal[];
  /** Why changes were refused before, by their ids, as the sender says. */
  readonly refusedBefore: ReadonlyMap<string, WireError>;
}

/**
 * Reads the body of a push. All of it must be there: a push that was cut off leaves no trace.
 * @throws HoldfastError CHANGE_MALFORMED
 */
export async function parsePush(body: Uint8Array): Promise<Push> {
  const push = {
    changes: [] as WireChange[],
    batches: [] as WireBatch[],
    devices: [] as WireDevice[],
    seals: [] as WireSeal[],
    refusedBefore: new Map<string, WireError>(),
  };
  let announced: number | null = null;
  for (const raw of await linesOf(body)) {
    const parsed = pushLine.safeParse(raw);
    if (!parsed.success) throw malformed(firstIssue(raw, parsed.error.message));
    const line = parsed.data;
    if (announced !== null) throw malformed('lines after the end');
    if ('change' in line) {
      push.changes.push(line.change);
      if (line.rejected) push.refusedBefore.set(line.change.id, line.rejected);
    }
    if ('batch' in line) push.batches.push(line.batch);
    else if ('device' in line) push.devices.push(line.device);
    else if ('seal' in line) push.seals.push(line.seal);
    else if ('end' in line) announced = line.end.changes;
  }
  if (announced !== push.changes.length) throw malformed('the end is missing');
  if (push.changes.length > maxPushChanges) throw malformed(`more than ${maxPushChanges} changes`);
  return push;
}

async function linesOf(body: Uint8Array): Promise<unknown[]> {
  try {
    return parseLines(await unpackText(body, maxPushBytes));
  } catch (cause) {
    throw malformed(cause instanceof Error ? cause.message : 'unreadable', cause);
  }
}

/** Names the line, not its values: they may be private. */
function firstIssue(raw: unknown, message: string): string {
  const kind = typeof raw === 'object' && raw !== null ? Object.keys(raw)[0] : typeof raw;
  return `${kind}: ${message.replace(/\s+/g, ' ').slice(0, 200)}`;
}

function malformed(detail: string, cause?: unknown): HoldfastError {
  return new HoldfastError('CHANGE_MALFORMED', { detail }, { cause });
}
