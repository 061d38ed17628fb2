import { describe, expect, it } from 'vitest';
import type { ScanAnswer } from '../../../../src/contract/api/index.ts';
import {
  type CountingAction,
  type CountingState,
  canUndo,
  countingReducer,
  firstState,
} from '../../../../src/renderer/stocktakes/counting/counting-state.ts';

function answer(scan: string, part: Partial<ScanAnswer> = {}): ScanAnswer {
  return {
    count: `count of ${scan}`,
    scan,
    outcome: 'expected',
    at: 0,
    asset: null,
    expectedLocation: null,
    foundLocation: null,
    expectedUser: null,
    earlier: null,
    ...part,
  };
}

const stateAfter = (...actions: CountingAction[]): CountingState =>
  actions.reduce(countingReducer, firstState);
const answered = (scan: string, part: Partial<ScanAnswer> = {}): CountingAction => ({
  type: 'answered',
  answer: answer(scan, part),
  bulk: false,
});

describe('the counting page', () => {
  it('shows the newest answer and lists it first', () => {
    const state = stateAfter(answered('A'), answered('B'));
    expect(state.recent.map((each) => each.answer.scan)).toEqual(['B', 'A']);
    expect(state.shown).toMatchObject({ kind: 'answer', answered: { answer: { scan: 'B' } } });
  });

  it('does not list twice what was counted before the page opened', () => {
    const state = stateAfter(answered('A'), { type: 'earlier', answers: [answer('A'), answer('Z')] });
    expect(state.recent.map((each) => each.answer.scan)).toEqual(['A', 'Z']);
  });

  it('lets a note change what is shown and listed, also when the user turns out to be another', () => {
    const notes = { user: 'u', userLabel: '陈思远' };
    const state = stateAfter(answered('A'), {
      type: 'annotated',
      count: 'count of A',
      notes,
      answer: answer('A', { outcome: 'otherUser' }),
    });
    expect(state.recent[0]).toMatchObject({ notes, answer: { outcome: 'otherUser' } });
    expect(state.shown).toMatchObject({ answered: { answer: { outcome: 'otherUser' } } });
  });

  it('takes an undone scan off the list', () => {
    const before = stateAfter(answered('A'), answered('B'));
    const state = countingReducer(before, {
      type: 'undone',
      answered: before.recent[0] as CountingState['recent'][number],
    });
    expect(state.recent.map((each) => each.answer.scan)).toEqual(['A']);
    expect(state.shown.kind).toBe('undone');
  });

  it('never undoes a count that an earlier scan made', () => {
    expect(canUndo(answer('A'))).toBe(true);
    expect(canUndo(answer('A', { outcome: 'alreadyCounted' }))).toBe(false);
    expect(canUndo(answer('', { outcome: 'invalid', count: null }))).toBe(false);
  });

  it('sums up a pasted list and begins anew with the next', () => {
    const bulk = (scan: string, part: Partial<ScanAnswer> = {}): CountingAction => ({
      type: 'answered',
      answer: answer(scan, part),
      bulk: true,
    });
    const state = stateAfter({ type: 'pasted', count: 2 }, bulk('A'), bulk('B', { outcome: 'unknown' }));
    expect(state.bulk).toEqual({ total: 2, done: 2, byOutcome: { expected: 1, unknown: 1 } });
    expect(countingReducer(state, { type: 'pasted', count: 5 }).bulk).toMatchObject({ total: 5, done: 0 });
  });
});
