import type { FieldDef, FieldGroup, Label } from '../../model/types.ts';

export const groupLabels: Record<FieldGroup, Label> = {
  identity: { zh: '标识', en: 'Identity' },
  state: { zh: '状态', en: 'State' },
  place: { zh: '位置', en: 'Place' },
  people: { zh: '人员与部门', en: 'People and departments' },
  finance: { zh: '采购与财务', en: 'Purchase and finance' },
  technical: { zh: '技术参数', en: 'Technical' },
  other: { zh: '其他', en: 'Other' },
};

export interface Group {
  readonly key: FieldGroup;
  readonly fields: readonly (readonly [key: string, field: FieldDef])[];
}

/** The fields under their headings, in the order of declaration; groups without fields are left out. */
export function groupFields(fields: Readonly<Record<string, FieldDef>>): readonly Group[] {
  return (Object.keys(groupLabels) as FieldGroup[])
    .map((key) => ({
      key,
      fields: Object.entries(fields).filter(([, field]) => (field.group ?? 'other') === key),
    }))
    .filter((group) => group.fields.length > 0);
}
