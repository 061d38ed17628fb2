import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SheetRequest } from '../../../src/core/exchange/imports.ts';
import { type ImportEntity, importEntities, importTargetsOf } from '../../../src/model/import-targets.ts';
import { times } from '../../support/long.ts';
import { account, ImportWorld } from '../../unit/exchange/import-world.ts';

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
      'A01-A03',
      '001、002',
      '00123',
      '5.02E+18',
      '2024-03-05',
      '2026-02-30',
      '3/5/24',
      '2',
      '3',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '服务器',
      '在用',
      '封存',
      '总部',
      '总部/机房',
      '机房',
      '张三(E1)',
      '张三',
      'E1',
      '¥1,000',
      '36个月',
      '是',
      '10.0.0.1',
      '=1+1',
      '合计',
      '依赖',
      '被依赖',
      '包含',
      '连接',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);

interface RandomSheet {
  readonly request: SheetRequest & { entity: ImportEntity };
  readonly rows: readonly (readonly string[])[];
}

const sheetOf = (entity: ImportEntity) =>
  fc
    .uniqueArray(fc.constantFrom(...importTargetsOf(entity)), {
      minLength: 1,
      maxLength: 8,
      selector: ({ key }) => key,
    })
    .chain((targets) => {
      const key = fc.constantFrom(...targets.map((target) => target.key));
      const settings = fc.record({
        mode: fc.constantFrom('create' as const, 'update' as const, 'both' as const),
        key: fc.oneof(
          { weight: 3, arbitrary: fc.constant<string[]>([]) },
          { weight: 1, arbitrary: fc.uniqueArray(key, { maxLength: 2 }) },
        ),
        createMissing: fc.boolean(),
        blank: fc.constantFrom('keep' as const, 'clear' as const, 'auto' as const),
        blanks: fc.dictionary(key, fc.constantFrom('keep' as const, 'clear' as const), { maxKeys: 2 }),
        words: fc.constantFrom<NonNullable<SheetRequest['words']>>(
          {},
          { status: { 封存: 'idle' }, class: { 封存: 'desktop', '3': '' } },
        ),
        split: fc.record({ quantity: fc.boolean(), ranges: fc.boolean() }),
        leave: fc.uniqueArray(
          fc.record({
            code: fc.constantFrom('DATE_IMPOSSIBLE', 'REFERENCE_MISSING', 'MONEY_UNREADABLE'),
            target: key,
          }),
          { maxLength: 3, selector: ({ code, target }) => `${code} ${target}` },
        ),
        edits: fc.dictionary(
          fc.constantFrom('2', '3', '9'),
          fc.dictionary(fc.constantFrom('0', '1'), cell, { maxKeys: 1 }),
          {
            maxKeys: 2,
          },
        ),
        prefer: fc.constantFrom(null, 'workbook' as const),
      });
      const row = fc.array(cell, { minLength: targets.length, maxLength: targets.length });
      return fc.record({ settings, rows: fc.array(row, { minLength: 1, maxLength: 20 }) }).map(
        ({ settings: said, rows }): RandomSheet => ({
          rows: [targets.map(({ label }) => label.zh), ...rows],
          request: {
            ...said,
            entity,
            headerRow: 1,
            mapping: Object.fromEntries(targets.map((target, i) => [i, target.key])),
          },
        }),
      );
    });

const book = fc
  .uniqueArray(fc.constantFrom(...importEntities), { minLength: 1, maxLength: 3 })
  .chain((entities) => fc.tuple(...entities.map(sheetOf)));

/** Why a file with nothing to import in it is refused. */
const refusals = new Set(['SHEET_NO_ROWS', 'MAPPING_EMPTY', 'MAPPING_UNKNOWN']);

function counts(world: ImportWorld): Record<string, number> {
  const count = (entity: string) =>
    world.test.reg.sql(`SELECT count(*) FROM "${entity}" WHERE deleted = 0`).pluck().get() as number;
  return Object.fromEntries(importEntities.map((entity) => [entity, count(entity)]));
}

describe('whatever a file holds', () => {
  it('every row is accounted for, errors alone reject, and the register then has what the plan said', async () => {
    const world = new ImportWorld();
    await fc.assert(
      fc.asyncProperty(book, async (made) => {
        const names = made.map((_, i) => `表${i}`);
        const path = await world.workbook(
          Object.fromEntries(made.map(({ rows }, i) => [names[i] as string, rows])),
        );
        const sheets = made.map(({ request }, i) => ({ ...request, sheet: names[i] as string }));
        const before = counts(world);
        const plan = await world.plan(path, { sheets }).catch((cause) => {
          expect(refusals).toContain(cause.code);
          return null;
        });
        if (!plan) return;
        const result = await world.imports.run(plan.id, world.test.me);

        expect(account(result)).toEqual(account(plan.summary));
        for (const sheet of result.sheets) {
          const [total, ...parts] = account(sheet);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
          const errors = result.problems.filter(
            (problem) => problem.severity === 'error' && problem.sheet === sheet.sheet,
          );
          expect(new Set(errors.map(({ row }) => row)).size).toBe(sheet.rejected);
        }
        const after = counts(world);
        for (const entity of importEntities) {
          const own = result.sheets.find((sheet) => sheet.entity === entity)?.created ?? 0;
          const more =
            (after[entity] as number) - (before[entity] as number) - (result.createdOthers[entity] ?? 0);
          const splits = entity === 'asset' && sheets.some(({ split }) => split?.quantity || split?.ranges);
          if (!splits) expect([entity, more]).toEqual([entity, own]);
          else expect(more >= own && more <= result.records).toBe(true);
        }
      }),
      { numRuns: times(80, 3000) },
    );
  });
});
