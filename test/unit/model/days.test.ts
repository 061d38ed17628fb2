import { describe, expect, it } from 'vitest';
import { dayIn, endOfDay, minuteIn } from '../../../src/model/days.ts';

describe('the end of a day', () => {
  it.each([
    ['2026-03-05', 'Asia/Shanghai', '2026-03-05T15:59:59.999Z'],
    ['2026-03-05', 'UTC', '2026-03-05T23:59:59.999Z'],
    ['2024-02-29', 'America/New_York', '2024-03-01T04:59:59.999Z'],
    // Clocks change within the day.
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.999Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.999Z'],
    // Clocks change at midnight: the next day begins at one.
    ['2018-11-03', 'America/Sao_Paulo', '2018-11-04T02:59:59.999Z'],
    // A zone that skipped a whole day.
    ['2011-12-29', 'Pacific/Apia', '2011-12-30T09:59:59.999Z'],
    ['2026-12-31', 'Pacific/Kiritimati', '2026-12-31T09:59:59.999Z'],
  ])('%s in %s is %s', (date, zone, moment) => {
    expect(new Date(endOfDay(date, zone)).toISOString()).toBe(moment);
  });

  it('names days and minutes by the clock of the zone', () => {
    const ms = Date.UTC(2026, 2, 5, 16, 30);
    expect(dayIn('Asia/Shanghai', ms)).toBe('2026-03-06');
    expect(minuteIn('America/New_York', ms)).toBe('2026-03-05 11:30');
  });
});
