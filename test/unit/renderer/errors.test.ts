import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { errorField, errorText } from '../../../src/renderer/app/errors.ts';

const told = (code: string, params: Record<string, string | number>) =>
  new ORPCError('HOLDFAST', { data: { code, params } });

describe('an error of the contract', () => {
  it('is told in the language of the person, with the model’s words for its keys', () => {
    const error = told('DUPLICATE_VALUE', { field: 'tag', value: 'HF-1', other: 'DB-01' });
    expect(errorText(error, 'zh')).toBe('资产编号“HF-1”已被“DB-01”使用。');
    expect(errorText(error, 'en')).toBe('The Asset tag “HF-1” is already used by “DB-01”.');
  });

  it('names states and roles by their words', () => {
    expect(errorText(told('STATUS_NOT_ALLOWED', { from: 'inUse', to: 'disposed' }), 'en')).toContain(
      'from “In use” to “Disposed”',
    );
    expect(errorText(told('ROLE_FORBIDS', { role: 'auditor' }), 'zh')).toContain('审计员');
  });

  it('names the field it is about', () => {
    expect(errorField(told('FIELD_REQUIRED', { field: 'name' }))).toBe('name');
    expect(errorField(new Error('gone'))).toBeNull();
  });
});

describe('any other error', () => {
  it('is told as an internal one, never raw', () => {
    expect(errorText(new Error('x is not a function'), 'zh')).toMatch(/^内部错误/);
  });
});
