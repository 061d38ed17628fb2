import { describe, expect, it } from 'vitest';
import { placeRows, tallest } from '../../../src/renderer/ui/place-rows.ts';

const at = (count: number, scroll: number) => placeRows({ scroll, seen: 600, count, rowHeight: 30 });

describe.each([2_000, 1_000_000, 50_000_000])('a list of %i rows', (count) => {
  const end = at(count, 0).height - 600;

  it('is never taller than a browser draws', () => {
    expect(at(count, 0).height).toBeLessThanOrEqual(tallest);
  });

  it('begins with the first row and ends with the last', () => {
    expect(at(count, 0).first).toBe(0);
    expect(at(count, 0).top(0)).toBe(0);
    const last = at(count, end);
    expect(last.last).toBe(count);
    expect(last.top(count - 1) + 30 - end).toBeCloseTo(600, 3);
  });

  it('draws only what is in sight and a little more', () => {
    const { first, last } = at(count, end / 2);
    expect(last - first).toBeLessThanOrEqual(46);
  });

  it('scrolls to any row, and not when it is in sight', () => {
    for (const row of [0, 57, Math.floor(count / 3), count - 1]) {
      const to = at(count, end / 2).scrollTo(row);
      if (to === null) continue;
      const there = at(count, to);
      const top = there.top(row) - to;
      expect(top).toBeGreaterThan(-1);
      expect(top + 30).toBeLessThan(601);
      expect(there.first).toBeLessThanOrEqual(row);
      expect(there.last).toBeGreaterThan(row);
    }
    expect(at(count, 0).scrollTo(3)).toBeNull();
  });
});

describe('a short list', () => {
  it('does not scroll', () => {
    expect(at(5, 0)).toMatchObject({ first: 0, last: 5, height: 150 });
  });

  it('may be empty', () => {
    expect(at(0, 0)).toMatchObject({ first: 0, last: 0, height: 0 });
  });
});
