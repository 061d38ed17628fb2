import type { Choice, JsonObject, Label } from './types.ts';

const as = <const C extends Record<string, Choice>>(choices: C): C => choices;

/** What a rule of data quality can ask for. */
export const qualityKinds = as({
  required: { label: { zh: '必填', en: 'Required' } },
  anyOf: { label: { zh: '至少有一项', en: 'One of them' } },
  stale: { label: { zh: '长期未确认', en: 'Stale' } },
  duplicate: { label: { zh: '重复', en: 'Duplicate' } },
  goneRelation: { label: { zh: '关联已报废资产', en: 'Related to what is gone' } },
  warranty: { label: { zh: '保修无日期', en: 'Warranty without date' } },
  pattern: { label: { zh: '格式', en: 'Pattern' } },
  condition: { label: { zh: '自定义条件', en: 'Condition' } },
});
export type QualityKind = keyof typeof qualityKinds;

export const qualitySeverities = as({
  high: { label: { zh: '高', en: 'High' }, tone: 'bad' },
  medium: { label: { zh: '中', en: 'Medium' }, tone: 'warning' },
  low: { label: { zh: '低', en: 'Low' }, tone: 'info' },
});
export type QualitySeverity = keyof typeof qualitySeverities;

/** What the kinds ask of, each what it needs. */
export interface QualityParameters {
  /** required, anyOf: keys of fields. */
  readonly fields?: readonly string[];
  /** stale: days without anybody changing or counting it. */
  readonly days?: number;
  /** stale: `counted` takes only a stocktake for a confirmation, `any` every change of the asset. */
  readonly by?: 'any' | 'counted';
  /** duplicate: serial, mac, ip, hostname, uuid; pattern: any text field. */
  readonly field?: string;
  /** pattern: a regular expression that the whole value has to match. */
  readonly pattern?: string;
  /** condition: what every asset in scope has to match, in the grammar of filter.ts. */
  readonly filter?: string;
}

export interface QualityRule {
  /** Key of a shipped rule, else the id of its record. */
  readonly id: string;
  readonly label: Label;
  readonly kind: QualityKind;
  /** Which assets it is about, in the grammar of filter.ts; what is gone is never meant. */
  readonly scope: string;
  readonly parameters: QualityParameters;
  readonly severity: QualitySeverity;
  /** 1 to 10. */
  readonly weight: number;
  readonly enabled: boolean;
}

/** Fields of which two assets never share a value. */
export const duplicateFields = ['serial', 'mac', 'ip', 'hostname', 'uuid'] as const;

const rule = (
  id: string,
  zh: string,
  en: string,
  kind: QualityKind,
  parameters: QualityParameters,
  severity: QualitySeverity,
  weight: number,
  scope = '',
  enabled = true,
): QualityRule => ({ id, label: { zh, en }, kind, parameters, severity, weight, scope, enabled });

const equipment = 'class=server,storage,networkDevice,desktop,laptop,mobile,printer';

/** The rules that ship with Holdfast. */
export const shippedRules: readonly QualityRule[] = [
  rule(
    'identity',
    '编号、名称、类别齐全',
    'Tag, name and class are there',
    'required',
    { fields: ['tag', 'name', 'class'] },
    'high',
    5,
  ),
  rule(
    'serial',
    '设备有序列号',
    'Equipment has a serial number',
    'required',
    { fields: ['serial'] },
    'medium',
    3,
    equipment,
  ),
  rule(
    'model',
    '设备有型号',
    'Equipment has a model',
    'required',
    { fields: ['model'] },
    'low',
    1,
    equipment,
  ),
  rule(
    'location',
    '实物有存放地点',
    'Things have a location',
    'required',
    { fields: ['location'] },
    'high',
    4,
    'class=hardware,facility',
  ),
  rule(
    'keeper',
    '实物有使用人或保管人',
    'Things have a user or custodian',
    'anyOf',
    { fields: ['user', 'custodian'] },
    'high',
    4,
    'class=hardware,facility status=inUse',
  ),
  rule(
    'orphan',
    '无地点、无使用人、无保管人',
    'Orphans: no location, user or custodian',
    'anyOf',
    { fields: ['location', 'user', 'custodian'] },
    'high',
    5,
  ),
  rule(
    'department',
    '在用资产有使用部门',
    'Assets in use have a department',
    'required',
    { fields: ['department'] },
    'medium',
    2,
    'class=hardware,facility status=inUse',
  ),
  rule('stale', '一年内确认过', 'Confirmed within a year', 'stale', { days: 365, by: 'any' }, 'medium', 2),
  rule(
    'duplicateSerial',
    '序列号不重复',
    'No serial number twice',
    'duplicate',
    { field: 'serial' },
    'high',
    5,
  ),
  rule('duplicateMac', 'MAC 地址不重复', 'No MAC address twice', 'duplicate', { field: 'mac' }, 'medium', 4),
  rule(
    'duplicateIp',
    'IP 地址不重复',
    'No IP address twice',
    'duplicate',
    { field: 'ip' },
    'medium',
    3,
    'class!=network',
  ),
  rule('goneRelation', '不与已报废资产关联', 'No relation to what is gone', 'goneRelation', {}, 'high', 4),
  rule(
    'warranty',
    '已购设备有保修到期日',
    'Bought equipment has the end of its warranty',
    'warranty',
    {},
    'low',
    2,
    equipment,
  ),
  rule(
    'hostname',
    '服务器主机名符合格式',
    'Host names of servers fit the pattern',
    'pattern',
    { field: 'hostname', pattern: '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*' },
    'low',
    1,
    'class=server,virtualMachine',
  ),
];

export const shippedRule = (key: unknown): QualityRule | undefined =>
  typeof key === 'string' ? shippedRules.find(({ id }) => id === key) : undefined;

/** 0 to 100: the weight of the breaches against that of everything that was looked at; 100 where there was nothing. */
export function qualityScore(lines: Iterable<{ weight: number; breaches: number; things: number }>): number {
  let lost = 0;
  let all = 0;
  for (const { weight, breaches, things } of lines) {
    lost += weight * breaches;
    all += weight * things;
  }
  return all === 0 ? 100 : Math.round(1000 * (1 - lost / all)) / 10;
}

/** Parameters as a record keeps them; what is not understood is left out. */
export function readParameters(value: unknown): QualityParameters {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const { fields, days, by, field, pattern, filter } = value as JsonObject;
  return {
    ...(Array.isArray(fields)
      ? { fields: fields.filter((one): one is string => typeof one === 'string') }
      : {}),
    ...(typeof days === 'number' && days > 0 ? { days } : {}),
    ...(by === 'counted' || by === 'any' ? { by } : {}),
    ...(typeof field === 'string' ? { field } : {}),
    ...(typeof pattern === 'string' ? { pattern } : {}),
    ...(typeof filter === 'string' ? { filter } : {}),
  };
}
