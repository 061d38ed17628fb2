import { type ErrorCode, gone } from '../../model/index.ts';
import { labelOf } from '../register/labels.ts';
import { type ListRow, rowsByRid } from '../register/rows.ts';
import type { Register } from '../store/register.ts';
import { isProven, type MediumRow, mediaOf, unproven } from './media.ts';
import { denial, holdsData, type Item, itemsOf, type Retirement, retirementOf } from './retirement.ts';

export interface Dependent {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  /** Relation type by which it depends on the asset. */
  readonly type: string;
}

export interface RetiredAsset {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly class: string | null;
  readonly status: string | null;
  readonly cost: number | null;
  readonly currency: string | null;
  readonly dataBearing: boolean;
  readonly dependents: Dependent[];
}

export interface MediumInfo extends ListRow {
  readonly asset: string;
  readonly assetTag: string;
  readonly assetName: string;
  readonly proven: boolean;
}

/** A retirement with all that its page shows; the shape of the contract's retirementInfo. */
export interface RetirementInfo extends ListRow {
  readonly assets: RetiredAsset[];
  readonly media: MediumInfo[];
  readonly mediaUnproven: number;
  /** What the person who acts may do: null, or the code of the reason why not. */
  readonly can: {
    readonly approve: ErrorCode | null;
    readonly dispose: ErrorCode | null;
    readonly withdraw: ErrorCode | null;
    readonly recordMedia: ErrorCode | null;
  };
}

/**
 * @param actor id of the person for whom `can` is answered
 * @throws HoldfastError RETIREMENT_NOT_FOUND
 */
export function retirementInfo(reg: Register, actor: string, id: string): RetirementInfo {
  const retirement = retirementOf(reg, id);
  const items = itemsOf(reg, retirement.rid);
  const media = mediaOf(reg, retirement.rid);
  const mediaUnproven = unproven(reg, items, media);
  const itemOf = new Map(items.map((item) => [item.asset, item]));
  return {
    ...rowOf(reg, 'retirement', retirement.rid),
    assets: items.map((item) => describeAsset(reg, item)),
    media: media.map((medium) => describeMedium(reg, medium, itemOf.get(medium.asset))),
    mediaUnproven,
    can: permissions(reg, actor, retirement, mediaUnproven),
  };
}

export interface RetirementRow extends ListRow {
  readonly assetCount: number;
  readonly mediaUnproven: number;
}

/**
 * All retirements, newest first.
 * @param state only those in this state
 */
export function listRetirements(reg: Register, state?: string): RetirementRow[] {
  const rids = reg
    .sql(
      'SELECT rid FROM retirement WHERE deleted = 0 AND (@state IS NULL OR state = @state) ORDER BY created DESC',
    )
    .pluck()
    .all({ state: state ?? null }) as number[];
  return rids.map((rid) => {
    const items = itemsOf(reg, rid);
    const mediaUnproven = unproven(reg, items, mediaOf(reg, rid));
    return { ...rowOf(reg, 'retirement', rid), assetCount: items.length, mediaUnproven };
  });
}

function rowOf(reg: Register, entity: 'retirement' | 'medium', rid: number): ListRow {
  return rowsByRid(reg, entity, [rid])[0] as ListRow;
}

function describeAsset(reg: Register, item: Item): RetiredAsset {
  return {
    id: reg.keys.uuid(item.asset),
    tag: item.tag ?? '',
    name: item.name ?? '',
    class: item.class,
    status: item.status,
    cost: item.cost,
    currency: item.currency,
    dataBearing: holdsData(reg, item),
    dependents: dependentsOf(reg, item.asset),
  };
}

function describeMedium(reg: Register, medium: MediumRow, item: Item | undefined): MediumInfo {
  return {
    ...rowOf(reg, 'medium', medium.rid),
    asset: reg.keys.uuid(medium.asset),
    assetTag: item?.tag ?? '',
    assetName: item?.name ?? labelOf(reg, 'asset', medium.asset),
    proven: isProven(medium.values),
  };
}

function permissions(
  reg: Register,
  actor: string,
  retirement: Retirement,
  mediaUnproven: number,
): RetirementInfo['can'] {
  const { state, values } = retirement;
  const may = (to: string) => denial(reg, actor, retirement, { state: to });
  const requested = state === 'requested' ? null : ('RETIREMENT_STATE' as const);
  const approved =
    state === 'approved' ? null : state === 'requested' ? ('NOT_APPROVED_YET' as const) : 'RETIREMENT_STATE';
  return {
    approve: requested ?? may('approved'),
    dispose: approved ?? may('disposed') ?? (mediaUnproven > 0 ? 'MEDIA_UNPROVEN' : null),
    withdraw: requested ?? (values.requester === actor ? may('withdrawn') : 'NOT_YOUR_REQUEST'),
    recordMedia: approved ?? denial(reg, actor, retirement, {}),
  };
}

const typesBy = (reg: Register, impact: 'toSource' | 'toTarget') =>
  JSON.stringify(
    reg.catalogue.allRelationTypes.flatMap(([key, type]) =>
      type.impact === impact || type.impact === 'both' ? [key] : [],
    ),
  );
const notGone = `(a.status IS NULL OR a.status NOT IN (${gone.map((status) => `'${status}'`).join(',')}))`;

/** What one step of failure reaches, in either direction; see relation-types.ts. */
const dependents = `SELECT a.rid, a.tag, a.name, r.type FROM relation r JOIN asset a ON a.rid = r.source
    WHERE r.target = @asset AND r.type IN (SELECT value FROM json_each(@toSource)) AND r.deleted = 0 AND a.deleted = 0 AND ${notGone}
  UNION SELECT a.rid, a.tag, a.name, r.type FROM relation r JOIN asset a ON a.rid = r.target
    WHERE r.source = @asset AND r.type IN (SELECT value FROM json_each(@toTarget)) AND r.deleted = 0 AND a.deleted = 0 AND ${notGone}
  ORDER BY 2 LIMIT 200`;

function dependentsOf(reg: Register, asset: number): Dependent[] {
  const rows = reg.sql(dependents).all({
    asset,
    toSource: typesBy(reg, 'toSource'),
    toTarget: typesBy(reg, 'toTarget'),
  }) as Array<{
    rid: number;
    tag: string | null;
    name: string | null;
    type: string;
  }>;
  return rows.map((row) => ({
    id: reg.keys.uuid(row.rid),
    tag: row.tag ?? '',
    name: row.name ?? '',
    type: row.type,
  }));
}
