import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeField } from '../../../src/core/definitions/change-field.ts';
import { addClass, changeClass, removeClass, restoreClass } from '../../../src/core/definitions/classes.ts';
import { addField, removeField, restoreField } from '../../../src/core/definitions/fields.ts';
import { addRelationType, removeRelationType } from '../../../src/core/definitions/relation-types.ts';
import { entriesOf } from '../../../src/core/log/entries.ts';
import { stableJson } from '../../../src/core/log/pure/merge.ts';
import { rowValues } from '../../../src/core/store/codec.ts';
import type { Register } from '../../../src/core/store/register.ts';
import { HoldfastError } from '../../../src/model/index.ts';
import { times } from '../../support/long.ts';
import { hand, replicaOf, TestRegister } from '../../support/register.ts';

const keys = ['alpha', 'beta', 'gamma'] as const;
const types = ['text', 'number', 'date', 'boolean', 'choice', 'choices', 'ip'] as const;
const values = ['1', '2026-03-05', '是', 'red', '10.0.0.1', 'x', 7, true, ['red']] as const;
const choices = [
  { key: 'red', zh: '红' },
  { key: 'blue', zh: '蓝' },
];

interface Act {
  readonly kind:
    | 'field'
    | 'type'
    | 'name'
    | 'drop'
    | 'back'
    | 'class'
    | 'under'
    | 'noClass'
    | 'value'
    | 'asset'
    | 'relate'
    | 'relationType'
    | 'noType'
    | 'exchange';
  readonly who: number;
  readonly key: number;
  readonly pick: number;
  readonly value: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom<Act['kind']>(
    'field',
    'type',
    'type',
    'name',
    'drop',
    'back',
    'class',
    'under',
    'noClass',
    'value',
    'value',
    'value',
    'asset',
    'asset',
    'relate',
    'relate',
    'relationType',
    'noType',
    'exchange',
    'exchange',
  ),
  who: fc.nat(2),
  key: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) }),
  pick: fc.nat(20),
  value: fc.nat(8),
});

/** Does it as a person would; what the register refuses is refused. */
async function perform(
  world: TestRegister,
  other: TestRegister,
  { kind, key: n, pick, value }: Act,
): Promise<void> {
  const { reg, me } = world;
  const key = keys[n] as string;
  const assets = reg.sql('SELECT rid FROM asset WHERE deleted = 0 ORDER BY rid').pluck().all() as number[];
  const asset = (at: number) => reg.keys.uuid(assets[at % assets.length] as number);
  const type = types[value % types.length] as string;
  switch (kind) {
    case 'field':
      addField(reg, me, {
        key,
        zh: key,
        type,
        choices,
        unique: value === 8,
        class: value === 7 ? key : null,
      });
      return;
    case 'type':
      await changeField(reg, me, key, { type, choices }, { keep: true });
      return;
    case 'name':
      await changeField(reg, me, key, { zh: `名 ${value}` }, { keep: true });
      return;
    case 'drop':
      removeField(reg, me, key);
      return;
    case 'back':
      restoreField(reg, me, key);
      restoreClass(reg, me, key);
      return;
    case 'class':
      addClass(reg, me, { key, zh: key, parent: value > 4 ? 'server' : null });
      return;
    case 'under':
      changeClass(reg, me, key, { parent: keys[value % 3] as string });
      return;
    case 'noClass':
      removeClass(reg, me, key);
      return;
    case 'asset':
      world.asset(`T-${pick}`, { class: value > 3 ? key : 'server' });
      return;
    case 'value':
      if (assets.length > 0)
        world.commit([
          { op: 'update', entity: 'asset', id: asset(pick), patch: { [key]: values[value] as never } },
        ]);
      return;
    case 'relationType':
      addRelationType(reg, me, {
        key,
        zh: key,
        hierarchy: value > 5,
        cardinality: value % 2 ? 'oneToOne' : null,
        sources: value === 4 ? ['server'] : null,
      });
      return;
    case 'noType':
      removeRelationType(reg, me, key);
      return;
    case 'relate':
      if (assets.length > 1)
        world.commit([
          {
            op: 'create',
            entity: 'relation',
            patch: { source: asset(pick), type: value > 4 ? 'contains' : key, target: asset(value) },
          },
        ]);
      return;
    case 'exchange':
      hand(other.reg, reg);
  }
}

