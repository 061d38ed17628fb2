import type { ScanAnswer } from '../../../contract/api/index.ts';
import type { QueuedScan } from './scan-queue.ts';

/** What was added to a count by hand. */
export interface Notes {
  readonly condition?: 'good' | 'damaged';
  readonly notes?: string;
  /** Id of the person who has the thing, and the name for the screen. */
  readonly user?: string;
  readonly userLabel?: string;
}

export interface Answered {
  /** Unique on this page: the same label may be scanned again and again. */
  readonly key: number;
  readonly answer: ScanAnswer;
  readonly notes: Notes;
}

/** What the big panel says. */
export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'answer'; readonly answered: Answered }
  | { readonly kind: 'place'; readonly key: number; readonly path: string }
  | { readonly kind: 'undone'; readonly answered: Answered }
  | { readonly kind: 'failed'; readonly key: number; readonly scan: QueuedScan; readonly error: unknown }
  | { readonly kind: 'bulk' };

export interface CountingState {
  readonly shown: Shown;
  /** Newest first. */
  readonly recent: readonly Answered[];
  /** The pasted labels under way: how many, how many of them answered, and with what. */
  readonly bulk: {
    readonly total: number;
    readonly done: number;
    readonly byOutcome: Readonly<Record<string, number>>;
  };
  /** Scans answered on this page since it was opened. */
  readonly scans: number;
  readonly next: number;
}

export type CountingAction =
  | { readonly type: 'earlier'; readonly answers: readonly ScanAnswer[] }
  | { readonly type: 'answered'; readonly answer: ScanAnswer; readonly bulk: boolean }
  | { readonly type: 'failed'; readonly scan: QueuedScan; readonly error: unknown }
  | { readonly type: 'pasted'; readonly count: number }
  | { readonly type: 'show'; readonly answered: Answered }
  | { readonly type: 'place'; readonly path: string }
  | {
      readonly type: 'annotated';
      readonly count: string;
      readonly notes: Notes;
      readonly answer: ScanAnswer | null;
    }
  | { readonly type: 'undone'; readonly answered: Answered };

const noBulk: CountingState['bulk'] = { total: 0, done: 0, byOutcome: {} };
export const firstState: CountingState = {
  shown: { kind: 'nothing' },
  recent: [],
  bulk: noBulk,
  scans: 0,
  next: 1,
};

/** As many as the side lists. */
const longest = 50;

export function countingReducer(state: CountingState, action: CountingAction): CountingState {
  switch (action.type) {
    case 'earlier': {
      const known = new Set(state.recent.map((each) => each.answer.count));
      const added = action.answers
        .filter((answer) => !known.has(answer.count))
        .map((answer, i) => ({ key: state.next + i, answer, notes: {} }));
      return {
        ...state,
        recent: [...state.recent, ...added].slice(0, longest),
        next: state.next + added.length,
      };
    }
    case 'answered':
      return answered(state, action.answer, action.bulk);
    case 'failed': {
      const { scan, error } = action;
      return { ...state, next: state.next + 1, shown: { kind: 'failed', key: state.next, scan, error } };
    }
    case 'pasted': {
      const running = state.bulk.done < state.bulk.total ? state.bulk : noBulk;
      return {
        ...state,
        bulk: { ...running, total: running.total + action.count },
        shown: { kind: 'bulk' },
      };
    }
    case 'show':
      return { ...state, shown: { kind: 'answer', answered: action.answered } };
    case 'place':
      return { ...state, next: state.next + 1, shown: { kind: 'place', key: state.next, path: action.path } };
    case 'annotated':
      return annotated(state, action.count, action.notes, action.answer);
    case 'undone': {
      const { answered: undone } = action;
      const recent = state.recent.filter((each) => each.answer.count !== undone.answer.count);
      return { ...state, recent, shown: { kind: 'undone', answered: undone } };
    }
  }
}

function answered(state: CountingState, answer: ScanAnswer, bulk: boolean): CountingState {
  const entry: Answered = { key: state.next, answer, notes: {} };
  const { byOutcome, done, total } = state.bulk;
  return {
    ...state,
    next: state.next + 1,
    scans: state.scans + 1,
    recent: [entry, ...state.recent].slice(0, longest),
    shown: bulk ? { kind: 'bulk' } : { kind: 'answer', answered: entry },
    bulk: bulk
      ? {
          total,
          done: done + 1,
          byOutcome: { ...byOutcome, [answer.outcome]: (byOutcome[answer.outcome] ?? 0) + 1 },
        }
      : state.bulk,
  };
}

function annotated(
  state: CountingState,
  count: string,
  notes: Notes,
  answer: ScanAnswer | null,
): CountingState {
  const change = (each: Answered): Answered => {
    if (each.answer.count !== count) return each;
    const outcome = answer && each.answer.outcome !== 'alreadyCounted' ? answer.outcome : each.answer.outcome;
    return { ...each, notes: { ...each.notes, ...notes }, answer: { ...each.answer, outcome } };
  };
  const { shown } = state;
  return {
    ...state,
    recent: state.recent.map(change),
    shown: shown.kind === 'answer' ? { kind: 'answer', answered: change(shown.answered) } : shown,
  };
}

/** A count that was made by this scan can be taken back; one that was there before cannot. */
export function canUndo(answer: ScanAnswer): boolean {
  return answer.count !== null && answer.outcome !== 'alreadyCounted';
}
