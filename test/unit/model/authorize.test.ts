import { describe, expect, it } from 'vitest';
import { type AuthorizeInput, authorize } from '../../../src/model/authorize.ts';

const asked: AuthorizeInput = {
  role: 'approver',
  department: null,
  person: 'chen',
  entity: 'baseline',
  operation: 'update',
  patch: { state: 'approved', approvedBy: 'chen' },
  record: { name: 'B', state: 'draft', madeBy: 'zhou' },
};
const own = { allowed: false, code: 'OWN_REQUEST' };

describe('approving a baseline', () => {
  it('is for approvers other than its maker', () => {
    expect(authorize(asked)).toEqual({ allowed: true });
    expect(authorize({ ...asked, person: 'zhou' })).toEqual(own);
    expect(authorize({ ...asked, role: 'administrator', person: 'zhou' })).toEqual(own);
    for (const role of ['viewer', 'technician', 'auditor', 'assetManager', 'finance'] as const)
      expect(authorize({ ...asked, role })).toEqual({ allowed: false, code: 'ROLE_FORBIDS' });
  });

  it('cannot be passed by making one that is approved from the start', () => {
    const patch = { ...asked.patch, name: 'B', madeBy: 'chen' };
    for (const role of ['approver', 'administrator'] as const)
      expect(authorize({ ...asked, role, operation: 'create', patch, record: null })).toEqual(own);
  });
});

describe('an approved baseline', () => {
  const record = { name: 'B', state: 'approved', madeBy: 'zhou' };

  it('keeps its scope and moment, whoever asks; its approval can be taken back', () => {
    for (const role of ['approver', 'administrator', 'assetManager'] as const)
      for (const [field, value] of [
        ['at', 1],
        ['filter', 'class=server'],
      ] as const)
        expect(authorize({ ...asked, role, patch: { [field]: value }, record }).allowed, role).toBe(false);
    expect(authorize({ ...asked, patch: { state: 'draft', approvedBy: null }, record }).allowed).toBe(true);
  });
});

describe('definitions', () => {
  it('are for administrators and asset managers', () => {
    for (const entity of ['classDef', 'fieldDef', 'relationTypeDef', 'qualityRule'] as const) {
      const may = (role: AuthorizeInput['role']) =>
        authorize({ ...asked, entity, role, operation: 'create', patch: {}, record: null }).allowed;
      expect(may('administrator') && may('assetManager')).toBe(true);
      for (const role of ['viewer', 'technician', 'coordinator', 'approver', 'finance', 'auditor'] as const)
        expect(may(role), `${role} ${entity}`).toBe(false);
    }
  });
});
