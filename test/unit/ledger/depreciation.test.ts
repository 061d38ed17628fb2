import { describe, expect, it } from 'vitest';
import { estimate } from '../../../src/core/ledger/depreciation.ts';
import type { LedgerAsset } from '../../../src/core/ledger/ledger-asset.ts';

const asset = (more: Partial<LedgerAsset> = {}): LedgerAsset => ({
  rid: 1,
  tag: null,
  ledgerNo: null,
  serial: null,
  name: null,
  cost: 12_000_00,
  foreign: false,
  quantity: 1000,
  department: null,
  status: 'inUse',
  kind: 'fixed',
  class: 'server',
  tangible: true,
  inService: '2024-03-05',
  booked: null,
  purchased: null,
  usefulLife: 60,
  salvageRate: 5,
  method: 'straightLine',
  ...more,
});

describe('our straight-line estimate', () => {
  it('begins in the month after the start and ends with the life', () => {
    expect(estimate(asset(), '2024-02')).toEqual({ depreciation: 0, net: 12_000_00 });
    expect(estimate(asset(), '2024-03')).toEqual({ depreciation: 0, net: 12_000_00 });
    expect(estimate(asset(), '2024-04')).toEqual({ depreciation: 190_00, net: 11_810_00 });
    expect(estimate(asset(), '2025-03')).toEqual({ depreciation: 2_280_00, net: 9_720_00 });
    expect(estimate(asset(), '2029-03')).toEqual({ depreciation: 11_400_00, net: 600_00 });
    expect(estimate(asset(), '2040-01')).toEqual({ depreciation: 11_400_00, net: 600_00 });
  });

  it('rounds half up to the cent', () => {
    expect(estimate(asset({ cost: 1_00, salvageRate: null, usefulLife: 8 }), '2024-04')).toEqual({
      depreciation: 13,
      net: 87,
    });
  });

  it('says nothing where a field is missing or the method is another', () => {
    expect(estimate(asset({ usefulLife: null }), '2024-04')).toBeNull();
    expect(estimate(asset({ inService: null }), '2024-04')).toBeNull();
    expect(estimate(asset({ method: 'sumOfYears' }), '2024-04')).toBeNull();
    expect(estimate(asset(), null)).toBeNull();
    expect(estimate(asset({ method: 'none' }), '2030-01')).toEqual({ depreciation: 0, net: 12_000_00 });
  });
});
