import type { EntityDef, EntityKey, RowOf } from '../types.ts';
import { contract, licence } from './agreements.ts';
import { asset } from './asset.ts';
import { auditItem, configurationAudit, nonconformity } from './audits.ts';
import { baseline, changeReference } from './baselines.ts';
import { classDef, fieldDef, relationTypeDef } from './definitions.ts';
import { exportDefinition, importProfile } from './exchange.ts';
import { graphView } from './graph-view.ts';
import { impactEvidence } from './impact.ts';
import { ledgerCards, ledgerMatch, reconciliation } from './ledger.ts';
import { department, location, organisation, person, productModel } from './places-and-people.ts';
import { qualityRule } from './quality.ts';
import { attachment, relation, savedView } from './structure.ts';
import { count, expectation, handover, medium, retirement, retirementItem, stocktake } from './work.ts';

export const entities = {
  asset,
  location,
  department,
  person,
  organisation,
  productModel,
  contract,
  licence,
  relation,
  stocktake,
  expectation,
  count,
  retirement,
  retirementItem,
  medium,
  handover,
  attachment,
  savedView,
  graphView,
  importProfile,
  exportDefinition,
  reconciliation,
  ledgerCards,
  ledgerMatch,
  baseline,
  changeReference,
  configurationAudit,
  auditItem,
  nonconformity,
  impactEvidence,
  qualityRule,
  classDef,
  fieldDef,
  relationTypeDef,
} as const satisfies Record<EntityKey, EntityDef>;

export type Entities = typeof entities;
export type Row<K extends EntityKey> = RowOf<Entities[K]>;
export type AssetRow = Row<'asset'>;

export const entityKeys = Object.keys(entities) as EntityKey[];

export function isEntityKey(key: unknown): key is EntityKey {
  return typeof key === 'string' && Object.hasOwn(entities, key);
}

export function entityOf(key: EntityKey): EntityDef {
  return entities[key];
}
