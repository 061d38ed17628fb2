import { describe, expect, it } from 'vitest';
import { proofOf } from '../../../../src/renderer/retirement/proof.ts';

const done = {
  serial: 'Z4Y7719A',
  method: 'clear',
  operator: 'a',
  verifier: 'b',
  date: '2026-11-20',
  result: 'passed',
};

describe('what a medium’s proof lacks', () => {
  it('names everything that is missing', () => {
    expect(proofOf({ proven: false, values: { serial: 'X', result: 'pending' } })).toEqual({
      state: 'lacks',
      fields: ['method', 'operator', 'verifier', 'date', 'result'],
    });
  });

  it('says that operator and verifier are one person', () => {
    expect(proofOf({ proven: false, values: { ...done, verifier: 'a' } })).toEqual({ state: 'samePerson' });
  });

  it('needs no serial and no method where there is no medium', () => {
    const values = { result: 'noMedium', operator: 'a', date: '2026-11-20' };
    expect(proofOf({ proven: false, values })).toEqual({ state: 'lacks', fields: ['verifier'] });
    expect(proofOf({ proven: true, values: { ...values, verifier: 'b' } })).toEqual({ state: 'noMedium' });
  });

  it('leaves it to the core whether a medium is proven', () => {
    expect(proofOf({ proven: true, values: done })).toEqual({ state: 'proven' });
    expect(proofOf({ proven: false, values: { ...done, result: 'failed' } })).toEqual({ state: 'failed' });
  });
});
