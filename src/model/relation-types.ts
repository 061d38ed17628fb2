import type { Choice, Label } from './types.ts';

/**
 * How failure travels along a relation: `toSource` means that when the target fails, the source is affected
 * (ERP depends on DB-01: DB-01 down, ERP down); `toTarget` the reverse; `both`; `none`.
 */
export type ImpactDirection = 'toSource' | 'toTarget' | 'both' | 'none';

export interface RelationTypeDef {
  /** Read from source to target: "source depends on target". */
  readonly label: Label;
  /** Read from target to source: "target is depended on by source". */
  readonly inverse: Label;
  readonly impact: ImpactDirection;
  /** How many of its suppliers by this type an asset needs unless it says otherwise; every one where left out. */
  readonly needs?: number;
  /** Hierarchies refuse cycles. */
  readonly hierarchy?: boolean;
  /** The same thing registered from its other end: a cable from A to B is one from B to A. */
  readonly symmetric?: boolean;
  /** Classes that may stand at an end, those under them included; any where left out. */
  readonly sources?: readonly string[];
  readonly targets?: readonly string[];
  /** How many there may be at an end: `oneToMany` means one source to a target, and many targets to a source. */
  readonly cardinality?: Cardinality;
  readonly hidden?: boolean;
  readonly custom?: true;
  readonly removed?: true;
}

export type Cardinality = 'manyToMany' | 'oneToMany' | 'manyToOne' | 'oneToOne';

const type = (
  zh: string,
  en: string,
  inverseZh: string,
  inverseEn: string,
  impact: ImpactDirection,
  hierarchy = false,
): RelationTypeDef => ({
  label: { zh, en },
  inverse: { zh: inverseZh, en: inverseEn },
  impact,
  ...(hierarchy ? { hierarchy } : {}),
});

export const relationTypes = {
  dependsOn: type('依赖', 'depends on', '被依赖', 'is depended on by', 'toSource'),
  runsOn: type('运行于', 'runs on', '承载', 'hosts', 'toSource'),
  installedOn: type('安装于', 'installed on', '已安装', 'has installed', 'toSource'),
  // The source hangs on the target, as a server on its switch. Both ways, one laptop would take down the whole network.
  connectedTo: { ...type('连接', 'connected to', '连接', 'connected to', 'toSource'), symmetric: true },
  // A group stands as long as one member does.
  memberOf: { ...type('属于', 'member of', '成员', 'has member', 'toTarget'), needs: 1 },
  contains: type('包含', 'contains', '位于', 'contained in', 'toTarget', true),
  poweredBy: type('供电自', 'powered by', '供电给', 'powers', 'toSource'),
  backedUpBy: type('备份于', 'backed up by', '备份', 'backs up', 'none'),
  uses: type('使用', 'uses', '被使用', 'used by', 'toSource'),
  provides: type('提供', 'provides', '由…提供', 'provided by', 'toTarget'),
  licensedBy: type('许可自', 'licensed by', '许可给', 'licenses', 'none'),
} as const satisfies Record<string, RelationTypeDef>;

export type RelationType = keyof typeof relationTypes;

export const relationTypeChoices: { readonly [K in RelationType]: Choice } = Object.fromEntries(
  Object.entries(relationTypes).map(([key, def]) => [
    key,
    { label: def.label, synonyms: [def.inverse.zh, def.inverse.en] },
  ]),
) as unknown as { [K in RelationType]: Choice };
