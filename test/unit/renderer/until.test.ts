import { describe, expect, it } from 'vitest';
import { untilFilter } from '../../../src/renderer/places/until.ts';

describe('the filter of contracts and licences by their end', () => {
  it('counts 90 days from today, over the end of the year', () => {
    expect(untilFilter('all', 'end', '2026-11-24')).toBe('');
    expect(untilFilter('past', 'end', '2026-11-24')).toBe('end<2026-11-24');
    expect(untilFilter('soon', 'end', '2026-11-24')).toBe('end>=2026-11-24 end<=2027-02-22');
    expect(untilFilter('later', 'end', '2026-11-24')).toBe('end>2027-02-22');
    expect(untilFilter('open', 'end', '2026-11-24')).toBe('end=');
  });
});
