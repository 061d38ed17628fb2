import { builtinCatalogue, type Catalogue } from './catalogue.ts';
import { entityOf } from './entities/index.ts';
import type { FieldDef, Label } from './types.ts';

/** What the rows of a sheet can become, in the order in which references need them. */
export const importEntities = [
  'organisation',
  'department',
  'person',
  'location',
  'productModel',
  'contract',
  'licence',
  'asset',
  'relation',
] as const;
export type ImportEntity = (typeof importEntities)[number];

/** What a column of a workbook can become: a field of the record, or a part of one that spreadsheets keep apart. */
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

/** The record's own id. Foreign exports number their rows in a column `ID`, so that word alone isn't it. */
const id = part('id', '内部编号', 'Internal ID', ['内部id', 'internal id', 'holdfast id', 'record id']);

const path = (zh: string, en: string, synonyms: readonly string[]) => part('path', zh, en, synonyms);

/** Column headers here include those of Snipe-IT's and GLPI's exports. */
const assetParts: readonly ImportTarget[] = [
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
  part('photo', '照片', 'Photo', [
    '图片',
    '资产照片',
    '设备照片',
    '实物照片',
    '实物图片',
    'picture',
    'image',
  ]),
  id,
];

const parts: Readonly<Record<ImportEntity, readonly ImportTarget[]>> = {
  asset: assetParts,
  relation: [id],
  location: [
    path('地点路径', 'Location path', [
      '路径',
      '完整路径',
      '全路径',
      '完整名称',
      'path',
      'full path',
      'complete name',
    ]),
    id,
  ],
  department: [
    path('部门路径', 'Department path', ['路径', '完整路径', '全路径', '部门全称', 'path', 'full path']),
    id,
  ],
  person: [
    part('firstName', '名', 'First name', ['first name', 'given name', 'forename']),
    part('lastName', '姓', 'Last name', ['last name', 'surname', 'family name']),
    id,
  ],
  organisation: [id],
  productModel: [id],
  contract: [id],
  licence: [id],
};

/** Words that only other programs' exports use, or that mean something only in a table of this entity. */
const foreign: Readonly<Partial<Record<ImportEntity, Readonly<Record<string, readonly string[]>>>>> = {
  asset: {
    name: ['computer', '电脑名称'],
    serial: ['serial number (service tag)', 'service tag'],
    tag: ['inventory/asset number', 'inventory no', 'asset', '资产编号/序列号'],
    manufacturer: ['manufacturers', '制造商'],
    model: ['models'],
    class: ['types', 'item type'],
    user: ['alternate user', 'assigned user', 'users', '用户'],
    department: ['groups', 'group', 'group in charge', 'group in charge of the hardware'],
    custodian: ['technician in charge of the hardware', 'technician'],
    owner: ['entities'],
    location: ['locations', 'entity > location'],
    notes: ['asset notes', 'comments', 'comment'],
    os: ['operating system - name', 'operating system', 'operating systems - name', '操作系统 - 名称'],
    ip: ['network - ip', 'ip addresses', 'networking - ip'],
    mac: ['network - mac address', 'networking - mac', 'mac addresses', 'network - mac'],
    cpu: ['components - processor', 'processors'],
    quantity: ['qty', 'quantity', 'total'],
    modelNo: ['model no.', 'model number'],
  },
  licence: {
    name: ['许可证名称', '许可证', '软件许可证', '软件许可', '授权软件', '正版软件'],
    seats: ['许可证数', '许可证数量', '授权个数', '购买数量'],
  },
};

/** Labels that read better over a column than the field's own. */
const columnLabels: Readonly<Partial<Record<ImportEntity, Readonly<Record<string, Label>>>>> = {
  relation: {
    source: { zh: '源资产编号', en: 'Source tag' },
    target: { zh: '目标资产编号', en: 'Target tag' },
  },
};

function makeTargets(catalogue: Catalogue, entity: ImportEntity): ImportTarget[] {
  const targets = new Map<string, ImportTarget>();
  const add = (key: string, field: FieldDef) => {
    if (field.readonly || field.type === 'json' || targets.has(key)) return;
    const synonyms = [...(field.synonyms ?? []), ...(foreign[entity]?.[key] ?? [])];
    targets.set(key, { key, label: columnLabels[entity]?.[key] ?? field.label, synonyms, field });
  };
  const own = entity === 'relation' ? catalogue.fieldsOf('relation') : entityOf(entity).fields;
  for (const [key, field] of Object.entries(own)) add(key, field);
  for (const target of parts[entity]) targets.set(target.key, target);
  if (entity !== 'asset') return [...targets.values()];
  for (const [key, field] of Object.entries(catalogue.attrFields)) add(key, field);
  return [...targets.values()];
}

interface Targets {
  readonly all: readonly ImportTarget[];
  readonly byKey: ReadonlyMap<string, ImportTarget>;
}

const made = new WeakMap<Catalogue, Map<ImportEntity, Targets>>();

function targetsOf(catalogue: Catalogue, entity: ImportEntity): Targets {
  let ofCatalogue = made.get(catalogue);
  if (!ofCatalogue) {
    ofCatalogue = new Map();
    made.set(catalogue, ofCatalogue);
  }
  let targets = ofCatalogue.get(entity);
  if (!targets) {
    const all = makeTargets(catalogue, entity);
    targets = { all, byKey: new Map(all.map((target) => [target.key, target])) };
    ofCatalogue.set(entity, targets);
  }
  return targets;
}

/** Every target of an entity: its common fields first, then their parts, then what only some classes have. */
export function importTargetsOf(
  entity: ImportEntity,
  catalogue: Catalogue = builtinCatalogue,
): readonly ImportTarget[] {
  return targetsOf(catalogue, entity).all;
}

export function importTarget(
  entity: ImportEntity,
  key: string,
  catalogue: Catalogue = builtinCatalogue,
): ImportTarget | undefined {
  return targetsOf(catalogue, entity).byKey.get(key);
}
