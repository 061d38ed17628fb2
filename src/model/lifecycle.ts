import type { RoleKey } from './roles.ts';
import type { Choice } from './types.ts';

const as = <const C extends Record<string, Choice>>(choices: C): C => choices;

/** The states of an asset, in the order of its life. */
export const statuses = as({
  planned: { label: { zh: '计划中', en: 'Planned' }, tone: 'neutral', synonyms: ['拟购'] },
  ordered: { label: { zh: '已订购', en: 'Ordered' }, tone: 'neutral', synonyms: ['在途', 'on order'] },
  inStock: {
    label: { zh: '在库', en: 'In stock' },
    tone: 'info',
    synonyms: [
      '库存',
      '入库',
      '备用',
      'ready to deploy',
      'deployable',
      'available',
      'stock',
      'spare',
      'pending',
    ],
  },
  inUse: {
    label: { zh: '在用', en: 'In use' },
    tone: 'ok',
    synonyms: ['使用中', '使用', '正常', '运行', '运行中', 'deployed', 'active', 'in service', 'production'],
  },
  idle: {
    label: { zh: '闲置', en: 'Idle' },
    tone: 'neutral',
    synonyms: ['空闲', '停用', 'inactive', 'undeployable', 'out of service'],
  },
  inRepair: {
    label: { zh: '维修中', en: 'In repair' },
    tone: 'warning',
    synonyms: [
      '维修',
      '送修',
      '故障',
      'out for repair',
      'repair',
      'maintenance',
      'pending diagnostics',
      'out for diagnostics',
      'broken - not fixable',
      'broken',
    ],
  },
  pendingRetirement: {
    label: { zh: '待报废', en: 'Pending retirement' },
    tone: 'pending',
    synonyms: ['拟报废', '报废中'],
  },
  retired: {
    label: { zh: '已报废', en: 'Retired' },
    tone: 'neutral',
    synonyms: ['报废', 'archived', 'decommissioned', 'end of life'],
  },
  disposed: {
    label: { zh: '已处置', en: 'Disposed' },
    tone: 'neutral',
    synonyms: ['处置', '已核销', '核销', 'scrapped'],
  },
  missingUnverified: {
    label: { zh: '盘亏待核实', en: 'Missing, unverified' },
    tone: 'bad',
    synonyms: ['待核实'],
  },
  missing: {
    label: { zh: '盘亏', en: 'Missing' },
    tone: 'bad',
    synonyms: ['丢失', '遗失', 'lost', 'lost/stolen', 'stolen'],
  },
  sold: { label: { zh: '已出售', en: 'Sold' }, tone: 'neutral', synonyms: ['出售'] },
  donated: { label: { zh: '已捐赠', en: 'Donated' }, tone: 'neutral', synonyms: ['捐赠'] },
  writtenOff: { label: { zh: '已核销', en: 'Written off' }, tone: 'neutral', synonyms: [] },
});

export type Status = keyof typeof statuses;

/** In daily use these four pass into each other freely. */
const working: readonly Status[] = ['inStock', 'inUse', 'idle', 'inRepair'];

export interface Transition {
  readonly from: readonly Status[];
  readonly to: readonly Status[];
  readonly roles: readonly RoleKey[];
  /** Only the retirement procedure may do it, never a plain edit. */
  readonly by?: 'retirement' | 'stocktake';
}

const keepers: readonly RoleKey[] = ['administrator', 'assetManager', 'coordinator', 'technician'];
const managers: readonly RoleKey[] = ['administrator', 'assetManager'];

export const transitions: readonly Transition[] = [
  { from: ['planned'], to: ['ordered', ...working], roles: keepers },
  { from: ['ordered'], to: working, roles: keepers },
  { from: working, to: working, roles: keepers },
  { from: working, to: ['pendingRetirement'], roles: keepers, by: 'retirement' },
  { from: ['pendingRetirement'], to: working, roles: keepers, by: 'retirement' },
  {
    from: ['pendingRetirement'],
    to: ['retired'],
    roles: ['administrator', 'approver', 'assetManager'],
    by: 'retirement',
  },
  { from: ['retired'], to: ['disposed'], roles: keepers, by: 'retirement' },
  { from: working, to: ['missingUnverified'], roles: keepers, by: 'stocktake' },
  { from: ['missingUnverified'], to: ['missing', ...working], roles: managers },
  { from: ['missing'], to: working, roles: managers },
  { from: working, to: ['sold', 'donated', 'writtenOff'], roles: managers },
];

/**
 * May an asset pass from one state to another by this way?
 * @param by the procedure that asks; a plain edit when left out
 */
export function mayPass(from: string | null, to: string | null, by?: Transition['by']): boolean {
  if (from === to || from === null) return true;
  return transitions.some(
    (t) =>
      (t.from as readonly (string | null)[]).includes(from) &&
      (t.to as readonly (string | null)[]).includes(to) &&
      (t.by === undefined || t.by === by),
  );
}

/** May this role make a plain edit from one state to another? True where only a procedure, or nothing, leads there. */
export function mayPassAs(role: RoleKey, from: string | null, to: string | null): boolean {
  if (from === to || from === null) return true;
  const ways = transitions.filter(
    (t) =>
      t.by === undefined &&
      (t.from as readonly (string | null)[]).includes(from) &&
      (t.to as readonly (string | null)[]).includes(to),
  );
  return ways.length === 0 || ways.some((t) => t.roles.includes(role));
}

/** States in which a thing is no longer ours to count, assign or depend on. */
export const gone: readonly Status[] = ['retired', 'disposed', 'sold', 'donated', 'writtenOff'];

export function isGone(status: unknown): boolean {
  return (gone as readonly unknown[]).includes(status);
}
