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
  readonly key: string;
  readonly label: Label;
  readonly fields: readonly (readonly [key: string, field: FieldDef])[];
}

/** The fields under their headings, in the order of declaration: those that ship first, then the user's own headings. */
export function groupFields(fields: Readonly<Record<string, FieldDef>>): readonly Group[] {
  const entries = Object.entries(fields);
  const shipped = (Object.keys(groupLabels) as FieldGroup[]).map((key) => ({
    key: key as string,
    label: groupLabels[key],
    fields: entries.filter(([, field]) => !field.heading && (field.group ?? 'other') === key),
  }));
  const own = Map.groupBy(
    entries.filter(([, field]) => field.heading),
    ([, field]) => field.heading?.zh ?? '',
  );
  const named = [...own].map(([key, found]) => ({
    key: `own ${key}`,
    label: found[0]?.[1].heading as Label,
    fields: found,
  }));
  return [...shipped, ...named].filter((group) => group.fields.length > 0);
}
