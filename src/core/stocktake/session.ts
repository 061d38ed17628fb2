import { sealNewest } from '../log/append.ts';
import { type BatchContext, type Draft, openBatch, writeDraft } from '../log/commit.ts';
import { actorOf } from '../log/people.ts';
import { uuidBytes } from '../log/pure/ids.ts';
import type { Register } from '../store/register.ts';
import type { Sheet } from './sheet.ts';

interface Session {
  readonly id: string;
  readonly key: number;
  /** When the newest count of it was made, milliseconds since 1970. */
  readonly at: number;
}

/** After a pause of this many milliseconds a person's counts begin a new batch. */
const pause = 15 * 60_000;
const sessions = new WeakMap<Register, Map<string, Session>>();

/**
 * Writes one count, durable when this returns. Counts that a person makes on one sheet without a long pause are one batch: the
 * list of operations then says "counted" once and not five hundred times, and a scan has less to write.
 * @returns the id of the count
 * @throws HoldfastError as `commit`
 */
export function writeCount(reg: Register, actor: string, sheet: Sheet, at: number, draft: Draft): string {
  const known = sessions.get(reg) ?? new Map<string, Session>();
  sessions.set(reg, known);
  const name = `${sheet.id} ${actor}`;
  const session = known.get(name);
  const { batch, record } = reg.transaction(() => {
    const open = session && isFresh(reg, session, at) ? session : null;
    const context = contextOf(reg, actor, sheet, open);
    const written = writeDraft(reg, context, draft);
    sealNewest(reg);
    return { batch: context, record: written.record };
  });
  known.set(name, { id: batch.id, key: batch.key, at });
  return record;
}

/** A batch that somebody took back, or that a transaction around it rolled back, gets no further counts. */
function isFresh(reg: Register, session: Session, at: number): boolean {
  if (Math.abs(at - session.at) > pause) return false;
  return (
    reg
      .sql(
        'SELECT 1 FROM batch b WHERE key = ? AND id = ? AND NOT EXISTS (SELECT 1 FROM batch WHERE undoes = b.key)',
      )
      .get(session.key, uuidBytes(session.id)) !== undefined
  );
}

function contextOf(reg: Register, actor: string, sheet: Sheet, session: Session | null): BatchContext {
  const head = { actor, kind: 'scan' as const, label: sheet.name };
  if (!session) return openBatch(reg, head, 'done');
  return { head, actor: actorOf(reg, actor), id: session.id, key: session.key };
}
