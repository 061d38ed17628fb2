import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTargetsOf } from '../../../src/model/import-targets.ts';
import { times } from '../../support/long.ts';
import { account, ImportWorld } from '../../unit/exchange/import-world.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '-',
      'A-1',
      'A-2',
      'a-2',
      '00123',
      '5.02E+18',
      '2024-03-05',
      '2026-02-30',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '服务器',
      '在用',
      '总部/机房',
      '张三(E1)',
      '张三',
      '¥1,000',
      '36个月',
      '是',
      '10.0.0.1',
      '=1+1',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);

const sheet = fc
  .uniqueArray(fc.constantFrom(...importTargetsOf('asset')), {
    minLength: 1,
    maxLength: 8,
    selector: ({ key }) => key,
  })
  .chain((targets) =>
    fc.tuple(
      fc.constant(targets),
      fc.array(fc.array(cell, { minLength: targets.length, maxLength: targets.length }), {
        minLength: 1,
        maxLength: 25,
      }),
    ),
  );

describe('whatever a file holds', () => {
  it('every row is accounted for, errors alone reject, and what was written can be taken in again unchanged', async () => {
    const world = new ImportWorld();
    await fc.assert(
      fc.asyncProperty(sheet, async ([targets, rows]) => {
        const mapping = Object.fromEntries(targets.map(({ key }, i) => [i, key]));
        const content = [targets.map(({ label }) => quoted(label.zh)), ...rows.map((row) => row.map(quoted))];
        const full = rows.filter((row) => row.some((text) => text.trim() !== '')).length;
        const request = { sheet: 'register', headerRow: 1, mapping };
        const text = content.map((row) => row.join(',')).join('\n');
        if (full === 0) {
          await expect(world.import(text, request)).rejects.toMatchObject({ code: 'SHEET_NO_ROWS' });
          return;
        }
        const result = await world.import(text, request);
        const [total, ...parts] = account(result);
        expect(total).toBe(full);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(full);
        const erring = new Set(
          result.problems.filter(({ severity }) => severity === 'error').map(({ row }) => row),
        );
        expect(erring.size).toBe(result.rejected);
      }),
      { numRuns: times(60, 3000) },
    );
  });
});
