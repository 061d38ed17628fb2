import { builtinClasses } from './classes.ts';
import { asset } from './entities/asset.ts';
import type { FieldDef, Label } from './types.ts';

/** What a column of a workbook can become: a field of the asset, or a part of one that spreadsheets keep apart. */
export interface ImportTarget {
  readonly key: string;
  readonly label: Label;
  readonly synonyms: readonly string[];
  /** The field itself; null for the parts. */
  readonly field: FieldDef | null;
}

const part = (key: string, zh: string, en: string, synonyms: readonly string[]): ImportTarget => ({
  key,
  label: { zh, en },
  synonyms,
  field: null,
});

/** Column headers here include those of Snipe-IT's and GLPI's exports. */
const parts: readonly ImportTarget[] = [
  part('user.number', '使用人工号', 'User: employee number', [
    '工号',
    '员工编号',
    '领用人工号',
    'employee number',
    'employee no',
  ]),
  part('user.username', '使用人账号', 'User: user name', [
    'checked out to: username',
    'username',
    '账号',
    '登录名',
    'alternate username',
  ]),
  part('user.email', '使用人邮箱', 'User: email', [
    'checked out to: email',
    'email',
    'e-mail',
    '邮箱',
    '电子邮件',
  ]),
  part('user.firstName', '使用人名', 'User: first name', ['checked out to: first name', 'first name']),
  part('user.lastName', '使用人姓', 'User: last name', ['checked out to: last name', 'last name', 'surname']),
  part('location.checkedOut', '借出地点', 'Checked out to location', ['checked out to: location']),
  part('warrantyMonths', '保修月数', 'Warranty (months)', [
    'warranty',
    '保修期',
    '保修期(月)',
    '质保期',
    '质保期(月)',
    '保修期限',
    'warranty months',
    'warranty duration',
  ]),
];

/** Words for fields that only other programs' exports use. */
const foreign: Readonly<Record<string, readonly string[]>> = {
  name: ['computer', '电脑名称'],
  serial: ['serial number (service tag)', 'service tag'],
  tag: ['inventory/asset number', 'inventory no', 'asset'],
  manufacturer: ['manufacturer'],
  user: ['alternate user', 'assigned user'],
  location: ['locations', 'entity > location'],
  os: ['operating system - name', 'operating system'],
};

/** Every target, the common fields of assets first, then what only some classes have. */
export const importTargets: readonly ImportTarget[] = makeTargets();

function makeTargets(): ImportTarget[] {
  const targets = new Map<string, ImportTarget>();
  const add = (key: string, field: FieldDef) => {
    if (field.readonly || field.type === 'json' || targets.has(key)) return;
    const synonyms = [...(field.synonyms ?? []), ...(foreign[key] ?? [])];
    targets.set(key, { key, label: field.label, synonyms, field });
  };
  for (const [key, field] of Object.entries(asset.fields)) add(key, field);
  for (const target of parts) targets.set(target.key, target);
  for (const def of builtinClasses) {
    for (const [key, field] of Object.entries(def.fields ?? {})) add(key, field);
  }
  return [...targets.values()];
}

const byKey = new Map(importTargets.map((target) => [target.key, target]));

export function importTarget(key: string): ImportTarget | undefined {
  return byKey.get(key);
}
