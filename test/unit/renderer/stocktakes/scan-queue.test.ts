import { describe, expect, it } from 'vitest';
import type { ScanAnswer } from '../../../../src/contract/api/work.ts';
import { type QueuedScan, ScanQueue } from '../../../../src/renderer/stocktakes/counting/scan-queue.ts';

class Refused extends Error {}

function answerTo(scan: QueuedScan): ScanAnswer {
  return {
    count: null,
    scan: scan.scan,
    outcome: 'expected',
    at: scan.at,
    asset: null,
    expectedLocation: null,
    foundLocation: scan.location,
    expectedUser: null,
    earlier: null,
  };
}

/** A register whose answers the test decides, and a clock that it turns. */
function world(decide: (scan: QueuedScan, attempt: number) => Promise<ScanAnswer>, saved: QueuedScan[] = []) {
  const state = { answered: [] as string[], failed: [] as string[], saved, sent: 0, inFlight: 0, most: 0 };
  const timers: (() => void)[] = [];
  const queue = new ScanQueue({
    async send(scan) {
      state.sent++;
      state.most = Math.max(state.most, ++state.inFlight);
      try {
        return await decide(scan, state.sent);
      } finally {
        state.inFlight--;
      }
    },
    answered: (_, answer) => state.answered.push(answer.scan),
    failed: (scan) => state.failed.push(scan.scan),
    refused: (error) => error instanceof Refused,
    now: () => 1,
    after(_ms, then) {
      timers.push(then);
      return () => timers.splice(timers.indexOf(then), 1);
    },
    save: (scans) => {
      state.saved = [...scans];
    },
    load: () => saved,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  return { queue, state, timers, settle };
}

describe('the queue of scans', () => {
  it('answers fast successive scans in the order of scanning, one at a time', async () => {
    const slowFirst = (scan: QueuedScan) =>
      new Promise<ScanAnswer>((done) => setTimeout(() => done(answerTo(scan)), scan.scan === 'A' ? 10 : 0));
    const { queue, state, settle } = world(slowFirst);
    for (const label of ['A', 'B', 'C', 'D']) queue.add(label, null, null);
    await settle();
    await settle();
    expect(state.answered).toEqual(['A', 'B', 'C', 'D']);
    expect(state.most).toBe(1);
    expect(queue.scans()).toEqual([]);
  });

  it('keeps a scan that could not be sent, and those behind it, and sends them when the register is back', async () => {
    let away = true;
    const { queue, state, timers, settle } = world(async (scan) => {
      if (away) throw new Error('away');
      return answerTo(scan);
    });
    queue.add('A', 'room', null);
    queue.add('B', null, null);
    await settle();
    expect(state.failed).toEqual(['A']);
    expect(queue.scans().map((s) => [s.scan, s.state])).toEqual([
      ['A', 'failed'],
      ['B', 'waiting'],
    ]);
    away = false;
    timers.pop()?.();
    await settle();
    expect(state.answered).toEqual(['A', 'B']);
  });

  it('goes on at once when the connection is back, without waiting for its turn', async () => {
    let away = true;
    const { queue, state, timers, settle } = world(async (scan) => {
      if (away) throw new Error('away');
      return answerTo(scan);
    });
    queue.add('A', null, null);
    await settle();
    away = false;
    queue.resume();
    queue.resume();
    await settle();
    expect(state.answered).toEqual(['A']);
    expect(timers).toEqual([]);
  });

  it('lets others pass a scan that the register refused, and keeps it until the person decides', async () => {
    const { queue, state, timers, settle } = world(async (scan, attempt) => {
      if (scan.scan === 'bad' && attempt < 3) throw new Refused();
      return answerTo(scan);
    });
    queue.add('bad', null, null);
    queue.add('good', null, null);
    await settle();
    expect(state.answered).toEqual(['good']);
    expect(timers).toEqual([]);
    expect(queue.scans().map((s) => s.scan)).toEqual(['bad']);
    queue.retry();
    await settle();
    expect(state.answered).toEqual(['good', 'bad']);
  });

  it('takes up what an earlier page left unsent, before anything new', async () => {
    const left: QueuedScan[] = [
      {
        key: 7,
        scan: 'left',
        location: null,
        place: null,
        at: 0,
        bulk: false,
        state: 'sending',
        error: null,
      },
    ];
    const { queue, state, settle } = world(async (scan) => answerTo(scan), left);
    queue.add('new', null, null);
    await settle();
    expect(state.answered).toEqual(['left', 'new']);
    expect(state.saved).toEqual([]);
  });

  it('has a scan saved before it is sent', () => {
    const { queue, state } = world(() => new Promise(() => {}));
    queue.add('A', null, null);
    expect(state.saved.map((s) => s.scan)).toEqual(['A']);
  });

  it('stops sending when the page is left, and loses nothing', async () => {
    const { queue, state, settle } = world(async (scan) => answerTo(scan));
    queue.close();
    queue.add('A', null, null);
    await settle();
    expect(state.answered).toEqual([]);
    expect(state.saved.map((s) => s.scan)).toEqual(['A']);
    queue.open();
    await settle();
    expect(state.answered).toEqual(['A']);
  });

  it('drops the rest of a pasted list when told to', async () => {
    let release: () => void = () => {};
    const { queue, state, settle } = world(
      (scan) =>
        new Promise((done) => {
          release = () => done(answerTo(scan));
        }),
    );
    queue.addAll(['A', 'B', 'C'], null, null);
    queue.dropBulk();
    release();
    await settle();
    expect(state.answered).toEqual(['A']);
    expect(queue.scans()).toEqual([]);
  });
});