/** Everything that follows from the log: definitions, values, and what breaks a rule. */
function visible(reg: Register): string {
  const rows = (entity: 'asset' | 'relation' | 'classDef' | 'fieldDef' | 'relationTypeDef') =>
    (
      reg.sql(`SELECT * FROM "${entity}"`).all() as Array<
        Record<string, unknown> & { rid: number; deleted: number }
      >
    )
      .map((row) => ({
        id: reg.keys.uuid(row.rid),
        deleted: row.deleted,
        values: rowValues(reg.keys, entity, row),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  const attention = (
    reg.sql('SELECT id, kind, detail FROM attention ORDER BY id').all() as Array<{
      id: string;
      kind: string;
      detail: string;
    }>
  ).map(({ id, kind, detail }) => {
    if (kind !== 'breach') return { id };
    // Names within it are those of when it was noted; the list shows today's.
    const { code, records } = JSON.parse(detail) as { code: string; records: number[] };
    return { id, code, records: records.map((rid) => reg.keys.uuid(rid)).sort() };
  });
  const { catalogue } = reg;
  return stableJson({
    assets: rows('asset'),
    relations: rows('relation'),
    definitions: [rows('classDef'), rows('fieldDef'), rows('relationTypeDef')],
    classes: catalogue.classes.map(({ key, parent, label }) => ({ key, parent, label })),
    fields: catalogue.customFields.map(({ key, class: of, field }) => ({ key, of, field })),
    types: catalogue.relationTypes,
    problems: catalogue.breaches,
    attention,
  } as never);
}

const indexes = (reg: Register) =>
  reg.db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB 'asset_attr_*' ORDER BY 1")
    .pluck()
    .all();

/** No value that anybody wrote is lost: it stands, or its entry in the log does. */
function written(reg: Register): Set<string> {
  const rids = reg.sql("SELECT rid FROM record WHERE entity = 'asset'").pluck().all() as number[];
  return new Set(
    rids.flatMap((rid) =>
      entriesOf(reg, rid).flatMap((entry) =>
        keys.map((key) => `${entry.id} ${key} ${JSON.stringify(entry.patch[key])}`),
      ),
    ),
  );
}

describe('definitions merge without loss', () => {
  it('whatever is defined and written on three laptops, in whatever order they hear of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
        const first = new TestRegister({ name: 'one' });
        // Something to disagree about.
        addField(first.reg, first.me, { key: 'alpha', zh: 'alpha', type: 'text', indexed: true });
        addClass(first.reg, first.me, { key: 'alpha', zh: 'alpha' });
        addRelationType(first.reg, first.me, { key: 'alpha', zh: 'alpha', cardinality: 'oneToOne' });
        for (const tag of ['A', 'B', 'C']) first.asset(tag, { alpha: '7' });
        const worlds = [
          first,
          replicaOf(first, { name: 'two' }),
          replicaOf(first, { name: 'three' }),
        ] as const;
        try {
          for (const one of acts) {
            const world = worlds[one.who % 3] as TestRegister;
            const other = worlds[(one.who + 1 + (one.pick % 2)) % 3] as TestRegister;
            await perform(world, other, one).catch((cause: unknown) => {
              if (!(cause instanceof HoldfastError)) throw cause;
            });
          }
          const known = new Set(worlds.flatMap((world) => [...written(world.reg)]));
          for (const to of [0, 1, 2, 0, 1])
            for (const from of worlds) hand(from.reg, (worlds[to] as TestRegister).reg);
          const [a, b, c] = worlds.map((world) => visible(world.reg));
          expect(b).toBe(a);
          expect(c).toBe(a);
          for (const { reg } of worlds) {
            expect(written(reg)).toEqual(known);
            expect(indexes(reg)).toEqual(indexes(first.reg));
          }
          // Opening again finds nothing to mend.
          const before = visible(first.reg);
          expect(visible(first.reopen())).toBe(before);
        } finally {
          for (const world of worlds) world.close();
        }
      }),
      { numRuns: times(8, 400) },
    );
  }, 240_000);
});
