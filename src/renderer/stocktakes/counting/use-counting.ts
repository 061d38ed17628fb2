import { useEffect, useMemo, useReducer, useRef, useSyncExternalStore } from 'react';
import type { ScanAnswer } from '../../../contract/api/index.ts';
import { api } from '../../app/client.ts';
import { connectionState, onConnectionChange } from '../../app/connection.ts';
import { type Answered, countingReducer, firstState, type Notes } from './counting-state.ts';
import { queueHost } from './queue-host.ts';
import { type QueuedScan, ScanQueue } from './scan-queue.ts';
import { playTone, type ToneName } from './tones.ts';

/** The last scans that are listed. */
const listed = 30;

export interface Counting {
  readonly state: ReturnType<typeof countingReducer>;
  /** What the register has not answered yet, oldest first. */
  readonly unsent: readonly QueuedScan[];
  readonly queue: ScanQueue;
  scan(label: string): void;
  paste(labels: readonly string[]): void;
  show(answered: Answered): void;
  placeSet(path: string): void;
  /** Adds to a count; what the register then says of it replaces what is shown. */
  annotate(answered: Answered, notes: Notes): Promise<void>;
  undo(answered: Answered): Promise<void>;
}

interface Options {
  readonly id: string;
  /** Where the counter stands. */
  readonly place: { readonly id: string; readonly path: string } | null;
  readonly muted: boolean;
}

/** Everything that happens while counting: scans go in, verdicts come out. */
export function useCounting({ id, place, muted }: Options): Counting {
  const [state, dispatch] = useReducer(countingReducer, firstState);
  const sound = useRef(!muted);
  const lastFailed = useRef(0);
  sound.current = !muted;
  const queue = useMemo(() => {
    const say = (tone: ToneName): void => {
      if (sound.current) playTone(tone);
    };
    return new ScanQueue(
      queueHost(
        id,
        (scan, answer) => {
          if (!scan.bulk) say(answer.outcome);
          dispatch({ type: 'answered', answer, bulk: scan.bulk });
        },
        (scan, error) => {
          // Once for each scan: it is tried again every few seconds.
          if (lastFailed.current !== scan.key) say('failed');
          lastFailed.current = scan.key;
          dispatch({ type: 'failed', scan, error });
        },
      ),
    );
  }, [id]);
  const unsent = useSyncExternalStore(queue.subscribe, queue.scans);

  useEffect(() => {
    queue.open();
    const quiet = onConnectionChange(() => connectionState() === 'open' && queue.resume());
    const left = queue.scans().filter((scan) => scan.bulk).length;
    if (left > 0) dispatch({ type: 'pasted', count: left });
    let gone = false;
    api.stocktakes.recent({ id, limit: listed }).then(
      (answers) => !gone && dispatch({ type: 'earlier', answers }),
      // The list fills with the next scans.
      () => undefined,
    );
    return () => {
      gone = true;
      quiet();
      queue.close();
    };
  }, [queue, id]);

  return {
    state,
    unsent,
    queue,
    scan: (label) => queue.add(label, place?.id ?? null, place?.path ?? null),
    paste(labels) {
      dispatch({ type: 'pasted', count: labels.length });
      queue.addAll(labels, place?.id ?? null, place?.path ?? null);
    },
    show: (answered) => dispatch({ type: 'show', answered }),
    placeSet(path) {
      if (sound.current) playTone('place');
      dispatch({ type: 'place', path });
    },
    async annotate(answered, { userLabel, ...notes }) {
      const { count } = answered.answer;
      if (count === null) return;
      await api.stocktakes.annotate({ count, ...notes });
      const words = userLabel === undefined ? notes : { ...notes, userLabel };
      dispatch({
        type: 'annotated',
        count,
        notes: words,
        answer: await answerNow(id, count, notes.user !== undefined),
      });
    },
    async undo(answered) {
      const { count } = answered.answer;
      if (count === null) return;
      await api.stocktakes.undoScan({ count });
      dispatch({ type: 'undone', answered });
    },
  };
}

/** Another user may change what a count means; all else leaves it as it was. */
async function answerNow(id: string, count: string, changed: boolean): Promise<ScanAnswer | null> {
  if (!changed) return null;
  const answers = await api.stocktakes.recent({ id, limit: 100 });
  return answers.find((answer) => answer.count === count) ?? null;
}
