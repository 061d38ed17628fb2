import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../src/model/problem-text.ts';

const problem = (code: string, severity: 'error' | 'warning', value: string, params = {}) => ({
  code,
  severity,
  value,
  params,
});

describe('the sentence about a problem', () => {
  it('says that the cell is left blank only where the row comes in', () => {
    const params = { field: '资产性质' };
    expect(describeProblem(problem('CHOICE_UNKNOWN', 'warning', '行政类', params), 'zh')).toMatch(
      /可选值.*此格留空。$/,
    );
    const rejected = describeProblem(problem('CHOICE_UNKNOWN', 'error', '行政类', params), 'zh');
    expect(rejected).toMatch(/本行不导入。$/);
    expect(rejected).not.toContain('留空');
    expect(describeProblem(problem('CELL_ERROR', 'error', '#N/A'), 'en')).toMatch(
      /#N\/A\. .*The row is not imported\.$/,
    );
  });

  it('says what to do about an impossible date', () => {
    expect(describeProblem(problem('DATE_IMPOSSIBLE', 'error', '2024-02-30'), 'zh')).toBe(
      '“2024-02-30”不是存在的日期。请核对年、月、日后改正，如 2026-03-05。本行不导入。',
    );
    expect(describeProblem(problem('DATE_IMPOSSIBLE', 'warning', '2024-02-30'), 'en')).toMatch(
      /correct it.*The cell is left blank\.$/,
    );
  });

  it('keeps a value that was mended, and says so without a blank cell', () => {
    const told = describeProblem(problem('MONEY_ROUNDED', 'warning', '1.005', { suggestion: '1.01' }), 'en');
    expect(told).toBe('“1.005” has more than two decimals; it was rounded to 1.01.');
  });
});
