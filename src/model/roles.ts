import type { Choice } from './types.ts';

const as = <const C extends Record<string, Choice>>(choices: C): C => choices;

export const roles = as({
  administrator: { label: { zh: '系统管理员', en: 'Administrator' } },
  assetManager: { label: { zh: '资产管理员', en: 'Asset manager' } },
  coordinator: { label: { zh: '部门资产员', en: 'Department coordinator' } },
  technician: { label: { zh: '运维人员', en: 'Technician' } },
  approver: { label: { zh: '审批人', en: 'Approver' } },
  finance: { label: { zh: '财务', en: 'Finance' } },
  auditor: { label: { zh: '审计员', en: 'Auditor' } },
  viewer: { label: { zh: '只读', en: 'Viewer' } },
});

export type RoleKey = keyof typeof roles;

export function isRole(value: unknown): value is RoleKey {
  return typeof value === 'string' && Object.hasOwn(roles, value);
}
