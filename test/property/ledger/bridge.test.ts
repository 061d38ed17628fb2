import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unexplained } from '../../../src/core/ledger/bridge.ts';
import type { Card } from '../../../src/core/ledger/card.ts';
import { cardFields, cardIdentity, decodeCards, encodeCards } from '../../../src/core/ledger/card.ts';
import { CardIndex } from '../../../src/core/ledger/card-index.ts';
import { decide } from '../../../src/core/ledger/decide.ts';
import { settle, sight } from '../../../src/core/ledger/result.ts';
import type { Draft } from '../../../src/core/log/commit.ts';
import { times } from '../../support/long.ts';
import { TestRegister } from '../../support/register.ts';

/** Few different values, so that numbers, names and amounts meet often. */
const number = fc.constantFrom('1', '01', '2', '3', '00004', '5', 'x-6');
const name = fc.constantFrom('服务器', '显示器', 'Laptop', 'ｌａｐｔｏｐ', '');
const cost = fc.constantFrom(0, 1, 100_00, 100_01, 300_00, 33_33, 9_007_199_254);
const day = fc.constantFrom('2024-03-05', '2024-03-31', '2024-04-01', '2023-12-31');
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const card = fc
  .record({
    cardNo: orNull(number),
    assetNo: orNull(number),
    subNo: orNull(fc.constantFrom('0', '1')),
    name: orNull(name),
    spec: orNull(fc.constantFrom('SN:CN12345X', '配 CN12345X、CN67890Y', '42U')),
    quantity: fc.constantFrom(1, 2, 3, 0.5, 20),
    cost,
    depreciation: orNull(cost),
    startDate: orNull(day),
    status: orNull(fc.constantFrom('在用', '报废', '闲置')),
    department: orNull(fc.constantFrom('信息部', '财务部')),
  })
  .map((given): Card => {
    const empty = Object.fromEntries(cardFields.map((field) => [field, null]));
    return { ...empty, row: 2, ...given } as unknown as Card;
  });

const asset = fc.record({
  ledgerNo: orNull(number),
  serial: orNull(fc.constantFrom('CN12345X', 'CN67890Y')),
  name: orNull(name),
  cost: orNull(cost),
  quantity: orNull(fc.constantFrom(1, 2, 0.25, 20)),
  inServiceDate: orNull(day),
  currency: orNull(fc.constantFrom('CNY', 'USD')),
  kind: orNull(fc.constantFrom('fixed', 'lowValue', 'leased', 'thirdParty')),
  status: fc.constantFrom('inUse', 'idle', 'retired', 'disposed', 'missing', 'ordered'),
  class: fc.constantFrom('server', 'virtualMachine', 'furniture'),
});

const whole = (values: Record<string, unknown>): Record<string, never> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== '')) as never;

describe('whatever a register and a ledger hold', () => {
  it('the bridge adds up exactly, and every card and asset stands in one place', () => {
    fc.assert(
      fc.property(
        fc.array(card, { maxLength: 25 }),
        fc.array(asset, { maxLength: 25 }),
        fc.array(fc.tuple(fc.nat(24), fc.nat(24), fc.boolean()), { maxLength: 6 }),
        (cards, assets, decisions) => {
          const test = new TestRegister();
          try {
            const drafts = assets.map(
              (values, i): Draft => ({
                op: 'create',
                entity: 'asset',
                patch: { tag: `T-${i}`, ...whole(values) },
              }),
            );
            const { records } = test.commit(drafts);
            const index = new CardIndex(decodeCards(JSON.parse(JSON.stringify(encodeCards(cards)))));
            const head = { period: '2026-12', currency: 'CNY' };
            const before = sight(test.reg, index, 'CNY');
            settle(test.reg, index, before, head);
            for (const [c, a, apart] of decisions) {
              const [one, other] = [cards[c], records[a]];
              if (one && other)
                decide(test.reg, test.me, '', [{ card: cardIdentity(one), asset: other }], apart);
            }
            const result = settle(test.reg, index, sight(test.reg, index, 'CNY'), head);
            const { outcome, lines, onlyRegister, apart } = result;
            // A decision by hand is followed without reading the register anew.
            expect(settle(test.reg, index, before, head).outcome).toEqual(outcome);

            expect(unexplained(outcome.bridge)).toEqual({ quantity: 0, cost: 0 });
            const ledger = outcome.bridge.find(({ key }) => key === 'ledger');
            expect(ledger?.cost).toBe(cards.reduce((sum, each) => sum + each.cost, 0));

            const places = lines.flatMap((line) => line.cards).sort((a, b) => a - b);
            expect(places).toEqual(cards.map((_, i) => i));
            const rids = [
              ...lines.flatMap((line) => line.assets.map(({ rid }) => rid)),
              ...[...onlyRegister, ...apart].map(({ rid }) => rid),
            ];
            expect(new Set(rids).size).toBe(rids.length);
            const told = Object.values(outcome.apart).reduce((total, { count }) => total + count, 0);
            expect(told).toBe(apart.length);
            const sum = Object.values(outcome.lines).reduce((total, each) => total + each, 0);
            expect(sum).toBe(lines.length + onlyRegister.length + apart.length);
          } finally {
            test.close();
          }
        },
      ),
      { numRuns: times(60, 2000) },
    );
  });
});
